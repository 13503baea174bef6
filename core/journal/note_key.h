// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>
#include <QString>
#include <memory>

struct evp_pkey_st;

namespace astreinte::journal {

// Who signs the journal's checkpoints: a name and an Ed25519 key (C2SP signed-note). The name is the checkpoint's
// origin too: a schema-less address without spaces or "+", "indre.example/journal".
class NoteVerifier
{
public:
    // "name+hex8+base64(0x01 ‖ key)", the key number being SHA-256(name ‖ LF ‖ 0x01 ‖ key)[:4]; InvalidValue otherwise.
    static Result<NoteVerifier> fromText(const QString &vkey);
    static Result<NoteVerifier> fromKey(const QString &name, QByteArrayView publicKey);

    [[nodiscard]] QString toText() const;
    [[nodiscard]] const QString &name() const { return m_name; }
    // 4 bytes.
    [[nodiscard]] const QByteArray &keyNumber() const { return m_number; }
    // Succeeds for a valid 64-byte Ed25519 signature (RFC 8032); BadSignature otherwise.
    [[nodiscard]] Result<> verify(QByteArrayView message, QByteArrayView signature) const;
    friend bool operator==(const NoteVerifier &a, const NoteVerifier &b)
    {
        return a.m_name == b.m_name && a.m_publicKey == b.m_publicKey;
    }

private:
    NoteVerifier(QString name, QByteArray publicKey);
    QString m_name;
    QByteArray m_publicKey; // 32 bytes
    QByteArray m_number;
};

// The private half: the server's alone.
class NoteSigner
{
public:
    static Result<NoteSigner> generate(const QString &name);
    // PKCS #8 PEM, unencrypted, of an Ed25519 key.
    static Result<NoteSigner> fromPem(const QString &name, QByteArrayView pem);

    [[nodiscard]] Result<signature::Secret> toPem() const;
    [[nodiscard]] const NoteVerifier &verifier() const { return m_verifier; }
    // 64 bytes. The same message gives the same signature (RFC 8032), so one tree has one checkpoint.
    [[nodiscard]] Result<QByteArray> sign(QByteArrayView message) const;

private:
    NoteSigner(std::shared_ptr<evp_pkey_st> key, NoteVerifier verifier);
    static Result<NoteSigner> adopt(const QString &name, std::shared_ptr<evp_pkey_st> key);
    std::shared_ptr<evp_pkey_st> m_key;
    NoteVerifier m_verifier;
};

} // namespace astreinte::journal
