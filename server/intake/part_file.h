// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/picture/picture_header.h"

#include <QByteArrayView>
#include <QString>

namespace astreinte::intake {

// The file behind an unfinished upload. What stands beyond the acknowledged offset is a part whose acknowledgement
// never left: it is written over.

// Cuts the file to `offset`, writes there, fsyncs. WrongOffset when the file is shorter (the disk lost it).
Result<> writePart(const QString &path, qint64 offset, QByteArrayView bytes);

struct InspectedPart
{
    QByteArray sha256; // 32 bytes
    Result<picture::Header> header;
};
InspectedPart inspectContent(QByteArrayView content);
// Hashes the whole content and reads the picture's header; the file is mapped, not copied.
Result<InspectedPart> inspectPart(const QString &path);

} // namespace astreinte::intake
