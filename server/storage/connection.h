// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/storage/claim.h"
#include "server/storage/row.h"
#include "server/storage/rows.h"
#include "server/storage/value.h"

#include <array>
#include <functional>
#include <memory>
#include <type_traits>
#include <vector>

namespace astreinte::storage {

// The text of a statement. It can only be made from a constant known at compile time, so no value received from
// outside ever becomes SQL. What SQL may be written: the comment of schema.cpp.
class Sql
{
public:
    consteval Sql(const char *text) : m_text(text) {} // NOLINT(google-explicit-constructor): reads as a literal
    [[nodiscard]] constexpr const char *text() const { return m_text; }

private:
    const char *m_text;
};

// One connection to the database, used by the thread that opened it. Statements are prepared once and kept; each is
// finished as soon as its rows are read (an unfinished one would keep its locks).
class Connection
{
public:
    // An address is the path of an SQLite file, or "postgresql://…" as libpq reads it. StorageFailed names the path,
    // or the server's words; never the address, which may hold a password.
    static Result<std::unique_ptr<Connection>> open(const QString &address);
    // The same without anything that would change an SQLite file: to look at its version first.
    static Result<std::unique_ptr<Connection>> openUntouched(const QString &address);
    virtual ~Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Runs a statement that returns no row; the number of rows changed.
    template <typename... Args>
    Result<int> run(Sql sql, const Args &...args)
    {
        const std::array<Value, sizeof...(Args)> values{bindable(args)...};
        return runValues(sql, values.data(), values.size(), {});
    }

    // The same inside a job that does not look at the outcome, which spares a round trip to PostgreSQL: a failure may
    // show at a later statement only, and rolls the job back at its end in any case.
    template <typename... Args>
    Result<> put(Sql sql, const Args &...args)
    {
        const std::array<Value, sizeof...(Args)> values{bindable(args)...};
        return putValues(sql, values.data(), values.size());
    }

    // Puts every row: the statement is an INSERT with one VALUES (?, …), and may go on. No two rows of one put meet in
    // a conflict.
    virtual Result<> putAll(Sql sql, const Rows &rows);

    // Every row, through `map(const Row &)`.
    template <typename Map, typename... Args>
    auto all(Sql sql, Map map, const Args &...args) -> Result<std::vector<std::invoke_result_t<Map, const Row &>>>
    {
        std::vector<std::invoke_result_t<Map, const Row &>> rows;
        const std::array<Value, sizeof...(Args)> values{bindable(args)...};
        auto done = runValues(sql, values.data(), values.size(), [&](const Row &row) {
            rows.push_back(map(row));
            return true;
        });
        if (!done)
            return tl::unexpected(done.error());
        return rows;
    }

    // The first row, or nothing.
    template <typename Map, typename... Args>
    auto one(Sql sql, Map map, const Args &...args) -> Result<std::optional<std::invoke_result_t<Map, const Row &>>>
    {
        std::optional<std::invoke_result_t<Map, const Row &>> found;
        const std::array<Value, sizeof...(Args)> values{bindable(args)...};
        auto done = runValues(sql, values.data(), values.size(), [&](const Row &row) {
            found.emplace(map(row));
            return false;
        });
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

    // The first row, or nothing, of each run: inside a job one round trip for them all.
    template <typename Map>
    auto each(Sql sql, Map map, const Rows &rows)
        -> Result<std::vector<std::optional<std::invoke_result_t<Map, const Row &>>>>
    {
        std::vector<std::optional<std::invoke_result_t<Map, const Row &>>> found(rows.count());
        auto done = runEach(sql, rows, [&](std::size_t run, const Row &row) { found[run].emplace(map(row)); });
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

    // Runs DDL and transaction control, unprepared.
    virtual Result<> execute(Sql sql) = 0;

    // Begins the one writing transaction of all the processes that share this database: what it reads stays true until
    // it ends, and what it numbers is committed in the order of the numbers. Waits for the one before, some seconds.
    virtual Result<> begin() = 0;
    // Durable when this returns; those who listen are woken.
    virtual Result<> commit() = 0;
    virtual Result<> rollback() = 0;
    // Why a statement of this job failed: whatever the job says, its work is not kept.
    [[nodiscard]] virtual std::optional<Failure> spoilt() const = 0;
    // Called once the savepoint is rolled back.
    virtual void mend() {}
    // The link to the database is gone; another connection has to be opened.
    [[nodiscard]] virtual bool lost() const { return false; }

    // Changes after a commit of another connection.
    virtual Result<qint64> dataVersion() = 0;
    virtual Result<bool> hasTable(const QString &name) = 0;
    // Nothing when another process, or another claim of this one, holds it. Gone before this connection.
    virtual Result<std::optional<Claim>> claim(const QString &subject) = 0;

protected:
    using Visit = std::function<bool(const Row &)>;
    using VisitFirst = std::function<void(std::size_t run, const Row &)>;
    Connection() = default;
    // The number of rows changed; `visit` sees each row of the result until it returns false.
    virtual Result<int> runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit) = 0;
    virtual Result<> putValues(Sql sql, const Value *values, std::size_t count)
    {
        return runValues(sql, values, count, {}).map([](int) {});
    }
    virtual Result<> runEach(Sql sql, const Rows &rows, const VisitFirst &visit);
};

// Whether the address names a database server, not a file.
bool isServerAddress(const QString &address);

// The failure of a statement, as the operator reads it: the database's words and the statement's beginning.
Failure statementFailure(bool diskFull, const QString &words, const char *sql);

} // namespace astreinte::storage
