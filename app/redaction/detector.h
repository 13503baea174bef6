// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>

namespace astreinte::app {

// Where something to hide may be. The device proposes; it never says who it is, and a person decides.
struct Finding
{
    QRectF area;  // fractions of the picture, inside 0…1, with the margin that hair and chin need
    QString kind; // "face" or "plate"
    friend bool operator==(const Finding &, const Finding &) = default;
};

// Whether this installation can search at all: the module and its cascades are there. Loads nothing.
[[nodiscard]] bool canDetect();

// Searches a picture, in the calling thread (one second for 12 megapixels on one core: never the thread of the
// screen). Internal when the module fails; an empty
// list when it is not there.
[[nodiscard]] Result<QList<Finding>> detect(const QImage &upright);

} // namespace astreinte::app
