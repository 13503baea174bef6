// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <QStringList>

namespace astreinte::place {

// The words a name is found by: lower case, no accent, ligatures opened (œ → oe), split at hyphens, apostrophes and
// spaces, « St », « Ste » written out, articles left out (le, la, les, l, du, de, des, d, au, aux, en, sur, sous, lès).
// « L'Île-d'Yeu » → {"ile", "yeu"}. When nothing but articles is there, they are kept.
[[nodiscard]] QStringList searchWords(const QString &text);

// The same words with their articles, in one piece: « La Châtre » → "lachatre".
[[nodiscard]] QString searchKeyWithArticles(const QString &text);

} // namespace astreinte::place
