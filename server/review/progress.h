// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/receipt.h"
#include "server/storage/store.h"

namespace astreinte::review {

// One revision of one submission.
struct Position
{
    QString submission;
    qint64 revision = 0;
};

// A step that a revision takes.
struct TakenStep
{
    Position position;
    submission::StatusStep step;
};

// Writes steps of the ladder and tells the phones; the state of the submissions themselves is not changed.
Result<> addSteps(storage::Transaction &transaction, const std::vector<TakenStep> &steps);
Result<> addStep(storage::Transaction &transaction, const Position &position, const submission::StatusStep &step);

// Moves the head revision to `step.state`, when the table of states lets `actor` do so, and writes the step.
// StaleRevision when the head is another revision, UnknownSubmission, ForbiddenTransition.
Result<> advance(storage::Transaction &transaction, const Position &position, submission::Actor actor,
                 const submission::StatusStep &step);

// A newer revision is about to arrive: takes what was authorised of the older and not yet begun out of the publisher's
// queue. Nothing for revision 0. ForbiddenTransition when a channel has begun.
Result<> supersede(storage::Transaction &transaction, const Position &older, const QString &person,
                   signature::Instant at);

// Every step, oldest first.
Result<QList<submission::StatusStep>> stepsOf(storage::Connection &connection, const QString &submission);

} // namespace astreinte::review
