// SPDX-License-Identifier: EUPL-1.2
#include "core/place/hashtag.h"

#include <QList>

namespace astreinte::place {

QString hashtag(const QString &words)
{
    QString tag;
    bool letterSeen = false;
    bool startOfWord = true;
    for (const char32_t point : words.normalized(QString::NormalizationForm_C).toUcs4()) {
        const bool letter = QChar::isLetter(point);
        const bool kept = letter || QChar::isNumber(point) || point == U'_' || (QChar::isMark(point) && !tag.isEmpty());
        if (!kept) {
            startOfWord = true;
            continue;
        }
        const QString character = QString::fromUcs4(&point, 1);
        tag += startOfWord ? character.toUpper() : character;
        letterSeen = letterSeen || letter;
        startOfWord = false;
    }
    return letterSeen ? QLatin1Char('#') + tag : QString();
}

} // namespace astreinte::place
