// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>

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

// The nonce must never have served with this key.
Result<QByteArray> seal(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView plaintext,
                        QByteArrayView beside);
Result<Secret> open(Aead cipher, QByteArrayView key, QByteArrayView nonce, QByteArrayView sealed,
                    QByteArrayView beside);

} // namespace astreinte::sealing
