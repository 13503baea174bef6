// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/place/language.h"

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>

// The grammar that templates need beside the names of places (core/place/place_forms.h): BRIEF §3.4.
namespace astreinte::message {

// A watercourse written with its article: « de l’Indre », « du Fouzon », « des Eaux Mortes ».
enum class RiverForm { Name, De, A };
// French `Name` keeps the article (« l’Indre »); English drops it in every form (“Indre”).
[[nodiscard]] QString riverForm(const QString &nameWithArticle, RiverForm form, Language language);

// « l’A20 », « sur la D943 », « de la N151 », « #A20 »; English leaves the bare number in every form but the tag.
enum class RoadForm { Name, Le, Sur, De, Tag };
[[nodiscard]] QString roadForm(const QString &number, RoadForm form, Language language);
[[nodiscard]] std::optional<RoadForm> roadFormFromName(QStringView name);

// h 14h30, hl 14 h 30, jh samedi 14h30, jhl samedi 14 novembre à 14 h 30, j samedi 14 novembre, d 14 novembre 2026; in
// English 14:30, 14:30, Saturday 14:30, Saturday 14 November at 14:30, Saturday 14 November, 14 November 2026.
enum class DateForm { H, Hl, Jh, Jhl, J, D };
// `instant` may be in any zone: the text is in Paris time.
[[nodiscard]] QString dateForm(const QDateTime &instant, DateForm form, Language language);
[[nodiscard]] std::optional<DateForm> dateFormFromName(QStringView name);

// French: 0, 1 and 1,5 are singular. English: only 1 is.
[[nodiscard]] QString plural(double number, const QString &one, const QString &many, Language language);

// « 1 850 » and « 2,85 » (U+00A0, comma) or “1,850” and “2.85”.
[[nodiscard]] QString numberText(double number, Language language);

// « à A, à B et au C », “A, B and C”: no comma before the last.
[[nodiscard]] QString joinedList(const QStringList &items, Language language);

// The first letter in capital.
[[nodiscard]] QString capitalised(const QString &text);

} // namespace astreinte::message
