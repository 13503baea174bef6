// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/place/communes.h"

#include <QList>
#include <QPointF>
#include <optional>

namespace astreinte::app {

// Where a municipality lies in a drawing of the department, both from 0 (west, north) to 1 (east, south): its centre
// among the centres of all, as flat as the department is small. Nothing when its centre is not known.
std::optional<QPointF> placeInDrawing(const place::Communes &communes, const QString &code);
// Every centre, which together show the shape of the department.
QList<QPointF> allPlaces(const place::Communes &communes);
// Height of that drawing for a width of 1.
double drawingHeight(const place::Communes &communes);

} // namespace astreinte::app
