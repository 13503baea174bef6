// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QJsonObject>
#include <QList>
#include <QRectF>
#include <QString>

namespace astreinte::app {

enum class Treatment { Opaque, Mosaic };

// One part of a photo that the public must not see. A person drew or confirmed it.
struct Region
{
    QString id;
    QRectF area;  // fractions of the upright picture, inside 0…1
    QString kind; // "face", "plate", "text", "other"
    Treatment treatment = Treatment::Opaque;

    [[nodiscard]] QJsonObject toJson() const;
    static Region fromJson(const QJsonObject &object);
    friend bool operator==(const Region &, const Region &) = default;
};

} // namespace astreinte::app
