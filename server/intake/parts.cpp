// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/parts.h"

#include <QFile>

namespace astreinte::intake {
namespace {

using storage::Connection;
using storage::Transaction;

constexpr std::size_t mostDigests = 256;

// Never the name of a blob, which is 64 hexadecimal characters.
QString fileOf(const QString &upload)
{
    return QStringLiteral("upload/") + upload;
}

} // namespace

QString FileParts::path(const QString &upload) const
{
    return m_folder + QLatin1Char('/') + upload + QStringLiteral(".part");
}

void AheadPart::add(QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    if (!m_writer)
        return;
    if (m_writer->add(bytes))
        m_bytes += bytes.size();
    else
        m_writer.reset();
}

AheadPart::Written AheadPart::take()
{
    const std::lock_guard lock(m_mutex);
    return {std::move(m_writer), m_bytes};
}

std::optional<PartDigest> FileParts::takeDigest(const QString &upload)
{
    std::shared_ptr<AheadPart> ahead;
    decltype(m_digests)::node_type taken;
    {
        const std::lock_guard lock(m_mutex);
        taken = m_digests.extract(upload);
        if (const auto other = m_ahead.extract(upload))
            ahead = other.mapped().lock();
    }
    if (ahead)
        (void)ahead->take();
    return taken ? std::optional(std::move(taken.mapped())) : std::nullopt;
}

Result<std::unique_ptr<PartWriter>> FileParts::open(const QString &upload, qint64 offset)
{
    return PartWriter::open(path(upload), offset, takeDigest(upload));
}

std::shared_ptr<AheadPart> FileParts::begin(const QString &upload, qint64 offset)
{
    auto writer = open(upload, offset);
    if (!writer)
        return {};
    auto ahead = std::make_shared<AheadPart>(std::move(*writer));
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_ahead, [](const auto &one) { return one.second.expired(); });
    m_ahead.insert_or_assign(upload, ahead);
    return ahead;
}

Result<> FileParts::write(const QString &upload, qint64 offset, QByteArrayView bytes, AheadPart *ahead)
{
    auto begun = ahead ? ahead->take() : AheadPart::Written{};
    if (!begun.writer) {
        auto writer = open(upload, offset);
        if (!writer)
            return tl::unexpected(writer.error());
        begun = {std::move(*writer), 0};
    }
    auto digest = begun.writer->add(bytes.sliced(begun.bytes)).and_then([&] { return begun.writer->finish(); });
    if (!digest)
        return tl::unexpected(digest.error());
    if (*digest) {
        const std::lock_guard lock(m_mutex);
        if (m_digests.size() >= mostDigests)
            m_digests.clear();
        m_digests.insert_or_assign(upload, **std::move(digest));
    }
    return {};
}

Result<InspectedPart> FileParts::inspect(const QString &upload)
{
    return inspectPart(path(upload), takeDigest(upload));
}

Result<> FileParts::keep(const QString &upload, const QString &sha256)
{
    return m_blobs.adopt(sha256, path(upload));
}

void FileParts::discard(const QString &upload)
{
    (void)takeDigest(upload);
    (void)QFile::remove(path(upload));
}

Result<> StoredParts::write(const QString &upload, qint64 offset, QByteArrayView bytes, AheadPart *)
{
    return m_store.write(
        [&](Transaction &transaction) { return storage::writePieces(transaction, fileOf(upload), offset, bytes); });
}

Result<InspectedPart> StoredParts::inspect(const QString &upload)
{
    return m_store.read([&](Connection &connection) { return storage::readPieces(connection, fileOf(upload)); })
        .map([](const QByteArray &content) { return inspectContent(content); });
}

Result<> StoredParts::keep(const QString &upload, const QString &sha256)
{
    return m_store.write(
        [&](Transaction &transaction) { return storage::renamePieces(transaction, fileOf(upload), sha256); });
}

void StoredParts::discard(const QString &upload)
{
    (void)m_store.write([&](Transaction &transaction) { return storage::dropPieces(transaction, fileOf(upload)); });
}

Result<std::unique_ptr<Parts>> openParts(storage::Store &store, const QString &folder, const QString &blobs)
{
    if (storage::isServerAddress(store.address()))
        return std::make_unique<StoredParts>(store);
    auto files = storage::FileBlobs::open(blobs);
    if (!files)
        return tl::unexpected(files.error());
    return std::make_unique<FileParts>(folder, std::move(*files));
}

} // namespace astreinte::intake
