// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/blob_names.h"
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/age.h"
#include "core/signature/bytes.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

// Pictures are age files, written in the order of SECURITY §2: a name is returned only for bytes that are on the
// medium.
namespace astreinte::app {
namespace {

constexpr qint64 spareBytes = qint64(32) * 1024 * 1024;
constexpr qsizetype pieceSize = 4 * sealing::ageChunkSize;
const QString blobs = QStringLiteral("blobs");
const QString heldNotes = QStringLiteral("held");

// The pieces of one file: sealed by whoever is free, written one after the other.
class PieceWriter
{
public:
    PieceWriter(Disk &disk, int file, QByteArrayView bytes, const sealing::AgeSealer &sealer)
        : m_disk(disk), m_file(file), m_bytes(bytes), m_sealer(sealer),
          m_count(std::max<qsizetype>(1, (bytes.size() + pieceSize - 1) / pieceSize))
    {
    }

    // Two at most: sealing keeps pace with the medium then. Without a second thread one does it alone.
    Result<void> write()
    {
        std::thread second;
        if (m_count > 1) {
            try {
                second = std::thread([this] { work(); });
            } catch (const std::system_error &) {
            }
        }
        work();
        if (second.joinable())
            second.join();
        return m_done;
    }

private:
    void work()
    {
        QByteArray out;
        for (qsizetype piece = m_next++; piece < m_count; piece = m_next++) {
            out.resize(0);
            if (piece == 0)
                out += m_sealer.head();
            const auto from = piece * pieceSize;
            const auto plain = m_bytes.sliced(from, std::min(pieceSize, m_bytes.size() - from));
            auto done = m_sealer.append(out, plain, quint64(from / sealing::ageChunkSize), piece + 1 == m_count);
            std::unique_lock turn(m_guard);
            m_written.wait(turn, [&] { return m_writes == piece || !m_done; });
            if (!m_done)
                return;
            m_done = done ? m_disk.write(m_file, out) : done;
            ++m_writes;
            m_written.notify_all();
        }
    }

    Disk &m_disk;
    int m_file;
    QByteArrayView m_bytes;
    const sealing::AgeSealer &m_sealer;
    qsizetype m_count;
    std::atomic<qsizetype> m_next = 0;
    std::mutex m_guard; // over what follows
    std::condition_variable m_written;
    qsizetype m_writes = 0;
    Result<void> m_done;
};

Result<void> writeSealed(Disk &disk, int file, QByteArrayView bytes, const QList<sealing::AgeRecipient> &recipients)
{
    const auto sealer = sealing::AgeSealer::begin(recipients);
    return sealer ? PieceWriter(disk, file, bytes, *sealer).write() : tl::unexpected(sealer.error());
}

} // namespace

Result<QString> Vault::keepSealed(const QString &kind, QByteArrayView bytes,
                                  const QList<sealing::AgeRecipient> &recipients) const
{
    if (const qint64 free = freeBytes(); free >= 0 && free < 3 * bytes.size() + spareBytes)
        return fail(Reason::DiskFull);
    const auto random = signature::randomBytes(32);
    if (!random)
        return tl::unexpected(random.error());
    const QString folder = path(kind);
    const QString name = QString::fromLatin1(signature::hex(random->left(16))) + QStringLiteral(".age");
    const QString unfinished = QStringLiteral(".tmp-") + QString::fromLatin1(signature::hex(random->mid(16)));
    const QString temporary = folder + QLatin1Char('/') + unfinished;
    noteFresh(unfinished);
    const auto file = m_disk.create(temporary);
    if (!file)
        return tl::unexpected(file.error());
    auto done = writeSealed(m_disk, *file, bytes, recipients).and_then([&] { return m_disk.sync(*file); });
    const auto closed = m_disk.close(*file);
    if (done)
        done = closed;
    if (done) {
        noteFresh(name);
        done = m_disk.rename(temporary, folder + QLatin1Char('/') + name);
    }
    if (!done) {
        // Only the temporary name, to which no row can point.
        (void)m_disk.remove(temporary);
        return tl::unexpected(done.error());
    }
    if (auto synced = m_disk.syncFolder(folder); !synced)
        return tl::unexpected(synced.error());
    return name;
}

Result<QString> Vault::keepBlob(const VaultKeys &keys, QByteArrayView bytes) const
{
    QList<sealing::AgeRecipient> recipients{keys.pictures.recipient()};
    if (const auto other = recovery())
        recipients.append(*other);
    return keepSealed(blobs, bytes, recipients);
}

Result<QByteArray> Vault::readBlob(const VaultKeys &keys, const QString &name) const
{
    if (!isBlobName(name))
        return fail(Reason::StorageFailed, QStringLiteral("blob"));
    const auto file = m_disk.read(path(blobs + QLatin1Char('/') + name));
    if (!file)
        return tl::unexpected(file.error());
    const auto plain = sealing::decryptAge(*file, keys.pictures);
    if (!plain)
        return fail(Reason::StorageDamaged, name);
    return plain->view().toByteArray();
}

Result<void> Vault::dropBlob(const QString &name) const
{
    return isBlobName(name) ? m_disk.remove(path(blobs + QLatin1Char('/') + name))
                            : fail(Reason::StorageFailed, QStringLiteral("blob"));
}

Result<void> Vault::sealWhileLocked(QByteArrayView picture, const QJsonObject &note) const
{
    const auto recipients = readRecipients(nullptr);
    if (!recipients)
        return tl::unexpected(recipients.error());
    const auto blob = keepSealed(blobs, picture, recipients->all);
    if (!blob)
        return tl::unexpected(blob.error());
    const QJsonObject entry{{QStringLiteral("v"), 1}, {QStringLiteral("blob"), *blob}, {QStringLiteral("note"), note}};
    const auto held = keepSealed(heldNotes, QJsonDocument(entry).toJson(QJsonDocument::Compact), recipients->all);
    return held ? Result<void>() : tl::unexpected(held.error());
}

int Vault::heldCount() const
{
    return int(QDir(path(heldNotes)).entryList({QStringLiteral("*.age")}, QDir::Files).size());
}

Result<QList<HeldPicture>> Vault::held()
{
    if (!isOpen())
        return fail(Reason::Locked);
    QList<HeldPicture> pictures;
    const auto names =
        QDir(path(heldNotes)).entryInfoList({QStringLiteral("*.age")}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const auto &found : names) {
        const auto file = m_disk.read(found.filePath());
        const auto plain = file ? sealing::decryptAge(*file, m_keys->pictures) : tl::unexpected(file.error());
        const auto entry = plain ? QJsonDocument::fromJson(plain->view().toByteArray()).object() : QJsonObject();
        if (entry[QLatin1String("v")].toInt() != 1) {
            m_notice = Failure{Reason::StorageDamaged, found.fileName()};
            continue;
        }
        pictures.append(
            {found.fileName(), entry[QLatin1String("blob")].toString(), entry[QLatin1String("note")].toObject()});
    }
    return pictures;
}

Result<void> Vault::dropHeld(const QString &held) const
{
    return isBlobName(held) ? m_disk.remove(path(heldNotes + QLatin1Char('/') + held))
                            : fail(Reason::StorageFailed, QStringLiteral("held"));
}

QList<FoundPicture> Vault::orphans(const VaultKeys &keys, const QSet<QString> &named) const
{
    QList<FoundPicture> found;
    for (const auto &file :
         QDir(path(blobs)).entryInfoList({QStringLiteral("*.age")}, QDir::Files, QDir::Time | QDir::Reversed))
        if (!named.contains(file.fileName()) && !isFresh(file.fileName()) && readBlob(keys, file.fileName()))
            found.append({file.fileName(), file.size(), file.lastModified()});
    return found;
}

void Vault::noteFresh(const QString &name) const
{
    const QMutexLocker guard(&m_freshGuard);
    m_fresh.insert(name);
}

bool Vault::isFresh(const QString &name) const
{
    const QMutexLocker guard(&m_freshGuard);
    return m_fresh.contains(name);
}

// What was sealed before a lock and has no row by then will never have one. Files still being written stay.
void Vault::forgetFresh()
{
    const QMutexLocker guard(&m_freshGuard);
    m_fresh.removeIf([](const QString &name) { return isBlobName(name); });
}

} // namespace astreinte::app
