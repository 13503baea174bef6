// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/manifest.h"
#include "core/submission/states.h"
#include "server/identity/request_guard.h"
#include "server/journal/book.h"

namespace astreinte::intake {

// The value of a withdrawal that names the pictures (hex SHA-256) whose persons took their agreement back.
inline constexpr QLatin1String consentWithdrawn("consentWithdrawn");

// A revision that was checked in itself and now meets what the server already holds.
struct Arrival
{
    submission::Submission submission;
    submission::Manifest manifest;
    QByteArray jws;
    QByteArray receipt; // JWS, used when this revision is new
    QString title;
    signature::Instant receivedAt;
};

// The newest revision of a submission.
struct Head
{
    qint64 revision;
    submission::State state;
    QString kind;
    QString sha256;
    bool exercise;
};

// What the server holds of the submission that arrives, read at once.
struct Present
{
    struct Same
    {
        QString sha256;
        QByteArray receipt;
    };
    std::optional<Head> head;
    std::optional<Same> same; // what came before under the arrival's own number
    bool exercise = false;    // the installation is one
};
Result<Present> presentFor(storage::Connection &connection, const Arrival &arrival);

// Receipt of this very content, when it is already here; ConflictingContent for another content under the same number.
Result<std::optional<QByteArray>> earlierReceipt(const Present &present, const Arrival &arrival);
// The revision follows the head, and the caller may follow it: StaleRevision, NotAllowed, ForbiddenTransition.
Result<> acceptPlace(storage::Connection &connection, const Present &known, const Arrival &arrival,
                     const identity::Caller &caller);
// An installation in exercise takes exercises only, and no other takes one, so that the two never share a database:
// InvalidValue.
Result<> acceptExercise(const Present &known, const Arrival &arrival);
// What is corrected or withdrawn exists and is public: UnknownSubmission, ForbiddenTransition.
Result<> acceptTarget(storage::Connection &connection, const Arrival &arrival);
// Every photo is here, whole, and came from this device or with an earlier revision: MissingPhoto, InvalidValue.
Result<> acceptPhotos(storage::Connection &connection, const Arrival &arrival, const identity::Caller &caller);
// Writes everything: revision, authors, photos, incident, step, notices. An older revision ends as superseded, and what
// was authorised of it and not yet begun is taken out of the publisher's queue. The arrival's leaf.
Result<journal::StoredLeaf> record(storage::Transaction &transaction, const Arrival &arrival,
                                   const identity::Caller &caller);

} // namespace astreinte::intake
