// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/aead.h"

#include "core/signature/openssl_handle.h"

#include <limits>

namespace astreinte::sealing {

using signature::bytesOf;

namespace {

const EVP_CIPHER *cipherOf(Aead cipher)
{
    return cipher == Aead::Aes256Gcm ? EVP_aes_256_gcm() : EVP_chacha20_poly1305();
}

bool fits(QByteArrayView nonce, QByteArrayView text, QByteArrayView beside)
{
    constexpr qsizetype longest = std::numeric_limits<int>::max() - 64;
    return nonce.size() == aeadNonceSize && text.size() <= longest && beside.size() <= longest;
}

tl::unexpected<Failure> cannotSeal()
{
    return fail(Reason::Internal, QStringLiteral("the cipher failed"));
}

tl::unexpected<Failure> doesNotOpen()
{
    return fail(Reason::StorageFailed, QStringLiteral("the seal does not open"));
}

} // namespace

void AeadSealer::Frees::operator()(evp_cipher_ctx_st *context) const
{
    EVP_CIPHER_CTX_free(context);
}

Result<AeadSealer> AeadSealer::with(Aead cipher, QByteArrayView key)
{
    AeadSealer sealer;
    sealer.m_context.reset(EVP_CIPHER_CTX_new());
    if (key.size() != keySize || !sealer.m_context ||
        EVP_EncryptInit_ex2(sealer.m_context.get(), cipherOf(cipher), bytesOf(key), nullptr, nullptr) != 1)
        return cannotSeal();
    return sealer;
}

Result<void> AeadSealer::seal(QByteArrayView nonce, QByteArrayView plaintext, char *sealed, QByteArrayView beside)
{
    int written = 0;
    auto *out = reinterpret_cast<unsigned char *>(sealed);
    if (!fits(nonce, plaintext, beside) ||
        EVP_EncryptInit_ex2(m_context.get(), nullptr, nullptr, bytesOf(nonce), nullptr) != 1 ||
        (!beside.isEmpty() && EVP_EncryptUpdate(m_context.get(), nullptr, &written, bytesOf(beside),
                                                static_cast<int>(beside.size())) != 1) ||
        (!plaintext.isEmpty() && EVP_EncryptUpdate(m_context.get(), out, &written, bytesOf(plaintext),
                                                   static_cast<int>(plaintext.size())) != 1) ||
        EVP_EncryptFinal_ex(m_context.get(), out + plaintext.size(), &written) != 1 ||
        EVP_CIPHER_CTX_ctrl(m_context.get(), EVP_CTRL_AEAD_GET_TAG, tagSize, out + plaintext.size()) != 1)
        return cannotSeal();
    return {};
}

Result<QByteArray> seal(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView plaintext,
                        QByteArrayView beside)
{
    auto sealer = AeadSealer::with(cipher, key);
    if (!sealer)
        return tl::unexpected(sealer.error());
    QByteArray sealed(plaintext.size() + tagSize, Qt::Uninitialized);
    return sealer->seal(nonce, plaintext, sealed.data(), beside).map([&] { return sealed; });
}

Result<Secret> open(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView sealed, QByteArrayView beside)
{
    signature::CipherContext context(EVP_CIPHER_CTX_new());
    if (key.size() != keySize || sealed.size() < tagSize || !fits(nonce, sealed, beside) || !context)
        return doesNotOpen();
    const auto ciphertext = sealed.chopped(tagSize);
    auto tag = sealed.last(tagSize).toByteArray();
    Secret plaintext(ciphertext.size());
    int written = 0;
    // A plaintext that is not authenticated dies with `plaintext`, wiped.
    if (EVP_DecryptInit_ex2(context.get(), cipherOf(cipher), bytesOf(key), bytesOf(nonce), nullptr) != 1 ||
        (!beside.isEmpty() &&
         EVP_DecryptUpdate(context.get(), nullptr, &written, bytesOf(beside), static_cast<int>(beside.size())) != 1) ||
        (!ciphertext.isEmpty() && EVP_DecryptUpdate(context.get(), plaintext.data(), &written, bytesOf(ciphertext),
                                                    static_cast<int>(ciphertext.size())) != 1) ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tagSize, tag.data()) != 1 ||
        EVP_DecryptFinal_ex(context.get(), plaintext.data() + plaintext.size(), &written) != 1)
        return doesNotOpen();
    return plaintext;
}

} // namespace astreinte::sealing
