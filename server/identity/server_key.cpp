// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/server_key.h"

#include "server/storage/blobs.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace astreinte::identity {
namespace {

using signature::SigningKey;

Result<signature::Secret> load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    signature::Secret pem(file.size());
    const auto read = file.read(reinterpret_cast<char *>(pem.data()), pem.size());
    if (read != pem.size())
        return fail(Reason::StorageFailed, path + QStringLiteral(": cannot be read whole"));
    return pem;
}

// O_EXCL on the final name after a durable temporary: two processes starting at once agree on one key.
Result<> writeOnce(const QString &path, const signature::Secret &pem)
{
    const auto temporary = path + QStringLiteral(".%1.tmp").arg(::getpid());
    const auto name = QFile::encodeName(temporary);
    const auto fd = ::open(name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(Reason::StorageFailed, temporary + QStringLiteral(": ") + qt_error_string(errno));
    const auto written = ::write(fd, pem.data(), static_cast<size_t>(pem.size()));
    const auto synced = written == pem.size() && ::fsync(fd) == 0;
    ::close(fd);
    const auto linked =
        synced && (::link(name.constData(), QFile::encodeName(path).constData()) == 0 || errno == EEXIST);
    ::unlink(name.constData());
    if (!linked)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + qt_error_string(errno));
    return storage::syncFolder(QFileInfo(path).absolutePath());
}

} // namespace

Result<signature::Secret> loadOrCreateKeyFile(const QString &path,
                                              const std::function<Result<signature::Secret>()> &make)
{
    if (QFileInfo::exists(path))
        return load(path);
    auto pem = make();
    if (!pem)
        return pem;
    if (auto written = writeOnce(path, *pem); !written)
        return tl::unexpected(written.error());
    return load(path);
}

Result<SigningKey> loadOrCreateServerKey(const QString &path)
{
    auto pem = loadOrCreateKeyFile(
        path, [] { return SigningKey::generate().and_then([](const SigningKey &made) { return made.toPkcs8Pem(); }); });
    return pem ? SigningKey::fromPkcs8Pem(pem->view()) : tl::unexpected(pem.error());
}

} // namespace astreinte::identity
