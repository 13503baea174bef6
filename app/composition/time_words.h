// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QString>
#include <optional>

namespace astreinte::app {

// « il y a 4 min (14 h 32) », in the interface's language and Paris time.
QString agoText(signature::Instant at, signature::Instant now);
// « 14 h 32 », or « 14:32 » in English.
QString timeText(signature::Instant at);

// The last moment before `now` at which clocks in Paris showed `typed` ("1432", "14:32", "14 h 32"); `now` for an empty
// text, nothing for what is no time of day.
std::optional<signature::Instant> clockTimeBefore(const QString &typed, signature::Instant now);

} // namespace astreinte::app
