// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/pictures/drawn_pictures.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTransform>
#include <exiv2/exiv2.hpp>

namespace astreinte::tests {

// Four quadrants: red, green over blue, white.
QImage quadrants(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const bool right = x >= size.width() / 2;
            image.setPixel(
                x, y, y >= size.height() / 2 ? (right ? 0xFFFFFFFF : 0xFF0000FF) : (right ? 0xFF00FF00 : 0xFFFF0000));
        }
    return image;
}

// What a camera held in the hand makes: texture that an encoder finds hard.
QImage scene(QSize size, quint32 seed)
{
    QImage image(size, QImage::Format_RGB32);
    quint32 state = seed;
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            state = state * 1664525U + 1013904223U;
            const int grain = int(state >> 27);
            image.setPixel(x, y, qRgb((x / 7 + grain) & 255, (y / 5 + grain) & 255, ((x + y) / 9 + grain) & 255));
        }
    return image;
}

QByteArray encoded(const QImage &image, const char *format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    writer.write(image);
    return bytes;
}

// Everything that a phone or a thoughtless tool writes into a file.
QByteArray withEverything(const QByteArray &jpeg, int orientation)
{
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(jpeg.constData()), jpeg.size());
    image->readMetadata();
    auto &exif = image->exifData();
    exif["Exif.Image.Orientation"] = uint16_t(orientation);
    exif["Exif.Image.Model"] = "Canary 1000";
    exif["Exif.Photo.BodySerialNumber"] = "canary-serial";
    exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    exif["Exif.GPSInfo.GPSLatitude"] = "46/1 48/1 10/1";
    Exiv2::ExifThumb(exif).setJpegThumbnail(reinterpret_cast<const Exiv2::byte *>(jpeg.constData()),
                                            std::min<long>(jpeg.size(), 40'000));
    image->iptcData()["Iptc.Application2.City"] = "canary-city";
    image->xmpData()["Xmp.exif.GPSLatitude"] = "46,48.17N";
    image->setComment("canary <script>");
    image->writeMetadata();
    auto &io = image->io();
    io.open();
    QByteArray bytes(qsizetype(io.size()), '\0');
    io.read(reinterpret_cast<Exiv2::byte *>(bytes.data()), bytes.size());
    return bytes;
}

// EXIF 2.32 §4.6.4.A, tag 0x0112: the stored picture of which `upright` is what must be seen. Each value is a turn,
// a mirror, or both, of the whole.
QImage storedAs(const QImage &upright, int orientation)
{
    const QTransform quarter = QTransform().rotate(90);
    switch (orientation) {
    case 2:
        return upright.mirrored(true, false);
    case 3:
        return upright.mirrored(true, true);
    case 4:
        return upright.mirrored(false, true);
    case 5: // transposed
        return upright.transformed(quarter).mirrored(true, false);
    case 6: // shown after a quarter turn clockwise: stored a quarter turn back
        return upright.transformed(QTransform().rotate(-90));
    case 7: // transposed over the other diagonal
        return upright.transformed(quarter).mirrored(false, true);
    case 8:
        return upright.transformed(quarter);
    default:
        return upright;
    }
}

bool near(QRgb a, QRgb b, int tolerance)
{
    return std::abs(qRed(a) - qRed(b)) < tolerance && std::abs(qGreen(a) - qGreen(b)) < tolerance &&
           std::abs(qBlue(a) - qBlue(b)) < tolerance;
}

} // namespace astreinte::tests
