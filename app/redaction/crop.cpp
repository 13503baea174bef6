// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/crop.h"

#include <algorithm>
#include <cmath>

namespace astreinte::app {

QRectF possibleCrop(const QRectF &wanted, double ratio, QSize upright)
{
    double width = std::clamp(wanted.width(), leastCrop, 1.0);
    double height = std::clamp(wanted.height(), leastCrop, 1.0);
    if (ratio > 0 && !upright.isEmpty()) {
        // Fractions of different sides: the ratio of the fractions is that of the pixels, over the picture's own.
        const double own = ratio * upright.height() / upright.width();
        height = width / own;
        if (height > 1)
            width = own;
        height = std::min(height, 1.0);
    }
    const double left = std::clamp(wanted.left(), 0.0, 1 - width);
    const double top = std::clamp(wanted.top(), 0.0, 1 - height);
    return {left, top, width, height};
}

QRect cropPixels(const QRectF &crop, QSize upright)
{
    const auto edge = [](double fraction, int side) { return std::clamp(int(std::lround(fraction * side)), 0, side); };
    const int left = std::min(edge(crop.left(), upright.width()), upright.width() - 1);
    const int top = std::min(edge(crop.top(), upright.height()), upright.height() - 1);
    return {left, top, std::max(1, edge(crop.right(), upright.width()) - left),
            std::max(1, edge(crop.bottom(), upright.height()) - top)};
}

QImage cropped(const QImage &upright, const QRectF &crop)
{
    const auto pixels = cropPixels(crop, upright.size());
    return pixels == upright.rect() ? upright : upright.copy(pixels);
}

QRectF intoCrop(const QRectF &area, const QRectF &crop)
{
    return {(area.x() - crop.x()) / crop.width(), (area.y() - crop.y()) / crop.height(), area.width() / crop.width(),
            area.height() / crop.height()};
}

QRectF outOfCrop(const QRectF &area, const QRectF &crop)
{
    return {crop.x() + area.x() * crop.width(), crop.y() + area.y() * crop.height(), area.width() * crop.width(),
            area.height() * crop.height()};
}

QList<Region> inCrop(const QList<Region> &regions, const QRectF &crop, QSize upright)
{
    if (upright.isEmpty())
        return {};
    // By the pixels that really stay: half a pixel of a face is a pixel of a face.
    const QRectF pixels = cropPixels(crop, upright);
    const QRectF real(pixels.x() / upright.width(), pixels.y() / upright.height(), pixels.width() / upright.width(),
                      pixels.height() / upright.height());
    QList<Region> inside;
    for (auto region : regions) {
        region.area = intoCrop(region.area, real) & wholePicture;
        if (!region.area.isEmpty())
            inside.append(region);
    }
    return inside;
}

} // namespace astreinte::app
