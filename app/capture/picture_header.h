// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArrayView>
#include <QSize>

namespace astreinte::app {

enum class PictureFormat { Jpeg, Png, Heic };

// What the header of a picture file says, read without decoding a pixel.
struct PictureHeader
{
    PictureFormat format = PictureFormat::Jpeg;
    QSize pixels; // as stored, before orientation; empty for HEIC, whose size the decoder tells
    int scans = 1;
};

// The limits of SECURITY §7.
inline constexpr qint64 mostPixels = 100'000'000;
inline constexpr int mostScans = 32;
inline constexpr qsizetype longestApplicationSegment = 1024 * 1024;
inline constexpr qsizetype largestPictureFile = 64 * 1024 * 1024;

// Walks the whole file: JPEG (ISO/IEC 10918-1 markers up to EOI) or PNG (chunks up to IEND, with their CRC), one
// frame, nothing but zero bytes after the end (a ZIP, a script or a second picture behind the first is a polyglot).
// UnsupportedImage for another kind of file, MalformedImage with the byte where the walk stopped, ImageTooLarge beyond
// the limits. HEIC is recognised by its brand only and needs a decoder of the system.
Result<PictureHeader> readPictureHeader(QByteArrayView file);

} // namespace astreinte::app
