// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/blobs.h"

#include "core/signature/bytes.h"
#include "server/storage/file_modes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::storage {
namespace {

Failure systemFailure(const QString &path)
{
    const auto error = errno;
    return Failure{error == ENOSPC || error == EDQUOT ? Reason::DiskFull : Reason::StorageFailed,
                   path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(error))};
}

} // namespace

bool isDigest(const QString &sha256)
{
    return sha256.size() == 64 && signature::fromHex(sha256.toLatin1()).has_value();
}

Result<> syncFolder(const QString &folder)
{
    const auto fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return tl::unexpected(systemFailure(folder));
    const auto synced = ::fsync(fd);
    const auto failure = synced == 0 ? Failure{} : systemFailure(folder);
    ::close(fd);
    return synced == 0 ? Result<>() : tl::unexpected(failure);
}

Result<FileBlobs> FileBlobs::open(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return fail(Reason::StorageFailed, folder + QStringLiteral(": cannot be created"));
    if (auto synced = syncFolder(QFileInfo(folder).absolutePath()); !synced)
        return tl::unexpected(synced.error());
    return FileBlobs(folder);
}

Result<QString> FileBlobs::pathOf(const QString &sha256) const
{
    if (!isDigest(sha256))
        return fail(Reason::InvalidValue, QStringLiteral("not a digest"));
    return m_folder + QLatin1Char('/') + sha256.left(2) + QLatin1Char('/') + sha256;
}

bool FileBlobs::contains(const QString &sha256) const
{
    const auto path = pathOf(sha256);
    return path && QFileInfo::exists(*path);
}

Result<> FileBlobs::adopt(const QString &sha256, const QString &path)
{
    const auto target = pathOf(sha256);
    if (!target)
        return tl::unexpected(target.error());
    const auto shelf = QFileInfo(*target).absolutePath();
    if (::mkdir(QFile::encodeName(shelf).constData(), folderModeIn(m_folder)) == 0) {
        if (auto synced = syncFolder(m_folder); !synced)
            return synced;
    } else if (errno != EEXIST) {
        return tl::unexpected(systemFailure(shelf));
    }
    if (::rename(QFile::encodeName(path).constData(), QFile::encodeName(*target).constData()) != 0)
        return tl::unexpected(systemFailure(*target));
    return syncFolder(shelf);
}

Result<QByteArray> FileBlobs::read(const QString &sha256) const
{
    const auto path = pathOf(sha256);
    if (!path)
        return tl::unexpected(path.error());
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::MissingPhoto, sha256);
    auto content = file.readAll();
    if (QLatin1String(signature::hex(signature::sha256(content))) != sha256)
        return fail(Reason::DigestMismatch, sha256);
    return content;
}

} // namespace astreinte::storage
