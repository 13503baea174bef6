// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/picture/picture_header.h"
#include "core/signature/bytes.h"

#include <QByteArrayView>
#include <QString>
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

// Cuts the file to `offset`, writes there, fsyncs. WrongOffset when the file is shorter (the disk lost it). The digest
// of what was there goes on with these bytes while the disk takes them; none afterwards where it was of something else.
Result<> writePart(const QString &path, qint64 offset, QByteArrayView bytes, std::optional<PartDigest> &digest);

struct InspectedPart
{
    QByteArray sha256; // 32 bytes
    Result<picture::Header> header;
};
InspectedPart inspectContent(QByteArrayView content);
// Hashes the whole content, unless its digest is known, and reads the picture's header; the file is mapped, not copied.
Result<InspectedPart> inspectPart(const QString &path, std::optional<PartDigest> digest);

} // namespace astreinte::intake
