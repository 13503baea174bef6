// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/tus_upload.h"

#include "app/sync/server_link.h"
#include "core/signature/bytes.h"

#include <QUrl>

namespace astreinte::app {
namespace {

// One that the server has whole, and one that is leaving.
constexpr std::size_t mostUnderWay = 2;

const HttpHeader tusVersion{"Tus-Resumable", "1.0.0"};

QByteArray metadata(const TusUpload::File &file)
{
    return "submission " + signature::base64(file.submission.toUtf8()) + ",sha256 " +
           signature::base64(signature::hex(file.sha256)) + ",type " + signature::base64(file.type);
}

quint64 freshLane()
{
    static quint64 last = 0;
    return ++last;
}

} // namespace

TusUpload::TusUpload(ServerLink &link, File file, QObject *parent)
    : QObject(parent), m_link(link), m_lane(freshLane()), m_file(std::move(file))
{
}

TusUpload::~TusUpload()
{
    m_link.giveUp(m_lane);
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
    m_link.giveUp(m_lane);
    m_underWay.clear();
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
    // What is under way begins where the server must stand by now.
    const bool follows = m_underWay.empty() || at == m_underWay.front().from;
    if (!number || at < 0 || at > m_file.bytes.size() || !follows)
        return refuse({Reason::UnexpectedReply, QStringLiteral("Upload-Offset")});
    m_offset = at;
    Q_EMIT progress(at);
    if (at == m_file.bytes.size())
        Q_EMIT done();
    else
        proceed();
}

TusUpload::Part TusUpload::partFrom(qsizetype offset) const
{
    const auto size = std::min(m_link.partSize(), m_file.bytes.size() - offset);
    auto bytes = QByteArray::fromRawData(m_file.bytes.constData() + offset, size);
    auto digest = bytes.isEmpty() ? QByteArray() : signature::sha256(bytes);
    return {offset, std::move(bytes), std::move(digest)};
}

// Sends the next part when it may leave; it is made ready while it may not.
void TusUpload::proceed()
{
    const auto from = m_underWay.empty() ? m_offset : m_underWay.back().from + m_underWay.back().bytes.size();
    if (m_leaving || from == m_file.bytes.size())
        return;
    if (m_ahead.from != from || m_ahead.bytes.isEmpty())
        m_ahead = partFrom(from);
    if (m_underWay.size() < mostUnderWay)
        send(std::exchange(m_ahead, {}));
}

void TusUpload::send(const Part &part)
{
    ServerLink::Call call;
    call.method = "PATCH";
    call.path = m_file.location.toLatin1();
    call.headers = {tusVersion,
                    {"Content-Type", "application/offset+octet-stream"},
                    {"Upload-Offset", QByteArray::number(part.from)},
                    {"Upload-Checksum", "sha256 " + signature::base64(part.sha256)}};
    call.body = part.bytes;
    call.bodySha256 = part.sha256;
    call.bodyOwner = m_file.bytes;
    call.lane = m_lane;
    call.behind = !m_underWay.empty();
    if (m_underWay.empty())
        m_sinceMovement.start();
    m_underWay.push_back(part);
    m_leaving = true;
    m_link.send(
        call, this, [this, part](const Result<HttpReply> &reply) { answered(part, reply); },
        [this, part](qint64 bytes) { sent(part, bytes); });
}

void TusUpload::sent(const Part &part, qint64 bytes)
{
    if (part.from == m_offset)
        Q_EMIT progress(part.from + bytes);
    if (bytes < part.bytes.size() || m_underWay.empty() || m_underWay.back().from != part.from)
        return;
    m_leaving = false;
    proceed();
}

void TusUpload::answered(const Part &part, const Result<HttpReply> &reply)
{
    if (m_underWay.empty())
        return; // refused with the one before
    const auto size = part.bytes.size();
    if (!reply) {
        // What was lost with a drop is sent again: less is at stake on a network that drops.
        m_link.setPartSize(std::max(smallestPart, size / 2));
        if (reply.error().reason == Reason::ChecksumMismatch)
            m_file.location.clear();
        return refuse(reply.error());
    }
    // The end of a file is shorter than the network would bear, and says nothing of it.
    if (size >= smallestPart)
        m_link.setPartSize(nextPartSize(size, std::chrono::milliseconds(m_sinceMovement.restart())));
    m_underWay.pop_front();
    m_leaving = m_leaving && !m_underWay.empty();
    resumeAt(reply->header("Upload-Offset"));
}

} // namespace astreinte::app
