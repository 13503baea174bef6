// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/storage/row.h"

#include <QSqlDatabase>
#include <array>
#include <memory>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace astreinte::storage {

// The text of a statement. It can only be made from a constant known at compile time, so no value received from
// outside ever becomes SQL.
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
    // Opens the file with the PRAGMAs of the durability rules (WAL, FULL, foreign keys…). StorageFailed names the path.
    static Result<std::unique_ptr<Connection>> open(const QString &path);
    // The same without any PRAGMA that would change the file: to look at its version first.
    static Result<std::unique_ptr<Connection>> openUntouched(const QString &path);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    // Runs a statement that returns no row; the number of rows changed.
    template <typename... Args>
    Result<int> run(Sql sql, const Args &...args)
    {
        return runBound(sql, std::array<QVariant, sizeof...(Args)>{bindable(args)...});
    }

    // Every row, through `map(const Row &)`.
    template <typename Map, typename... Args>
    auto all(Sql sql, Map map, const Args &...args) -> Result<std::vector<std::invoke_result_t<Map, const Row &>>>
    {
        std::vector<std::invoke_result_t<Map, const Row &>> rows;
        auto done = eachBound(sql, std::array<QVariant, sizeof...(Args)>{bindable(args)...}, [&](const Row &row) {
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
        auto done = eachBound(sql, std::array<QVariant, sizeof...(Args)>{bindable(args)...}, [&](const Row &row) {
            found.emplace(map(row));
            return false;
        });
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

    // Runs DDL and transaction control, unprepared.
    Result<> execute(Sql sql);

private:
    Connection(QString name, QSqlDatabase database);
    template <std::size_t n>
    Result<int> runBound(Sql sql, const std::array<QVariant, n> &values)
    {
        return runValues(sql, values.data(), n);
    }
    template <std::size_t n, typename Visit>
    Result<> eachBound(Sql sql, const std::array<QVariant, n> &values, Visit visit)
    {
        auto query = start(sql, values.data(), n);
        if (!query)
            return tl::unexpected(query.error());
        while ((*query)->next())
            if (!visit(Row(**query)))
                break;
        return finish(sql, std::move(*query));
    }
    Result<int> runValues(Sql sql, const QVariant *values, std::size_t count);
    Result<std::unique_ptr<QSqlQuery>> start(Sql sql, const QVariant *values, std::size_t count);
    Result<> finish(Sql sql, std::unique_ptr<QSqlQuery> query);

    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_prepared;
};

} // namespace astreinte::storage
