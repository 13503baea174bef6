// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/part_file.h"

#include "server/storage/file_modes.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::intake {
namespace {

// A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Failure> systemFailure(const QString &path)
{
    const auto error = errno;
    return fail(error == ENOSPC || error == EDQUOT ? Reason::DiskFull : Reason::StorageFailed,
                path + QStringLiteral(": ") + qt_error_string(error));
}

FileStamp stampOf(const struct stat &status)
{
    return {status.st_ino, status.st_size, qint64(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

bool writeAll(int file, qint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count = ::pwrite(file, bytes.data(), static_cast<size_t>(bytes.size()), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        offset += count;
        bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace

Result<> writePart(const QString &path, qint64 offset, QByteArrayView bytes, std::optional<PartDigest> &digest)
{
    // Whole, it is a blob: the publisher reads it.
    const auto mode = storage::fileModeIn(QFileInfo(path).absolutePath());
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode));
    if (file.get() < 0)
        return systemFailure(path);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return systemFailure(path);
    if (status.st_size < offset)
        return fail(Reason::WrongOffset, QStringLiteral("the file holds %1 bytes").arg(qint64(status.st_size)));
    if (offset == 0)
        digest = PartDigest{};
    else if (digest && (digest->of != stampOf(status) || status.st_size != offset))
        digest.reset();
    if ((status.st_size > offset && ::ftruncate(file.get(), offset) != 0) || !writeAll(file.get(), offset, bytes))
        return systemFailure(path);
    if (digest) {
        // The disk begins now; fsync() below waits for it and says whether it did.
        (void)::sync_file_range(file.get(), offset, bytes.size(), SYNC_FILE_RANGE_WRITE);
        digest->hash.add(bytes);
    }
    if (::fsync(file.get()) != 0 || ::fstat(file.get(), &status) != 0)
        return systemFailure(path);
    if (digest)
        digest->of = stampOf(status);
    return {};
}

InspectedPart inspectContent(QByteArrayView content)
{
    return {signature::sha256(content), picture::readRenditionHeader(content)};
}

Result<InspectedPart> inspectPart(const QString &path, std::optional<PartDigest> digest)
{
    QFile file(path);
    struct stat status = {};
    if (!file.open(QIODevice::ReadOnly) || ::fstat(file.handle(), &status) != 0)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    const auto size = file.size();
    const auto *mapped = size > 0 ? file.map(0, size) : nullptr;
    if (mapped == nullptr)
        return fail(Reason::StorageFailed, path + QStringLiteral(": cannot be read"));
    const QByteArrayView content(mapped, size);
    if (digest && digest->of == stampOf(status))
        return InspectedPart{digest->hash.finish(), picture::readRenditionHeader(content)};
    return inspectContent(content);
}

} // namespace astreinte::intake
