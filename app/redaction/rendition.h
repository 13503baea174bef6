// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/region.h"
#include "core/failure.h"

#include <QByteArray>
#include <QImage>

namespace astreinte::app {

// BRIEF §5, the one master every channel accepts: JPEG, long side ≤ 2 048 px, ≤ 950 kB, sRGB, no metadata.
inline constexpr int renditionLongSide = 2048;
inline constexpr qsizetype renditionBytes = 950'000;

struct Rendition
{
    QByteArray jpeg;
    QSize pixels;
};

// Paints the regions over the pixels, for good. Opaque: one grey. Mosaic: large cells (at least a twelfth of the
// region's long side) coloured from the pixels around the region. Neither reads a pixel inside a region, so that two
// pictures which differ only there become the same picture: a mosaic of averages can be matched against guesses, this
// one not.
void burn(QImage &image, const QList<Region> &regions);

// The public picture of `upright` (as decodeUpright() gives it): scaled down, boxes burnt in, encoded, then read back
// to make sure that it carries no metadata. Internal when the encoder fails or leaves some.
Result<Rendition> makeRendition(const QImage &upright, const QList<Region> &regions);

// True when the JPEG holds nothing but what is needed to decode it (no EXIF, XMP, IPTC, comment or embedded profile).
bool carriesNoMetadata(const QByteArray &jpeg);

} // namespace astreinte::app
