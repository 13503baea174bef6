// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <optional>

namespace astreinte {

// The two languages in which the prefecture speaks to the public; French first.
enum class Language { French, English };

// "fr" or "en", as written in the data files and on the wire.
[[nodiscard]] inline QString languageCode(Language language)
{
    return language == Language::French ? QStringLiteral("fr") : QStringLiteral("en");
}

[[nodiscard]] inline std::optional<Language> languageFromCode(QStringView code)
{
    if (code == QLatin1String("fr"))
        return Language::French;
    if (code == QLatin1String("en"))
        return Language::English;
    return std::nullopt;
}

} // namespace astreinte
