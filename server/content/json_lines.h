// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QJsonObject>
#include <functional>
#include <iosfwd>

namespace astreinte::content {

// What a command answers to one request.
using Command = std::function<Result<QJsonObject>(const QJsonObject &)>;

// A longer line is answered with too-large and skipped without being kept in memory.
inline constexpr qsizetype longestLine = 256 * 1024;

// Reads requests until the end of the input and answers each of them, in order.
void answerLines(std::istream &in, std::ostream &out, const Command &command);

// One request as bytes → one reply; what answerLines does with each line.
[[nodiscard]] QJsonObject replyTo(const QByteArray &line, const Command &command);

// {"error": "<what, where>", "reason": "<code>"}.
[[nodiscard]] QJsonObject errorReply(const Failure &failure);

} // namespace astreinte::content
