// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <QJsonArray>

namespace astreinte::review {

// The head of each submission of the last days as protocol §8 writes it; what waits for a decision comes first, the
// oldest of them before the others.
Result<QJsonArray> queueRows(storage::Connection &connection, signature::Instant now);

// Incidents that are open or were closed in the last days, as protocol §11 writes them.
Result<QJsonArray> incidentRows(storage::Connection &connection, signature::Instant now);

} // namespace astreinte::review
