// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>

namespace astreinte::place {

// TNCC, the field of Insee's Code officiel géographique that says which article goes with a name.
enum class Article {
    None = 0,        // de Châteauroux, à Châteauroux
    Elided = 1,      // d’Issoudun (vowel or mute h), à Issoudun
    Le = 2,          // du Blanc, au Blanc
    La = 3,          // de La Châtre, à La Châtre
    Les = 4,         // des Bordes, aux Bordes
    LApostrophe = 5, // de L’Abergement, à L’Abergement
    Aux = 6,         // des, aux
    Las = 7,         // de Las, à Las
    Los = 8,         // de Los, à Los
};

// WGS 84, degrees.
struct Coordinates
{
    double latitude = 0;
    double longitude = 0;
    friend bool operator==(const Coordinates &, const Coordinates &) = default;
};

// A commune as the Code officiel géographique gives it: the article, when there is one, is in the name.
struct Commune
{
    QString name; // "Le Blanc"
    Article article = Article::None;
    QString code; // Insee, five characters; empty when not known
    QStringList postcodes;
    int population = 0;
    std::optional<Coordinates> centre;
    friend bool operator==(const Commune &, const Commune &) = default;
};

// A department: the article is not in the name ("Indre" with LApostrophe is « l’Indre »).
struct Department
{
    QString code; // "36", "2A", "974"
    QString name;
    Article article = Article::None;
    friend bool operator==(const Department &, const Department &) = default;
};

// Reads {"nom","tncc", "code"?, "cp"?, "pop"?, "lat"?, "lon"?}; `where` names the object in the failure's detail
// ("communes[3]"). Failures: MissingField, InvalidValue, MalformedText.
[[nodiscard]] Result<Commune> communeFromJson(const QJsonValue &value, const QString &where);
// Reads {"code","nom","tncc"}.
[[nodiscard]] Result<Department> departmentFromJson(const QJsonValue &value, const QString &where);
[[nodiscard]] QJsonObject communeToJson(const Commune &commune);
[[nodiscard]] QJsonObject departmentToJson(const Department &department);

} // namespace astreinte::place
