// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/intake/part_file.h"
#include "server/storage/pieces.h"

#include <mutex>
#include <unordered_map>

namespace astreinte::intake {

// What has come of uploads that are not complete. What stands beyond the acknowledged offset is a part whose
// acknowledgement never left: it is written over.
class Parts
{
public:
    virtual ~Parts() = default;
    // Durable when this returns. WrongOffset when what is held is shorter (it was lost).
    virtual Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes) = 0;
    [[nodiscard]] virtual Result<InspectedPart> inspect(const QString &upload) = 0;
    // The upload, complete and inspected, becomes the blob of this digest.
    virtual Result<> keep(const QString &upload, const QString &sha256) = 0;
    virtual void discard(const QString &upload) = 0;
};

// In a folder of this machine, beside the blobs' folder.
class FileParts final : public Parts
{
public:
    FileParts(QString folder, storage::FileBlobs blobs) : m_folder(std::move(folder)), m_blobs(std::move(blobs)) {}
    Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes) override;
    [[nodiscard]] Result<InspectedPart> inspect(const QString &upload) override;
    Result<> keep(const QString &upload, const QString &sha256) override;
    void discard(const QString &upload) override;

private:
    [[nodiscard]] QString path(const QString &upload) const;
    std::optional<PartDigest> takeDigest(const QString &upload);
    QString m_folder;
    storage::FileBlobs m_blobs;
    // So that the last part of an upload need not read the others again; one that is missing costs only that.
    std::mutex m_mutex;
    std::unordered_map<QString, PartDigest> m_digests;
};

// In the database, for any of the machines that share it.
class StoredParts final : public Parts
{
public:
    explicit StoredParts(storage::Store &store) : m_store(store) {}
    Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes) override;
    [[nodiscard]] Result<InspectedPart> inspect(const QString &upload) override;
    Result<> keep(const QString &upload, const QString &sha256) override;
    void discard(const QString &upload) override;

private:
    storage::Store &m_store;
};

// Where openBlobs() keeps what becomes of them.
Result<std::unique_ptr<Parts>> openParts(storage::Store &store, const QString &folder, const QString &blobs);

} // namespace astreinte::intake
