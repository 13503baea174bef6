// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/sqlite.h"

#include "server/storage/file_modes.h"

#include <QFile>
#include <QFileInfo>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <unordered_map>

namespace astreinte::storage {
namespace {

constexpr int busyMilliseconds = 5000;

struct CloseDatabase
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
};
struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

class SqliteRow final : public Row
{
public:
    explicit SqliteRow(sqlite3_stmt *statement) : m_statement(statement) {}
    [[nodiscard]] bool isNull(int column) const override
    {
        return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
    }
    [[nodiscard]] qint64 number(int column) const override { return sqlite3_column_int64(m_statement, column); }

private:
    [[nodiscard]] QByteArrayView view(int column) const override
    {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {bytes, bytes == nullptr ? 0 : sqlite3_column_bytes(m_statement, column)};
    }
    sqlite3_stmt *m_statement;
};

// The values outlive the statement's run: nothing is copied.
int bindOne(sqlite3_stmt *statement, int position, const Value &value)
{
    const auto size = static_cast<sqlite3_uint64>(value.bytes.size());
    switch (value.kind) {
    case Value::Kind::Null:
        break;
    case Value::Kind::Number:
        return sqlite3_bind_int64(statement, position, value.number);
    case Value::Kind::Text:
        return sqlite3_bind_text64(statement, position, value.bytes.constData(), size, SQLITE_STATIC, SQLITE_UTF8);
    case Value::Kind::Bytes:
        return sqlite3_bind_blob64(statement, position, value.bytes.constData(), size, SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, position);
}

class SqliteConnection final : public Connection
{
public:
    SqliteConnection(sqlite3 *database, QString path) : m_database(database), m_path(std::move(path)) {}

    Result<> execute(Sql sql) override
    {
        if (sqlite3_exec(m_database.get(), sql.text(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return tl::unexpected(failure(sql));
        return {};
    }
    Result<> begin() override { return execute("BEGIN IMMEDIATE"); }
    [[nodiscard]] std::optional<Failure> spoilt() const override { return m_spoilt; }
    void mend() override { m_spoilt.reset(); }
    Result<> commit() override { return execute("COMMIT"); }
    Result<> rollback() override { return execute("ROLLBACK"); }
    Result<qint64> dataVersion() override
    {
        auto version = one("PRAGMA data_version", [](const Row &row) { return row.number(0); });
        return version ? Result<qint64>(version->value_or(0)) : tl::unexpected(version.error());
    }
    Result<bool> hasTable(const QString &name) override
    {
        auto found = one(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [](const Row &) { return true; }, name);
        return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
    }
    Result<std::optional<Claim>> claim(const QString &subject) override
    {
        return claimInFile(m_path + QStringLiteral("-claims"), claimNumber(subject));
    }

protected:
    Result<int> runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit) override;

private:
    [[nodiscard]] Failure failure(Sql sql) const
    {
        // The operator must know that it is the disk, not the program.
        return statementFailure((sqlite3_errcode(m_database.get()) & 0xff) == SQLITE_FULL,
                                QString::fromUtf8(sqlite3_errmsg(m_database.get())), sql.text());
    }
    Result<Statement> prepared(Sql sql);
    tl::unexpected<Failure> spoil(const Failure &why)
    {
        if (!m_spoilt)
            m_spoilt = why;
        return tl::unexpected(why);
    }

    std::optional<Failure> m_spoilt;
    std::unique_ptr<sqlite3, CloseDatabase> m_database;
    QString m_path;
    std::unordered_map<const char *, Statement> m_prepared;
};

Result<Statement> SqliteConnection::prepared(Sql sql)
{
    // Taken out of the cache while in use: a statement used inside its own loop gets a second one.
    if (auto found = m_prepared.find(sql.text()); found != m_prepared.end() && found->second)
        return std::move(found->second);
    sqlite3_stmt *made = nullptr;
    if (sqlite3_prepare_v3(m_database.get(), sql.text(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
        return tl::unexpected(failure(sql));
    return Statement(made);
}

Result<int> SqliteConnection::runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit)
{
    auto statement = prepared(sql);
    if (!statement)
        return spoil(statement.error());
    auto *running = statement->get();
    if (sqlite3_bind_parameter_count(running) != static_cast<int>(count))
        return spoil(statementFailure(false, QStringLiteral("%1 values").arg(count), sql.text()));
    for (std::size_t i = 0; i < count; ++i)
        if (bindOne(running, static_cast<int>(i) + 1, values[i]) != SQLITE_OK)
            return spoil(failure(sql));
    auto state = sqlite3_step(running);
    const SqliteRow row(running);
    while (state == SQLITE_ROW && visit && visit(row))
        state = sqlite3_step(running);
    if (state != SQLITE_ROW && state != SQLITE_DONE)
        return spoil(failure(sql));
    const auto changed = sqlite3_changes(m_database.get());
    sqlite3_reset(running);
    sqlite3_clear_bindings(running);
    m_prepared[sql.text()] = std::move(*statement);
    return changed;
}

// SQLite would create it 0644. It gives its -wal and -shm files the mode of the database, and takes an empty file for a
// new one.
void createClosed(const QString &path)
{
    const auto mode = fileModeIn(QFileInfo(path).absolutePath());
    // Only what does not exist: closing a descriptor of an open database would let go of SQLite's locks.
    const auto made =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (made >= 0)
        ::close(made);
}

} // namespace

Result<std::unique_ptr<Connection>> openSqliteUntouched(const QString &path)
{
    createClosed(path);
    sqlite3 *database = nullptr;
    const auto opened = sqlite3_open_v2(QFile::encodeName(path).constData(), &database,
                                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    auto connection = std::make_unique<SqliteConnection>(database, path);
    if (opened != SQLITE_OK)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + QString::fromUtf8(sqlite3_errstr(opened)));
    sqlite3_busy_timeout(database, busyMilliseconds);
    return connection;
}

Result<std::unique_ptr<Connection>> openSqlite(const QString &path)
{
    auto connection = openSqliteUntouched(path);
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

} // namespace astreinte::storage
