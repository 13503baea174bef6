// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QJsonObject>

namespace astreinte::content {

// One grammar form: {"kind": "commune|department|river|road|date|plural|list|hashtag|typo", …, "language"?} → {"text"}.
// French when no language is given. Failures: MissingField, InvalidValue, MalformedText, each naming the member.
[[nodiscard]] Result<QJsonObject> phraseReply(const QJsonObject &request);

} // namespace astreinte::content
