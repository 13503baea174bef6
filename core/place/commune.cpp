// SPDX-License-Identifier: EUPL-1.2
#include "core/place/commune.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <cmath>

namespace astreinte::place {
namespace {

// The longest name in France has 45 characters (Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson).
constexpr qsizetype longestName = 80;

Result<QString> nameFrom(const QJsonObject &object, const QString &where)
{
    static const QRegularExpression allowed(
        QStringLiteral("^[\\p{L}][\\p{L}\\p{M}\\p{N} '’\\-\\x{2010}\\x{2011}().,/]*$"),
        QRegularExpression::UseUnicodePropertiesOption);
    const QJsonValue value = object.value(QLatin1String("nom"));
    if (!value.isString() || value.toString().trimmed().isEmpty())
        return fail(Reason::MissingField, QStringLiteral("%1: `nom`, the name, is required").arg(where));
    const QString name = value.toString().normalized(QString::NormalizationForm_C).trimmed();
    if (name.size() > longestName)
        return fail(
            Reason::InvalidValue,
            QStringLiteral("%1: `nom` has %2 characters, at most %3").arg(where).arg(name.size()).arg(longestName));
    if (!allowed.match(name).hasMatch())
        return fail(Reason::InvalidValue,
                    QStringLiteral("%1: `nom` is a name of letters, hyphens and apostrophes").arg(where));
    return name;
}

Result<Article> articleFrom(const QJsonObject &object, const QString &where)
{
    const QJsonValue value = object.value(QLatin1String("tncc"));
    if (value.isUndefined() || value.isNull())
        return fail(Reason::MissingField, QStringLiteral("%1: `tncc`, the article's code, is required").arg(where));
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > 8 || number != std::floor(number))
        return fail(Reason::InvalidValue, QStringLiteral("%1: `tncc` is a whole number from 0 to 8").arg(where));
    return static_cast<Article>(static_cast<int>(number));
}

Result<std::optional<Coordinates>> centreFrom(const QJsonObject &object, const QString &where)
{
    const QJsonValue latitude = object.value(QLatin1String("lat"));
    const QJsonValue longitude = object.value(QLatin1String("lon"));
    if ((latitude.isUndefined() || latitude.isNull()) && (longitude.isUndefined() || longitude.isNull()))
        return std::optional<Coordinates>();
    if (!latitude.isDouble() || !longitude.isDouble() || std::abs(latitude.toDouble()) > 90 ||
        std::abs(longitude.toDouble()) > 180)
        return fail(Reason::InvalidValue, QStringLiteral("%1: `lat` and `lon` are degrees").arg(where));
    return std::optional(Coordinates{latitude.toDouble(), longitude.toDouble()});
}

Result<QJsonObject> objectFrom(const QJsonValue &value, const QString &where)
{
    if (value.isUndefined() || value.isNull())
        return fail(Reason::MissingField, QStringLiteral("%1 is required").arg(where));
    if (!value.isObject())
        return fail(Reason::InvalidValue, QStringLiteral("%1 is an object with `nom` and `tncc`").arg(where));
    return value.toObject();
}

// What communes and departments have in common.
struct NamedPlace
{
    QJsonObject object;
    QString name;
    Article article;
    QString code; // unchecked, may be empty
};

Result<NamedPlace> namedPlaceFrom(const QJsonValue &value, const QString &where)
{
    const auto object = objectFrom(value, where);
    if (!object)
        return tl::unexpected(object.error());
    const auto name = nameFrom(*object, where);
    if (!name)
        return tl::unexpected(name.error());
    const auto article = articleFrom(*object, where);
    if (!article)
        return tl::unexpected(article.error());
    return NamedPlace{*object, *name, *article, object->value(QLatin1String("code")).toString()};
}

QJsonObject namedPlaceToJson(const QString &name, Article article)
{
    return {{QStringLiteral("nom"), name}, {QStringLiteral("tncc"), static_cast<int>(article)}};
}

} // namespace

Result<Commune> communeFromJson(const QJsonValue &value, const QString &where)
{
    static const QRegularExpression insee(QStringLiteral("^([0-9]{2}|2[AB])[0-9]{3}$"));
    const auto place = namedPlaceFrom(value, where);
    if (!place)
        return tl::unexpected(place.error());
    const auto centre = centreFrom(place->object, where);
    if (!centre)
        return tl::unexpected(centre.error());
    if (!place->code.isEmpty() && !insee.match(place->code).hasMatch())
        return fail(Reason::InvalidValue, QStringLiteral("%1: `code` is an Insee code of five characters").arg(where));
    QStringList postcodes;
    for (const auto &postcode : place->object.value(QLatin1String("cp")).toArray())
        postcodes << postcode.toString();
    return Commune{
        place->name, place->article, place->code, postcodes, place->object.value(QLatin1String("pop")).toInt(),
        *centre};
}

Result<Department> departmentFromJson(const QJsonValue &value, const QString &where)
{
    static const QRegularExpression known(QStringLiteral("^([0-9]{2}|2[AB]|9[78][0-9])$"));
    const auto place = namedPlaceFrom(value, where);
    if (!place)
        return tl::unexpected(place.error());
    if (place->code.isEmpty())
        return fail(Reason::MissingField, QStringLiteral("%1: `code` is required").arg(where));
    if (!known.match(place->code).hasMatch())
        return fail(Reason::InvalidValue, QStringLiteral("%1: `code` is a department's code (36, 2A, 974)").arg(where));
    return Department{place->code, place->name, place->article};
}

QJsonObject communeToJson(const Commune &commune)
{
    auto object = namedPlaceToJson(commune.name, commune.article);
    if (!commune.code.isEmpty())
        object.insert(QStringLiteral("code"), commune.code);
    if (commune.centre) {
        object.insert(QStringLiteral("lat"), commune.centre->latitude);
        object.insert(QStringLiteral("lon"), commune.centre->longitude);
    }
    return object;
}

QJsonObject departmentToJson(const Department &department)
{
    auto object = namedPlaceToJson(department.name, department.article);
    object.insert(QStringLiteral("code"), department.code);
    return object;
}

} // namespace astreinte::place
