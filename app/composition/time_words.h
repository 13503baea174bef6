// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QString>

namespace astreinte::app {

// « il y a 4 min (14 h 32) », in the interface's language and Paris time.
QString agoText(signature::Instant at, signature::Instant now);
// « 14 h 32 », or « 14:32 » in English.
QString timeText(signature::Instant at);

} // namespace astreinte::app
