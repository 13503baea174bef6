// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/jws.h"

#include "core/signature/bytes.h"
#include "core/signature/object_reader.h"
#include "core/signature/strict_json.h"

#include <algorithm>

namespace astreinte::signature {
namespace {

constexpr qsizetype longestJws = qsizetype(384) * 1024;
constexpr qsizetype longestHeader = 512;

// These bytes are RFC 8785 JSON too: the names are in order, and the values need no escape.
QByteArray headerOf(const QString &kid, QLatin1String typ)
{
    return R"({"alg":"ES256","kid":")" + kid.toLatin1() + R"(","typ":")" + QByteArray(typ.data(), typ.size()) + R"("})";
}

bool isTyp(QLatin1String typ)
{
    return !typ.isEmpty() && typ.size() <= 64 && std::all_of(typ.begin(), typ.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
    });
}

bool isKid(const QString &kid)
{
    const auto bytes = fromBase64Url(kid.toUtf8());
    return bytes && bytes->size() == 32;
}

Result<QString> kidOfHeader(const QByteArray &header, QLatin1String expectedTyp)
{
    auto object = parseStrictObject(header, {.bytes = longestHeader, .depth = 1});
    if (!object)
        return fail(Reason::MalformedJws, QStringLiteral("header, ") + object.error().detail);
    ObjectReader reader(*std::move(object), QStringLiteral("header"));
    reader.constant(QLatin1String("alg"), QLatin1String("ES256"));
    reader.constant(QLatin1String("typ"), expectedTyp);
    auto kid = reader.token(QLatin1String("kid"), 43);
    if (auto done = reader.finish(); !done)
        return fail(Reason::MalformedJws, done.error().detail);
    if (!isKid(kid) || header != headerOf(kid, expectedTyp))
        return fail(Reason::MalformedJws, QStringLiteral("the header is not in its one accepted form"));
    return kid;
}

} // namespace

Result<UnverifiedJws> UnverifiedJws::parse(QByteArrayView compact, QLatin1String expectedTyp)
{
    if (compact.size() > longestJws)
        return fail(Reason::TooLarge, QStringLiteral("a signed document of %1 bytes").arg(compact.size()));
    const auto parts = compact.toByteArray().split('.');
    if (parts.size() != 3)
        return fail(Reason::MalformedJws, QStringLiteral("%1 parts, 3 expected").arg(parts.size()));
    const auto header = fromBase64Url(parts[0]);
    auto payload = fromBase64Url(parts[1]);
    auto signature = fromBase64Url(parts[2]);
    if (!header || !payload || !signature || header->size() > longestHeader)
        return fail(Reason::MalformedJws, QStringLiteral("a part is not canonical base64url"));
    if (signature->size() != es256SignatureSize)
        return fail(Reason::MalformedJws, QStringLiteral("a signature of %1 bytes").arg(signature->size()));
    auto kid = kidOfHeader(*header, expectedTyp);
    if (!kid)
        return tl::unexpected(kid.error());
    UnverifiedJws jws;
    jws.m_kid = *std::move(kid);
    jws.m_typ = expectedTyp;
    jws.m_payload = *std::move(payload);
    jws.m_signature = *std::move(signature);
    jws.m_compact = compact.toByteArray();
    return jws;
}

Result<VerifiedJws> UnverifiedJws::verify(const VerifyingKey &key) const
{
    if (key.kid() != m_kid)
        return fail(Reason::UnknownKey, QStringLiteral("signed with another key"));
    const auto signingInput = QByteArrayView(m_compact).first(m_compact.lastIndexOf('.'));
    if (auto verified = key.verify(signingInput, m_signature); !verified)
        return tl::unexpected(verified.error());
    VerifiedJws jws;
    jws.m_kid = m_kid;
    jws.m_typ = m_typ;
    jws.m_payload = m_payload;
    jws.m_compact = m_compact;
    return jws;
}

Result<QByteArray> signCompact(const Signer &signer, QLatin1String typ, QByteArrayView payload)
{
    const auto kid = signer.kid();
    if (!isTyp(typ) || !isKid(kid))
        return fail(Reason::Internal, QStringLiteral("a type or key id that a header cannot carry"));
    const auto signingInput = base64Url(headerOf(kid, typ)) + '.' + base64Url(payload);
    return signer.sign(signingInput).map([&](const QByteArray &signature) {
        return signingInput + '.' + base64Url(signature);
    });
}

} // namespace astreinte::signature
