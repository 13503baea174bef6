// SPDX-License-Identifier: EUPL-1.2
// The library changes the type of its texts; this asks for the one that stays.
#define ZX_USE_UTF8
#include "app/enrolment/qr_code.h"

#include <ZXing/ReadBarcode.h>

namespace astreinte::app {

QString readQrCode(const QImage &picture)
{
    const auto grey = picture.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return {};
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
    try {
        const auto result = ZXing::ReadBarcode(view, hints);
        return result.isValid() ? QString::fromStdString(result.text()) : QString();
    } catch (const std::exception &) {
        return {};
    }
}

} // namespace astreinte::app
