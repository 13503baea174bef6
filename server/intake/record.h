// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/intake/arrival.h"
#include "server/journal/book.h"

namespace astreinte::intake {

// Writes all of accepted revisions, each of another submission: revision, authors, photos, incident, step, notices. An
// older revision ends as superseded, and what was authorised of it and not yet begun is taken out of the publisher's
// queue. The arrivals' leaves, in their order. NotAllowed, ForbiddenTransition: nothing of the job may be kept.
Result<std::vector<journal::StoredLeaf>> record(storage::Transaction &transaction, const Arrivals &arrivals);

} // namespace astreinte::intake
