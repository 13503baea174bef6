// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QStringView>

namespace astreinte::signature {

enum class Lines { One, Many };

// SECURITY §7, text from a person or from outside: NFC; no control character but line feed (and only with
// Lines::Many); no bidi or zero-width control, since what is read must be what is signed; no lone surrogate, no
// non-character. ZERO WIDTH JOINER is accepted between two pictographs only (emoji sequences). MalformedText carries
// the position, counted in UTF-16 units from 0.
Result<void> checkPlainText(QStringView text, Lines lines = Lines::Many);

} // namespace astreinte::signature
