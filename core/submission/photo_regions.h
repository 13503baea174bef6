// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QRectF>
#include <QString>

#include <optional>

namespace astreinte::signature {
class ObjectReader;
}

namespace astreinte::submission {

inline constexpr qsizetype mostRegions = 200; // of one photo: a crowd is not boxed head by head
inline constexpr qsizetype mostMarks = 20;    // of one return

// One person or object on a photo and what became of it (BRIEF §2.2, point 7).
struct PhotoRegion
{
    QRectF area;       // fractions of the published picture, inside 0…1
    QString kind;      // "face", "plate"… (core/rights/evidence.h)
    QString treatment; // "opaque", "mosaic", "shown" (with a signed form)
    friend bool operator==(const PhotoRegion &, const PhotoRegion &) = default;
};

// Where an authority wants another blur: part of what it signs when it returns a proposal.
struct MarkedRegion
{
    QByteArray photo; // 32 bytes, SHA-256 of the photo's own file
    QRectF area;      // fractions of that picture, inside 0…1
    QString reason;   // one line for the author
    friend bool operator==(const MarkedRegion &, const MarkedRegion &) = default;
};

// JSON: "x", "y", "w", "h" with four decimals, and the rest by name. Reading refuses an area that is empty or outside.
QJsonArray toJson(const QList<PhotoRegion> &regions);
QJsonArray toJson(const QList<MarkedRegion> &marks);
// Of an array that is left out when it is empty.
QList<PhotoRegion> readRegions(signature::ObjectReader &reader, QLatin1String name);
QList<MarkedRegion> readMarks(signature::ObjectReader &reader, QLatin1String name);
// The area as it is written: four decimals, never empty, never outside.
[[nodiscard]] QRectF roundedArea(const QRectF &area);

} // namespace astreinte::submission
