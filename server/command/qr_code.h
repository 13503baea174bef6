// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>

namespace astreinte::command {

// A QR code of `text` (ISO/IEC 18004, level M) in half blocks, two modules to a character, with its quiet zone; dark on
// light whatever the terminal's colours.
Result<QByteArray> qrForTerminal(const QByteArray &text);
// The same as a PNG, eight pixels to a module.
Result<QByteArray> qrAsPng(const QByteArray &text);

} // namespace astreinte::command
