// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/region.h"

namespace astreinte::app {

QJsonObject Region::toJson() const
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("x"), area.x()},
            {QStringLiteral("y"), area.y()},
            {QStringLiteral("w"), area.width()},
            {QStringLiteral("h"), area.height()},
            {QStringLiteral("kind"), kind},
            {QStringLiteral("opaque"), treatment == Treatment::Opaque}};
}

Region Region::fromJson(const QJsonObject &object)
{
    const auto number = [&](QLatin1String name) { return object.value(name).toDouble(); };
    return {object.value(QLatin1String("id")).toString(),
            QRectF(number(QLatin1String("x")), number(QLatin1String("y")), number(QLatin1String("w")),
                   number(QLatin1String("h"))),
            object.value(QLatin1String("kind")).toString(),
            object.value(QLatin1String("opaque")).toBool(true) ? Treatment::Opaque : Treatment::Mosaic};
}

} // namespace astreinte::app
