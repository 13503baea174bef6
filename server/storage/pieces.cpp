// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/pieces.h"

#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::storage {
namespace {

Result<> done(const Result<int> &changed)
{
    return changed ? Result<>() : tl::unexpected(changed.error());
}

Result<bool> hasPieces(Connection &connection, const QString &file)
{
    auto found = connection.one(
        "SELECT 1 FROM piece WHERE file = ? LIMIT 1", [](const Row &) { return true; }, file);
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

} // namespace

Result<> writePieces(Transaction &transaction, const QString &file, qint64 offset, QByteArrayView bytes)
{
    auto before = transaction->one(
        "SELECT COALESCE(MAX(position + LENGTH(content)), 0) FROM piece WHERE file = ? AND position < ?",
        [](const Row &row) { return row.number(0); }, file, offset);
    if (!before)
        return tl::unexpected(before.error());
    if (before->value_or(0) != offset)
        return fail(Reason::WrongOffset, QStringLiteral("the file holds %1 bytes").arg(before->value_or(0)));
    auto cut = transaction->run("DELETE FROM piece WHERE file = ? AND position >= ?", file, offset);
    if (!cut)
        return tl::unexpected(cut.error());
    for (qsizetype at = 0; at < bytes.size(); at += largestPiece) {
        const auto piece = bytes.sliced(at, std::min(largestPiece, bytes.size() - at));
        auto written = transaction->run("INSERT INTO piece (file, position, content) VALUES (?, ?, ?)", file,
                                        offset + at, piece.toByteArray());
        if (!written)
            return tl::unexpected(written.error());
    }
    return {};
}

Result<QByteArray> readPieces(Connection &connection, const QString &file)
{
    auto pieces = connection.all(
        "SELECT content FROM piece WHERE file = ? ORDER BY position", [](const Row &row) { return row.bytes(0); },
        file);
    if (!pieces)
        return tl::unexpected(pieces.error());
    QByteArray content;
    for (const auto &piece : *pieces)
        content += piece;
    return content;
}

Result<> renamePieces(Transaction &transaction, const QString &file, const QString &name)
{
    auto taken = hasPieces(transaction.connection(), name);
    if (!taken)
        return tl::unexpected(taken.error());
    return *taken ? dropPieces(transaction, file)
                  : done(transaction->run("UPDATE piece SET file = ? WHERE file = ?", name, file));
}

Result<> dropPieces(Transaction &transaction, const QString &file)
{
    return done(transaction->run("DELETE FROM piece WHERE file = ?", file));
}

bool StoredBlobs::contains(const QString &sha256) const
{
    return isDigest(sha256) &&
           m_store.read([&](Connection &connection) { return hasPieces(connection, sha256); }).value_or(false);
}

Result<QByteArray> StoredBlobs::read(const QString &sha256) const
{
    if (!isDigest(sha256))
        return fail(Reason::InvalidValue, QStringLiteral("not a digest"));
    auto content = m_store.read([&](Connection &connection) { return readPieces(connection, sha256); });
    if (!content)
        return content;
    if (content->isEmpty())
        return fail(Reason::MissingPhoto, sha256);
    if (QLatin1String(signature::hex(signature::sha256(*content))) != sha256)
        return fail(Reason::DigestMismatch, sha256);
    return content;
}

Result<std::unique_ptr<Blobs>> openBlobs(Store &store, const QString &folder)
{
    if (isServerAddress(store.address()))
        return std::make_unique<StoredBlobs>(store);
    auto files = FileBlobs::open(folder);
    if (!files)
        return tl::unexpected(files.error());
    return std::make_unique<FileBlobs>(std::move(*files));
}

} // namespace astreinte::storage
