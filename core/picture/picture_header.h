// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArrayView>
#include <QSize>

namespace astreinte::picture {

enum class Format { Jpeg, Png, Heic };

// "image/jpeg", "image/png", "image/heic".
[[nodiscard]] QByteArrayView mediaType(Format format);

// What the header of a picture file says, read without decoding a pixel.
struct Header
{
    Format format = Format::Jpeg;
    QSize pixels; // as stored, before orientation; empty for HEIC, whose size the decoder tells
    int scans = 1;
};

// The limits of SECURITY §7.
inline constexpr qint64 mostPixels = 100'000'000;
inline constexpr int mostScans = 32;
inline constexpr qsizetype mostMetadata = qsizetype{1024} * 1024; // bytes of all APPn and comment segments together
inline constexpr qsizetype largestFile = qsizetype{64} * 1024 * 1024;

// A picture as a camera or a stranger made it. Walks the whole file: JPEG (ITU-T T.81 markers up to EOI) or PNG
// (ISO/IEC 15948 chunks up to IEND, with their CRC), one frame, nothing but zero bytes after the end (a ZIP, a script
// or a second picture behind the first is a polyglot); the one exception is the second picture that a camera announces
// with an MPF segment (CIPA DC-007), which is never read. UnsupportedImage for another kind of file, MalformedImage
// with the byte where the walk stopped, ImageTooLarge beyond the limits. HEIC is recognised by its brand only and needs
// a decoder of the system.
[[nodiscard]] Result<Header> readHeader(QByteArrayView file);

// A picture meant for the public: the same walk, and everything that no public picture needs is refused. JPEG: baseline
// or progressive, JFIF without a thumbnail, the Adobe colour marker, one XMP packet of rights (rights_packet.h); no
// EXIF, profile, IPTC block, comment, maker's note or second picture. PNG: pixels and how to show them, the same XMP
// packet. Not one byte behind the end. The same failures.
[[nodiscard]] Result<Header> readRenditionHeader(QByteArrayView file);

} // namespace astreinte::picture
