// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/connection.h"

namespace astreinte::storage {

// An SQLite file with the PRAGMAs of the durability rules (WAL, FULL, foreign keys…).
Result<std::unique_ptr<Connection>> openSqlite(const QString &path);
Result<std::unique_ptr<Connection>> openSqliteUntouched(const QString &path);

} // namespace astreinte::storage
