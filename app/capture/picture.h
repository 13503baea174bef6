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
// The header is checked first (picture_header.h). `turns` is the number of quarter turns clockwise that the person
// asked for, on top of the file's EXIF orientation (all eight values).
Result<QImage> decodeUpright(const QByteArray &file, int turns = 0);

// The upright picture scaled to fit `longSide`, decoded at the small size where the format allows it.
Result<QImage> decodeThumbnail(const QByteArray &file, int longSide, int turns = 0);

// What the file claims about itself. It is shown as a remark and never used as the position or the time of capture:
// both come from the phone.
struct FileRemark
{
    std::optional<double> latitude;  // degrees, north positive
    std::optional<double> longitude; // degrees, east positive
    QString takenAt;                 // as EXIF writes it, without a time zone
    QString camera;

    // "46.80290, 1.69030 · 2026:11:14 14:28:03", empty when the file says nothing.
    [[nodiscard]] QString text() const;
};
FileRemark readRemark(const QByteArray &file);

} // namespace astreinte::app
