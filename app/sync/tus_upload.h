// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QObject>
#include <chrono>

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

// Sends one file by tus 1.0.0 (creation, checksum): asks where the server stands, then parts from there. It does one
// attempt; after a failure the next attempt resumes at the server's offset.
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
        QByteArray bytes;
        QByteArray sha256;
    };
    [[nodiscard]] Part partFrom(qsizetype offset) const;
    void create();
    void ask();
    void sendPart();
    void resumeAt(const QByteArray &offset);
    void refuse(const Failure &failure);

    ServerLink &m_link;
    File m_file;
    qsizetype m_offset = 0;
    Part m_ahead; // the next one
};

} // namespace astreinte::app
