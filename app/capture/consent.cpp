// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/consent.h"

#include <QJsonArray>

namespace astreinte::app {
namespace {

signature::Instant instantOf(const QJsonValue &value)
{
    return signature::instantFromText(value.toString()).value_or(signature::Instant{});
}

QJsonArray strokesToJson(const QList<QList<QPointF>> &strokes)
{
    QJsonArray array;
    for (const auto &stroke : strokes) {
        QJsonArray points;
        for (const auto &point : stroke) {
            points.append(point.x());
            points.append(point.y());
        }
        array.append(points);
    }
    return array;
}

QList<QList<QPointF>> strokesFromJson(const QJsonArray &array)
{
    QList<QList<QPointF>> strokes;
    for (const auto &value : array) {
        const auto numbers = value.toArray();
        QList<QPointF> stroke;
        for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
            stroke.append({numbers[i].toDouble(), numbers[i + 1].toDouble()});
        strokes.append(stroke);
    }
    return strokes;
}

QJsonObject signatureToJson(const ConsentSignature &signature)
{
    return {{QStringLiteral("name"), signature.name},
            {QStringLiteral("strokes"), strokesToJson(signature.strokes)},
            {QStringLiteral("instead"), signature.instead},
            {QStringLiteral("at"), signature::toText(signature.at)}};
}

} // namespace

bool Consent::inForce() const
{
    return !withdrawnAt && signatures.size() >= (forMinor && !oneHolder ? 2 : 1);
}

QJsonObject Consent::toJson() const
{
    QJsonObject values;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        values.insert(it.key(), it.value());
    QJsonArray signs;
    for (const auto &signature : signatures)
        signs.append(signatureToJson(signature));
    QJsonObject object{{QStringLiteral("id"), id},
                       {QStringLiteral("table"), table},
                       {QStringLiteral("language"), language},
                       {QStringLiteral("text"), text},
                       {QStringLiteral("fields"), values},
                       {QStringLiteral("forMinor"), forMinor},
                       {QStringLiteral("oneHolder"), oneHolder},
                       {QStringLiteral("regions"), QJsonArray::fromStringList(regions)},
                       {QStringLiteral("signatures"), signs},
                       {QStringLiteral("takenBy"), takenBy}};
    if (withdrawnAt)
        object.insert(QStringLiteral("withdrawnAt"), signature::toText(*withdrawnAt));
    return object;
}

Consent Consent::fromJson(const QJsonObject &object)
{
    const auto text = [&](QLatin1String name) { return object[name].toString(); };
    Consent consent;
    consent.id = text(QLatin1String("id"));
    consent.table = text(QLatin1String("table"));
    consent.language = text(QLatin1String("language"));
    consent.text = text(QLatin1String("text"));
    const auto values = object[QLatin1String("fields")].toObject();
    for (auto it = values.begin(); it != values.end(); ++it)
        consent.fields.insert(it.key(), it.value().toString());
    consent.forMinor = object[QLatin1String("forMinor")].toBool();
    consent.oneHolder = object[QLatin1String("oneHolder")].toBool();
    for (const auto regions = object[QLatin1String("regions")].toArray(); const auto &region : regions)
        consent.regions.append(region.toString());
    for (const auto signatures = object[QLatin1String("signatures")].toArray(); const auto &value : signatures) {
        const auto signature = value.toObject();
        consent.signatures.append({signature[QLatin1String("name")].toString(),
                                   strokesFromJson(signature[QLatin1String("strokes")].toArray()),
                                   signature[QLatin1String("instead")].toString(),
                                   instantOf(signature[QLatin1String("at")])});
    }
    consent.takenBy = text(QLatin1String("takenBy"));
    if (object.contains(QLatin1String("withdrawnAt")))
        consent.withdrawnAt = instantOf(object[QLatin1String("withdrawnAt")]);
    return consent;
}

} // namespace astreinte::app
