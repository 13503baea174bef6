// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>

namespace astreinte::message {

// French micro-typography (BRIEF §3.4): apostrophe ’, ellipsis …, U+00A0 (never U+202F, which counts 2 on X) before
// : ; ! ? » and after «, between a number and its unit, inside 1 850 and 14 h 30, and a space after a full stop that
// would otherwise make a web address of two words (« secours.La »). Web addresses are left as they are.
// typoFr(typoFr(text)) == typoFr(text).
[[nodiscard]] QString typoFr(const QString &text);

// The clean-up of a rendered text, in the order of BRIEF §3.3: runs of spaces, spaces before a line break, a space
// before . or , and doubled stops (!. ?. ..). Web addresses are left as they are.
[[nodiscard]] QString cleanedUp(const QString &text);

} // namespace astreinte::message
