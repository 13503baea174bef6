// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "core/signature/keys.h"

#include <QByteArray>
#include <QList>
#include <functional>
#include <optional>
#include <utility>

namespace astreinte::signature {

// HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530), profile `astreinte-1` of SECURITY §3: one
// signature, labelled `sig1`, over "@method" "@authority" "@path", "@query" when the target has one,
// "content-digest" on POST, PUT and PATCH, then those of signedWhenPresent that the request carries, in that order.

inline constexpr std::chrono::seconds longestSignatureLife{300};
inline constexpr std::chrono::seconds clockTolerance{120};

using HttpHeader = std::pair<QByteArray, QByteArray>;

// A request as both ends see it.
struct HttpRequestView
{
    QByteArray method; // "POST"
    // Host in lowercase, with the port unless it is 443. On the server: the configured public authority, since a
    // proxy may rewrite Host.
    QByteArray authority;
    QByteArray path;                 // as sent: "/v1/submissions", still percent-encoded
    std::optional<QByteArray> query; // as sent, without the "?"; nothing when the target has no "?"
    QList<HttpHeader> headers;       // names in any case
};

// The signature base of RFC 9421 §2.5: one line per component (identifier without its quotes, value), then
// "@signature-params". `parameters` is the inner list with its parameters, as in Signature-Input after the label.
QByteArray signatureBase(const QList<HttpHeader> &components, QByteArrayView parameters);

// `sha-256=:…:` for these 32 bytes.
QByteArray contentDigest(QByteArrayView bodySha256);

struct SignatureTerms
{
    Instant created;
    std::chrono::seconds life{120}; // at most longestSignatureLife
    QByteArray nonce;               // fresh for each request, 22 to 64 characters of base64url; freshNonce() gives one
};
// 128 random bits.
Result<QByteArray> freshNonce();

// The headers to add: Content-Digest on POST, PUT and PATCH, Signature-Input, Signature. `bodySha256`: 32 bytes, of
// the empty body too; ignored on other methods.
Result<QList<HttpHeader>> signRequest(const Signer &signer, const HttpRequestView &request, QByteArrayView bodySha256,
                                      const SignatureTerms &terms);

// What the registry knows of a key.
struct RegisteredKey
{
    VerifyingKey key;
    bool revoked = false;
};
// Nothing when the key id is unknown.
using KeyLookup = std::function<std::optional<RegisteredKey>(const QString &kid)>;

// An admitted request. The caller inserts the nonce (unique per key, to be kept until `expires` + clockTolerance) in
// the transaction of the request's effect: NonceReplayed when it is already there.
struct AdmittedRequest
{
    QString kid;
    QByteArray nonce;
    Instant created;
    Instant expires;
};

// A request whose headers carry a valid signature of a registered key; body, revocation and clock are still to be
// checked by admit(). In two steps so that a server reads a body only for someone it knows.
class SignedRequest
{
public:
    // In the order of SECURITY §3: size and parse (SignatureMissing, TooLarge, MalformedRequest), coverage
    // (SignatureCoverage), key (UnknownKey), algorithm and signature (BadSignature).
    static Result<SignedRequest> verify(const HttpRequestView &request, const KeyLookup &lookup);
    // Body digest (DigestMismatch), revocation (RevokedKey), clock (ClockSkew beyond ± 120 s of `created`,
    // SignatureExpired). `bodySha256`: of the body as received; ignored on methods without a body.
    [[nodiscard]] Result<AdmittedRequest> admit(QByteArrayView bodySha256, Instant now) const;
    [[nodiscard]] const QString &kid() const { return m_request.kid; }
    // The signed digest of the body, 32 bytes; empty on methods without a body.
    [[nodiscard]] const QByteArray &bodySha256() const { return m_digest; }

private:
    SignedRequest() = default;
    AdmittedRequest m_request;
    QByteArray m_digest;
    bool m_revoked = false;
};

// Both steps at once.
Result<AdmittedRequest> verifyRequest(const HttpRequestView &request, QByteArrayView bodySha256,
                                      const KeyLookup &lookup, Instant now);

} // namespace astreinte::signature
