// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/region.h"

#include <QImage>

namespace astreinte::app {

// Paints the regions over the pixels of an RGB32 picture, for good. Opaque: one grey. Mosaic: large cells (at least a
// twelfth of the region's long side) coloured from the pixels around the region. Neither reads a pixel inside a region,
// so that two pictures which differ only there become the same picture: a mosaic of averages can be matched against
// guesses, this one not. A region that is shown on somebody's written authorisation is left as it is.
void burn(QImage &image, const QList<Region> &regions);

} // namespace astreinte::app
