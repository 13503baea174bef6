// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/event_hub.h"
#include "server/notices/notices.h"

namespace astreinte::routes {

// A notice as one server-sent event (protocol §10).
http::Event eventOf(const notices::Notice &notice);

// The stored notices that a listener who comes back has missed.
http::EventHub::Replay replayFrom(storage::Store &store);

} // namespace astreinte::routes
