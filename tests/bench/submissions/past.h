// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/store.h"

namespace astreinte::tests {

// Fills every table that a submission touches as if `count` had been received, published and expired before: the same
// keys and indexes, documents of a few hundred bytes. Ends the program when the database refuses.
void remember(storage::Store &store, qint64 count);

} // namespace astreinte::tests
