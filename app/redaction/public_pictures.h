// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/redaction/crop.h"
#include "app/redaction/rendition.h"

namespace astreinte::app {

// What a person decided about a photo, on the upright picture.
struct Retouch
{
    int turns = 0; // quarter turns clockwise on top of the file's EXIF orientation
    QRectF crop = wholePicture;
    QList<Region> regions;
};

struct PublicPictures
{
    QSize upright; // pixels of the whole picture, before the crop
    QList<Rendition> renditions;
};

// The one way from the bytes of a photo to what the public may see of it: decoded into fresh pixels, upright, cropped,
// boxes burnt in, one rendition for each limit. A JPEG that is much larger than every limit is decoded at a half, a
// quarter or an eighth: its boxes then reach one block further, since a reduced pixel tells of its whole block. The
// failures of decodeUpright() and makeRenditions().
Result<PublicPictures> publicPictures(const QByteArray &file, const Retouch &retouch,
                                      const QList<picture::Limit> &limits);

} // namespace astreinte::app
