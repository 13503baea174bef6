// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/event_hub.h"
#include "server/identity/request_guard.h"
#include "server/notices/notices.h"

namespace astreinte::routes {

// A notice as an event of the stream (protocol §10).
http::Event eventOf(const notices::Notice &notice);

// How the hub knows a phone: its key id, its person and whether that person reviews.
QByteArray listenerOf(const identity::Caller &caller);
bool isDevice(const QByteArray &listener, const QString &kid);
// Who is told of this notice (notices::concerns); nobody when the authors cannot be read: they ask again anyway.
http::EventHub::Audience audienceOf(storage::Store &store, const notices::Notice &notice);

// What a phone missed, page by page.
http::EventHub::Replay replayFrom(storage::Store &store, const identity::Caller &caller);

} // namespace astreinte::routes
