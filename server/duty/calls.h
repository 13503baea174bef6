// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <QStringList>
#include <array>

namespace astreinte::duty {

// BRIEF §1.4, escalation of what waits for a decision: the person on duty at once, a reminder, the next in the roster's
// order, the one after that. Counted from the moment it arrived, or from the first of two signatures.
inline constexpr std::array<std::chrono::minutes, 4> calledAfter{std::chrono::minutes(0), std::chrono::minutes(5),
                                                                 std::chrono::minutes(10), std::chrono::minutes(15)};
// Opened is not decided: the round begins again this long after somebody opened the proposal, or after its last call
// when nobody did, as long as nothing is decided. Two rounds fit into the hour that a first message has (BRIEF §1.6).
inline constexpr std::chrono::minutes calledAgainAfter{15};
// For each signature that is waited for; then it is for the review's list alone.
inline constexpr int mostRounds = 6;

// One call. Stages go on counting: 0 to 3 in the first round, 4 to 7 in the next.
struct Call
{
    QString submission;
    qint64 revision = 0;
    int stage = 0;
    QString person; // empty: nobody could be called, the roster has a hole
    signature::Instant calledAt;
    std::optional<signature::Instant> answeredAt; // an authority opened the proposal
    QString answeredBy;
};

// Who decides, in the order of the calls: the duty authorities of the roster at `at`, then the director of cabinet, the
// secretary-general, the préfet. Only persons with a phone in use; nobody who wrote or signed it.
Result<QStringList> ladder(storage::Connection &connection, const QString &submission, qint64 revision,
                           signature::Instant at);

// Makes every call that is due, each with a notice to the person called, and never two stages of one proposal closer to
// each other than they are here: a server that was away goes on where it stood. An approval by voice suspends them; the
// first of two signatures begins a new round at once. How many calls.
Result<int> callDown(storage::Transaction &transaction, signature::Instant now);

// `person` opened this revision: the calls about it are answered. The time to acknowledge is counted from the arrival,
// also when nobody had to be called.
Result<> acknowledge(storage::Transaction &transaction, const QString &submission, qint64 revision,
                     const QString &person, signature::Instant now);

// The calls about the proposals of one incident, latest first.
Result<std::vector<Call>> callsOfIncident(storage::Connection &connection, const QString &incident);

} // namespace astreinte::duty
