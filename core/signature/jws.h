// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"

#include <QByteArray>

namespace astreinte::signature {

// What a verified signature covers. Only UnverifiedJws::verify() makes one, so a function that takes it cannot be
// called with bytes nobody checked.
class VerifiedJws
{
public:
    [[nodiscard]] const QString &kid() const { return m_kid; }
    [[nodiscard]] const QString &typ() const { return m_typ; }
    [[nodiscard]] const QByteArray &payload() const { return m_payload; }
    // The compact form as received, to be stored: everything can be verified again from it.
    [[nodiscard]] const QByteArray &compact() const { return m_compact; }

private:
    friend class UnverifiedJws;
    VerifiedJws() = default;
    QString m_kid;
    QString m_typ;
    QByteArray m_payload;
    QByteArray m_compact;
};

// A well-formed compact JWS (RFC 7515 §3.1). Its payload is nobody's word yet: read from it only what is needed to
// find the key.
class UnverifiedJws
{
public:
    // MalformedJws unless the header is exactly {"alg":"ES256","kid":…,"typ":expectedTyp} in that order (so jwk, jku,
    // x5u, crit, another alg or another type are refused), every part is canonical base64url, and the signature has
    // 64 bytes. TooLarge beyond 384 KiB.
    static Result<UnverifiedJws> parse(QByteArrayView compact, QLatin1String expectedTyp);

    [[nodiscard]] const QString &kid() const { return m_kid; }
    [[nodiscard]] const QByteArray &unverifiedPayload() const { return m_payload; }
    // UnknownKey when `key` is not the one named in the header, BadSignature when the signature does not hold.
    [[nodiscard]] Result<VerifiedJws> verify(const VerifyingKey &key) const;

private:
    QString m_kid;
    QString m_typ;
    QByteArray m_payload;
    QByteArray m_signature;
    QByteArray m_compact;
};

// The compact JWS of `payload` (any bytes; ours are RFC 8785 JSON). `typ` is 1 to 64 characters of [a-z0-9+-].
Result<QByteArray> signCompact(const Signer &signer, QLatin1String typ, QByteArrayView payload);

inline Result<UnverifiedJws> parseCompact(QByteArrayView compact, QLatin1String expectedTyp)
{
    return UnverifiedJws::parse(compact, expectedTyp);
}

} // namespace astreinte::signature
