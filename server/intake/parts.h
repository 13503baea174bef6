// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/intake/part_file.h"
#include "server/storage/pieces.h"

#include <mutex>
#include <unordered_map>

namespace astreinte::intake {

// A part that is written while it is still arriving: unchecked, hence beyond what was acknowledged. Whatever else is
// done to the upload ends it.
class AheadPart
{
public:
    explicit AheadPart(std::unique_ptr<PartWriter> writer) : m_writer(std::move(writer)) {}
    // The next bytes of the part; nothing once it has ended or the disk refused.
    void add(QByteArrayView bytes);
    struct Written
    {
        std::unique_ptr<PartWriter> writer; // null: the part is to be written from its beginning
        qint64 bytes = 0;
    };
    // Ends it.
    Written take();

private:
    std::mutex m_mutex;
    std::unique_ptr<PartWriter> m_writer;
    qint64 m_bytes = 0;
};

// What has come of uploads that are not complete. What stands beyond the acknowledged offset is a part whose
// acknowledgement never left: it is written over.
class Parts
{
public:
    virtual ~Parts() = default;
    // For a part that is to come at `offset`, which is what was acknowledged; null where nothing is written ahead.
    virtual std::shared_ptr<AheadPart> begin(const QString &upload, qint64 offset) = 0;
    // Durable when this returns. WrongOffset when what is held is shorter (it was lost). `ahead`: what begin() gave for
    // this very part, of which only the rest is then written.
    virtual Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes, AheadPart *ahead) = 0;
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
    std::shared_ptr<AheadPart> begin(const QString &upload, qint64 offset) override;
    Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes, AheadPart *ahead) override;
    [[nodiscard]] Result<InspectedPart> inspect(const QString &upload) override;
    Result<> keep(const QString &upload, const QString &sha256) override;
    void discard(const QString &upload) override;

private:
    [[nodiscard]] QString path(const QString &upload) const;
    Result<std::unique_ptr<PartWriter>> open(const QString &upload, qint64 offset);
    // Ends what is being written ahead.
    std::optional<PartDigest> takeDigest(const QString &upload);
    QString m_folder;
    storage::FileBlobs m_blobs;
    // So that the last part of an upload need not read the others again; one that is missing costs only that.
    std::mutex m_mutex;
    std::unordered_map<QString, PartDigest> m_digests;
    std::unordered_map<QString, std::weak_ptr<AheadPart>> m_ahead;
};

// In the database, for any of the machines that share it.
class StoredParts final : public Parts
{
public:
    explicit StoredParts(storage::Store &store) : m_store(store) {}
    std::shared_ptr<AheadPart> begin(const QString &, qint64) override { return {}; }
    Result<> write(const QString &upload, qint64 offset, QByteArrayView bytes, AheadPart *ahead) override;
    [[nodiscard]] Result<InspectedPart> inspect(const QString &upload) override;
    Result<> keep(const QString &upload, const QString &sha256) override;
    void discard(const QString &upload) override;

private:
    storage::Store &m_store;
};

// Where openBlobs() keeps what becomes of them.
Result<std::unique_ptr<Parts>> openParts(storage::Store &store, const QString &folder, const QString &blobs);

} // namespace astreinte::intake
