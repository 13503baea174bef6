// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/region.h"

#include <QImage>

namespace astreinte::app {

// The whole picture.
inline constexpr QRectF wholePicture{0, 0, 1, 1};
// Of each side of the picture: less shows nothing that a reader could place.
inline constexpr double leastCrop = 0.1;

// A crop that can be made: inside 0…1, at least leastCrop wide and high. With a `ratio` (width over height of the
// result in pixels, 0 when free) the height follows the width, and both shrink until they fit; the top left corner
// stays.
QRectF possibleCrop(const QRectF &wanted, double ratio, QSize upright);

// The pixels that stay, whole ones, never none.
QRect cropPixels(const QRectF &crop, QSize upright);
QImage cropped(const QImage &upright, const QRectF &crop);

// An area of the upright picture, as fractions of what stays, and back. Regions are kept on the upright picture, so
// that another crop moves none of them.
QRectF intoCrop(const QRectF &area, const QRectF &crop);
QRectF outOfCrop(const QRectF &area, const QRectF &crop);
// Those that reach into what stays, on it; parts outside are cut off.
QList<Region> inCrop(const QList<Region> &regions, const QRectF &crop, QSize upright);

} // namespace astreinte::app
