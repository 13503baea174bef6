// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>
#include <memory>

struct evp_cipher_ctx_st; // OpenSSL's

namespace astreinte::sealing {

using signature::Secret;

// Ciphers that authenticate what they hide and the data beside it. Keys have 32 bytes, tags 16, appended to the
// ciphertext. Opening fails with StorageFailed and gives no byte of plaintext unless everything is as it was sealed.
enum class Aead {
    Aes256Gcm,        // NIST SP 800-38D, nonce of 12 bytes
    ChaCha20Poly1305, // RFC 8439, nonce of 12 bytes
};
inline constexpr qsizetype keySize = 32;
inline constexpr qsizetype aeadNonceSize = 12;
inline constexpr qsizetype tagSize = 16;

// Seals many texts with one key. One thread at a time.
class AeadSealer
{
public:
    static Result<AeadSealer> with(Aead cipher, QByteArrayView key);
    // Writes the ciphertext and its tag, plaintext.size() + tagSize bytes, to `sealed`. The nonce must never have
    // served with this key.
    Result<void> seal(QByteArrayView nonce, QByteArrayView plaintext, char *sealed, QByteArrayView beside = {});

private:
    struct Frees
    {
        void operator()(evp_cipher_ctx_st *context) const;
    };
    AeadSealer() = default;
    std::unique_ptr<evp_cipher_ctx_st, Frees> m_context;
};

// The nonce must never have served with this key.
Result<QByteArray> seal(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView plaintext,
                        QByteArrayView beside);
Result<Secret> open(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView sealed,
                    QByteArrayView beside);

} // namespace astreinte::sealing
