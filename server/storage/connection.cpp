// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/connection.h"

#include <QSqlError>
#include <atomic>
#include <sys/stat.h>

namespace astreinte::storage {
namespace {

Failure failureOf(const QSqlError &error, const char *where)
{
    const auto text = error.databaseText();
    // SQLITE_FULL (13): the operator must know that it is the disk, not the program.
    const auto reason = error.nativeErrorCode() == QLatin1String("13") ? Reason::DiskFull : Reason::StorageFailed;
    return Failure{reason, text + QStringLiteral(" [") + QString::fromLatin1(where).simplified().left(60) +
                               QStringLiteral("]")};
}

} // namespace

Connection::Connection(QString name, QSqlDatabase database) : m_name(std::move(name)), m_database(std::move(database))
{
}

Connection::~Connection()
{
    m_prepared.clear();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::openUntouched(const QString &path)
{
    // SQLite creates its files 0644; what is here is the prefecture's alone.
    ::umask(077);
    static std::atomic<quint64> serial{0};
    const auto name = QStringLiteral("astreinte-%1").arg(++serial);
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    const auto opened = database.open();
    const auto error = database.lastError();
    std::unique_ptr<Connection> connection(new Connection(name, std::move(database)));
    if (!opened)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + error.text());
    return connection;
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &path)
{
    auto connection = openUntouched(path);
    if (!connection)
        return connection;
    for (const Sql pragma :
         {Sql("PRAGMA journal_mode=WAL"), Sql("PRAGMA synchronous=FULL"), Sql("PRAGMA foreign_keys=ON"),
          Sql("PRAGMA trusted_schema=OFF"), Sql("PRAGMA cell_size_check=ON"), Sql("PRAGMA secure_delete=ON")}) {
        if (auto done = (*connection)->execute(pragma); !done)
            return tl::unexpected(done.error());
    }
    return connection;
}

Result<> Connection::execute(Sql sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(QString::fromLatin1(sql.text())))
        return tl::unexpected(failureOf(query.lastError(), sql.text()));
    return {};
}

Result<std::unique_ptr<QSqlQuery>> Connection::start(Sql sql, const QVariant *values, std::size_t count)
{
    std::unique_ptr<QSqlQuery> query;
    // Taken out of the cache while in use: a statement used inside its own loop gets a second one.
    if (auto found = m_prepared.find(sql.text()); found != m_prepared.end() && found->second) {
        query = std::move(found->second);
    } else {
        query = std::make_unique<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromLatin1(sql.text())))
            return tl::unexpected(failureOf(query->lastError(), sql.text()));
    }
    for (std::size_t i = 0; i < count; ++i)
        query->bindValue(static_cast<int>(i), values[i]);
    if (!query->exec())
        return tl::unexpected(failureOf(query->lastError(), sql.text()));
    return query;
}

Result<> Connection::finish(Sql sql, std::unique_ptr<QSqlQuery> query)
{
    const auto error = query->lastError();
    query->finish();
    if (error.isValid())
        return tl::unexpected(failureOf(error, sql.text()));
    m_prepared[sql.text()] = std::move(query);
    return {};
}

Result<int> Connection::runValues(Sql sql, const QVariant *values, std::size_t count)
{
    auto query = start(sql, values, count);
    if (!query)
        return tl::unexpected(query.error());
    const auto changed = (*query)->numRowsAffected();
    if (auto done = finish(sql, std::move(*query)); !done)
        return tl::unexpected(done.error());
    return changed;
}

} // namespace astreinte::storage
