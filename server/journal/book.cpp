// SPDX-License-Identifier: EUPL-1.2
#include "server/journal/book.h"

#include <map>

namespace astreinte::journal {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

const auto withoutHead = QStringLiteral("the journal has no head");

tl::unexpected<Failure> withoutNode(int level, quint64 index)
{
    return fail(Reason::StorageFailed, QStringLiteral("journal node %1/%2").arg(level).arg(index));
}

StoredLeaf leafOf(const Row &row)
{
    StoredLeaf stored{static_cast<quint64>(row.number(0)), row.bytes(1), {}};
    if (!row.isNull(2))
        stored.opening = Opening{row.bytes(2), row.bytes(3)};
    return stored;
}

Result<StoredLeaf> sealed(const TimedEntry &told)
{
    auto opening = sealContent(told.entry.content);
    if (!opening)
        return tl::unexpected(opening.error());
    auto leaf = Leaf{told.entry.event, told.at, commitmentTo(*opening)}.toBytes();
    if (!leaf)
        return tl::unexpected(leaf.error());
    return StoredLeaf{0, *leaf, *opening};
}

Result<> storeLeaves(Transaction &transaction, const std::vector<TimedEntry> &entries,
                     const std::vector<StoredLeaf> &leaves)
{
    storage::Rows rows;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        rows.add(static_cast<qint64>(leaves[i].index), leaves[i].leaf, QString(eventName(entries[i].entry.event)),
                 entries[i].entry.subject, leaves[i].opening->salt, leaves[i].opening->content);
    return transaction->putAll("INSERT INTO journal_leaf (position, leaf, event, subject, salt, content) "
                               "VALUES (?, ?, ?, ?, ?, ?)",
                               rows);
}

using Subtrees = std::map<std::pair<int, quint64>, QByteArray>; // level, index

// On the right edge of the tree of `size` leaves: what `count` more leaves will complete a larger subtree with.
Result<Subtrees> edgeOf(Connection &connection, quint64 size, quint64 count)
{
    std::vector<std::pair<int, quint64>> wanted;
    storage::Rows rows;
    for (int level = 0; size >> level != 0; ++level) {
        const auto last = (size >> level) - 1;
        if ((last & 1) != 0 || (last + 2) << level > size + count)
            continue;
        wanted.emplace_back(level, last);
        rows.add(level, static_cast<qint64>(last), level == 0 ? static_cast<qint64>(last) : qint64(-1));
    }
    if (wanted.empty())
        return Subtrees();
    auto found = connection.each(
        "SELECT hash FROM journal_node WHERE level = ? AND position = ? UNION ALL "
        "SELECT leaf FROM journal_leaf WHERE position = ?",
        [](const Row &row) { return row.bytes(0); }, rows);
    if (!found)
        return tl::unexpected(found.error());
    Subtrees edge;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (const auto &bytes = found->at(i); bytes)
            edge.emplace(wanted[i], wanted[i].first == 0 ? leafHash(*bytes) : *bytes);
    }
    return edge;
}

// The leaves' own hashes are not stored: the leaves are.
Result<> storeNodes(Transaction &transaction, const std::vector<StoredLeaf> &leaves)
{
    auto known = edgeOf(transaction.connection(), leaves.front().index, leaves.size());
    if (!known)
        return tl::unexpected(known.error());
    const NodeSource source = [&known](int level, quint64 index) -> Result<QByteArray> {
        const auto found = known->find({level, index});
        return found != known->end() ? Result<QByteArray>(found->second) : withoutNode(level, index);
    };
    storage::Rows rows;
    for (const auto &stored : leaves) {
        auto nodes = nodesCompletedBy(source, stored.index, leafHash(stored.leaf));
        if (!nodes)
            return tl::unexpected(nodes.error());
        for (const auto &node : std::as_const(*nodes)) {
            known->emplace(std::pair(node.level, node.index), node.hash);
            if (node.level > 0)
                rows.add(node.level, static_cast<qint64>(node.index), node.hash);
        }
    }
    return transaction->putAll("INSERT INTO journal_node (level, position, hash) VALUES (?, ?, ?)", rows);
}

} // namespace

QString subjectOf(const QString &submission, qint64 revision)
{
    return submission + QLatin1Char(':') + QString::number(revision);
}

Result<std::vector<StoredLeaf>> appendAll(Transaction &transaction, const std::vector<TimedEntry> &entries)
{
    std::vector<StoredLeaf> leaves;
    for (const auto &told : entries) {
        auto leaf = sealed(told);
        if (!leaf)
            return tl::unexpected(leaf.error());
        leaves.push_back(*std::move(leaf));
    }
    if (leaves.empty())
        return leaves;
    const auto count = static_cast<qint64>(leaves.size());
    auto first = transaction->one(
        "UPDATE journal_head SET size = size + ? WHERE id = 1 RETURNING size - ?",
        [](const Row &row) { return static_cast<quint64>(row.number(0)); }, count, count);
    if (!first)
        return tl::unexpected(first.error());
    if (!*first)
        return fail(Reason::StorageFailed, withoutHead);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        leaves[i].index = **first + i;
    return storeLeaves(transaction, entries, leaves).and_then([&] { return storeNodes(transaction, leaves); }).map([&] {
        return std::move(leaves);
    });
}

Result<StoredLeaf> append(Transaction &transaction, const Entry &entry, signature::Instant at)
{
    return appendAll(transaction, {{entry, at}}).map([](const std::vector<StoredLeaf> &leaves) {
        return leaves.front();
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
        return *hash ? Result<QByteArray>(**hash) : withoutNode(level, index);
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
