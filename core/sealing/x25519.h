// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>

namespace astreinte::sealing {

using signature::Secret;

// X25519 (RFC 7748 §5). Scalars and points have 32 bytes; InvalidValue for another size, and for a point of small order
// (the shared secret would be zero, whoever the other side is).
Result<Secret> x25519(QByteArrayView scalar, QByteArrayView point);
Result<QByteArray> x25519PublicKey(QByteArrayView scalar);

// From the operating system's generator for private keys.
Result<Secret> randomSecret(qsizetype size);

} // namespace astreinte::sealing
