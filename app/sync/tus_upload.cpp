// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/tus_upload.h"

#include "app/sync/server_link.h"
#include "core/signature/bytes.h"

#include <QElapsedTimer>
#include <QUrl>

namespace astreinte::app {
namespace {

const HttpHeader tusVersion{"Tus-Resumable", "1.0.0"};

QByteArray metadata(const TusUpload::File &file)
{
    return "submission " + signature::base64(file.submission.toUtf8()) + ",sha256 " +
           signature::base64(signature::hex(file.sha256)) + ",type " + signature::base64(file.type);
}

} // namespace

TusUpload::TusUpload(ServerLink &link, File file, QObject *parent)
    : QObject(parent), m_link(link), m_file(std::move(file))
{
}

void TusUpload::start()
{
    if (m_file.location.isEmpty())
        create();
    else
        ask();
}

void TusUpload::refuse(const Failure &failure)
{
    Q_EMIT failed(failure);
}

void TusUpload::create()
{
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/uploads";
    call.headers = {tusVersion,
                    {"Upload-Length", QByteArray::number(m_file.bytes.size())},
                    {"Upload-Metadata", metadata(m_file)},
                    {"Content-Type", "application/offset+octet-stream"}};
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        if (!reply)
            return refuse(reply.error());
        // The server names its own resource; only the path is used, on the origin that this phone trusts.
        const auto location = QUrl::fromEncoded(reply->header("Location")).path();
        if (!location.startsWith(QStringLiteral("/v1/uploads/")))
            return refuse({Reason::UnexpectedReply, QStringLiteral("Location")});
        m_file.location = location;
        Q_EMIT created(location);
        const auto offset = reply->header("Upload-Offset");
        resumeAt(offset.isEmpty() ? QByteArray("0") : offset);
    });
    // Made ready while the server writes that down.
    m_ahead = partFrom(0);
}

void TusUpload::ask()
{
    ServerLink::Call call;
    call.method = "HEAD";
    call.path = m_file.location.toLatin1();
    call.headers = {tusVersion};
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        if (reply)
            return resumeAt(reply->header("Upload-Offset"));
        const auto reason = reply.error().reason;
        // A HEAD has no problem document: an absent resource shows as a bare status.
        if (reason == Reason::UnknownUpload || reason == Reason::UploadExpired || reason == Reason::UnexpectedReply) {
            m_file.location.clear();
            return create();
        }
        refuse(reply.error());
    });
}

void TusUpload::resumeAt(const QByteArray &offset)
{
    bool number = false;
    const qlonglong at = offset.toLongLong(&number);
    if (!number || at < 0 || at > m_file.bytes.size())
        return refuse({Reason::UnexpectedReply, QStringLiteral("Upload-Offset")});
    m_offset = at;
    Q_EMIT progress(at);
    if (at == m_file.bytes.size())
        Q_EMIT done();
    else
        sendPart();
}

TusUpload::Part TusUpload::partFrom(qsizetype offset) const
{
    auto bytes = m_file.bytes.mid(offset, m_link.partSize());
    auto digest = bytes.isEmpty() ? QByteArray() : signature::sha256(bytes);
    return {offset, std::move(bytes), std::move(digest)};
}

void TusUpload::sendPart()
{
    const auto part = m_ahead.from == m_offset && !m_ahead.bytes.isEmpty() ? m_ahead : partFrom(m_offset);
    ServerLink::Call call;
    call.method = "PATCH";
    call.path = m_file.location.toLatin1();
    call.headers = {tusVersion,
                    {"Content-Type", "application/offset+octet-stream"},
                    {"Upload-Offset", QByteArray::number(m_offset)},
                    {"Upload-Checksum", "sha256 " + signature::base64(part.sha256)}};
    call.body = part.bytes;
    call.bodySha256 = part.sha256;
    QElapsedTimer timer;
    timer.start();
    m_link.send(
        call, this,
        [this, timer, size = part.bytes.size()](const Result<HttpReply> &reply) {
            if (!reply) {
                // What was lost with a drop is sent again: less is at stake on a network that drops.
                m_link.setPartSize(std::max(smallestPart, size / 2));
                if (reply.error().reason == Reason::ChecksumMismatch)
                    m_file.location.clear();
                return refuse(reply.error());
            }
            // The end of a file is shorter than the network would bear, and says nothing of it.
            if (size >= smallestPart)
                m_link.setPartSize(nextPartSize(size, std::chrono::milliseconds(timer.elapsed())));
            resumeAt(reply->header("Upload-Offset"));
        },
        [this, from = m_offset, size = part.bytes.size()](qint64 sent) {
            Q_EMIT progress(from + sent);
            // Made ready while the server keeps this one.
            if (sent == size && m_ahead.from != from + size)
                m_ahead = partFrom(from + size);
        });
}

} // namespace astreinte::app
