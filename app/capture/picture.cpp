// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/picture.h"

#include "app/capture/jpeg_pixels.h"
#include "core/picture/picture_header.h"

#include <QBuffer>
#include <QColorSpace>
#include <QDateTime>
#include <QImageIOHandler>
#include <QImageReader>
#include <QLocale>
#include <QPainter>
#include <QTransform>
#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace astreinte::app {
namespace {

constexpr int largestBlock = 16;      // pixels: what one block of halved colour covers
constexpr int decoderMegabytes = 512; // 100 MP at 4 bytes, and the turned copy is made by ourselves

const char *decoderName(picture::Format format)
{
    switch (format) {
    case picture::Format::Jpeg:
        return "jpeg";
    case picture::Format::Png:
        return "png";
    case picture::Format::Heic:
        return "heic";
    }
    return "";
}

// QImage carries texts, a colour space and a resolution from copy to copy: a new one over the same pixels carries
// nothing.
QImage freshPixels(QImage source)
{
    source.convertTo(source.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (source.isNull())
        return {};
    if (source.hasAlphaChannel()) {
        // Transparency is shown on white, as every viewer of a JPEG would have it.
        QImage white(source.size(), QImage::Format_RGB32);
        white.fill(Qt::white);
        QPainter(&white).drawImage(0, 0, source);
        source = std::move(white);
    }
    auto *held = new QImage(std::move(source));
    return {held->bits(),
            held->width(),
            held->height(),
            held->bytesPerLine(),
            QImage::Format_RGB32,
            [](void *image) { delete static_cast<QImage *>(image); },
            held};
}

QImage toSrgb(QImage image)
{
    const auto space = image.colorSpace();
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    return image;
}

// A JPEG decodes at a half, a quarter or an eighth for a fraction of the price; the rest is scaled afterwards.
QSize decodedSize(QSize stored, int longSide, picture::Format format)
{
    const int side = std::max(stored.width(), stored.height());
    for (const int part : {8, 4, 2})
        if (format == picture::Format::Jpeg && side / part >= longSide * 9 / 10)
            return {std::max(1, stored.width() / part), std::max(1, stored.height() / part)};
    return side > longSide ? stored.scaled(longSide, longSide, Qt::KeepAspectRatio) : stored;
}

// As QImageReader does for what it reads itself.
QImage turned(QImage image, QImageIOHandler::Transformations how)
{
    if (image.isNull() || how == QImageIOHandler::TransformationNone)
        return image;
    if (how == QImageIOHandler::TransformationRotate270)
        return image.transformed(QTransform().rotate(270));
    image = image.mirrored(how.testFlag(QImageIOHandler::TransformationMirror),
                           how.testFlag(QImageIOHandler::TransformationFlip));
    return how.testFlag(QImageIOHandler::TransformationRotate90) ? image.transformed(QTransform().rotate(90)) : image;
}

// A whole file and its reader; QImageReader cannot be moved.
struct OpenPicture
{
    picture::Header header;
    QBuffer bytes;
    QImageReader reader;
};

// Nothing is decoded of a file whose header has not been judged.
Result<> open(OpenPicture &opened, const QByteArray &file)
{
    const auto header = picture::readHeader(file);
    if (!header)
        return tl::unexpected(header.error());
    opened.header = *header;
    opened.bytes.setData(file);
    opened.bytes.open(QIODevice::ReadOnly);
    auto &reader = opened.reader;
    reader.setDevice(&opened.bytes);
    reader.setFormat(decoderName(header->format));
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    QImageReader::setAllocationLimit(decoderMegabytes);
    if (!reader.canRead())
        return fail(header->format == picture::Format::Heic ? Reason::UnsupportedImage : Reason::MalformedImage);
    const QSize stored = reader.size();
    if (qint64(stored.width()) * stored.height() > picture::mostPixels)
        return fail(Reason::ImageTooLarge, QStringLiteral("%1 × %2").arg(stored.width()).arg(stored.height()));
    return {};
}

// What was decoded, upright by the person's turns as well, without anything but pixels.
Result<QImage> finished(QImage image, int turns, const QImageReader &reader)
{
    if (image.isNull())
        return fail(Reason::MalformedImage, reader.errorString());
    image = freshPixels(toSrgb(std::move(image)));
    if (const int quarter = ((turns % 4) + 4) % 4; quarter != 0)
        image = image.transformed(QTransform().rotate(90.0 * quarter));
    if (image.isNull())
        return fail(Reason::ImageTooLarge, QStringLiteral("not enough memory"));
    return image;
}

// How far a JPEG may be reduced by its blocks for a use of `longSide` pixels: within a twentieth of them, the
// difference is not worth decoding four times as many.
int partFor(QSize stored, qint64 longSide)
{
    const qint64 side = std::max(stored.width(), stored.height());
    for (const int part : {8, 4, 2})
        if (side / part >= longSide * 19 / 20)
            return part;
    return 1;
}

std::optional<double> degrees(const Exiv2::ExifData &data, const char *valueKey, const char *referenceKey,
                              char negative)
{
    const auto value = data.findKey(Exiv2::ExifKey(valueKey));
    const auto reference = data.findKey(Exiv2::ExifKey(referenceKey));
    if (value == data.end() || reference == data.end() || value->count() != 3)
        return std::nullopt;
    double sum = 0;
    for (long i = 0; i < 3; ++i) {
        const auto part = value->toRational(i);
        if (part.second == 0)
            return std::nullopt;
        sum += double(part.first) / double(part.second) / std::pow(60.0, double(i));
    }
    const auto text = reference->toString();
    return !text.empty() && text.front() == negative ? -sum : sum;
}

QString textOf(const Exiv2::ExifData &data, const char *key)
{
    const auto found = data.findKey(Exiv2::ExifKey(key));
    return found == data.end() ? QString() : QString::fromStdString(found->toString()).trimmed().left(64);
}

} // namespace

Result<QImage> decodeUpright(const QByteArray &file, int turns)
{
    return decodeReduced(file, std::numeric_limits<int>::max(), turns).map([](ReducedPicture picture) {
        return std::move(picture.image);
    });
}

Result<ReducedPicture> decodeReduced(const QByteArray &file, int longSide, int turns)
{
    OpenPicture opened;
    if (auto ready = open(opened, file); !ready)
        return tl::unexpected(ready.error());
    auto &[header, bytes, reader] = opened;
    const auto how = reader.transformation();
    ReducedPicture reduced;
    if (header.format == picture::Format::Jpeg) {
        const int part = partFor(header.pixels, longSide);
        reduced.image = turned(jpegPixels(file, part), how);
        reduced.reach = part > 1 ? largestBlock / part : 0;
        reduced.upright = header.pixels;
        if (how.testFlag(QImageIOHandler::TransformationRotate90) != (turns % 2 != 0))
            reduced.upright.transpose();
    }
    const bool whole = reduced.image.isNull();
    auto image = finished(whole ? reader.read() : std::move(reduced.image), turns, reader);
    if (!image)
        return tl::unexpected(image.error());
    if (whole)
        reduced = {{}, image->size(), 0};
    reduced.image = *std::move(image);
    return reduced;
}

Result<QImage> decodeThumbnail(const QByteArray &file, int longSide, int turns)
{
    OpenPicture opened;
    if (auto ready = open(opened, file); !ready)
        return tl::unexpected(ready.error());
    auto &[header, bytes, reader] = opened;
    if (const QSize stored = reader.size(); stored.isValid())
        reader.setScaledSize(decodedSize(stored, longSide, header.format));
    return finished(reader.read(), turns, reader);
}

FileRemark readRemark(const QByteArray &file)
{
    FileRemark remark;
    if (!picture::readHeader(file))
        return remark;
    // Exiv2 throws on anything odd; a file whose metadata cannot be read simply says nothing.
    try {
        auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte *>(file.constData()), file.size());
        image->readMetadata();
        const auto &data = image->exifData();
        remark.latitude = degrees(data, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
        remark.longitude = degrees(data, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
        remark.takenAt = textOf(data, "Exif.Photo.DateTimeOriginal");
        remark.camera = textOf(data, "Exif.Image.Model");
    } catch (const std::exception &) {
        return {};
    }
    return remark;
}

// EXIF writes 2026:11:14 14:28:03, which nobody reads as a date; what is no date stands as it is.
static QString readable(const QString &exif)
{
    const auto time = QDateTime::fromString(exif, QStringLiteral("yyyy:MM:dd HH:mm:ss"));
    return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : exif;
}

QString FileRemark::text() const
{
    QStringList parts;
    if (latitude && longitude)
        parts << QStringLiteral("%1, %2").arg(*latitude, 0, 'f', 5).arg(*longitude, 0, 'f', 5);
    if (!takenAt.isEmpty())
        parts << readable(takenAt);
    if (!camera.isEmpty())
        parts << camera;
    return parts.join(QStringLiteral(" · "));
}

} // namespace astreinte::app
