// SPDX-License-Identifier: EUPL-1.2
#include "server/http/body_spool.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace astreinte::http {

std::unique_ptr<BodySpool> BodySpool::open(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    int descriptor = ::open(path.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) { // a file system without O_TMPFILE
        QByteArray name = path + "/astreinte-body-XXXXXX";
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0)
            ::unlink(name.constData());
    }
    return descriptor < 0 ? nullptr : std::unique_ptr<BodySpool>(new BodySpool(descriptor));
}

BodySpool::~BodySpool()
{
    ::close(m_descriptor);
}

bool BodySpool::append(const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written =
            ::pwrite(m_descriptor, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done), m_size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
        m_size += written;
    }
    return true;
}

QByteArray BodySpool::contents() const
{
    QByteArray bytes(m_size, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t got =
            ::pread(m_descriptor, bytes.data() + done, static_cast<std::size_t>(bytes.size() - done), done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace astreinte::http
