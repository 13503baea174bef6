// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/part_file.h"

#include "core/signature/bytes.h"

#include <QFile>
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

} // namespace

Result<> writePart(const QString &path, qint64 offset, QByteArrayView bytes)
{
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0)
        return systemFailure(path);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return systemFailure(path);
    if (status.st_size < offset)
        return fail(Reason::WrongOffset, QStringLiteral("the file holds %1 bytes").arg(qint64(status.st_size)));
    if (::ftruncate(file.get(), offset) != 0)
        return systemFailure(path);
    for (qsizetype written = 0; written < bytes.size();) {
        const auto count =
            ::pwrite(file.get(), bytes.data() + written, static_cast<size_t>(bytes.size() - written), offset + written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(path);
        written += count;
    }
    if (::fsync(file.get()) != 0)
        return systemFailure(path);
    return {};
}

InspectedPart inspectContent(QByteArrayView content)
{
    return {signature::sha256(content), picture::readRenditionHeader(content)};
}

Result<InspectedPart> inspectPart(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    const auto size = file.size();
    const auto *mapped = size > 0 ? file.map(0, size) : nullptr;
    if (mapped == nullptr)
        return fail(Reason::StorageFailed, path + QStringLiteral(": cannot be read"));
    return inspectContent(QByteArrayView(mapped, size));
}

} // namespace astreinte::intake
