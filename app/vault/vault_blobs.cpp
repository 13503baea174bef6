// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/sealing/age.h"
#include "core/signature/bytes.h"

#include <QFileInfo>

// Pictures are age files, written in the order of SECURITY §2: a name is returned only for bytes that are on the
// medium.
namespace astreinte::app {
namespace {

constexpr qint64 spareBytes = 32 * 1024 * 1024;
constexpr qsizetype pieceSize = 1024 * 1024;

Result<void> writeSealed(Disk &disk, int file, QByteArrayView bytes, const VaultKeys &keys)
{
    auto encryptor = sealing::AgeEncryptor::begin({keys.pictures.recipient()});
    if (!encryptor)
        return tl::unexpected(encryptor.error());
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        const auto out = encryptor->add(bytes.sliced(at, std::min(pieceSize, bytes.size() - at)));
        if (!out)
            return tl::unexpected(out.error());
        if (auto written = disk.write(file, *out); !written)
            return written;
    }
    const auto last = encryptor->finish();
    if (!last)
        return tl::unexpected(last.error());
    return disk.write(file, *last);
}

// Names come from our own rows, but a damaged row must not become a path.
bool isBlobName(const QString &name)
{
    return name.size() == 36 && name.endsWith(QStringLiteral(".age")) && !name.contains(QLatin1Char('/'));
}

} // namespace

Result<QString> Vault::keepBlob(const VaultKeys &keys, QByteArrayView bytes) const
{
    if (const qint64 free = freeBytes(); free >= 0 && free < 3 * bytes.size() + spareBytes)
        return fail(Reason::DiskFull);
    const auto random = signature::randomBytes(32);
    if (!random)
        return tl::unexpected(random.error());
    const QString folder = path(QStringLiteral("blobs"));
    const QString name = QString::fromLatin1(signature::hex(random->left(16))) + QStringLiteral(".age");
    const QString temporary = folder + QStringLiteral("/.tmp-") + QString::fromLatin1(signature::hex(random->mid(16)));
    const auto file = m_disk.create(temporary);
    if (!file)
        return tl::unexpected(file.error());
    auto done = writeSealed(m_disk, *file, bytes, keys).and_then([&] { return m_disk.sync(*file); });
    const auto closed = m_disk.close(*file);
    if (done)
        done = closed;
    if (done)
        done = m_disk.rename(temporary, folder + QLatin1Char('/') + name);
    if (!done) {
        // Only the temporary name, to which no row can point.
        (void)m_disk.remove(temporary);
        return tl::unexpected(done.error());
    }
    if (auto synced = m_disk.syncFolder(folder); !synced)
        return tl::unexpected(synced.error());
    return name;
}

Result<QByteArray> Vault::readBlob(const VaultKeys &keys, const QString &name) const
{
    if (!isBlobName(name))
        return fail(Reason::StorageFailed, QStringLiteral("blob"));
    const auto file = m_disk.read(path(QStringLiteral("blobs/") + name));
    if (!file)
        return tl::unexpected(file.error());
    const auto plain = sealing::decryptAge(*file, keys.pictures);
    if (!plain)
        return tl::unexpected(plain.error());
    return plain->view().toByteArray();
}

Result<void> Vault::dropBlob(const QString &name) const
{
    return isBlobName(name) ? m_disk.remove(path(QStringLiteral("blobs/") + name))
                            : fail(Reason::StorageFailed, QStringLiteral("blob"));
}

} // namespace astreinte::app
