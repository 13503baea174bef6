// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <map>
#include <optional>

namespace astreinte::app {

// The kinds of sealed rows. The numbers are part of each row's authenticated data: never reuse one.
enum class Table : quint8 {
    Identity = 1,
    Draft = 2,
    Photo = 3,
    Outbox = 4,
    Incident = 5,
    Content = 6,
    Ledger = 7, // one row: what exists (ledger.h)
    Search = 8, // the outbox's index of words
};

struct StoredRow
{
    Table table = Table::Identity;
    QByteArray id;        // 16 bytes
    quint64 revision = 0; // counts the writes of this row
    quint8 state = 0;     // meaning depends on the table
    QByteArray sealed;
};

// A row without its content: what the ledger counts.
struct RowHead
{
    Table table = Table::Identity;
    QByteArray id;
    quint64 revision = 0;
    quint8 state = 0;
    QByteArray nonce; // the 24 bytes after the seal's version
};
RowHead headOf(const StoredRow &row);

// The SQLite file under the vault: opaque rows, committed to the medium before an answer is given (SECURITY §2). It
// knows nothing of keys. One connection, used from the thread that opened it.
class RowStore
{
public:
    RowStore() = default;
    ~RowStore();
    RowStore(const RowStore &) = delete;
    RowStore &operator=(const RowStore &) = delete;

    // Creates the file when absent (schema 1, without rows). StorageNewer for a schema this version does not know:
    // nothing is touched. StorageDamaged when the file is no database.
    Result<void> open(const QString &file);
    // The same file beside the connection that writes, for a worker that only reads.
    Result<void> openBeside(const QString &file);
    void close();
    [[nodiscard]] bool isOpen() const { return !m_connection.isEmpty(); }
    // Of the schema that was found or made; the vault brings it to the present one.
    [[nodiscard]] int version() const { return m_version; }
    [[nodiscard]] bool isFresh() const { return m_fresh; }

    // All of it or nothing, on the medium when this returns. An empty `sealed` removes the row. `version`: the schema's
    // from now on.
    Result<void> commit(const QList<StoredRow> &rows, std::optional<int> version = {});
    // Brings the rows of an earlier version into the present order of pages: the same table to whoever reads it, so
    // that this may fail and be tried again. All of it or nothing.
    Result<void> renewLayout();
    // One view of the database until endReading(), whatever is committed meanwhile.
    Result<void> beginReading();
    void endReading();
    [[nodiscard]] Result<std::optional<StoredRow>> find(Table table, const QByteArray &id) const;
    [[nodiscard]] Result<std::optional<RowHead>> head(Table table, const QByteArray &id) const;
    [[nodiscard]] Result<QList<StoredRow>> all(Table table) const;
    // Those in this state, by id; nothing for every state.
    struct Page
    {
        Table table = Table::Outbox;
        std::optional<quint8> state;
        QByteArray beyond; // 16 bytes, or empty to begin
        bool newestFirst = true;
        int limit = 50;
    };
    [[nodiscard]] Result<QList<StoredRow>> page(const Page &wanted) const;
    // The ids alone of those in one of `states`, without reading a row.
    struct IdPage
    {
        Table table = Table::Outbox;
        QList<quint8> states;
        QByteArray beyond; // 16 bytes, or empty to begin
        bool newestFirst = true;
        int limit = 50;
    };
    [[nodiscard]] Result<QList<QByteArray>> ids(const IdPage &wanted) const;
    // Every row of every table, in portions that begin after (`table`, `id`).
    [[nodiscard]] Result<QList<StoredRow>> after(Table table, const QByteArray &id, int limit) const;
    [[nodiscard]] Result<int> count(Table table, quint8 state) const;
    // SQLite's own check of its structure; StorageDamaged.
    [[nodiscard]] Result<void> checkStructure() const;

private:
    Result<void> connectTo(const QString &file, bool reading);
    Result<void> prepareSchema();
    [[nodiscard]] QSqlDatabase database() const;
    // Parsed once for each connection: parsing one takes as long as finding a row.
    Result<QSqlQuery *> prepared(const QString &statement) const;
    Result<void> write(const StoredRow &row);
    [[nodiscard]] Result<std::optional<StoredRow>> oneRow(const QString &statement, Table table,
                                                          const QByteArray &id) const;

    QString m_connection;
    mutable std::map<QString, QSqlQuery> m_prepared;
    int m_version = 0;
    bool m_fresh = false;
};

} // namespace astreinte::app
