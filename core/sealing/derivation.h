// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

namespace astreinte::sealing {

using signature::Secret;

// HKDF with SHA-256 (RFC 5869), whole and its second half alone. At most 8,160 bytes; Internal otherwise.
Result<Secret> hkdf(QByteArrayView inputKey, QByteArrayView salt, QByteArrayView info, qsizetype size);
Result<Secret> hkdfExpand(QByteArrayView pseudoRandomKey, QByteArrayView info, qsizetype size);

// HMAC-SHA256 (RFC 2104): 32 bytes.
Result<QByteArray> hmacSha256(QByteArrayView key, QByteArrayView message);

// The cost of guessing a PIN (RFC 7914). N = 2^log2N; memory is 128 · N · r bytes.
struct ScryptCost
{
    int log2N = 16;
    int r = 8;
    int p = 2;
    // SECURITY §1: N 2^15…2^17, r 8, p 1…4. Outside, a file is refused before anything is derived.
    [[nodiscard]] constexpr bool isAccepted() const { return log2N >= 15 && log2N <= 17 && r == 8 && p >= 1 && p <= 4; }
    friend bool operator==(const ScryptCost &, const ScryptCost &) = default;
};
Result<Secret> scrypt(QByteArrayView passphrase, QByteArrayView salt, const ScryptCost &cost, qsizetype size);

} // namespace astreinte::sealing
