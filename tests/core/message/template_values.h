// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"

#include <QJsonArray>
#include <QJsonObject>

// Values that several tests of templates start from.
namespace astreinte::message {

inline const place::Department indre{QStringLiteral("36"), QStringLiteral("Indre"), place::Article::LApostrophe};

inline QJsonObject examplesOf(const Template &owner)
{
    QJsonObject values;
    for (const Field &field : owner.fields) {
        values.insert(field.key, field.example);
        if (!field.exampleEnglish.isEmpty())
            values.insert(field.key + QLatin1String("En"), field.exampleEnglish);
    }
    return values;
}

// The longest commune name of France, 45 characters.
inline const QJsonObject longestCommune{
    {QStringLiteral("nom"), QStringLiteral("Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson")},
    {QStringLiteral("tncc"), 0}};

} // namespace astreinte::message
