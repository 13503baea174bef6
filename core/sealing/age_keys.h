// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/sealing/x25519.h"

#include <QByteArray>
#include <QString>

namespace astreinte::sealing {

// Whom an age file is for: an X25519 public key, written "age1…" (age-encryption.org/v1).
class AgeRecipient
{
public:
    static Result<AgeRecipient> fromText(QByteArrayView text);
    // 32 bytes.
    static Result<AgeRecipient> fromPublicKey(QByteArrayView publicKey);
    [[nodiscard]] const QByteArray &publicKey() const { return m_publicKey; }
    [[nodiscard]] QString toText() const;
    friend bool operator==(const AgeRecipient &, const AgeRecipient &) = default;

private:
    explicit AgeRecipient(QByteArray publicKey) : m_publicKey(std::move(publicKey)) {}
    QByteArray m_publicKey;
};

// Who can read it: the private key, written "AGE-SECRET-KEY-1…".
class AgeIdentity
{
public:
    static Result<AgeIdentity> generate();
    static Result<AgeIdentity> fromText(QByteArrayView text);
    // 32 bytes.
    static Result<AgeIdentity> fromSecret(QByteArrayView scalar);
    [[nodiscard]] const AgeRecipient &recipient() const { return m_recipient; }
    [[nodiscard]] const Secret &scalar() const { return m_scalar; }
    [[nodiscard]] Secret toText() const;

private:
    AgeIdentity(Secret scalar, AgeRecipient recipient) : m_scalar(std::move(scalar)), m_recipient(std::move(recipient))
    {
    }
    Secret m_scalar;
    AgeRecipient m_recipient;
};

} // namespace astreinte::sealing
