// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/manifest.h"
#include "core/submission/states.h"
#include "server/identity/request_guard.h"

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
    identity::Caller caller;
};
using Arrivals = std::vector<std::shared_ptr<const Arrival>>;

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
    std::optional<Same> same;  // what came before under the arrival's own number
    bool exercise = false;     // the installation is one
    bool nonceIsSpent = false; // the arrival's request came before
};
// In the order of the arrivals.
Result<std::vector<Present>> presentFor(storage::Connection &connection, const Arrivals &arrivals);

// Receipt of this very content, when it is already here; ConflictingContent for another content under the same number.
Result<std::optional<QByteArray>> earlierReceipt(const Present &present, const Arrival &arrival);
// All that what the server holds says of a new revision: its place after the head (StaleRevision, NotAllowed,
// ForbiddenTransition), the installation's exercise (InvalidValue), what it corrects or withdraws (UnknownSubmission,
// ForbiddenTransition), its photos (MissingPhoto, InvalidValue).
Result<> acceptRevision(storage::Connection &connection, const Present &present, const Arrival &arrival);

} // namespace astreinte::intake
