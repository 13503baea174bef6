// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/row_store.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace astreinte::app {
namespace {

constexpr int schemaVersion = 1;

Failure failureOf(const QSqlError &error)
{
    // SQLITE_FULL is 13.
    const bool full = error.nativeErrorCode() == QStringLiteral("13");
    return {full ? Reason::DiskFull : Reason::StorageFailed, error.databaseText()};
}

Result<void> run(QSqlDatabase database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return tl::unexpected(failureOf(query.lastError()));
    return {};
}

// Rolls back unless the commit was reached.
class Transaction
{
public:
    explicit Transaction(QSqlDatabase database) : m_database(std::move(database)) {}
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction()
    {
        if (m_open)
            (void)run(m_database, QStringLiteral("ROLLBACK"));
    }
    Result<void> begin()
    {
        auto begun = run(m_database, QStringLiteral("BEGIN IMMEDIATE"));
        m_open = begun.has_value();
        return begun;
    }
    Result<void> commit()
    {
        auto committed = run(m_database, QStringLiteral("COMMIT"));
        m_open = !committed.has_value();
        return committed;
    }

private:
    QSqlDatabase m_database;
    bool m_open = false;
};

StoredRow rowOf(const QSqlQuery &query)
{
    return {Table(query.value(0).toInt()), query.value(1).toByteArray(), query.value(2).toULongLong(),
            quint8(query.value(3).toUInt()), query.value(4).toByteArray()};
}

} // namespace

RowStore::~RowStore()
{
    close();
}

QSqlDatabase RowStore::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

Result<void> RowStore::open(const QString &file)
{
    close();
    m_connection = QStringLiteral("vault-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(file);
    if (!connection.open()) {
        const auto failure = failureOf(connection.lastError());
        connection = {};
        close();
        return tl::unexpected(failure);
    }
    for (const auto *pragma : {"journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF",
                               "cell_size_check=ON", "secure_delete=ON", "busy_timeout=5000"})
        if (auto set = run(connection, QStringLiteral("PRAGMA ") + QLatin1String(pragma)); !set) {
            connection = {};
            close();
            return set;
        }
    connection = {};
    auto prepared = prepareSchema();
    if (!prepared)
        close();
    return prepared;
}

Result<void> RowStore::prepareSchema()
{
    QSqlQuery version(database());
    if (!version.exec(QStringLiteral("PRAGMA user_version")) || !version.next())
        return tl::unexpected(failureOf(version.lastError()));
    const int found = version.value(0).toInt();
    version.finish();
    if (found > schemaVersion)
        return fail(Reason::StorageNewer, QStringLiteral("%1").arg(found));
    if (found == schemaVersion)
        return {};
    Transaction transaction(database());
    return transaction.begin()
        .and_then([&] {
            return run(database(),
                       QStringLiteral("CREATE TABLE sealed (kind INTEGER NOT NULL, id BLOB NOT NULL "
                                      "CHECK (length(id) = 16), revision INTEGER NOT NULL, state INTEGER "
                                      "NOT NULL, row BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID"));
        })
        .and_then([&] { return run(database(), QStringLiteral("CREATE INDEX sealed_state ON sealed (kind, state)")); })
        .and_then([&] { return run(database(), QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion)); })
        .and_then([&] { return transaction.commit(); });
}

void RowStore::close()
{
    if (m_connection.isEmpty())
        return;
    database().close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

Result<void> RowStore::commit(const QList<StoredRow> &rows)
{
    Transaction transaction(database());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const auto &row : rows) {
        QSqlQuery query(database());
        query.prepare(row.sealed.isEmpty()
                          ? QStringLiteral("DELETE FROM sealed WHERE kind = ? AND id = ?")
                          : QStringLiteral("INSERT INTO sealed (kind, id, revision, state, row) VALUES (?, ?, ?, ?, ?) "
                                           "ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, "
                                           "state = excluded.state, row = excluded.row"));
        query.addBindValue(int(row.table));
        query.addBindValue(row.id);
        if (!row.sealed.isEmpty()) {
            query.addBindValue(row.revision);
            query.addBindValue(row.state);
            query.addBindValue(row.sealed);
        }
        if (!query.exec())
            return tl::unexpected(failureOf(query.lastError()));
    }
    return transaction.commit();
}

Result<std::optional<StoredRow>> RowStore::find(Table table, const QByteArray &id) const
{
    QSqlQuery query(database());
    query.prepare(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE kind = ? AND id = ?"));
    query.addBindValue(int(table));
    query.addBindValue(id);
    if (!query.exec())
        return tl::unexpected(failureOf(query.lastError()));
    if (!query.next())
        return std::nullopt;
    return rowOf(query);
}

Result<QList<StoredRow>> RowStore::all(Table table) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE kind = ? ORDER BY id"));
    query.addBindValue(int(table));
    if (!query.exec())
        return tl::unexpected(failureOf(query.lastError()));
    QList<StoredRow> rows;
    while (query.next())
        rows.append(rowOf(query));
    return rows;
}

Result<int> RowStore::count(Table table, quint8 state) const
{
    QSqlQuery query(database());
    query.prepare(QStringLiteral("SELECT count(*) FROM sealed WHERE kind = ? AND state = ?"));
    query.addBindValue(int(table));
    query.addBindValue(state);
    if (!query.exec() || !query.next())
        return tl::unexpected(failureOf(query.lastError()));
    return query.value(0).toInt();
}

} // namespace astreinte::app
