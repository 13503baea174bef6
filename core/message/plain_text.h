// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

namespace astreinte::message {

// Text from a person, ready for a template: NFC, trimmed, line ends as line feeds. Refused with its position (1 = first
// character): a control character other than line feed, a bidirectional or zero-width control (SECURITY §7; a joiner
// between two pictographs is part of an emoji), a line separator, private use, a lone surrogate, a non-character.
// Failure: MalformedText, its detail begins with `where`.
[[nodiscard]] Result<QString> plainText(const QString &text, const QString &where);

// The position of the first unpaired surrogate, in UTF-16 units; -1 when there is none.
[[nodiscard]] qsizetype loneSurrogate(QStringView text);

} // namespace astreinte::message
