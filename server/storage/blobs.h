// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QString>

namespace astreinte::storage {

// Files named by the SHA-256 of their content. A name enters only as 64 lower-case hexadecimal characters, so no name
// from outside becomes a path. In a folder, or beside the rows (pieces.h) when several machines share them.
class Blobs
{
public:
    virtual ~Blobs() = default;
    [[nodiscard]] virtual bool contains(const QString &sha256) const = 0;
    // Reads the whole content and hashes it again: DigestMismatch when the disk no longer holds what was stored.
    [[nodiscard]] virtual Result<QByteArray> read(const QString &sha256) const = 0;
};

class FileBlobs final : public Blobs
{
public:
    // Creates the folder when it is missing.
    static Result<FileBlobs> open(const QString &folder);
    // Takes over the file at `path`, whose content the caller has hashed and fsynced: durable when this returns.
    Result<> adopt(const QString &sha256, const QString &path);
    [[nodiscard]] bool contains(const QString &sha256) const override;
    [[nodiscard]] Result<QByteArray> read(const QString &sha256) const override;

private:
    explicit FileBlobs(QString folder) : m_folder(std::move(folder)) {}
    [[nodiscard]] Result<QString> pathOf(const QString &sha256) const;
    QString m_folder;
};

// 64 lower-case hexadecimal characters.
bool isDigest(const QString &sha256);

// fsync of a folder, after which a rename or creation in it survives a power cut.
Result<> syncFolder(const QString &folder);

} // namespace astreinte::storage
