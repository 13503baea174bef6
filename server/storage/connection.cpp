// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/connection.h"

#include "server/storage/postgres.h"
#include "server/storage/sqlite.h"

namespace astreinte::storage {

Result<std::unique_ptr<Connection>> Connection::open(const QString &address)
{
    return isServerAddress(address) ? openPostgres(address) : openSqlite(address);
}

Result<std::unique_ptr<Connection>> Connection::openUntouched(const QString &address)
{
    return isServerAddress(address) ? openPostgres(address) : openSqliteUntouched(address);
}

Result<> Connection::putAll(Sql sql, const Rows &rows)
{
    for (std::size_t row = 0; row < rows.count(); ++row)
        if (auto done = putValues(sql, rows.from(row), rows.width()); !done)
            return done;
    return {};
}

Result<> Connection::runEach(Sql sql, const Rows &rows, const VisitFirst &visit)
{
    for (std::size_t run = 0; run < rows.count(); ++run) {
        auto done = runValues(sql, rows.from(run), rows.width(), [&](const Row &row) {
            visit(run, row);
            return false;
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

bool isServerAddress(const QString &address)
{
    return address.startsWith(QLatin1String("postgresql://")) || address.startsWith(QLatin1String("postgres://"));
}

Failure statementFailure(bool diskFull, const QString &words, const char *sql)
{
    return Failure{diskFull ? Reason::DiskFull : Reason::StorageFailed,
                   words + QStringLiteral(" [") + QString::fromLatin1(sql).simplified().left(60) + QStringLiteral("]")};
}

} // namespace astreinte::storage
