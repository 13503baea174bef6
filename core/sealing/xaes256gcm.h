// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/sealing/aead.h"

namespace astreinte::sealing {

inline constexpr qsizetype xaesNonceSize = 24;

// XAES-256-GCM (C2SP, xaes-256-gcm.md): AES-256-GCM under a key derived from half of a 24-byte nonce, so that random
// nonces never run out. Failures as in aead.h.
Result<QByteArray> sealXaes(QByteArrayView key, QByteArrayView nonce, QByteArrayView plaintext, QByteArrayView beside);
Result<Secret> openXaes(QByteArrayView key, QByteArrayView nonce, QByteArrayView sealed, QByteArrayView beside);

} // namespace astreinte::sealing
