// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QList>
#include <QString>

namespace astreinte::message {

// User-perceived characters: extended grapheme clusters of UAX #29 (Unicode 15.0). An emoji sequence counts 1.
[[nodiscard]] qsizetype graphemeCount(QStringView text);

// The number of code points of the emoji that begins at `index` (flag, keycap, skin tone, family, text + U+FE0F), and 0
// where none does. A single pictograph without selector is not one: it counts 2 on X anyway.
[[nodiscard]] qsizetype emojiLengthAt(const QList<uint> &points, qsizetype index);

[[nodiscard]] bool isPictograph(char32_t point);

} // namespace astreinte::message
