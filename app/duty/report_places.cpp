// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/report_places.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace astreinte::app {
namespace {

struct Bounds
{
    double west = 180;
    double east = -180;
    double south = 90;
    double north = -90;
};

Bounds boundsOf(const place::Communes &communes)
{
    Bounds bounds;
    for (const auto &commune : communes.all())
        if (commune.centre) {
            bounds.west = std::min(bounds.west, commune.centre->longitude);
            bounds.east = std::max(bounds.east, commune.centre->longitude);
            bounds.south = std::min(bounds.south, commune.centre->latitude);
            bounds.north = std::max(bounds.north, commune.centre->latitude);
        }
    return bounds;
}

std::optional<QPointF> within(const Bounds &bounds, const place::Commune &commune)
{
    if (!commune.centre || bounds.east <= bounds.west || bounds.north <= bounds.south)
        return std::nullopt;
    return QPointF((commune.centre->longitude - bounds.west) / (bounds.east - bounds.west),
                   (bounds.north - commune.centre->latitude) / (bounds.north - bounds.south));
}

} // namespace

std::optional<QPointF> placeInDrawing(const place::Communes &communes, const QString &code)
{
    const auto commune = communes.byCode(code);
    return commune ? within(boundsOf(communes), *commune) : std::nullopt;
}

QList<QPointF> allPlaces(const place::Communes &communes)
{
    QList<QPointF> places;
    const auto bounds = boundsOf(communes);
    for (const auto &commune : communes.all())
        if (const auto place = within(bounds, commune))
            places.append(*place);
    return places;
}

double drawingHeight(const place::Communes &communes)
{
    const auto bounds = boundsOf(communes);
    // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    const auto middle = (bounds.north + bounds.south) / 2 * std::numbers::pi / 180;
    const auto width = (bounds.east - bounds.west) * std::cos(middle);
    return width > 0 ? (bounds.north - bounds.south) / width : 1;
}

} // namespace astreinte::app
