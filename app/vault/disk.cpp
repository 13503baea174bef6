// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/disk.h"

#include "core/disk/write_back.h"
#include "core/signature/bytes.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <limits>
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

// Larger ones measured slower (docs/speed.md, « Sealing »).
constexpr qint64 writeBackBlock = qint64{512} * 1024;

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
        if (const auto end = ::lseek(file, 0, SEEK_CUR); end >= written)
            disk::startWriteBack(file, end - written, written, writeBackBlock);
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

Result<int> PosixDisk::openEnd(const QString &path)
{
    const int file =
        again([name = native(path)] { return ::open(name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC); });
    if (file < 0)
        return refused("open");
    return file;
}

Result<void> PosixDisk::cut(int file, qint64 size)
{
    if (again([file, size] { return ::ftruncate(file, size); }) != 0)
        return refused("ftruncate");
    return {};
}

Result<void> PosixDisk::setAside(int file, qint64 size)
{
    if (const int code = ::posix_fallocate(file, 0, size); code != 0) {
        errno = code;
        return refused("fallocate");
    }
    return {};
}

Result<void> PosixDisk::overwrite(const QString &path, QByteArrayView bytes)
{
    const int file = again([name = native(path)] { return ::open(name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC); });
    if (file < 0)
        return refused("open");
    const auto done = write(file, bytes).and_then([&] { return sync(file); });
    ::close(file);
    return done;
}

Result<QByteArray> PosixDisk::read(const QString &path)
{
    const int opened = again([name = native(path)] { return ::open(name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC); });
    if (opened < 0)
        return refused("read");
    QFile file;
    if (!file.open(opened, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(opened);
        return fail(Reason::StorageFailed, QStringLiteral("read"));
    }
    auto bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fail(Reason::StorageFailed, QStringLiteral("read: %1").arg(file.errorString()));
    return bytes;
}

qint64 PosixDisk::freeBytes(const QString &folder) const
{
    // Asked of the file system itself: QStorageInfo reads the table of mounts, and finds nothing where the folder's is
    // not in it (a chroot, some containers).
    std::error_code failed;
    const auto space = std::filesystem::space(QFile::encodeName(folder).toStdString(), failed);
    return failed ? -1 : qint64(std::min<std::uintmax_t>(space.available, std::numeric_limits<qint64>::max()));
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
