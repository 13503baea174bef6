// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

namespace astreinte::message {

// Text from a person, ready for a template: NFC, trimmed, line ends as line feeds. What core/text refuses is refused
// with its position (1 = first character). Failure: MalformedText, its detail begins with `where`.
[[nodiscard]] Result<QString> plainText(const QString &text, const QString &where);

} // namespace astreinte::message
