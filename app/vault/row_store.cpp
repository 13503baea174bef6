// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/row_store.h"

#include "app/vault/row_sql.h"

#include <QFileInfo>
#include <QUuid>

namespace astreinte::app {
namespace {

// 1: the table `sealed`. 2: the same with the ledger's row in it.
constexpr int firstSchema = 1;
constexpr int newestSchema = 2;

// The rows lie apart from the index that finds them: in a table without row ids the rows themselves are the nodes of
// its tree, four to a page, and finding one of a hundred thousand read nine pages.
const std::initializer_list<const char *> layout{
    "CREATE TABLE sealed (kind INTEGER NOT NULL, id BLOB NOT NULL CHECK (length(id) = 16), revision INTEGER NOT NULL, "
    "state INTEGER NOT NULL, row BLOB NOT NULL, UNIQUE (kind, id))",
    "CREATE INDEX sealed_state ON sealed (kind, state, id)"};

Result<void> runAll(const QSqlDatabase &database, std::initializer_list<const char *> statements)
{
    Result<void> done;
    for (const auto *statement : statements)
        if (done)
            done = run(database, QString::fromLatin1(statement));
    return done;
}

// Rolls back unless the commit was reached.
class Transaction
{
public:
    explicit Transaction(const QSqlDatabase &database) : m_database(database) {}
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

} // namespace

RowStore::~RowStore()
{
    close();
}

QSqlDatabase RowStore::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

Result<QSqlQuery *> RowStore::prepared(const QString &statement) const
{
    const auto [entry, isNew] = m_prepared.try_emplace(statement, database());
    auto &query = entry->second;
    query.setForwardOnly(true);
    if (!isNew || query.prepare(statement))
        return &query;
    const auto failure = failureOf(query.lastError());
    m_prepared.erase(entry);
    return tl::unexpected(failure);
}

Result<void> RowStore::connectTo(const QString &file, bool reading)
{
    close();
    m_connection = QStringLiteral("vault-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(file);
    if (reading)
        connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
    if (connection.open())
        return {};
    const auto failure = failureOf(connection.lastError());
    connection = {};
    close();
    return tl::unexpected(failure);
}

Result<void> RowStore::openBeside(const QString &file)
{
    return connectTo(file, true)
        .and_then([&] { return run(database(), QStringLiteral("PRAGMA trusted_schema=OFF")); })
        .and_then([&] { return run(database(), QStringLiteral("PRAGMA cell_size_check=ON")); })
        .and_then([&] { return run(database(), QStringLiteral("PRAGMA busy_timeout=5000")); });
}

Result<void> RowStore::open(const QString &file)
{
    // Looked at first through a connection that cannot write: a newer version's file stays as it is to the byte.
    if (QFileInfo(file).size() > 0) {
        auto looked = connectTo(file, true).and_then([&] { return prepareSchema(); });
        close();
        // A database that a power cut left in the middle cannot be read without writing: the next connection may.
        if (!looked && looked.error().reason != Reason::StorageFailed)
            return looked;
    }
    auto opened = connectTo(file, false);
    for (const auto *pragma : {"journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF",
                               "cell_size_check=ON", "secure_delete=ON", "busy_timeout=5000"})
        if (opened)
            opened = run(database(), QStringLiteral("PRAGMA ") + QLatin1String(pragma));
    if (opened)
        opened = prepareSchema();
    if (!opened)
        close();
    return opened;
}

Result<void> RowStore::prepareSchema()
{
    {
        QSqlQuery version(database());
        if (!version.exec(QStringLiteral("PRAGMA user_version")) || !version.next())
            return tl::unexpected(failureOf(version.lastError()));
        m_version = version.value(0).toInt();
    }
    if (m_version > newestSchema)
        return fail(Reason::StorageNewer, QStringLiteral("%1").arg(m_version));
    m_fresh = m_version == 0;
    if (!m_fresh || database().connectOptions().contains(QStringLiteral("READONLY")))
        return {};
    Transaction transaction(database());
    auto made =
        transaction.begin()
            .and_then([&] { return runAll(database(), layout); })
            .and_then([&] { return run(database(), QStringLiteral("PRAGMA user_version = %1").arg(firstSchema)); })
            .and_then([&] { return transaction.commit(); });
    if (made)
        m_version = firstSchema;
    return made;
}

Result<void> RowStore::renewLayout()
{
    {
        QSqlQuery query(database());
        if (!query.exec(QStringLiteral("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'sealed'")) ||
            !query.next())
            return tl::unexpected(failureOf(query.lastError()));
        if (!query.value(0).toString().endsWith(QLatin1String("WITHOUT ROWID")))
            return {};
    }
    Transaction transaction(database());
    return transaction.begin()
        .and_then([&] {
            return runAll(database(), {"ALTER TABLE sealed RENAME TO sealed_before", "DROP INDEX sealed_state"});
        })
        .and_then([&] { return runAll(database(), layout); })
        .and_then([&] {
            return runAll(database(), {"INSERT INTO sealed (kind, id, revision, state, row) "
                                       "SELECT kind, id, revision, state, row FROM sealed_before ORDER BY kind, id",
                                       "DROP TABLE sealed_before"});
        })
        .and_then([&] { return transaction.commit(); });
}

void RowStore::close()
{
    if (m_connection.isEmpty())
        return;
    m_prepared.clear();
    database().close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

Result<void> RowStore::write(const StoredRow &row)
{
    const auto query =
        prepared(row.sealed.isEmpty()
                     ? QStringLiteral("DELETE FROM sealed WHERE kind = ? AND id = ?")
                     : QStringLiteral("INSERT INTO sealed (kind, id, revision, state, row) VALUES (?, ?, ?, ?, ?) "
                                      "ON CONFLICT (kind, id) DO UPDATE SET revision = excluded.revision, "
                                      "state = excluded.state, row = excluded.row"));
    if (!query)
        return tl::unexpected(query.error());
    (*query)->addBindValue(int(row.table));
    (*query)->addBindValue(row.id);
    if (!row.sealed.isEmpty()) {
        (*query)->addBindValue(row.revision);
        (*query)->addBindValue(row.state);
        (*query)->addBindValue(row.sealed);
    }
    if (!(*query)->exec())
        return tl::unexpected(failureOf((*query)->lastError()));
    return {};
}

Result<void> RowStore::commit(const QList<StoredRow> &rows, std::optional<int> version)
{
    Transaction transaction(database());
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const auto &row : rows)
        if (auto written = write(row); !written)
            return written;
    if (version)
        if (auto set = run(database(), QStringLiteral("PRAGMA user_version = %1").arg(*version)); !set)
            return set;
    auto committed = transaction.commit();
    if (committed && version)
        m_version = *version;
    return committed;
}

Result<void> RowStore::checkStructure() const
{
    QSqlQuery query(database());
    if (!query.exec(QStringLiteral("PRAGMA integrity_check(1)")) || !query.next())
        return tl::unexpected(failureOf(query.lastError()));
    const auto said = query.value(0).toString();
    return said == QStringLiteral("ok") ? Result<void>() : fail(Reason::StorageDamaged, said);
}

} // namespace astreinte::app
