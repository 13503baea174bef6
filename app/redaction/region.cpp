// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/region.h"

namespace astreinte::app {

QString treatmentName(Treatment treatment)
{
    switch (treatment) {
    case Treatment::Opaque:
        return QStringLiteral("opaque");
    case Treatment::Mosaic:
        return QStringLiteral("mosaic");
    case Treatment::Shown:
        return QStringLiteral("shown");
    }
    return {};
}

Treatment treatmentFromName(const QString &name)
{
    if (name == QStringLiteral("mosaic"))
        return Treatment::Mosaic;
    return name == QStringLiteral("shown") ? Treatment::Shown : Treatment::Opaque;
}

QJsonObject Region::toJson() const
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("x"), area.x()},
            {QStringLiteral("y"), area.y()},
            {QStringLiteral("w"), area.width()},
            {QStringLiteral("h"), area.height()},
            {QStringLiteral("kind"), kind},
            {QStringLiteral("treatment"), treatmentName(treatment)},
            {QStringLiteral("proposed"), proposed},
            {QStringLiteral("form"), form},
            {QStringLiteral("asked"), asked}};
}

Region Region::fromJson(const QJsonObject &object)
{
    const auto number = [&](QLatin1String name) { return object.value(name).toDouble(); };
    auto treatment = treatmentFromName(object.value(QLatin1String("treatment")).toString());
    // Rows of the first version say only whether the box is opaque.
    if (object.contains(QLatin1String("opaque")) && !object.value(QLatin1String("opaque")).toBool(true))
        treatment = Treatment::Mosaic;
    return {object.value(QLatin1String("id")).toString(),
            QRectF(number(QLatin1String("x")), number(QLatin1String("y")), number(QLatin1String("w")),
                   number(QLatin1String("h"))),
            object.value(QLatin1String("kind")).toString(),
            treatment,
            object.value(QLatin1String("proposed")).toBool(),
            object.value(QLatin1String("form")).toString(),
            object.value(QLatin1String("asked")).toString()};
}

} // namespace astreinte::app
