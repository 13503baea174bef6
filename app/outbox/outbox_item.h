// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "core/submission/receipt.h"
#include "core/submission/states.h"

#include <QJsonArray>

namespace astreinte::app {

// One picture file on its way: a photo has several where its channels take different ones.
struct OutboxPhoto
{
    QString photo;     // id on this phone
    QByteArray sha256; // 32 bytes
    QString blob;      // sealed rendition in the vault
    qint64 size = 0;
    qint64 sent = 0;  // acknowledged by the server
    QString location; // path of the upload on the server, empty before it was created
};

// An approval that an authority gave by voice, kept with the revision that was read to them until the server has it.
struct OralRecord
{
    QString id; // UUIDv7, made when it was recorded
    QString authority;
    QString means; // "phone", "radio", "inPerson"
    signature::Instant givenAt;
    QString readBack;
    QByteArray jws;                 // astreinte-oral+jws, once signed: what is sent twice is the same bytes
    std::optional<Failure> refused; // what the server said no to; a person discards it

    [[nodiscard]] QJsonObject toJson() const;
    static std::optional<OralRecord> fromJson(const QJsonObject &object);
};

// One frozen revision and how far it has come. The JWS never changes: what is sent twice is the same bytes.
struct OutboxItem
{
    Draft draft; // what it was made from, so that it can be edited again
    QString title;
    QByteArray jws; // astreinte-submission+jws
    QList<OutboxPhoto> photos;
    submission::State state = submission::State::Queued;
    int attempts = 0;               // failures in a row
    std::optional<Failure> failure; // the last one
    bool needsPerson = false;       // not tried again until the author acts
    signature::Instant nextTry;     // 0: now
    signature::Instant queuedAt;
    signature::Instant updatedAt;
    QByteArray receipt;                  // astreinte-receipt+jws, empty before
    QList<submission::StatusStep> steps; // as last verified
    signature::Instant receivedAt;
    QString channelsText; // titles of the channels chosen
    bool exercise = false;
    bool offered = false;           // the submission itself was sent at least once, whatever came back
    bool anyNetwork = false;        // a person asked for this one to leave whatever the network (departure.h)
    std::optional<OralRecord> oral; // not on the server yet

    [[nodiscard]] const QString &id() const { return draft.id; }
    [[nodiscard]] bool waiting() const { return state == submission::State::Queued; }
    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] qint64 sentBytes() const;
    // The draft to go on writing from here: the same revision when the server cannot have this one, the next when it
    // has it or, after a conflict, when it has what was taken back before.
    [[nodiscard]] Draft nextDraft() const;
    // Once a channel has begun publishing, what the public may read is corrected, not revised.
    [[nodiscard]] bool mayRevise() const;
    [[nodiscard]] bool isPublic() const;
    // Who has opened the revision that is on the server, in this order.
    [[nodiscard]] QList<submission::StatusStep> seen() const;
    // Where the authority that returned it asks for another blur; empty unless it is returned now.
    [[nodiscard]] QList<submission::MarkedRegion> marks() const;
    // The reason that came with the last return, refusal or withdrawal.
    [[nodiscard]] QString returnedReason() const;
    [[nodiscard]] QJsonObject toJson() const;
    static Result<OutboxItem> fromJson(const QJsonObject &object);
};

} // namespace astreinte::app
