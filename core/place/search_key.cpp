// SPDX-License-Identifier: EUPL-1.2
#include "core/place/search_key.h"

#include <algorithm>
#include <array>

namespace astreinte::place {
namespace {

bool isArticle(const QString &word)
{
    static constexpr std::array<QLatin1String, 15> articles{
        QLatin1String("le"), QLatin1String("la"),  QLatin1String("les"), QLatin1String("l"),    QLatin1String("du"),
        QLatin1String("de"), QLatin1String("des"), QLatin1String("d"),   QLatin1String("au"),   QLatin1String("aux"),
        QLatin1String("a"),  QLatin1String("en"),  QLatin1String("sur"), QLatin1String("sous"), QLatin1String("et")};
    return std::ranges::any_of(articles, [&](QLatin1String article) { return word == article; });
}

QString writtenOut(const QString &word)
{
    if (word == QLatin1String("st"))
        return QStringLiteral("saint");
    if (word == QLatin1String("ste"))
        return QStringLiteral("sainte");
    return word;
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    const auto finish = [&] {
        if (!word.isEmpty())
            words << writtenOut(word);
        word.clear();
    };
    for (const QChar character : text.normalized(QString::NormalizationForm_KD).toLower()) {
        if (character == QChar(0x0153))
            word += QLatin1String("oe");
        else if (character == QChar(0x00E6))
            word += QLatin1String("ae");
        else if (character.isLetterOrNumber())
            word += character;
        else if (!character.isMark())
            finish();
    }
    finish();
    return words;
}

} // namespace

QStringList searchWords(const QString &text)
{
    const QStringList all = wordsOf(text);
    QStringList telling;
    std::ranges::copy_if(all, std::back_inserter(telling), [](const QString &word) { return !isArticle(word); });
    return telling.isEmpty() ? all : telling;
}

QString searchKeyWithArticles(const QString &text)
{
    return wordsOf(text).join(QString());
}

} // namespace astreinte::place
