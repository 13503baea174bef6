// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/http_signature.h"

#include "core/signature/bytes.h"
#include "core/signature/http_fields.h"

#include <algorithm>
#include <array>

namespace astreinte::signature {
namespace {

constexpr qsizetype longestField = 4096;
constexpr auto signedWhenPresent = std::to_array<QByteArrayView>({"content-type", "idempotency-key", "upload-offset"});
constexpr QByteArrayView algorithm("ecdsa-p256-sha256");
constexpr QByteArrayView tag("astreinte-1");

bool carriesBody(QByteArrayView method)
{
    return method == QByteArrayView("POST") || method == QByteArrayView("PUT") || method == QByteArrayView("PATCH");
}

// The value of a header, or nothing when absent. A header of ours that comes twice could be read in two ways.
Result<std::optional<QByteArray>> header(const HttpRequestView &request, QByteArrayView name)
{
    std::optional<QByteArray> found;
    for (const auto &[key, value] : request.headers) {
        if (QByteArrayView(key).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return fail(Reason::MalformedRequest, QString::fromLatin1(name) + QStringLiteral(" comes twice"));
        if (value.size() > longestField)
            return fail(Reason::TooLarge, QString::fromLatin1(name));
        found = value.trimmed(); // RFC 9421 §2.1: without the white space around
    }
    return found;
}

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

// What the signature of this request must cover, with the values; `digest` is the Content-Digest field.
Result<QList<HttpHeader>> componentsOf(const HttpRequestView &request, const std::optional<QByteArray> &digest)
{
    QList<HttpHeader> components{
        {"@method", request.method}, {"@authority", request.authority}, {"@path", request.path}};
    if (request.query)
        components.append({"@query", '?' + *request.query});
    if (carriesBody(request.method))
        components.append({"content-digest", digest.value_or(QByteArray())});
    for (const auto name : signedWhenPresent) {
        const auto value = header(request, name);
        if (!value)
            return tl::unexpected(value.error());
        if (*value)
            components.append({name.toByteArray(), **value});
    }
    // A line feed inside a value would forge a line of the signature base.
    for (const auto &[name, value] : components)
        if (!isPrintable(value))
            return fail(Reason::MalformedRequest, QString::fromLatin1(name) + QStringLiteral(" is not printable"));
    return components;
}

QList<QByteArray> namesOf(const QList<HttpHeader> &components)
{
    QList<QByteArray> names;
    for (const auto &component : components)
        names.append(component.first);
    return names;
}

bool isNonce(const QByteArray &nonce)
{
    return nonce.size() >= 22 && nonce.size() <= 64 && std::ranges::all_of(nonce, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_';
           });
}

Result<void> checkParameters(const SignatureInput &input)
{
    const auto refuse = [](QLatin1String what) { return fail(Reason::MalformedRequest, what); };
    if (input.tag != tag)
        return refuse(QLatin1String("another tag than astreinte-1"));
    if (!isNonce(input.nonce))
        return refuse(QLatin1String("a nonce has 22 to 64 characters of base64url"));
    const auto kid = fromBase64Url(input.keyid);
    if (!kid || kid->size() != 32)
        return refuse(QLatin1String("keyid is not an RFC 7638 thumbprint"));
    const auto life = input.expires - input.created;
    if (life <= 0 || life > longestSignatureLife.count())
        return refuse(QLatin1String("expires is not within 300 s of created"));
    return {};
}

struct ParsedHeaders
{
    SignatureInput input;
    QByteArray signature;
    std::optional<QByteArray> digestField;
    QByteArray digest;
};

Result<ParsedHeaders> parseHeaders(const HttpRequestView &request)
{
    const auto inputField = header(request, "signature-input");
    const auto signatureField = header(request, "signature");
    const auto digestField = header(request, "content-digest");
    for (const auto *field : {&inputField, &signatureField, &digestField})
        if (!*field)
            return tl::unexpected(field->error());
    if (!*inputField || !*signatureField)
        return fail(Reason::SignatureMissing);
    const auto input = parseSignatureInput(**inputField);
    if (!input)
        return tl::unexpected(input.error());
    const auto signature = parseBinaryMember(**signatureField, "sig1", es256SignatureSize);
    if (!signature)
        return tl::unexpected(signature.error());
    if (auto checked = checkParameters(*input); !checked)
        return tl::unexpected(checked.error());
    ParsedHeaders parsed{*input, *signature, *digestField, {}};
    if (carriesBody(request.method) && *digestField) {
        const auto digest = parseBinaryMember(**digestField, "sha-256", 32);
        if (!digest)
            return tl::unexpected(digest.error());
        parsed.digest = *digest;
    }
    return parsed;
}

} // namespace

QByteArray signatureBase(const QList<HttpHeader> &components, QByteArrayView parameters)
{
    QByteArray base;
    for (const auto &[name, value] : components)
        base += '"' + name + "\": " + value + '\n';
    return base + "\"@signature-params\": " + parameters.toByteArray();
}

QByteArray contentDigest(QByteArrayView bodySha256)
{
    return binaryMember("sha-256", bodySha256);
}

Result<QByteArray> freshNonce()
{
    return randomBytes(16).map([](const QByteArray &bytes) { return base64Url(bytes); });
}

Result<QList<HttpHeader>> signRequest(const Signer &signer, const HttpRequestView &request, QByteArrayView bodySha256,
                                      const SignatureTerms &terms)
{
    QList<HttpHeader> added;
    std::optional<QByteArray> digest;
    if (carriesBody(request.method)) {
        if (bodySha256.size() != 32)
            return fail(Reason::Internal, QStringLiteral("a body's SHA-256 has 32 bytes"));
        digest = contentDigest(bodySha256);
        added.append({"Content-Digest", *digest});
    }
    const auto components = componentsOf(request, digest);
    if (!components)
        return tl::unexpected(components.error());
    const auto created = toUnixSeconds(terms.created);
    const SignatureInput input{
        namesOf(*components),    created,          created + terms.life.count(), terms.nonce, algorithm.toByteArray(),
        signer.kid().toLatin1(), tag.toByteArray()};
    if (auto checked = checkParameters(input); !checked)
        return tl::unexpected(checked.error());
    const auto parameters = input.parameters();
    const auto signature = signer.sign(signatureBase(*components, parameters));
    if (!signature)
        return tl::unexpected(signature.error());
    added.append({"Signature-Input", "sig1=" + parameters});
    added.append({"Signature", binaryMember("sig1", *signature)});
    return added;
}

Result<SignedRequest> SignedRequest::verify(const HttpRequestView &request, const KeyLookup &lookup)
{
    const auto parsed = parseHeaders(request);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const auto components = componentsOf(request, parsed->digestField);
    if (!components)
        return tl::unexpected(components.error());
    const bool digestMissing = carriesBody(request.method) && !parsed->digestField;
    if (digestMissing || parsed->input.components != namesOf(*components))
        return fail(Reason::SignatureCoverage,
                    QStringLiteral("expected: ") + QString::fromLatin1(namesOf(*components).join(' ')));
    const auto kid = QString::fromLatin1(parsed->input.keyid);
    const auto registered = lookup(kid);
    if (!registered)
        return fail(Reason::UnknownKey);
    // The registry knows ES256 only; the request merely has to agree.
    if (parsed->input.alg != algorithm)
        return fail(Reason::BadSignature, QStringLiteral("another algorithm than the key's"));
    const auto base = signatureBase(*components, parsed->input.parameters());
    if (auto verified = registered->key.verify(base, parsed->signature); !verified)
        return tl::unexpected(verified.error());
    SignedRequest result;
    result.m_request = {kid, parsed->input.nonce, fromUnixSeconds(parsed->input.created),
                        fromUnixSeconds(parsed->input.expires)};
    result.m_digest = parsed->digest;
    result.m_revoked = registered->revoked;
    return result;
}

Result<AdmittedRequest> SignedRequest::admit(QByteArrayView bodySha256, Instant now) const
{
    if (!m_digest.isEmpty() && !constantTimeEqual(m_digest, bodySha256))
        return fail(Reason::DigestMismatch);
    if (m_revoked)
        return fail(Reason::RevokedKey);
    const auto nowSeconds = fromUnixSeconds(toUnixSeconds(now));
    if (std::chrono::abs(nowSeconds - m_request.created) > clockTolerance)
        return fail(Reason::ClockSkew);
    if (nowSeconds > m_request.expires)
        return fail(Reason::SignatureExpired);
    return m_request;
}

Result<AdmittedRequest> verifyRequest(const HttpRequestView &request, QByteArrayView bodySha256,
                                      const KeyLookup &lookup, Instant now)
{
    return SignedRequest::verify(request, lookup).and_then([&](const SignedRequest &signedRequest) {
        return signedRequest.admit(bodySha256, now);
    });
}

} // namespace astreinte::signature
