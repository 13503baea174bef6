// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace astreinte::app {

// DiskFull, StorageDamaged, or StorageFailed, with SQLite's words.
Failure failureOf(const QSqlError &error);
Result<void> run(const QSqlDatabase &database, const QString &statement);

} // namespace astreinte::app
