// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/connection.h"

namespace astreinte::storage {

// Opens the database and brings it to this version's schema in one transaction. A newer one is refused with
// StorageNewer before anything is written, so that an older program never damages the data of a newer one.
Result<std::unique_ptr<Connection>> openWithSchema(const QString &address);

// Brings an open database to this version, or leaves it where it is beyond; in a transaction of the caller's.
Result<> upgrade(Connection &connection, int target);

// The schema's version that this program writes.
int schemaVersion();

} // namespace astreinte::storage
