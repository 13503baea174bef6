// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QImage>

namespace astreinte::app {

// The pixels of a JPEG as they are stored (RGB32, not turned), decoded in one step by libjpeg-turbo: half the time of
// going through an image reader line by line. Null when the file needs more care than that (a colour profile, CMYK,
// damage) or the library was not there at build: QImageReader reads it then. The header was checked before. With `part`
// 2, 4 or 8, each side is that part of its own, made of the frequencies of each block without the full pixels ever
// being there.
QImage jpegPixels(const QByteArray &file, int part = 1);

// `image` (RGB32) as a baseline JPEG of this quality, chroma halved both ways as Qt writes it, straight from its
// pixels; empty where libjpeg-turbo is not built in, or fails: Qt's writer does it then.
QByteArray jpegFile(const QImage &image, int quality);

} // namespace astreinte::app
