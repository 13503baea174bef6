// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"

#include <QElapsedTimer>
#include <QObject>
#include <chrono>
#include <deque>

namespace astreinte::app {

class ServerLink;

// The size of one part: it follows the network between these bounds, so that a part takes about two seconds and a drop
// costs at most one of them.
inline constexpr qsizetype smallestPart = qsizetype{512} * 1024;
inline constexpr qsizetype largestPart = qsizetype{4} * 1024 * 1024;

constexpr qsizetype nextPartSize(qsizetype last, std::chrono::milliseconds took)
{
    constexpr std::chrono::milliseconds wanted{2000};
    const auto ideal = took.count() <= 0 ? last * 2 : last * wanted.count() / took.count();
    return std::clamp<qsizetype>(std::clamp<qsizetype>(ideal, last / 2, last * 2), smallestPart, largestPart);
}
static_assert(nextPartSize(smallestPart, std::chrono::milliseconds{100}) == 2 * smallestPart);
static_assert(nextPartSize(largestPart, std::chrono::milliseconds{60'000}) == largestPart / 2);
static_assert(nextPartSize(smallestPart, std::chrono::milliseconds{60'000}) == smallestPart);

// Sends one file by tus 1.0.0 (creation, checksum): asks where the server stands, then parts from there. The next part
// leaves while the server still keeps the one before, which it has received by then: a drop still costs one part at
// most, and the network waits for no disk. It does one attempt; after a failure the next attempt resumes at the
// server's offset.
class TusUpload : public QObject
{
    Q_OBJECT
public:
    struct File
    {
        QString submission;
        QByteArray sha256; // 32 bytes
        QByteArray type;   // media type
        QByteArray bytes;
        QString location; // from an earlier attempt, empty when none
    };
    TusUpload(ServerLink &link, File file, QObject *parent = nullptr);
    // What has not left by then does not leave.
    ~TusUpload() override;

    void start();
    // Forgets the resource: ChecksumMismatch of the whole, or it expired.
    [[nodiscard]] const QString &location() const { return m_file.location; }

Q_SIGNALS:
    void created(const QString &location);
    void progress(qint64 acknowledged);
    void done();
    void failed(const astreinte::Failure &failure);

private:
    struct Part
    {
        qsizetype from = 0;
        QByteArray bytes; // of the file's own
        QByteArray sha256;
    };
    [[nodiscard]] Part partFrom(qsizetype offset) const;
    void create();
    void ask();
    void resumeAt(const QByteArray &offset);
    void proceed();
    void send(const Part &part);
    void sent(const Part &part, qint64 bytes);
    void answered(const Part &part, const Result<HttpReply> &reply);
    void refuse(const Failure &failure);

    ServerLink &m_link;
    const quint64 m_lane;
    File m_file;
    qsizetype m_offset = 0;        // acknowledged
    std::deque<Part> m_underWay;   // in this order
    bool m_leaving = false;        // some of the last one is still here
    Part m_ahead;                  // the next one
    QElapsedTimer m_sinceMovement; // what the network needs for one part: since the last acknowledgement or beginning
};

} // namespace astreinte::app
