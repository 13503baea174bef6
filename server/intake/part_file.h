// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/picture/picture_header.h"
#include "core/signature/bytes.h"

#include <QByteArrayView>
#include <QString>
#include <memory>
#include <optional>

namespace astreinte::intake {

// The file behind an unfinished upload. What stands beyond the acknowledged offset is a part whose acknowledgement
// never left: it is written over.

// What a file was when it was last looked at: whoever writes to it since changes this.
struct FileStamp
{
    quint64 inode = 0;
    qint64 size = 0;
    qint64 changed = 0; // nanoseconds
    bool operator==(const FileStamp &) const = default;
};

// Of all that the file holds.
struct PartDigest
{
    signature::Sha256 hash;
    FileStamp of;
};

// One part on its way into the file.
class PartWriter
{
public:
    // Cuts the file to `offset`. WrongOffset when it is shorter (the disk lost it). `digest`: of what was there, goes
    // on with what is added, unless it was of something else.
    static Result<std::unique_ptr<PartWriter>> open(const QString &path, qint64 offset,
                                                    std::optional<PartDigest> digest);
    ~PartWriter();
    PartWriter(const PartWriter &) = delete;
    PartWriter &operator=(const PartWriter &) = delete;

    // The disk begins with them at once, and what it refused is said by finish().
    Result<> add(QByteArrayView bytes);
    // Durable when this returns; the digest of all that the file holds, where it is known.
    Result<std::optional<PartDigest>> finish();

private:
    PartWriter(QString path, int file, qint64 offset) : m_path(std::move(path)), m_file(file), m_offset(offset) {}
    const QString m_path;
    const int m_file; // the same from the first byte to fsync(): what the disk refused on the way is said to this one
    qint64 m_offset;
    std::optional<PartDigest> m_digest;
};

struct InspectedPart
{
    QByteArray sha256; // 32 bytes
    Result<picture::Header> header;
};
InspectedPart inspectContent(QByteArrayView content);
// Hashes the whole content, unless its digest is known, and reads the picture's header; the file is mapped, not copied.
Result<InspectedPart> inspectPart(const QString &path, std::optional<PartDigest> digest);

} // namespace astreinte::intake
