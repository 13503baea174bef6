// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/photo_regions.h"

#include "core/signature/bytes.h"
#include "core/signature/object_reader.h"

#include <algorithm>
#include <cmath>

namespace astreinte::submission {

using signature::ObjectReader;
using text::Lines;

namespace {

constexpr double steps = 10'000; // of a fraction: a tenth of a pixel of a thousand
constexpr qsizetype longestMark = 200;
constexpr std::array<std::pair<int, QLatin1String>, 3> treatments{
    {{0, QLatin1String("opaque")}, {1, QLatin1String("mosaic")}, {2, QLatin1String("shown")}}};

void addArea(QJsonObject &object, const QRectF &area)
{
    const auto rounded = roundedArea(area);
    object.insert(QStringLiteral("x"), rounded.x());
    object.insert(QStringLiteral("y"), rounded.y());
    object.insert(QStringLiteral("w"), rounded.width());
    object.insert(QStringLiteral("h"), rounded.height());
}

QRectF readArea(ObjectReader &reader)
{
    const QRectF area(reader.number(QLatin1String("x"), 0, 1), reader.number(QLatin1String("y"), 0, 1),
                      reader.number(QLatin1String("w"), 1 / steps, 1), reader.number(QLatin1String("h"), 1 / steps, 1));
    if (area.right() > 1 + 1 / steps || area.bottom() > 1 + 1 / steps)
        reader.refuse(QLatin1String("w"), QStringLiteral("reaches outside the picture"));
    return area;
}

PhotoRegion readRegion(ObjectReader &reader)
{
    const auto area = readArea(reader);
    return {area, reader.token(QLatin1String("kind"), 16),
            treatments[static_cast<std::size_t>(reader.oneOf(QLatin1String("treatment"), treatments))].second};
}

MarkedRegion readMark(ObjectReader &reader)
{
    const auto area = readArea(reader);
    return {reader.hexBytes(QLatin1String("photo"), 32), area,
            reader.text(QLatin1String("reason"), longestMark, Lines::One)};
}

} // namespace

QRectF roundedArea(const QRectF &area)
{
    const auto edge = [](double value) { return std::round(std::clamp(value, 0.0, 1.0) * steps); };
    const double left = std::min(edge(area.left()), steps - 1);
    const double top = std::min(edge(area.top()), steps - 1);
    return {left / steps, top / steps, std::max(edge(area.right()) - left, 1.0) / steps,
            std::max(edge(area.bottom()) - top, 1.0) / steps};
}

QJsonArray toJson(const QList<PhotoRegion> &regions)
{
    QJsonArray array;
    for (const auto &region : regions) {
        QJsonObject object{{QStringLiteral("kind"), region.kind}, {QStringLiteral("treatment"), region.treatment}};
        addArea(object, region.area);
        array.append(object);
    }
    return array;
}

QJsonArray toJson(const QList<MarkedRegion> &marks)
{
    QJsonArray array;
    for (const auto &mark : marks) {
        QJsonObject object{{QStringLiteral("photo"), QString::fromLatin1(signature::hex(mark.photo))},
                           {QStringLiteral("reason"), mark.reason}};
        addArea(object, mark.area);
        array.append(object);
    }
    return array;
}

QList<PhotoRegion> readRegions(ObjectReader &reader, QLatin1String name)
{
    return reader.has(name) ? reader.objects<PhotoRegion>(name, mostRegions, readRegion, 1) : QList<PhotoRegion>();
}

QList<MarkedRegion> readMarks(ObjectReader &reader, QLatin1String name)
{
    return reader.has(name) ? reader.objects<MarkedRegion>(name, mostMarks, readMark, 1) : QList<MarkedRegion>();
}

} // namespace astreinte::submission
