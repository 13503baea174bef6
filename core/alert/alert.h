// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/place/commune.h"
#include "core/signature/instant.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <optional>

namespace astreinte::alert {

// CAP 1.2 (OASIS, urn:oasis:names:tc:emergency:cap:1.2), as far as a prefecture uses it. The texts are those of the
// standard's enumerations ("Alert", "Immediate", "Met"…); toXml() refuses any other.

// What an earlier message is called by: `sent` must be written as it was written there.
struct Reference
{
    QString sender;
    QString identifier;
    signature::Instant sent;
    friend bool operator==(const Reference &, const Reference &) = default;
};

struct Circle
{
    place::Coordinates centre; // WGS 84
    double radiusKm = 0;
};

struct Area
{
    QString description;
    QList<Circle> circles;
    QList<std::pair<QString, QString>> geocodes; // valueName, value
};

// A picture that goes with the message.
struct Resource
{
    QString description; // what it shows, whose it is and under which licence: CAP has no other place for these
    QString mimeType;
    qint64 size = 0; // bytes
    QString uri;     // https
    // CAP 1.2 §3.2.3 knows SHA-1 alone, and that is what readers check against: it tells a file cut short from a whole
    // one. What a file is trusted by is the SHA-256 of the manifest, which our addresses end with.
    QByteArray sha1; // 20 bytes
};

// One language of the message; the French one comes first.
struct Info
{
    QString language; // "fr-FR", "en-GB"
    QStringList category;
    QString event;
    QStringList responseType;
    QString urgency;
    QString severity;
    QString certainty;
    std::optional<signature::Instant> onset;
    signature::Instant expires;
    QString senderName;
    QString headline; // at most 160 characters
    QString description;
    QString instruction; // may be empty
    QString web;         // https, may be empty
    QList<std::pair<QString, QString>> parameters;
    QList<Resource> resources;
    QList<Area> areas;
};

struct Alert
{
    QString identifier; // without space, comma, "<" or "&"; unique in the world with `sender`
    QString sender;     // like a domain name
    signature::Instant sent;
    QString status;  // "Actual", "Exercise", "Test"
    QString msgType; // "Alert", "Update", "Cancel"
    QString note;    // why a Cancel
    QList<Reference> references;
    QString incident; // may be empty
    QList<Info> infos;
};

// "2026-11-14T14:30:00+01:00": Paris time with its offset, no fractions, never "Z" (CAP 1.2 §3.3.2).
QString capTime(signature::Instant instant);

// The XML, UTF-8. InvalidValue naming what the standard or BRIEF §4 forbids: another value than the enumerations', an
// Update or Cancel without references, an Alert with some, a Cancel without its reason, no expiry after `sent`, a
// picture that is not at an https address.
Result<QByteArray> toXml(const Alert &alert);

} // namespace astreinte::alert
