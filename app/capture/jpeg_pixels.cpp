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

QImage jpegPixels(const QByteArray &file, int part)
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
    const tjscalingfactor scale{1, part};
    QImage image(TJSCALED(width, scale), TJSCALED(height, scale), QImage::Format_RGB32);
    if (image.isNull() || tjDecompress2(decoder.get(), bytes, size, image.bits(), image.width(),
                                        int(image.bytesPerLine()), image.height(), TJPF_BGRX, 0) != 0)
        return {};
    return image;
}

QByteArray jpegFile(const QImage &image, int quality)
{
    if (std::endian::native != std::endian::little || image.format() != QImage::Format_RGB32)
        return {};
    const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), tjDestroy);
    // The largest that it can become, so that nothing is moved while it grows; what is not used is given back.
    QByteArray jpeg(qsizetype(tjBufSize(image.width(), image.height(), TJSAMP_420)), Qt::Uninitialized);
    auto *bytes = reinterpret_cast<unsigned char *>(jpeg.data());
    auto size = static_cast<unsigned long>(jpeg.size());
    if (!encoder ||
        tjCompress2(encoder.get(), image.constBits(), image.width(), int(image.bytesPerLine()), image.height(),
                    TJPF_BGRX, &bytes, &size, TJSAMP_420, quality, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT) != 0)
        return {};
    jpeg.resize(qsizetype(size));
    jpeg.squeeze();
    return jpeg;
}

#else

QByteArray jpegFile(const QImage &, int)
{
    return {};
}

QImage jpegPixels(const QByteArray &, int)
{
    return {};
}

#endif

} // namespace astreinte::app
