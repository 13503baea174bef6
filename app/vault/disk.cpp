// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/disk.h"

#include "core/signature/bytes.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::app {
namespace {

tl::unexpected<Failure> refused(const char *operation)
{
    const int code = errno;
    const auto reason = code == ENOSPC || code == EDQUOT || code == EFBIG ? Reason::DiskFull : Reason::StorageFailed;
    return fail(reason, QStringLiteral("%1: %2").arg(QLatin1String(operation), qt_error_string(code)));
}

QByteArray native(const QString &path)
{
    return QFile::encodeName(path);
}

template <typename Call>
auto again(Call call)
{
    decltype(call()) result;
    do
        result = call();
    while (result == -1 && errno == EINTR);
    return result;
}

} // namespace

Result<int> PosixDisk::create(const QString &path)
{
    const int file = again(
        [name = native(path)] { return ::open(name, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0600); });
    if (file < 0)
        return refused("create");
    return file;
}

Result<void> PosixDisk::write(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto written = again([&] { return ::write(file, bytes.data(), size_t(bytes.size())); });
        if (written < 0)
            return refused("write");
        bytes = bytes.sliced(written);
    }
    return {};
}

Result<void> PosixDisk::sync(int file)
{
#ifdef F_FULLFSYNC
    if (::fcntl(file, F_FULLFSYNC) == 0)
        return {};
#endif
    if (again([file] { return ::fsync(file); }) != 0)
        return refused("fsync");
    return {};
}

Result<void> PosixDisk::close(int file)
{
    if (::close(file) != 0)
        return refused("close");
    return {};
}

Result<void> PosixDisk::rename(const QString &from, const QString &to)
{
    if (::rename(native(from), native(to)) != 0)
        return refused("rename");
    return {};
}

Result<void> PosixDisk::syncFolder(const QString &path)
{
    const int folder = again([name = native(path)] { return ::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (folder < 0)
        return refused("open folder");
    const auto synced = sync(folder);
    ::close(folder);
    return synced;
}

Result<void> PosixDisk::remove(const QString &path)
{
    if (::unlink(native(path)) != 0 && errno != ENOENT)
        return refused("unlink");
    return {};
}

Result<void> PosixDisk::makeFolder(const QString &path)
{
    if (::mkdir(native(path), 0700) != 0 && errno != EEXIST)
        return refused("mkdir");
    return {};
}

Result<QByteArray> PosixDisk::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, QStringLiteral("read: %1").arg(file.errorString()));
    return file.readAll();
}

qint64 PosixDisk::freeBytes(const QString &folder) const
{
    return QStorageInfo(folder).bytesAvailable();
}

Result<void> replaceFile(Disk &disk, const QString &path, QByteArrayView bytes)
{
    const auto salt = signature::randomBytes(8);
    if (!salt)
        return tl::unexpected(salt.error());
    const QString folder = QFileInfo(path).path();
    const QString temporary = folder + QStringLiteral("/.tmp-") + QString::fromLatin1(signature::hex(*salt));
    const auto file = disk.create(temporary);
    if (!file)
        return tl::unexpected(file.error());
    auto done = disk.write(*file, bytes).and_then([&] { return disk.sync(*file); });
    const auto closed = disk.close(*file);
    if (done)
        done = closed;
    if (done)
        done = disk.rename(temporary, path);
    if (!done) {
        // Nothing points to the temporary name: it may go, whatever became of it.
        (void)disk.remove(temporary);
        return done;
    }
    return disk.syncFolder(folder);
}

} // namespace astreinte::app
