// SPDX-License-Identifier: EUPL-1.2
#include "core/place/communes.h"

#include "core/place/place_forms.h"
#include "core/place/search_key.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace astreinte::place {
namespace {

constexpr double meanEarthRadius = 6'371'008.8; // metres, IUGG
constexpr qsizetype longestQuery = 200;
constexpr int noMatch = 99;

bool beginsWith(const QStringList &words, const QStringList &typed)
{
    if (typed.size() > words.size())
        return false;
    for (qsizetype i = 0; i + 1 < typed.size(); ++i)
        if (words.at(i) != typed.at(i))
            return false;
    return words.at(typed.size() - 1).startsWith(typed.last());
}

bool everyWordBegins(const QStringList &words, const QStringList &typed)
{
    return std::ranges::all_of(typed, [&](const QString &prefix) {
        return std::ranges::any_of(words, [&](const QString &word) { return word.startsWith(prefix); });
    });
}

int numberRank(const Commune &commune, const QString &number)
{
    const bool matches =
        commune.code.startsWith(number, Qt::CaseInsensitive) ||
        std::ranges::any_of(commune.postcodes, [&](const QString &code) { return code.startsWith(number); });
    return matches ? 0 : noMatch;
}

} // namespace

double distanceInMetres(Coordinates from, Coordinates to)
{
    constexpr double radian = std::numbers::pi / 180;
    const double latitudes = std::sin((to.latitude - from.latitude) * radian / 2);
    const double longitudes = std::sin((to.longitude - from.longitude) * radian / 2);
    const double a = latitudes * latitudes +
                     std::cos(from.latitude * radian) * std::cos(to.latitude * radian) * longitudes * longitudes;
    return 2 * meanEarthRadius * std::asin(std::min(1.0, std::sqrt(a)));
}

Result<Communes> Communes::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return fail(Reason::MalformedJson,
                    QStringLiteral("communes: byte %1: %2").arg(error.offset).arg(error.errorString()));
    const QJsonObject root = document.object();
    Communes communes;
    const auto department = departmentFromJson(root.value(QLatin1String("departement")), QStringLiteral("departement"));
    if (!department)
        return tl::unexpected(department.error());
    communes.m_department = *department;
    communes.m_attribution = root.value(QLatin1String("source")).toString();
    const QJsonArray list = root.value(QLatin1String("communes")).toArray();
    if (list.isEmpty())
        return fail(Reason::MissingField, QStringLiteral("communes: the list is missing or empty"));
    for (qsizetype i = 0; i < list.size(); ++i) {
        const auto commune = communeFromJson(list.at(i), QStringLiteral("communes[%1]").arg(i));
        if (!commune)
            return tl::unexpected(commune.error());
        communes.m_communes << *commune;
        communes.m_keys << keyOf(commune->name);
    }
    return communes;
}

Communes::Key Communes::keyOf(const QString &text)
{
    const QStringList words = searchWords(text);
    return {words, words.join(QString()), searchKeyWithArticles(text)};
}

int Communes::rank(qsizetype index, const Key &query) const
{
    const Key &key = m_keys.at(index);
    if (query.joined.isEmpty())
        return noMatch;
    if (key.joined == query.joined)
        return 0;
    if (query.withArticles != query.joined && key.withArticles.startsWith(query.withArticles))
        return 1;
    if (beginsWith(key.words, query.words))
        return 2;
    if (key.joined.startsWith(query.joined))
        return 3;
    if (everyWordBegins(key.words, query.words))
        return 4;
    return query.joined.size() > 2 && key.joined.contains(query.joined) ? 5 : noMatch;
}

QList<Commune> Communes::search(const QString &text, int limit) const
{
    static const QRegularExpression number(QStringLiteral("^(2[AaBb]|[0-9])[0-9]*$"));
    const QString query = text.trimmed().left(longestQuery);
    if (query.isEmpty() || limit <= 0)
        return {};
    const bool isNumber = number.match(query).hasMatch();
    const Key key = keyOf(query);
    QList<std::pair<int, qsizetype>> matches;
    for (qsizetype i = 0; i < m_communes.size(); ++i) {
        const int found = isNumber ? numberRank(m_communes.at(i), query) : rank(i, key);
        if (found != noMatch)
            matches << std::pair(found, i);
    }
    std::ranges::stable_sort(matches, [&](const auto &left, const auto &right) {
        if (left.first != right.first)
            return left.first < right.first;
        return m_communes.at(left.second).population > m_communes.at(right.second).population;
    });
    QList<Commune> result;
    for (const auto &match : matches.first(std::min<qsizetype>(limit, matches.size())))
        result << m_communes.at(match.second);
    return result;
}

QList<NearCommune> Communes::nearest(Coordinates position, int count) const
{
    QList<NearCommune> near;
    for (const Commune &commune : m_communes)
        if (commune.centre)
            near << NearCommune{commune, distanceInMetres(position, *commune.centre)};
    std::ranges::stable_sort(near, {}, &NearCommune::metres);
    near.resize(std::clamp<qsizetype>(count, 0, near.size()));
    return near;
}

Result<Commune> Communes::byCode(QStringView inseeCode) const
{
    const auto found =
        std::ranges::find_if(m_communes, [&](const Commune &commune) { return commune.code == inseeCode; });
    if (found == m_communes.end())
        return fail(Reason::UnknownCommune, QStringLiteral("code %1").arg(inseeCode.left(16)));
    return *found;
}

QString Communes::displayName(const Commune &commune) const
{
    const QString name = communeForm(commune, CommuneForm::Name);
    const QStringList words = searchWords(commune.name);
    const auto alike = [&](const Key &key) {
        const qsizetype shared = std::min(key.words.size(), words.size());
        return key.words.first(shared) == words.first(shared);
    };
    if (std::ranges::count_if(m_keys, alike) < 2)
        return name;
    return QStringLiteral("%1 (%2)").arg(name, m_department.code);
}

} // namespace astreinte::place
