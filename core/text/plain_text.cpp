// SPDX-License-Identifier: EUPL-1.2
#include "core/text/plain_text.h"

#include <QChar>
#include <QString>

namespace astreinte::text {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;

// What a joiner may stand between in an emoji sequence: pictographs and their skin tones.
bool isPictograph(char32_t c)
{
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

// Characters that show nothing though they are no format controls.
bool isInvisible(char32_t c)
{
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 ||
           (c >= 0xFE00 && c <= 0xFE0D) || (c >= 0xE0100 && c <= 0xE01EF);
}

char32_t codePointAt(QStringView text, qsizetype i)
{
    if (i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(text[i], text[i + 1]);
    return text[i].unicode();
}

// Why this character may not stand here; null when it may. `before` is what precedes it, emoji style apart.
const char *refusal(char32_t c, char32_t before, char32_t after, Lines lines)
{
    if (QChar::isNonCharacter(c))
        return "not a character";
    switch (QChar::category(c)) {
    case QChar::Other_Control:
        return c == U'\n' && lines == Lines::Many ? nullptr : "a control character";
    case QChar::Other_Format: // every bidi and zero-width control, the soft hyphen, the tags, the byte order mark
        return c == zeroWidthJoiner && isPictograph(before) && isPictograph(after) ? nullptr
                                                                                   : "an invisible control character";
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return "an invisible control character";
    case QChar::Other_Surrogate:
        return "a lone surrogate";
    case QChar::Other_PrivateUse:
        return "a private character";
    default:
        return isInvisible(c) ? "an invisible character" : nullptr;
    }
}

} // namespace

std::optional<RefusedCharacter> firstRefused(QStringView text, Lines lines)
{
    char32_t before = 0;
    for (qsizetype i = 0; i < text.size();) {
        const auto c = codePointAt(text, i);
        const auto length = c > 0xFFFF ? 2 : 1;
        const auto after = i + length < text.size() ? codePointAt(text, i + length) : 0;
        if (const auto *why = refusal(c, before, after, lines))
            return RefusedCharacter{i, c, QLatin1String(why)};
        if (c != emojiStyle)
            before = c;
        i += length;
    }
    return std::nullopt;
}

Result<void> checkPlainText(QStringView text, Lines lines)
{
    const auto refuse = [](qsizetype position, QLatin1String why) {
        return fail(Reason::MalformedText, QStringLiteral("position %1: %2").arg(position).arg(why));
    };
    if (const auto refused = firstRefused(text, lines))
        return refuse(refused->position, refused->why);
    const auto given = text.toString();
    const auto composed = given.normalized(QString::NormalizationForm_C);
    if (composed == given)
        return {};
    const auto differs = std::mismatch(given.begin(), given.end(), composed.begin(), composed.end()).first;
    return refuse(differs - given.begin(), QLatin1String("not in normalisation form C"));
}

qsizetype loneSurrogate(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = codePointAt(text, i);
        if (QChar::isSurrogate(c))
            return i;
        if (c > 0xFFFF)
            ++i;
    }
    return -1;
}

} // namespace astreinte::text
