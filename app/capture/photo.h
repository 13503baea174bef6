// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/consent.h"
#include "app/capture/fix.h"
#include "app/redaction/region.h"
#include "core/failure.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QSize>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace astreinte::app {

// The picture that may leave the phone: upright, boxes burnt in, no metadata (SECURITY §7).
struct RenditionRecord
{
    QString blob;      // name of the sealed file in the vault
    QByteArray sha256; // 32 bytes, of the JPEG that leaves
    qint64 size = 0;
    QSize pixels;
    QByteArray rights; // 32 bytes, digest of the words of rights written in it; empty before they are
    friend bool operator==(const RenditionRecord &, const RenditionRecord &) = default;
};

// One answer as it was given; answers are added, never rewritten.
struct AnswerMark
{
    QString question;
    QString answer;
    signature::Instant at;
    QString by; // person id
};

// What one submission carries (docs/protocol.md §6).
inline constexpr int mostPhotos = 10;

// Everything known about one photo but its pixels; this is what the sealed row holds. The original's bytes are an age
// file in the vault, never changed.
struct Photo
{
    QString id;        // UUIDv7
    QString draft;     // the draft it belongs to
    QString blob;      // sealed original
    QByteArray sha256; // 32 bytes, of the original
    qint64 size = 0;
    QSize pixels;                  // upright
    QRectF crop{0, 0, 1, 1};       // what is published of the upright picture, as fractions; regions are on the whole
    int turns = 0;                 // quarter turns clockwise asked for by the person, on top of EXIF
    QString origin;                // "camera" or "import"
    signature::Instant capturedAt; // the phone's clock, never rewritten
    std::optional<Fix> fix;        // our own, at the time of the shutter
    QString fileRemark;            // what the file's metadata says of time and place: a remark, never the fix
    QString commune;               // INSEE code
    QString altFr;
    QString altEn;
    QString author;
    QString licence;
    QStringList partners;
    QMap<QString, QString> answers; // rights question → answer
    QMap<QString, QString> records; // requirement → "name, time, means" of the agreement obtained
    std::optional<signature::Instant> answeredAt;
    QString answeredBy;          // person id
    QList<AnswerMark> answerLog; // every answer ever given, also those asked again since
    QString context;             // template and channels that the answers were given for; empty before they are chosen
    QList<Region> regions;
    bool searched = false;   // the device has looked for faces and plates
    int facesLeft = 0;       // faces that the device still finds in the rendition, boxes and authorised ones apart
    QList<Consent> consents; // forms signed for this photo
    std::optional<signature::Instant> sealedAt; // kept for the judicial authority: not shown, not sent, not deleted
    std::optional<RenditionRecord> rendition;   // the master: nothing while pixels, turns or regions changed since
    QMap<QString, RenditionRecord> channelRenditions; // channel → its picture, where that is another file
    int version = 0; // counts changes of what is seen; part of the image's address on screen

    // What goes to this channel; there must be a rendition.
    [[nodiscard]] const RenditionRecord &renditionFor(const QString &channel) const;
    // Each public file once, the master first.
    [[nodiscard]] QList<RenditionRecord> renditions() const;
    // Gives each public file what `change` makes of it.
    void changeRenditions(const std::function<RenditionRecord(const RenditionRecord &)> &change);
    [[nodiscard]] QJsonObject toJson() const;
    static Result<Photo> fromJson(const QJsonObject &object);
};

} // namespace astreinte::app
