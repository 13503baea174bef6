// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/command/arguments.h"

namespace astreinte::command {

// `roster export FILE` and `roster import FILE`: the roster in force and the delegations as iCalendar; « - » is the
// standard stream.
int exportRoster(const Arguments &arguments);
int importRoster(const Arguments &arguments);

} // namespace astreinte::command
