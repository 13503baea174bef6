// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QJsonObject>

namespace astreinte::journal {

// What a leaf is about. The names are on the wire.
enum class Event {
    Intake,       // a revision was received
    Statement,    // an authority decided
    Countersign,  // one of the two persons that a grave message needs has approved
    OralApproval, // an approval given by voice was recorded
    Regularised,  // the authority confirmed by signature what was said by voice, or disowned it
    Intent,       // the publisher is about to call a channel
    Outcome,      // how the call ended
    Consent,      // an agreement to be shown was taken back: what was published with the photo is to be withdrawn
    Alarm,        // the publisher or the server refused something that should never have been there
    SelfTest,     // the daily proof that the way to the public is open
    Handover,     // a note was written for who takes over the duty
    TakenOver,    // that person has read it and says so
    IncidentClosed,
    HourMissed, // why the first message of an incident did not come within the hour
};
QLatin1String eventName(Event event);
std::optional<Event> eventFromName(QStringView name);

// A leaf names what happened and when, and commits to the rest with a salt: no personal data is in the tree, and
// erasing salt and content leaves the tree as it is (GDPR, art. 17). RFC 8785 JSON.
struct Leaf
{
    Event event = Event::Alarm;
    signature::Instant at;
    QByteArray commitment; // 32 bytes

    [[nodiscard]] Result<QByteArray> toBytes() const;
    static Result<Leaf> fromBytes(QByteArrayView bytes);
    friend bool operator==(const Leaf &, const Leaf &) = default;
};

inline constexpr qsizetype saltSize = 32;

// What opens a leaf: kept beside the tree, given to those who may know.
struct Opening
{
    QByteArray salt;    // 32 random bytes
    QByteArray content; // RFC 8785 JSON, what happened
    friend bool operator==(const Opening &, const Opening &) = default;
};

// With a fresh salt. Internal without randomness, InvalidValue for what JSON cannot carry.
Result<Opening> sealContent(const QJsonObject &content);
// SHA-256("astreinte/journal/v1" ‖ 0x00 ‖ salt ‖ content).
QByteArray commitmentTo(const Opening &opening);
// JournalMismatch unless this opening is the leaf's.
Result<> opens(const Opening &opening, const Leaf &leaf);

} // namespace astreinte::journal
