// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QByteArrayView>

namespace astreinte::intake {

struct PictureHeader
{
    QByteArray mediaType; // "image/jpeg" or "image/png"
    int width = 0;        // pixels
    int height = 0;
};

// Walks the whole structure of a JPEG (ITU-T T.81) or PNG (ISO/IEC 15948) without decoding one pixel. What arrives here
// is a public rendition, made by the phone from fresh pixels, so everything else is refused: EXIF, a position in XMP,
// comments, unknown chunks, more than one picture, trailing bytes (polyglots), more than 100 megapixels, 32 scans, or
// 1 MiB of application data. MalformedImage with the byte offset, UnsupportedImage, ImageTooLarge.
Result<PictureHeader> readPictureHeader(QByteArrayView bytes);

} // namespace astreinte::intake
