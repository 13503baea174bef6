// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/row_sql.h"
#include "app/vault/row_store.h"

#include <QScopeGuard>

// The rows that are asked for; opening the file and writing them are in row_store.cpp.
namespace astreinte::app {
namespace {

StoredRow rowOf(const QSqlQuery &query)
{
    return {Table(query.value(0).toInt()), query.value(1).toByteArray(), query.value(2).toULongLong(),
            quint8(query.value(3).toUInt()), query.value(4).toByteArray()};
}

// A number that a damaged page made larger must not be cut down to one that opens.
bool isInRange(const QSqlQuery &query)
{
    return query.value(0).toLongLong() >= 0 && query.value(0).toLongLong() <= 255 && query.value(3).toLongLong() >= 0 &&
           query.value(3).toLongLong() <= 255;
}

Result<QList<StoredRow>> rowsOf(QSqlQuery &query)
{
    // A statement that is kept must not keep its view of the database.
    const auto finished = qScopeGuard([&query] { query.finish(); });
    if (!query.exec())
        return tl::unexpected(failureOf(query.lastError()));
    QList<StoredRow> rows;
    while (query.next()) {
        if (!isInRange(query))
            return fail(Reason::StorageDamaged, QStringLiteral("row"));
        rows.append(rowOf(query));
    }
    // A damaged page ends the walk early: that must not look like the end.
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return rows;
}

} // namespace

RowHead headOf(const StoredRow &row)
{
    return {row.table, row.id, row.revision, row.state, row.sealed.mid(1, 24)};
}

Result<void> RowStore::beginReading()
{
    return run(database(), QStringLiteral("BEGIN"));
}

void RowStore::endReading()
{
    (void)run(database(), QStringLiteral("ROLLBACK"));
}

Result<std::optional<StoredRow>> RowStore::oneRow(const QString &statement, Table table, const QByteArray &id) const
{
    const auto query = prepared(statement);
    if (!query)
        return tl::unexpected(query.error());
    (*query)->addBindValue(int(table));
    (*query)->addBindValue(id);
    return rowsOf(**query).map(
        [](const QList<StoredRow> &rows) { return rows.isEmpty() ? std::nullopt : std::optional(rows.first()); });
}

Result<std::optional<StoredRow>> RowStore::find(Table table, const QByteArray &id) const
{
    return oneRow(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE kind = ? AND id = ?"), table,
                  id);
}

Result<QList<StoredRow>> RowStore::all(Table table) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE kind = ? ORDER BY id"));
    query.addBindValue(int(table));
    return rowsOf(query);
}

Result<std::optional<RowHead>> RowStore::head(Table table, const QByteArray &id) const
{
    const auto row = oneRow(
        QStringLiteral("SELECT kind, id, revision, state, substr(row, 2, 24) FROM sealed WHERE kind = ? AND id = ?"),
        table, id);
    return row.map([](const std::optional<StoredRow> &found) {
        return found ? std::optional(RowHead{found->table, found->id, found->revision, found->state, found->sealed})
                     : std::nullopt;
    });
}

Result<QList<StoredRow>> RowStore::page(const Page &wanted) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE kind = ?%1%2 "
                                 "ORDER BY id %3 LIMIT ?")
                      .arg(wanted.state ? QStringLiteral(" AND state = ?") : QString(),
                           wanted.beyond.isEmpty() ? QString()
                           : wanted.newestFirst    ? QStringLiteral(" AND id < ?")
                                                   : QStringLiteral(" AND id > ?"),
                           wanted.newestFirst ? QStringLiteral("DESC") : QStringLiteral("ASC")));
    query.addBindValue(int(wanted.table));
    if (wanted.state)
        query.addBindValue(*wanted.state);
    if (!wanted.beyond.isEmpty())
        query.addBindValue(wanted.beyond);
    query.addBindValue(wanted.limit);
    return rowsOf(query);
}

// One walk of the index for each state, so that what lies in other states costs nothing.
Result<QList<QByteArray>> RowStore::ids(const IdPage &wanted) const
{
    const auto order = wanted.newestFirst ? QStringLiteral("DESC") : QStringLiteral("ASC");
    const auto beyond = wanted.beyond.isEmpty() ? QString()
                        : wanted.newestFirst    ? QStringLiteral(" AND id < ?")
                                                : QStringLiteral(" AND id > ?");
    const auto one = QStringLiteral("SELECT * FROM (SELECT id FROM sealed WHERE kind = ? AND state = ?%1 "
                                    "ORDER BY id %2 LIMIT ?)")
                         .arg(beyond, order);
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(QStringList(wanted.states.size(), one).join(QStringLiteral(" UNION ALL ")) +
                  QStringLiteral(" ORDER BY id %1 LIMIT ?").arg(order));
    for (const auto state : wanted.states) {
        query.addBindValue(int(wanted.table));
        query.addBindValue(state);
        if (!wanted.beyond.isEmpty())
            query.addBindValue(wanted.beyond);
        query.addBindValue(wanted.limit);
    }
    query.addBindValue(wanted.limit);
    if (!query.exec())
        return tl::unexpected(failureOf(query.lastError()));
    QList<QByteArray> ids;
    while (query.next())
        ids.append(query.value(0).toByteArray());
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return ids;
}

Result<QList<StoredRow>> RowStore::after(Table table, const QByteArray &id, int limit) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT kind, id, revision, state, row FROM sealed WHERE (kind, id) > (?, ?) "
                                 "ORDER BY kind, id LIMIT ?"));
    query.addBindValue(int(table));
    query.addBindValue(id);
    query.addBindValue(limit);
    return rowsOf(query);
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
