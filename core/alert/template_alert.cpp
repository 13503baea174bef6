// SPDX-License-Identifier: EUPL-1.2
#include "core/alert/template_alert.h"

#include "core/message/paris_time.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace astreinte::alert {
namespace {

constexpr qsizetype longestHeadline = 160;
// Around a commune's centre, where no radius was given: most communes lie within it.
constexpr double communeRadiusKm = 5;
constexpr double metresPerKm = 1000;

QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    for (const auto array = value.toArray(); const auto &each : array)
        list += each.toString();
    return list;
}

// The template's block with what the chosen options put in its place: the severity of a level, the name of a
// phenomenon.
QJsonObject capOf(const message::Template &source, const QJsonObject &values)
{
    auto cap = source.cap;
    for (const auto &field : source.fields) {
        const auto *option = field.option(values.value(field.key).toString());
        if (option == nullptr)
            continue;
        for (auto member = option->cap.constBegin(); member != option->cap.constEnd(); ++member)
            if (member.key() != QLatin1String("consignes"))
                cap.insert(member.key(), member.value());
    }
    return cap;
}

QString eventOf(const QJsonObject &cap, Language language)
{
    const auto event = cap.value(QLatin1String("event"));
    const auto french = language == Language::French;
    if (event.isArray())
        return event.toArray().at(french ? 0 : 1).toString();
    return event.toObject().value(french ? QLatin1String("fr") : QLatin1String("en")).toString();
}

QString instructionOf(const message::Catalogue &catalogue, const message::Template &source, const QJsonObject &values,
                      Language language)
{
    auto keys = source.consignes;
    if (const auto *field = source.field(source.consignesFrom))
        if (const auto *option = field->option(values.value(field->key).toString()))
            keys += listOf(option->cap.value(QLatin1String("consignes")));
    QStringList lines;
    for (const auto &key : keys)
        lines += catalogue.consignes().value(key).in(language);
    return lines.join(QLatin1Char(' '));
}

// Pictograms mean nothing to a machine, and screen readers spell them out.
QString withoutPictograms(const QString &text)
{
    QString kept;
    for (const auto point : text.toUcs4())
        if (point < 0x1f000 && QChar::category(point) != QChar::Symbol_Other && point != 0xfe0f && point != 0x200d &&
            point != 0x20e3)
            kept += QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
    return kept;
}

// The first line; the event's name where it would be too long, for a sentence is never cut.
QString headlineOf(const QString &text, const QString &event)
{
    const auto lines = withoutPictograms(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const auto first = lines.isEmpty() ? QString() : lines.first().simplified();
    return first.isEmpty() || first.size() > longestHeadline ? event : first;
}

std::optional<double> radiusOf(const message::Template &source, const QJsonObject &cap, const QJsonObject &values)
{
    const auto *field = source.field(cap.value(QLatin1String("circleFrom")).toString());
    const auto value = field != nullptr ? values.value(field->key).toDouble() : 0;
    if (value <= 0 || !std::isfinite(value))
        return std::nullopt;
    return field->unit == QLatin1String("km") ? value : value / metresPerKm;
}

QList<Area> areasOf(const Occasion &occasion, std::optional<double> radius)
{
    const auto department = std::pair(QStringLiteral("INSEE_DEP"), occasion.department.code);
    QList<Area> areas;
    for (const auto &commune : occasion.communes) {
        Area area{commune.name, {}, {{QStringLiteral("INSEE_COM"), commune.code}, department}};
        if (commune.centre)
            area.circles.append({*commune.centre, radius.value_or(communeRadiusKm)});
        areas.append(area);
    }
    if (!areas.isEmpty())
        return areas;
    Area whole{occasion.department.name,
               {},
               {department, {QStringLiteral("ISO3166-2"), QStringLiteral("FR-") + occasion.department.code}}};
    if (occasion.departmentCircle)
        whole.circles.append(*occasion.departmentCircle);
    return {whole};
}

std::optional<signature::Instant> onsetOf(const QJsonObject &cap, const QJsonObject &values)
{
    const auto key = cap.value(QLatin1String("onsetFrom")).toString();
    const auto text = values.value(key).toString();
    const auto at = text.isEmpty() ? fail(Reason::MissingField, key) : message::instantFromText(text, key);
    return at ? std::optional(signature::fromDateTime(*at)) : std::nullopt;
}

// What a screen reader would say of it, and what the licence asks for.
QList<Resource> resourcesOf(const Occasion &occasion, Language language)
{
    QList<Resource> resources;
    for (const auto &picture : occasion.pictures) {
        const auto french = language == Language::French || picture.english.isEmpty();
        auto resource = picture.file;
        resource.description = QStringLiteral("%1 (© %2, %3)")
                                   .arg(french ? picture.french : picture.english, picture.author, picture.licence);
        resources.append(resource);
    }
    return resources;
}

QString messageType(const Occasion &occasion)
{
    if (occasion.withdrawn)
        return QStringLiteral("Cancel");
    return occasion.references.isEmpty() ? QStringLiteral("Alert") : QStringLiteral("Update");
}

// Nothing is to be done any more for what was withdrawn.
void forget(Info &info)
{
    info.responseType = {QStringLiteral("None")};
    info.urgency = QStringLiteral("Past");
    info.instruction.clear();
    info.resources.clear();
}

} // namespace

Result<Alert> alertFor(const message::Catalogue &catalogue, const message::Template &source, const QJsonObject &values,
                       const Occasion &occasion)
{
    const auto cap = capOf(source, values);
    const auto radius = radiusOf(source, cap, values);
    Alert alert{occasion.identifier, occasion.sender,     occasion.sent,     {}, messageType(occasion),
                occasion.note,       occasion.references, occasion.incident, {}};
    const auto exercise =
        occasion.exercise || cap.value(QLatin1String("status")).toString() == QLatin1String("Exercise");
    alert.status = exercise ? QStringLiteral("Exercise") : QStringLiteral("Actual");
    for (const auto language : {Language::French, Language::English}) {
        const auto french = language == Language::French;
        const auto &text = french ? occasion.french : occasion.english;
        if (text.isEmpty())
            continue;
        Info info;
        info.language = french ? QStringLiteral("fr-FR") : QStringLiteral("en-GB");
        info.category = listOf(cap.value(QLatin1String("category")));
        info.event = eventOf(cap, language);
        info.responseType = listOf(cap.value(QLatin1String("responseType")));
        info.urgency = cap.value(QLatin1String("urgency")).toString();
        info.severity = cap.value(QLatin1String("severity")).toString();
        info.certainty = cap.value(QLatin1String("certainty")).toString();
        info.onset = onsetOf(cap, values);
        info.expires = occasion.expires;
        info.senderName = occasion.senderName;
        info.headline = headlineOf(text, info.event);
        info.description = withoutPictograms(text).trimmed();
        info.instruction = instructionOf(catalogue, source, values, language);
        info.web = occasion.web;
        for (const auto parameters = cap.value(QLatin1String("parameter")).toArray(); const auto &each : parameters)
            info.parameters.append({each.toObject().value(QLatin1String("valueName")).toString(),
                                    each.toObject().value(QLatin1String("value")).toString()});
        info.resources = resourcesOf(occasion, language);
        info.areas = areasOf(occasion, radius);
        if (occasion.withdrawn)
            forget(info);
        alert.infos.append(info);
    }
    // Refused here rather than where it is sent.
    return toXml(alert).map([&](const QByteArray &) { return alert; });
}

} // namespace astreinte::alert
