// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QImage>
#include <QString>

namespace astreinte::app {

// The text of the QR code in a picture (ISO/IEC 18004), empty when none can be read.
QString readQrCode(const QImage &picture);

} // namespace astreinte::app
