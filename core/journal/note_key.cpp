// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/note_key.h"

#include "core/signature/bytes.h"
#include "core/signature/openssl_handle.h"

#include <algorithm>
#include <openssl/pem.h>

namespace astreinte::journal {
namespace {

using signature::bytesOf;
using signature::DigestContext;
using signature::PkeyHandle;

constexpr qsizetype publicKeySize = 32;
constexpr std::size_t signatureSize = 64;
constexpr qsizetype longestName = 200;
constexpr char ed25519 = '\x01';

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && std::ranges::all_of(name, [](QChar c) {
        return c > QLatin1Char(' ') && c < QChar(0x7f) && c != QLatin1Char('+');
    });
}

} // namespace

NoteVerifier::NoteVerifier(QString name, QByteArray publicKey)
    : m_name(std::move(name)), m_publicKey(std::move(publicKey)),
      m_number(signature::sha256(m_name.toUtf8() + '\n' + ed25519 + m_publicKey).first(4))
{
}

Result<NoteVerifier> NoteVerifier::fromKey(const QString &name, QByteArrayView publicKey)
{
    if (!isName(name))
        return fail(Reason::InvalidValue, QStringLiteral("the journal's name"));
    const PkeyHandle key(publicKey.size() == publicKeySize
                             ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(publicKey), publicKeySize)
                             : nullptr);
    if (!key)
        return fail(Reason::InvalidValue, QStringLiteral("not an Ed25519 public key"));
    return NoteVerifier(name, publicKey.toByteArray());
}

Result<NoteVerifier> NoteVerifier::fromText(const QString &vkey)
{
    const auto name = vkey.section(QLatin1Char('+'), 0, 0);
    const auto number = vkey.section(QLatin1Char('+'), 1, 1);
    // Base64 has "+" of its own: what remains is the key.
    auto key = signature::fromBase64(vkey.section(QLatin1Char('+'), 2).toLatin1());
    if (!key || key->size() != 1 + publicKeySize || key->front() != ed25519)
        return fail(Reason::InvalidValue, QStringLiteral("not a verifier key of Ed25519"));
    auto verifier = fromKey(name, QByteArrayView(*key).sliced(1));
    if (verifier && QLatin1String(signature::hex(verifier->keyNumber())) != number)
        return fail(Reason::InvalidValue, QStringLiteral("the key's number is not its own"));
    return verifier;
}

QString NoteVerifier::toText() const
{
    return m_name + QLatin1Char('+') + QLatin1String(signature::hex(m_number)) + QLatin1Char('+') +
           QLatin1String(signature::base64(ed25519 + m_publicKey));
}

Result<> NoteVerifier::verify(QByteArrayView message, QByteArrayView signature) const
{
    const PkeyHandle key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(QByteArrayView(m_publicKey)), publicKeySize));
    const DigestContext context(EVP_MD_CTX_new());
    const auto valid = signature.size() == static_cast<qsizetype>(signatureSize) && key && context &&
                       EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                       EVP_DigestVerify(context.get(), bytesOf(signature), signatureSize, bytesOf(message),
                                        static_cast<std::size_t>(message.size())) == 1;
    return valid ? Result<>() : fail(Reason::BadSignature, m_name);
}

NoteSigner::NoteSigner(std::shared_ptr<evp_pkey_st> key, NoteVerifier verifier)
    : m_key(std::move(key)), m_verifier(std::move(verifier))
{
}

Result<NoteSigner> NoteSigner::adopt(const QString &name, std::shared_ptr<evp_pkey_st> key)
{
    QByteArray publicKey(publicKeySize, '\0');
    auto size = static_cast<std::size_t>(publicKeySize);
    if (!key || EVP_PKEY_is_a(key.get(), "ED25519") != 1 ||
        EVP_PKEY_get_raw_public_key(key.get(), bytesOf(publicKey), &size) != 1)
        return fail(Reason::InvalidValue, QStringLiteral("not an Ed25519 private key"));
    return NoteVerifier::fromKey(name, publicKey).map([&](NoteVerifier verifier) {
        return NoteSigner(std::move(key), std::move(verifier));
    });
}

Result<NoteSigner> NoteSigner::generate(const QString &name)
{
    return adopt(name, {EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free});
}

Result<NoteSigner> NoteSigner::fromPem(const QString &name, QByteArrayView pem)
{
    const signature::MemoryBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return adopt(name, {bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr, EVP_PKEY_free});
}

Result<signature::Secret> NoteSigner::toPem() const
{
    const signature::MemoryBio bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return fail(Reason::Internal, QStringLiteral("the key could not be written"));
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return signature::Secret(QByteArrayView(data, size));
}

Result<QByteArray> NoteSigner::sign(QByteArrayView message) const
{
    QByteArray signature(signatureSize, '\0');
    auto size = signatureSize;
    const DigestContext context(EVP_MD_CTX_new());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), bytesOf(signature), &size, bytesOf(message),
                       static_cast<std::size_t>(message.size())) != 1 ||
        size != signatureSize)
        return fail(Reason::Internal, QStringLiteral("a checkpoint could not be signed"));
    return signature;
}

} // namespace astreinte::journal
