// SPDX-License-Identifier: EUPL-1.2
#include "core/message/graphemes.h"

#include "core/message/unicode_tables.h"

#include <algorithm>

namespace astreinte::message {
namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;
constexpr char32_t hangulFirst = 0xAC00;
constexpr char32_t hangulLast = 0xD7A3;
constexpr char32_t trailingConsonants = 28; // a Hangul syllable is LV when it has none of them

template <typename Range>
const Range *rangeOf(std::span<const Range> ranges, char32_t point)
{
    const auto next = std::ranges::upper_bound(ranges, point, {}, &Range::first);
    if (next == ranges.begin())
        return nullptr;
    const Range *candidate = &*(next - 1);
    return point <= candidate->last ? candidate : nullptr;
}

Break breakOf(char32_t point)
{
    const BreakRange *range = rangeOf(breakRanges(), point);
    return range ? range->kind : Break::Other;
}

bool isRegional(char32_t point)
{
    return point >= 0x1F1E6 && point <= 0x1F1FF;
}

bool isSkinTone(char32_t point)
{
    return point >= 0x1F3FB && point <= 0x1F3FF;
}

bool joinsHangul(char32_t before, char32_t after)
{
    const bool syllable = before >= hangulFirst && before <= hangulLast;
    const bool syllableWithoutTail = syllable && (before - hangulFirst) % trailingConsonants == 0;
    const bool nextSyllable = after >= hangulFirst && after <= hangulLast;
    const Break left = breakOf(before);
    const Break right = breakOf(after);
    if (left == Break::HangulL)
        return right == Break::HangulL || right == Break::HangulV || nextSyllable;
    if (left == Break::HangulV || syllableWithoutTail)
        return right == Break::HangulV || right == Break::HangulT;
    return (left == Break::HangulT || syllable) && right == Break::HangulT;
}

// GB11: a pictograph, extenders, a joiner, then a pictograph.
bool joinsPictographs(const QList<uint> &points, qsizetype index)
{
    if (points.at(index - 1) != zeroWidthJoiner || breakOf(points.at(index)) != Break::Pictographic)
        return false;
    qsizetype i = index - 2;
    while (i >= 0 && breakOf(points.at(i)) == Break::Extend)
        --i;
    return i >= 0 && breakOf(points.at(i)) == Break::Pictographic;
}

// GB12 and GB13: regional indicators go by two.
bool joinsFlag(const QList<uint> &points, qsizetype index)
{
    if (!isRegional(points.at(index)))
        return false;
    qsizetype before = 0;
    while (before < index && isRegional(points.at(index - 1 - before)))
        ++before;
    return before % 2 == 1;
}

bool breaksBefore(const QList<uint> &points, qsizetype index)
{
    const char32_t before = points.at(index - 1);
    const char32_t after = points.at(index);
    if (before == U'\r' && after == U'\n')
        return false;
    const Break left = breakOf(before);
    const Break right = breakOf(after);
    if (left == Break::Control || right == Break::Control || before == U'\r' || before == U'\n' || after == U'\r' ||
        after == U'\n')
        return true;
    if (right == Break::Extend || after == zeroWidthJoiner || right == Break::SpacingMark || left == Break::Prepend)
        return false;
    return !joinsHangul(before, after) && !joinsPictographs(points, index) && !joinsFlag(points, index);
}

// U+FE0F belongs to an emoji that is shown as text without it.
bool takesEmojiStyle(char32_t point)
{
    return rangeOf(emojiCharacters(), point) && !rangeOf(emojiPresentation(), point);
}

// The place after the sequence when it stands at `index`, whatever its skin tones and selectors; -1 otherwise.
qsizetype endOfSequence(const QList<uint> &points, qsizetype index, const EmojiSequence &sequence)
{
    qsizetype at = index;
    for (int i = 0; i < sequence.size; ++i) {
        if (at >= points.size() || points.at(at) != sequence.points[i])
            return -1;
        ++at;
        if (at >= points.size())
            continue;
        const bool toned = isSkinTone(points.at(at)) && rangeOf(modifierBases(), sequence.points[i]);
        if (toned || (points.at(at) == emojiStyle && takesEmojiStyle(sequence.points[i])))
            ++at;
    }
    return at;
}

} // namespace

qsizetype graphemeCount(QStringView text)
{
    const QList<uint> points = text.toUcs4();
    qsizetype count = points.isEmpty() ? 0 : 1;
    for (qsizetype i = 1; i < points.size(); ++i)
        if (breaksBefore(points, i))
            ++count;
    return count;
}

qsizetype emojiLengthAt(const QList<uint> &points, qsizetype index)
{
    const char32_t first = points.at(index);
    if (!rangeOf(emojiCharacters(), first))
        return 0;
    qsizetype end = -1;
    const auto candidates =
        std::ranges::equal_range(emojiSequences(), first, {}, [](const EmojiSequence &s) { return s.points[0]; });
    for (const EmojiSequence &sequence : candidates)
        end = std::max(end, endOfSequence(points, index, sequence));
    if (end > 0)
        return end - index;
    const char32_t next = index + 1 < points.size() ? points.at(index + 1) : 0;
    const bool withTone = isSkinTone(next) && rangeOf(modifierBases(), first);
    const bool withStyle = next == emojiStyle && first > 0x7F &&
                           takesEmojiStyle(first); // a digit and U+FE0F are no emoji without their keycap
    return withTone || withStyle ? 2 : 0;
}

bool isPictograph(char32_t point)
{
    return breakOf(point) == Break::Pictographic || isSkinTone(point);
}

} // namespace astreinte::message
