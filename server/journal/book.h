// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/journal/leaf.h"
#include "core/journal/merkle.h"
#include "server/storage/store.h"

namespace astreinte::journal {

// What happened, for the journal: `subject` finds the leaf again ("submission:revision"), `content` is what the leaf
// commits to and what may be erased later.
struct Entry
{
    Event event = Event::Alarm;
    QString subject;
    QJsonObject content;
};

QString subjectOf(const QString &submission, qint64 revision);

struct StoredLeaf
{
    quint64 index = 0;
    QByteArray leaf;
    std::optional<Opening> opening;
};

struct TimedEntry
{
    Entry entry;
    signature::Instant at;
};

// Adds leaves, one after the other, in the transaction of what they tell: all is durable, or nothing.
Result<std::vector<StoredLeaf>> appendAll(storage::Transaction &transaction, const std::vector<TimedEntry> &entries);
Result<StoredLeaf> append(storage::Transaction &transaction, const Entry &entry, signature::Instant at);
// The same for who only wants it written.
Result<> enter(storage::Transaction &transaction, const Entry &entry, signature::Instant at);

Result<quint64> sizeOf(storage::Connection &connection);
// The complete subtrees, as they are stored. Valid as long as the connection.
NodeSource nodesIn(storage::Connection &connection);

// From `begin` on, at most `limit`.
Result<std::vector<StoredLeaf>> leavesFrom(storage::Connection &connection, quint64 begin, int limit);
// The last leaf of this kind about this subject.
Result<std::optional<StoredLeaf>> leafAbout(storage::Connection &connection, const QString &subject, Event event);

// Erases what a leaf commits to (GDPR, art. 17); the tree stays as it is. How many leaves.
Result<int> eraseContents(storage::Transaction &transaction, const QString &subject);

} // namespace astreinte::journal
