// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/claim.h"

#include "core/signature/bytes.h"
#include "server/storage/file_modes.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace astreinte::storage {

qint64 claimNumber(const QString &subject)
{
    const auto digest = signature::sha256(subject.toUtf8());
    return static_cast<qint64>(qFromBigEndian<quint64>(digest.constData()) >> 2);
}

Result<std::optional<Claim>> claimInFile(const QString &path, qint64 number)
{
    const auto mode = fileModeIn(QFileInfo(path).absolutePath());
    const auto file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
    if (file < 0)
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + qt_error_string(errno));
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    // Of this open file, not of the process: two claims of one process exclude each other as well.
    if (::fcntl(file, F_OFD_SETLK, &lock) == 0)
        return std::optional<Claim>(Claim([file] { ::close(file); }));
    const auto error = errno;
    ::close(file);
    if (error == EAGAIN || error == EACCES)
        return std::optional<Claim>();
    return fail(Reason::StorageFailed, path + QStringLiteral(": ") + qt_error_string(error));
}

} // namespace astreinte::storage
