// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/public_pictures.h"

#include "app/capture/picture.h"

#include <algorithm>
#include <cmath>

namespace astreinte::app {
namespace {

// The long side that the whole picture needs for what is left of it to have the largest side wanted.
int sideNeeded(const QRectF &crop, const QList<picture::Limit> &limits)
{
    int longSide = 1;
    for (const auto &limit : limits)
        longSide = std::max(longSide, limit.longSide);
    return int(std::ceil(longSide / std::clamp(std::min(crop.width(), crop.height()), leastCrop, 1.0)));
}

QList<Region> widened(QList<Region> regions, const ReducedPicture &picture)
{
    const double x = double(picture.reach) / picture.image.width();
    const double y = double(picture.reach) / picture.image.height();
    for (auto &region : regions)
        region.area = region.area.adjusted(-x, -y, x, y) & wholePicture;
    return regions;
}

} // namespace

Result<PublicPictures> publicPictures(const QByteArray &file, const Retouch &retouch,
                                      const QList<picture::Limit> &limits)
{
    auto reduced = decodeReduced(file, sideNeeded(retouch.crop, limits), retouch.turns);
    if (!reduced)
        return tl::unexpected(reduced.error());
    const auto upright = reduced->upright;
    // Cropped before the boxes are burnt in: what is cut off costs nothing more.
    const auto regions = inCrop(widened(retouch.regions, *reduced), retouch.crop, reduced->image.size());
    auto picture = cropped(reduced->image, retouch.crop);
    reduced->image = {};
    return makeRenditions(std::move(picture), regions, limits).map([&](QList<Rendition> renditions) {
        return PublicPictures{upright, std::move(renditions)};
    });
}

} // namespace astreinte::app
