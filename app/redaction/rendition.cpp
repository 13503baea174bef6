// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/rendition.h"

#include "app/capture/jpeg_pixels.h"
#include "app/redaction/burn.h"
#include "assets/assets.h"
#include "core/picture/picture_header.h"

#include <QBuffer>
#include <QImageWriter>

#include <algorithm>
#include <cmath>

namespace astreinte::app {
namespace {

constexpr int bestQuality = 90;
constexpr int worstQuality = 60; // below, a smaller picture looks better than a coarser one
constexpr int smallestSide = 256;
constexpr qint64 rightsBytes = 8 * 1024; // kept free for the packet of rights that is written before it leaves

Result<QByteArray> encode(const QImage &image, int quality)
{
    QByteArray jpeg = jpegFile(image, quality);
    if (!jpeg.isEmpty())
        return jpeg;
    QBuffer buffer(&jpeg);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(quality);
    if (!writer.write(image))
        return fail(Reason::Internal, writer.errorString());
    return jpeg;
}

QImage scaledTo(const QImage &image, int longSide)
{
    if (std::max(image.width(), image.height()) <= longSide)
        return image;
    return image.scaled(longSide, longSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

// What is known of the sizes around the one wanted.
struct Measured
{
    int quality = 0;
    double bytes = 0;
};

// Between two measures the logarithm of the size is nearly a line; with one alone, the slope that photos have.
int nextQuality(const Measured &tooHeavy, const std::optional<Measured> &fits, double bytes)
{
    constexpr double usualSlope = 0.03; // per step of quality, of the logarithm
    const double slope =
        fits ? std::log(tooHeavy.bytes / fits->bytes) / (tooHeavy.quality - fits->quality) : usualSlope;
    return tooHeavy.quality - int(std::ceil(std::log(tooHeavy.bytes / bytes) / std::max(slope, 1e-3)));
}

// The best quality whose file fits; nothing when even the worst is too heavy. Each try encodes the whole picture: the
// next one is guessed from those before instead of halving what is left.
Result<std::optional<Rendition>> bestThatFits(const QImage &image, qint64 bytes)
{
    std::optional<Rendition> best;
    std::optional<Measured> fits;
    int low = worstQuality;
    int high = bestQuality;
    for (int quality = bestQuality; low <= high;) {
        auto jpeg = encode(image, quality);
        if (!jpeg)
            return tl::unexpected(jpeg.error());
        const Measured measured{quality, double(jpeg->size())};
        if (jpeg->size() <= bytes) {
            best = Rendition{*std::move(jpeg), image.size(), quality};
            fits = measured;
            low = quality + 1;
            quality = low; // the guess is seldom more than one step off
        } else {
            high = quality - 1;
            quality = std::clamp(nextQuality(measured, fits, double(bytes)), low, std::max(low, high));
        }
    }
    return best;
}

Result<Rendition> fitted(const QImage &burnt, const picture::Limit &limit)
{
    for (int longSide = limit.longSide; longSide >= smallestSide; longSide = longSide * 3 / 4) {
        auto rendition = bestThatFits(scaledTo(burnt, longSide), limit.bytes - rightsBytes);
        if (!rendition)
            return tl::unexpected(rendition.error());
        if (!rendition->has_value())
            continue;
        if (const auto header = picture::readRenditionHeader((*rendition)->jpeg); !header)
            return fail(Reason::Internal, QStringLiteral("the encoder left something: ") + header.error().detail);
        return **std::move(rendition);
    }
    return fail(Reason::ImageTooLarge, QStringLiteral("the picture cannot be brought under %1 bytes").arg(limit.bytes));
}

} // namespace

Result<QList<Rendition>> makeRenditions(QImage upright, const QList<Region> &regions,
                                        const QList<picture::Limit> &limits)
{
    upright.convertTo(QImage::Format_RGB32);
    if (upright.isNull())
        return fail(Reason::ImageTooLarge, QStringLiteral("not enough memory"));
    // Burnt before scaling: what a filter would smear around a box must already be gone.
    burn(upright, regions);
    QList<Rendition> renditions;
    for (const auto &limit : limits) {
        auto rendition = fitted(upright, limit);
        if (!rendition)
            return tl::unexpected(rendition.error());
        renditions.append(*std::move(rendition));
    }
    return renditions;
}

Result<Rendition> makeRendition(QImage upright, const QList<Region> &regions, const picture::Limit &limit)
{
    auto renditions = makeRenditions(std::move(upright), regions, {limit});
    return renditions ? Result<Rendition>(renditions->takeFirst()) : tl::unexpected(renditions.error());
}

const picture::Limits &bundledPictureLimits()
{
    static const auto limits = picture::Limits::parse(assets::pictureLimits()).value();
    return limits;
}

} // namespace astreinte::app
