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
};

Result<std::vector<Job>> jobsIn(storage::Connection &connection, submission::State state);

// Written before the call: false when another process took the job first.
Result<bool> announce(storage::Transaction &transaction, const Job &job, signature::Instant at);
// Written after it; the state of the submission follows its channels. `from` is what the job was in.
Result<> conclude(storage::Transaction &transaction, const Job &job, submission::State from, const Attempt &attempt,
                  signature::Instant at);
// The target of a correction or withdrawal is no longer what the public reads on this channel.
Result<> settleTarget(storage::Transaction &transaction, const submission::Manifest &manifest, const QString &channel,
                      signature::Instant at);
// The first message of an incident stops its one-hour clock.
Result<> stopIncidentClock(storage::Transaction &transaction, const submission::Manifest &manifest,
                           signature::Instant at);

} // namespace astreinte::publication
