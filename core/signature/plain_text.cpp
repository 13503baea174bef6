// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/plain_text.h"

#include <QChar>
#include <QString>

namespace astreinte::signature {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;

Failure refused(qsizetype position, QLatin1String why)
{
    return {Reason::MalformedText, QStringLiteral("position %1: %2").arg(position).arg(why)};
}

// What a joiner may stand between in an emoji sequence: pictographs, their skin tones and the emoji selector.
bool isPictograph(char32_t c)
{
    return (c >= 0x2190 && c <= 0x2BFF) || c == 0xFE0F || (c >= 0x1F000 && c <= 0x1FAFF);
}

bool isNonCharacter(char32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

bool isInvisibleControl(char32_t c)
{
    const auto category = QChar::category(c);
    // Category Cf holds every bidi and zero-width control, the soft hyphen, the tags and the byte order mark. The
    // other invisible ones are fillers and separators of lines that are not line feed.
    return category == QChar::Other_Format || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 ||
           c == 0xFFA0;
}

char32_t codePointAt(QStringView text, qsizetype i)
{
    if (i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(text[i], text[i + 1]);
    return text[i].unicode();
}

} // namespace

Result<void> checkPlainText(QStringView text, Lines lines)
{
    char32_t previous = 0;
    for (qsizetype i = 0; i < text.size();) {
        const auto c = codePointAt(text, i);
        const auto length = c > 0xFFFF ? 2 : 1;
        if (c >= 0xD800 && c <= 0xDFFF)
            return tl::unexpected(refused(i, QLatin1String("a lone surrogate")));
        if (isNonCharacter(c))
            return tl::unexpected(refused(i, QLatin1String("not a character")));
        const bool lineFeed = c == U'\n' && lines == Lines::Many;
        if (!lineFeed && QChar::category(c) == QChar::Other_Control)
            return tl::unexpected(refused(i, QLatin1String("a control character")));
        const bool joins = c == zeroWidthJoiner && isPictograph(previous) && i + 1 < text.size() &&
                           isPictograph(codePointAt(text, i + 1));
        if (!joins && isInvisibleControl(c))
            return tl::unexpected(refused(i, QLatin1String("an invisible control character")));
        previous = c;
        i += length;
    }
    const auto given = text.toString();
    const auto composed = given.normalized(QString::NormalizationForm_C);
    if (composed != given) {
        const auto differs = std::mismatch(given.begin(), given.end(), composed.begin(), composed.end()).first;
        return tl::unexpected(refused(differs - given.begin(), QLatin1String("not in normalisation form C")));
    }
    return {};
}

} // namespace astreinte::signature
