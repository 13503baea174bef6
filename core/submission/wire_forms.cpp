// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/wire_forms.h"

#include "core/signature/bytes.h"

namespace astreinte::submission {

using signature::Lines;
using signature::ObjectReader;

namespace {

template <typename Enum, std::size_t N>
QLatin1String nameIn(const std::array<std::pair<Enum, QLatin1String>, N> &choices, Enum value)
{
    for (const auto &[choice, name] : choices)
        if (choice == value)
            return name;
    return {};
}

} // namespace

QLatin1String kindName(Kind kind)
{
    return nameIn(kinds, kind);
}

QLatin1String actionName(Action action)
{
    return nameIn(actions, action);
}

QLatin1String precisionName(Precision precision)
{
    return nameIn(precisions, precision);
}

QString hexText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QJsonObject toJson(const Localised &texts)
{
    QJsonObject object;
    for (auto text = texts.constBegin(); text != texts.constEnd(); ++text)
        object.insert(text.key(), text.value());
    return object;
}

QJsonObject toJson(const QMap<QString, Localised> &channels)
{
    QJsonObject object;
    for (auto channel = channels.constBegin(); channel != channels.constEnd(); ++channel)
        object.insert(channel.key(), toJson(channel.value()));
    return object;
}

QJsonObject toJson(const IncidentRef &incident)
{
    return {{QStringLiteral("id"), incident.id.text()},
            {QStringLiteral("knownAt"), signature::toText(incident.knownAt)},
            {QStringLiteral("title"), incident.title}};
}

QJsonObject toJson(const TemplateRef &reference)
{
    return {{QStringLiteral("id"), reference.id}, {QStringLiteral("version"), reference.version}};
}

Uuid7 readUuid(ObjectReader &reader, QLatin1String name)
{
    return reader.parsed<Uuid7>(name, [](const QString &text) { return Uuid7::parse(text); });
}

std::optional<Uuid7> readOptionalUuid(ObjectReader &reader, QLatin1String name)
{
    const auto text = reader.optionalToken(name, 36);
    if (!text)
        return std::nullopt;
    return readUuid(reader, name);
}

std::optional<QByteArray> readOptionalDigest(ObjectReader &reader, QLatin1String name)
{
    const auto text = reader.optionalToken(name, 64);
    if (!text)
        return std::nullopt;
    return reader.hexBytes(name, 32);
}

Localised readLocalised(ObjectReader &reader, QLatin1String name, qsizetype longest)
{
    return reader.nested<Localised>(name, [longest](ObjectReader &inner) {
        Localised texts;
        for (const auto language : languageNames)
            if (const auto text = inner.optionalText(language, longest))
                texts.insert(language, *text);
        return texts;
    });
}

QMap<QString, Localised> readChannels(ObjectReader &reader, QLatin1String name, qsizetype longest)
{
    return reader.nested<QMap<QString, Localised>>(name, [longest](ObjectReader &inner) {
        QMap<QString, Localised> channels;
        for (const auto channel : channelNames)
            if (inner.has(channel))
                channels.insert(channel, readLocalised(inner, channel, longest));
        return channels;
    });
}

std::optional<IncidentRef> readIncident(ObjectReader &reader)
{
    if (!reader.optionalObject(QLatin1String("incident")))
        return std::nullopt;
    return reader.nested<IncidentRef>(QLatin1String("incident"), [](ObjectReader &inner) {
        return IncidentRef{readUuid(inner, QLatin1String("id")), inner.text(QLatin1String("title"), 120, Lines::One),
                           inner.instant(QLatin1String("knownAt"))};
    });
}

std::optional<TemplateRef> readTemplate(ObjectReader &reader)
{
    if (!reader.optionalObject(QLatin1String("template")))
        return std::nullopt;
    return reader.nested<TemplateRef>(QLatin1String("template"), [](ObjectReader &inner) {
        return TemplateRef{inner.token(QLatin1String("id")), inner.token(QLatin1String("version"), 32)};
    });
}

QStringList readAuthors(ObjectReader &reader)
{
    return reader.tokens(QLatin1String("authors"), 8, 1);
}

signature::Instant readSeconds(ObjectReader &reader, QLatin1String name)
{
    // Until the year 9999.
    return signature::fromUnixSeconds(reader.integer(name, 0, 253'402'300'799));
}

} // namespace astreinte::submission
