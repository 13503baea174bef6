// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission.h"
#include "server/deployment/deployment.h"
#include "server/identity/request_guard.h"
#include "server/intake/parts.h"

#include <array>
#include <mutex>

namespace astreinte::intake {

inline constexpr qint64 largestUpload = submission::largestPhoto;
inline constexpr qint64 largestPart = qint64{4} * 1024 * 1024;
inline constexpr int mostUnfinishedUploads = 200;                         // per device
inline constexpr qint64 mostUnfinishedBytes = qint64(1024) * 1024 * 1024; // per device, as declared
inline constexpr std::chrono::hours uploadLife{24};                       // since its last part
inline constexpr std::chrono::hours orphanLife{24 * 7};                   // complete, but its submission never came

// What a phone announces before it sends a photo.
struct UploadPlan
{
    QString submission;
    QString sha256; // of the whole file, 64 lower-case hex characters
    QString mediaType;
    qint64 size = 0;
    QString metadata; // the Upload-Metadata header as received, given back by HEAD
};

// Upload-Metadata (tus 1.0.0): "submission <b64>,sha256 <b64>,type <b64>" into a plan. InvalidValue names the key.
Result<UploadPlan> readUploadMetadata(const QByteArray &header, qint64 size);

// One resource of the upload protocol.
struct Upload
{
    QString id;
    qint64 offset = 0;
    qint64 size = 0;
    QString metadata;
    signature::Instant expiresAt;
    QString submission;
    QString sha256;
    QString mediaType;
};

// Photos on their way in. An offset is acknowledged only once its bytes are on the disk (fsync) and its row committed;
// a device sees its own uploads only. Thread-safe.
class Uploads
{
public:
    // `folder` is where the machine's room is looked at.
    Uploads(storage::Store &store, Parts &parts, QString folder, deployment::Now now);

    // The same device announcing the same photo of the same submission gets the same resource back. TooLarge,
    // TooManyTries beyond the device's quota, DiskFull.
    Result<Upload> create(const identity::Caller &caller, const UploadPlan &plan);
    // UnknownUpload, UploadExpired.
    Result<Upload> find(const identity::Caller &caller, const QString &id);
    // For a part of this device that is about to come at `offset`; null when it is not awaited there, or not written
    // ahead. Changes nothing that was acknowledged.
    std::shared_ptr<AheadPart> begin(const QString &kid, const QString &id, qint64 offset);
    // `ahead`: what begin() gave for this very part. WrongOffset changes nothing. The last part also checks the whole
    // digest and the picture: ChecksumMismatch or MalformedImage, and the resource starts again from zero.
    Result<Upload> append(const identity::Caller &caller, const QString &id, qint64 offset, QByteArrayView part,
                          AheadPart *ahead = nullptr);
    Result<> terminate(const identity::Caller &caller, const QString &id);
    // Forgets what expired; how many.
    Result<int> sweep();

private:
    Result<Upload> owned(storage::Connection &connection, const QString &kid, const QString &id);
    Result<> acceptQuota(storage::Transaction &transaction, const identity::Caller &caller, const UploadPlan &plan);
    Result<Upload> insert(storage::Transaction &transaction, const identity::Caller &caller, const UploadPlan &plan,
                          const QString &id);
    Result<Upload> advance(const identity::Caller &caller, Upload upload, qint64 from);
    Result<Upload> complete(const identity::Caller &caller, const Upload &upload, qint64 from);
    std::mutex &lockOf(const QString &id);

    storage::Store &m_store;
    Parts &m_parts;
    QString m_folder;
    deployment::Now m_now;
    // Two parts of one upload at once are taken one after the other; the second then finds its offset wrong.
    std::array<std::mutex, 64> m_locks;
};

} // namespace astreinte::intake
