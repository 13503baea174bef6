// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <memory>

struct evp_pkey_st;

namespace astreinte::signature {

// Only P-256 with SHA-256 here: it is what the secure elements of phones do (ES256, RFC 7518 §3.4).
inline constexpr qsizetype es256SignatureSize = 64;

class VerifyingKey;

// What signs. On a phone the private key never leaves the secure element, so callers hold this and not a key.
class Signer
{
public:
    virtual ~Signer();
    // The key's name everywhere: its RFC 7638 thumbprint, 43 characters of base64url.
    [[nodiscard]] virtual QString kid() const = 0;
    // ES256 over `message`: r ‖ s, 64 bytes. Malleable by nature: never use one as an identifier.
    [[nodiscard]] virtual Result<QByteArray> sign(QByteArrayView message) const = 0;
};

// A P-256 public key whose point was checked to be on the curve. Cheap to copy; may be used from several threads.
class VerifyingKey
{
public:
    // Exactly {"crv":"P-256","kty":"EC","x":…,"y":…}, coordinates of 32 bytes in base64url; InvalidValue otherwise,
    // a private part included.
    static Result<VerifyingKey> fromJwk(const QJsonObject &jwk);
    // SubjectPublicKeyInfo (RFC 5480) of the named curve, uncompressed: 91 bytes of DER.
    static Result<VerifyingKey> fromSpki(QByteArrayView der);
    // x ‖ y, 64 bytes.
    static Result<VerifyingKey> fromCoordinates(QByteArrayView xy);

    [[nodiscard]] QJsonObject toJwk() const;
    [[nodiscard]] QByteArray toSpki() const;
    // RFC 7638, base64url, 43 characters.
    [[nodiscard]] QString kid() const { return m_kid; }
    // Succeeds for a valid 64-byte r ‖ s; BadSignature for anything else: zero, beyond the order, DER, short, long.
    [[nodiscard]] Result<void> verify(QByteArrayView message, QByteArrayView signature) const;

    friend bool operator==(const VerifyingKey &a, const VerifyingKey &b) { return a.m_xy == b.m_xy; }

private:
    VerifyingKey(std::shared_ptr<evp_pkey_st> key, QByteArray xy);
    std::shared_ptr<evp_pkey_st> m_key;
    QByteArray m_xy;
    QString m_kid;
};

// A P-256 private key in memory: the server's, the simulated devices', and the phones without a secure element.
class SigningKey final : public Signer
{
public:
    static Result<SigningKey> generate();
    // PKCS #8 (RFC 5958), unencrypted. InvalidValue for another kind of key or a pair that does not match.
    static Result<SigningKey> fromPkcs8Der(QByteArrayView der);
    static Result<SigningKey> fromPkcs8Pem(QByteArrayView pem);
    SigningKey(SigningKey &&) noexcept = default;
    SigningKey &operator=(SigningKey &&) noexcept = default;
    SigningKey(const SigningKey &) = delete;
    SigningKey &operator=(const SigningKey &) = delete;

    [[nodiscard]] Result<Secret> toPkcs8Der() const;
    [[nodiscard]] Result<Secret> toPkcs8Pem() const;
    [[nodiscard]] const VerifyingKey &verifyingKey() const { return m_public; }
    [[nodiscard]] QString kid() const override { return m_public.kid(); }
    [[nodiscard]] Result<QByteArray> sign(QByteArrayView message) const override;

private:
    SigningKey(std::shared_ptr<evp_pkey_st> key, VerifyingKey verifyingKey);
    static Result<SigningKey> adopt(std::shared_ptr<evp_pkey_st> key);
    std::shared_ptr<evp_pkey_st> m_key;
    VerifyingKey m_public;
};

} // namespace astreinte::signature
