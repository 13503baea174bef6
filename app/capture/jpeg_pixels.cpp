// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/jpeg_pixels.h"

#ifdef ASTREINTE_TURBOJPEG
#include "core/picture/picture_header.h"

#include <bit>
#include <memory>
#include <turbojpeg.h>
#endif

namespace astreinte::app {

#ifdef ASTREINTE_TURBOJPEG

QImage jpegPixels(const QByteArray &file)
{
    // RGB32 is 0xffRRGGBB in a machine word: B, G, R, X in memory here.
    if (std::endian::native != std::endian::little || file.contains(QByteArrayView("ICC_PROFILE\0", 12)))
        return {};
    const std::unique_ptr<void, int (*)(tjhandle)> decoder(tjInitDecompress(), tjDestroy);
    const auto *bytes = reinterpret_cast<const unsigned char *>(file.constData());
    const auto size = static_cast<unsigned long>(file.size());
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    if (!decoder || tjDecompressHeader3(decoder.get(), bytes, size, &width, &height, &sampling, &colours) != 0 ||
        (colours != TJCS_YCbCr && colours != TJCS_GRAY) || qint64(width) * height > picture::mostPixels)
        return {};
    QImage image(width, height, QImage::Format_RGB32);
    if (image.isNull() || tjDecompress2(decoder.get(), bytes, size, image.bits(), width, int(image.bytesPerLine()),
                                        height, TJPF_BGRX, 0) != 0)
        return {};
    return image;
}

#else

QImage jpegPixels(const QByteArray &)
{
    return {};
}

#endif

} // namespace astreinte::app
