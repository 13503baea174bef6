// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QDateTime>
#include <QImage>
#include <QString>

namespace astreinte::journey {

// A photo-like picture of a flooded road at dusk: sky, trees, water with reflections, a road sign, sensor noise. The
// same seed gives the same pixels. It shows nobody and no plate.
[[nodiscard]] QImage paintFloodedRoad(QSize size, quint32 seed);

struct PhotoFacts
{
    double latitude = 0;  // degrees, north positive
    double longitude = 0; // degrees, east positive
    QDateTime takenAt;
    int orientation = 1; // EXIF 2.32 tag 0x0112, 1 to 8
};

// Writes a JPEG as a phone would: pixels turned so that `orientation` puts them upright, and EXIF with maker, serial
// number, instant and GPS position. False when the file cannot be written.
[[nodiscard]] bool writePhoto(const QString &path, const QImage &upright, const PhotoFacts &facts);

} // namespace astreinte::journey
