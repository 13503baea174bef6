// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/part_file.h"

#include "core/disk/write_back.h"
#include "server/storage/file_modes.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::intake {
namespace {

constexpr qint64 writeBackBlock = qint64{1024} * 1024;

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

Result<std::unique_ptr<PartWriter>> PartWriter::open(const QString &path, qint64 offset,
                                                     std::optional<PartDigest> digest)
{
    // Whole, it is a blob: the publisher reads it.
    const auto mode = storage::fileModeIn(QFileInfo(path).absolutePath());
    const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode);
    if (file < 0)
        return systemFailure(path);
    std::unique_ptr<PartWriter> writer(new PartWriter(path, file, offset));
    struct stat status = {};
    if (::fstat(file, &status) != 0)
        return systemFailure(path);
    if (status.st_size < offset)
        return fail(Reason::WrongOffset, QStringLiteral("the file holds %1 bytes").arg(qint64(status.st_size)));
    if (offset == 0)
        writer->m_digest = PartDigest{};
    else if (digest && digest->of == stampOf(status) && status.st_size == offset)
        writer->m_digest = std::move(digest);
    if (status.st_size > offset && ::ftruncate(file, offset) != 0)
        return systemFailure(path);
    return writer;
}

PartWriter::~PartWriter()
{
    ::close(m_file);
}

Result<> PartWriter::add(QByteArrayView bytes)
{
    if (!writeAll(m_file, m_offset, bytes))
        return systemFailure(m_path);
    disk::startWriteBack(m_file, m_offset, bytes.size(), writeBackBlock);
    m_offset += bytes.size();
    if (m_digest)
        m_digest->hash.add(bytes);
    return {};
}

Result<std::optional<PartDigest>> PartWriter::finish()
{
    struct stat status = {};
    if (::fsync(m_file) != 0 || ::fstat(m_file, &status) != 0)
        return systemFailure(m_path);
    if (m_digest)
        m_digest->of = stampOf(status);
    return std::move(m_digest);
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
