// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/row_sql.h"

#include <QSqlQuery>

namespace astreinte::app {

Failure failureOf(const QSqlError &error)
{
    // The primary codes of sqlite3.h: SQLITE_CORRUPT, SQLITE_FULL, SQLITE_NOTADB; the others may pass.
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int notADatabase = 26;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const auto reason = code == full                              ? Reason::DiskFull
                        : code == corrupt || code == notADatabase ? Reason::StorageDamaged
                                                                  : Reason::StorageFailed;
    return {reason, error.databaseText()};
}

Result<void> run(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return tl::unexpected(failureOf(query.lastError()));
    return {};
}

} // namespace astreinte::app
