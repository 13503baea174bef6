// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QStringView>
#include <optional>

namespace astreinte::text {

enum class Lines { One, Many };

struct RefusedCharacter
{
    qsizetype position = 0; // in UTF-16 units, from 0
    char32_t point = 0;
    QLatin1String why;
};

// SECURITY §7, text from a person or from outside: no control character but line feed (and only with Lines::Many); no
// bidi or zero-width control, since what is read must be what is signed; nothing invisible that could hide or empty a
// name; no line separator, private use, lone surrogate or non-character. ZERO WIDTH JOINER is accepted between two
// pictographs only (emoji sequences). Nothing when every character may stand.
[[nodiscard]] std::optional<RefusedCharacter> firstRefused(QStringView text, Lines lines = Lines::Many);

// The same, and in normalisation form C: MalformedText carries the position, in UTF-16 units from 0.
Result<void> checkPlainText(QStringView text, Lines lines = Lines::Many);

// The position of the first unpaired surrogate, in UTF-16 units; -1 when there is none.
[[nodiscard]] qsizetype loneSurrogate(QStringView text);

} // namespace astreinte::text
