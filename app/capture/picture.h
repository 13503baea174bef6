// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <optional>

namespace astreinte::app {

// The pixels of a picture file, upright, in sRGB, in memory of their own: nothing of the file's metadata follows them.
// The header is checked first (core/picture). `turns` is the number of quarter turns clockwise that the person
// asked for, on top of the file's EXIF orientation (all eight values).
Result<QImage> decodeUpright(const QByteArray &file, int turns = 0);

struct ReducedPicture
{
    QImage image;
    QSize upright; // of the whole picture, before it was reduced
    // Pixels of `image` around a place that may still hold something of it: reduced block by block, a pixel tells of
    // its whole block. 0 when every pixel was decoded.
    int reach = 0;
};
// The same for a use of `longSide` pixels at most: a JPEG that is large enough is decoded at a half, a quarter or an
// eighth, the largest of these that leaves at least 19/20 of `longSide`. What hides a place hides `reach` more around
// it.
Result<ReducedPicture> decodeReduced(const QByteArray &file, int longSide, int turns = 0);

// What a phone shows of a photo at once; a closer look asks for more.
inline constexpr int previewSide = 1024;

// The upright picture, decoded at the smallest size that still has nine tenths of `longSide` where the format allows it
// (a JPEG at a half, a quarter or an eighth): a preview costs a fraction of a full decode. The result may be larger
// than `longSide`.
Result<QImage> decodeThumbnail(const QByteArray &file, int longSide, int turns = 0);

// What the file claims about itself. It is shown as a remark and never used as the position or the time of capture:
// both come from the phone.
struct FileRemark
{
    std::optional<double> latitude;  // degrees, north positive
    std::optional<double> longitude; // degrees, east positive
    QString takenAt;                 // as EXIF writes it, without a time zone
    QString camera;

    // "46.80290, 1.69030 · 14/11/2026 14:28" with the date as the language writes it, empty when the file says nothing.
    [[nodiscard]] QString text() const;
};
FileRemark readRemark(const QByteArray &file);

} // namespace astreinte::app
