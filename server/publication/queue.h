// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/publication/channel_adapter.h"

namespace astreinte::publication {

// One manifest on one channel: published at most once, for ever (primary key).
struct Job
{
    QString manifestSha256;
    QString channel;
    QString submission;
    qint64 revision = 0;
    submission::State state = submission::State::Authorised;
};

Result<std::vector<Job>> jobsIn(storage::Connection &connection, submission::State state);
// What waits for its first call, and what certainly failed and may be tried again by now.
Result<std::vector<Job>> dueJobs(storage::Connection &connection, signature::Instant now);

// Whether the job is still in the state in which it was read.
Result<bool> isIn(storage::Connection &connection, const Job &job);
// Whether it was taken down somewhere: then it goes out nowhere any more.
Result<bool> isWithdrawn(storage::Connection &connection, const QString &submission);

// Adds a job that goes along with another; nothing when it is there already.
Result<> queue(storage::Transaction &transaction, const Job &job, signature::Instant at);
// Written before the call: false when another process took the job first, or holds its row (FOR UPDATE SKIP LOCKED
// where the database has it).
Result<bool> announce(storage::Transaction &transaction, const Job &job, signature::Instant at);
// Written after it; the state of the submission follows its channels. `from` is what the job was in.
// ForbiddenTransition when the table of states does not let `actor` do so, or the job is no longer in `from`.
Result<> conclude(storage::Transaction &transaction, const Job &job, submission::State from, const Attempt &attempt,
                  signature::Instant at, submission::Actor actor = submission::Actor::Publisher);
// Leaves a trace in the journal of what should never have been in the queue: a row that no decision of an authority
// stands behind, or a file that is not the one approved.
Result<> raiseAlarm(storage::Transaction &transaction, const Job &job, const Failure &why, signature::Instant at);
// The target of a correction or withdrawal is no longer what the public reads on this channel.
Result<> settleTarget(storage::Transaction &transaction, const submission::Manifest &manifest, const QString &channel,
                      signature::Instant at);
// The first message of an incident stops its one-hour clock; a promise of a next update starts the second timer.
Result<> updateIncident(storage::Transaction &transaction, const submission::Manifest &manifest, signature::Instant at);
// Messages whose window is over are no longer what the public reads. How many.
Result<int> expire(storage::Transaction &transaction, signature::Instant now);

} // namespace astreinte::publication
