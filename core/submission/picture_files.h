// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace astreinte::submission {

// One rendition as it travels and is published.
struct PictureFile
{
    QByteArray sha256; // 32 bytes
    qint64 size = 0;   // bytes
    QString type;      // "image/jpeg" or "image/png"
    int width = 0;     // pixels
    int height = 0;
    friend bool operator==(const PictureFile &, const PictureFile &) = default;
};

// The files of one photo: its own, and those of the channels that take another one. Channels that take the same bytes
// share one file: it is made, uploaded and read once.
struct PictureFiles : PictureFile
{
    QMap<QString, PictureFile> renditions; // channel name → its file, where it is not the photo's own

    // The file that goes to this channel.
    [[nodiscard]] const PictureFile &fileFor(const QString &channel) const;
    // Each file once, the photo's own first, then in the order of the channels' names.
    [[nodiscard]] QList<PictureFile> files() const;
    friend bool operator==(const PictureFiles &, const PictureFiles &) = default;
};

} // namespace astreinte::submission
