// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/connection.h"

namespace astreinte::storage {

// Opens the database and brings it to this version's schema in one transaction. A newer one is refused with
// StorageNewer before anything is written, so that an older program never damages the data of a newer one.
Result<std::unique_ptr<Connection>> openWithSchema(const QString &address);

// The schema's version that this program writes.
int schemaVersion();

} // namespace astreinte::storage
