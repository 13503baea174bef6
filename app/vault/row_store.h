// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QList>
#include <QSqlDatabase>
#include <QString>
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
};

struct StoredRow
{
    Table table = Table::Identity;
    QByteArray id;        // 16 bytes
    quint64 revision = 0; // counts the writes of this row
    quint8 state = 0;     // meaning depends on the table
    QByteArray sealed;
};

// The SQLite file under the vault: opaque rows, committed to the medium before an answer is given (SECURITY §2). It
// knows nothing of keys. One connection, used from the thread that opened it.
class RowStore
{
public:
    RowStore() = default;
    ~RowStore();
    RowStore(const RowStore &) = delete;
    RowStore &operator=(const RowStore &) = delete;

    // Creates the file when absent. StorageNewer for a schema this version does not know: nothing is touched.
    Result<void> open(const QString &file);
    void close();
    [[nodiscard]] bool isOpen() const { return !m_connection.isEmpty(); }

    // All of it or nothing, on the medium when this returns. An empty `sealed` removes the row.
    Result<void> commit(const QList<StoredRow> &rows);
    [[nodiscard]] Result<std::optional<StoredRow>> find(Table table, const QByteArray &id) const;
    [[nodiscard]] Result<QList<StoredRow>> all(Table table) const;
    [[nodiscard]] Result<int> count(Table table, quint8 state) const;

private:
    Result<void> prepareSchema();
    [[nodiscard]] QSqlDatabase database() const;

    QString m_connection;
};

} // namespace astreinte::app
