// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QByteArray>

namespace astreinte::sealing {

// Bech32 (BIP 173) without its limit of 90 characters, as age writes its keys. Text is lowercase.
signature::Secret bech32Encode(QByteArrayView prefix, QByteArrayView bytes);
// Exactly `size` bytes under this prefix; InvalidValue for another prefix, mixed case, a wrong checksum or padding.
Result<signature::Secret> bech32Decode(QByteArrayView prefix, QByteArrayView text, qsizetype size);

} // namespace astreinte::sealing
