// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/blobs.h"
#include "server/storage/store.h"

namespace astreinte::storage {

// Files kept beside the rows, in pieces of at most 1 MiB, so that several machines share them, and the database's
// replication and backup are theirs.
inline constexpr qsizetype largestPiece = qsizetype{1024} * 1024;

// Cuts the file to `offset` and writes on from there. WrongOffset when it is shorter, or when a piece stands across.
Result<> writePieces(Transaction &transaction, const QString &file, qint64 offset, QByteArrayView bytes);
Result<QByteArray> readPieces(Connection &connection, const QString &file);
// Another name for it; where that name is taken the file is dropped, since a content has one name.
Result<> renamePieces(Transaction &transaction, const QString &file, const QString &name);
Result<> dropPieces(Transaction &transaction, const QString &file);

// The same contract as FileBlobs.
class StoredBlobs final : public Blobs
{
public:
    explicit StoredBlobs(Store &store) : m_store(store) {}
    [[nodiscard]] bool contains(const QString &sha256) const override;
    [[nodiscard]] Result<QByteArray> read(const QString &sha256) const override;

private:
    Store &m_store;
};

// Where this store's blobs are: beside the rows on a database server, else in `folder`.
Result<std::unique_ptr<Blobs>> openBlobs(Store &store, const QString &folder);

} // namespace astreinte::storage
