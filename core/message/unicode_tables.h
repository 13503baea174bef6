// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

// Extracts of the Unicode Character Database 15.0, written by generate_tables.py. Qt's own tables change with its
// version; a length that decides whether a warning may go out must not.
namespace astreinte::message {

// Grapheme_Cluster_Break (UAX #29) and Extended_Pictographic; Hangul syllables are computed, not listed.
enum class Break { Other, Prepend, Control, Extend, SpacingMark, HangulL, HangulV, HangulT, Pictographic };

struct BreakRange
{
    char32_t first;
    char32_t last;
    Break kind;
};

struct CodeRange
{
    char32_t first;
    char32_t last;
};

// A recommended emoji sequence (UTS #51) without its skin tones and variation selectors.
struct EmojiSequence
{
    int size;
    char32_t points[7];
};

// All sorted by code point.
[[nodiscard]] std::span<const BreakRange> breakRanges();
[[nodiscard]] std::span<const CodeRange> modifierBases();
[[nodiscard]] std::span<const CodeRange> emojiCharacters();
[[nodiscard]] std::span<const CodeRange> emojiPresentation(); // shown as emoji without U+FE0F
[[nodiscard]] std::span<const EmojiSequence> emojiSequences();

} // namespace astreinte::message
