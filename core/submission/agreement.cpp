// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/agreement.h"

#include <QJsonArray>
#include <algorithm>

namespace astreinte::submission {
namespace {

using signature::ObjectReader;

constexpr qsizetype mostAgreements = 20;
constexpr qsizetype mostNames = 100;
constexpr qsizetype longestName = 120;
constexpr std::array<std::pair<Means, QLatin1String>, 5> allMeans{{{Means::Phone, QLatin1String("phone")},
                                                                   {Means::Radio, QLatin1String("radio")},
                                                                   {Means::InPerson, QLatin1String("inPerson")},
                                                                   {Means::Written, QLatin1String("written")},
                                                                   {Means::NotConcerned, QLatin1String("none")}}};

QJsonObject mapJson(const QMap<QString, QStringList> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return object;
}

// The names are the administrator's, so they are asked for one by one.
QMap<QString, QStringList> readMap(ObjectReader &reader, QLatin1String name)
{
    const auto object = reader.object(name);
    if (object.size() > mostNames)
        reader.refuse(name, QStringLiteral("has too many names"));
    return reader.nested<QMap<QString, QStringList>>(name, [&object](ObjectReader &inner) {
        QMap<QString, QStringList> map;
        for (const auto &key : object.keys()) {
            const auto latin = key.toLatin1();
            map.insert(key, inner.tokens(QLatin1String(latin), mostAgreements));
        }
        return map;
    });
}

} // namespace

QLatin1String meansName(Means means)
{
    return allMeans[static_cast<std::size_t>(means)].second;
}

std::optional<Means> meansFromName(QStringView name)
{
    for (const auto &[means, text] : allMeans)
        if (name == text)
            return means;
    return std::nullopt;
}

bool isConditional(QStringView agreementId)
{
    return agreementId.contains(QLatin1String("_si_"));
}

QJsonArray toJson(const QList<Agreement> &agreements)
{
    QJsonArray array;
    for (const auto &agreement : agreements)
        array.append(QJsonObject{{QStringLiteral("id"), agreement.id},
                                 {QStringLiteral("by"), agreement.by},
                                 {QStringLiteral("at"), signature::toText(agreement.at)},
                                 {QStringLiteral("means"), meansName(agreement.means)}});
    return array;
}

QList<Agreement> readAgreements(ObjectReader &reader)
{
    const QLatin1String name("agreements");
    if (!reader.has(name))
        return {};
    QStringList known;
    return reader.objects<Agreement>(
        name, mostAgreements,
        [&known](ObjectReader &inner) {
            Agreement agreement;
            agreement.id = inner.token(QLatin1String("id"));
            agreement.by = inner.text(QLatin1String("by"), longestName, text::Lines::One);
            agreement.at = inner.instant(QLatin1String("at"));
            agreement.means = inner.oneOf(QLatin1String("means"), allMeans);
            if (known.contains(agreement.id))
                inner.refuse(QLatin1String("id"), QStringLiteral("comes twice"));
            if (agreement.means == Means::NotConcerned && !isConditional(agreement.id))
                inner.refuse(QLatin1String("means"), QStringLiteral("is needed"));
            known += agreement.id;
            return agreement;
        },
        1);
}

void RequiredAgreements::add(const RequiredAgreements &others)
{
    const auto merge = [](QMap<QString, QStringList> &into, const QMap<QString, QStringList> &from) {
        for (auto it = from.begin(); it != from.end(); ++it)
            for (const auto &id : it.value())
                if (!into[it.key()].contains(id))
                    into[it.key()] += id;
    };
    merge(byTemplate, others.byTemplate);
    merge(byChannel, others.byChannel);
}

QStringList RequiredAgreements::of(const QString &templateId, const QStringList &channels) const
{
    auto all = byTemplate.value(templateId);
    for (const auto &channel : channels)
        for (const auto &id : byChannel.value(channel))
            if (!all.contains(id))
                all += id;
    return all;
}

QJsonObject RequiredAgreements::toJson() const
{
    return {{QStringLiteral("channels"), mapJson(byChannel)}, {QStringLiteral("templates"), mapJson(byTemplate)}};
}

RequiredAgreements RequiredAgreements::read(ObjectReader &reader)
{
    RequiredAgreements required;
    required.byChannel = readMap(reader, QLatin1String("channels"));
    required.byTemplate = readMap(reader, QLatin1String("templates"));
    return required;
}

QStringList missing(const QStringList &required, const QList<Agreement> &recorded)
{
    QStringList absent;
    for (const auto &id : required)
        if (std::ranges::none_of(recorded, [&id](const Agreement &agreement) { return agreement.id == id; }))
            absent += id;
    return absent;
}

} // namespace astreinte::submission
