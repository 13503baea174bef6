// SPDX-License-Identifier: EUPL-1.2
#include "server/journal/book.h"

namespace astreinte::journal {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

const auto withoutHead = QStringLiteral("the journal has no head");

StoredLeaf leafOf(const Row &row)
{
    StoredLeaf stored{static_cast<quint64>(row.number(0)), row.bytes(1), {}};
    if (!row.isNull(2))
        stored.opening = Opening{row.bytes(2), row.bytes(3)};
    return stored;
}

Result<> storeLeaf(Transaction &transaction, const Entry &entry, const StoredLeaf &stored)
{
    return transaction->put("INSERT INTO journal_leaf (position, leaf, event, subject, salt, content) "
                            "VALUES (?, ?, ?, ?, ?, ?)",
                            static_cast<qint64>(stored.index), stored.leaf, QString(eventName(entry.event)),
                            entry.subject, stored.opening->salt, stored.opening->content);
}

// The leaves' own hashes are not stored: the leaves are.
Result<> storeNodes(Transaction &transaction, const StoredLeaf &stored)
{
    auto nodes = nodesCompletedBy(nodesIn(transaction.connection()), stored.index, leafHash(stored.leaf));
    if (!nodes)
        return tl::unexpected(nodes.error());
    for (const auto &node : *nodes) {
        if (node.level == 0)
            continue;
        auto done = transaction->put("INSERT INTO journal_node (level, position, hash) VALUES (?, ?, ?)", node.level,
                                     static_cast<qint64>(node.index), node.hash);
        if (!done)
            return done;
    }
    return {};
}

} // namespace

QString subjectOf(const QString &submission, qint64 revision)
{
    return submission + QLatin1Char(':') + QString::number(revision);
}

Result<StoredLeaf> append(Transaction &transaction, const Entry &entry, signature::Instant at)
{
    auto opening = sealContent(entry.content);
    if (!opening)
        return tl::unexpected(opening.error());
    auto leaf = Leaf{entry.event, at, commitmentTo(*opening)}.toBytes();
    if (!leaf)
        return tl::unexpected(leaf.error());
    auto index = transaction->one("UPDATE journal_head SET size = size + 1 WHERE id = 1 RETURNING size - 1",
                                  [](const Row &row) { return static_cast<quint64>(row.number(0)); });
    if (!index)
        return tl::unexpected(index.error());
    if (!*index)
        return fail(Reason::StorageFailed, withoutHead);
    const StoredLeaf stored{**index, *leaf, *opening};
    return storeLeaf(transaction, entry, stored).and_then([&] { return storeNodes(transaction, stored); }).map([&] {
        return stored;
    });
}

Result<> enter(Transaction &transaction, const Entry &entry, signature::Instant at)
{
    return append(transaction, entry, at).map([](const StoredLeaf &) {});
}

Result<quint64> sizeOf(Connection &connection)
{
    auto size = connection.one("SELECT size FROM journal_head WHERE id = 1",
                               [](const Row &row) { return static_cast<quint64>(row.number(0)); });
    if (!size)
        return tl::unexpected(size.error());
    return *size ? Result<quint64>(**size) : fail(Reason::StorageFailed, withoutHead);
}

NodeSource nodesIn(Connection &connection)
{
    return [&connection](int level, quint64 index) -> Result<QByteArray> {
        const auto position = static_cast<qint64>(index);
        auto hash = level == 0 ? connection.one(
                                     "SELECT leaf FROM journal_leaf WHERE position = ?",
                                     [](const Row &row) { return leafHash(row.bytes(0)); }, position)
                               : connection.one(
                                     "SELECT hash FROM journal_node WHERE level = ? AND position = ?",
                                     [](const Row &row) { return row.bytes(0); }, level, position);
        if (!hash)
            return tl::unexpected(hash.error());
        return *hash ? Result<QByteArray>(**hash)
                     : fail(Reason::StorageFailed, QStringLiteral("journal node %1/%2").arg(level).arg(index));
    };
}

Result<std::vector<StoredLeaf>> leavesFrom(Connection &connection, quint64 begin, int limit)
{
    return connection.all("SELECT position, leaf, salt, content FROM journal_leaf WHERE position >= ? "
                          "ORDER BY position LIMIT ?",
                          leafOf, static_cast<qint64>(begin), limit);
}

Result<std::optional<StoredLeaf>> leafAbout(Connection &connection, const QString &subject, Event event)
{
    return connection.one("SELECT position, leaf, salt, content FROM journal_leaf WHERE subject = ? AND event = ? "
                          "ORDER BY position DESC LIMIT 1",
                          leafOf, subject, QString(eventName(event)));
}

Result<int> eraseContents(Transaction &transaction, const QString &subject)
{
    return transaction->run("UPDATE journal_leaf SET salt = NULL, content = NULL WHERE subject = ? AND "
                            "salt IS NOT NULL",
                            subject);
}

} // namespace astreinte::journal
