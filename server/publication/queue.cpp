// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/queue.h"

#include "core/message/catalogue.h"
#include "core/message/paris_time.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"
#include "server/review/progress.h"

#include <algorithm>

namespace astreinte::publication {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Actor;
using submission::State;

QString name(State state)
{
    return submission::stateName(state);
}

Job jobOf(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2), row.number(3),
            submission::stateFromName(row.text(4)).value_or(State::Failed)};
}

// What the ladder shows for the whole: what is still under way first, then what needs a person, then what the public
// can read.
constexpr auto precedence =
    std::to_array<State>({State::Publishing, State::Authorised, State::Uncertain, State::Published, State::Corrected,
                          State::Withdrawn, State::Expired, State::Failed});

Result<> followChannels(Transaction &transaction, const QString &submission, qint64 revision)
{
    auto states = transaction->all(
        "SELECT DISTINCT state FROM publication WHERE submission = ? AND revision = ?",
        [](const Row &row) { return row.text(0); }, submission, revision);
    if (!states)
        return tl::unexpected(states.error());
    const auto first = std::ranges::find_if(
        precedence, [&](State state) { return std::ranges::find(*states, name(state)) != states->end(); });
    if (first == precedence.end())
        return {};
    return transaction->put("UPDATE submission SET state = ? WHERE id = ? AND head = ?", name(*first), submission,
                            revision);
}

Result<> addChannelStep(Transaction &transaction, const Job &job, const Attempt &attempt, signature::Instant at)
{
    return review::addStep(transaction, {job.submission, job.revision},
                           {attempt.state, at, std::nullopt, attempt.detail, job.channel, attempt.url});
}

Result<> enterInJournal(Transaction &transaction, journal::Event event, const Job &job, const QJsonObject &more,
                        signature::Instant at)
{
    QJsonObject content{{QStringLiteral("submission"), job.submission},
                        {QStringLiteral("revision"), job.revision},
                        {QStringLiteral("manifest"), job.manifestSha256},
                        {QStringLiteral("channel"), job.channel}};
    for (auto member = more.constBegin(); member != more.constEnd(); ++member)
        content.insert(member.key(), member.value());
    return journal::enter(transaction, {event, journal::subjectOf(job.submission, job.revision), content}, at);
}

} // namespace

Result<std::vector<Job>> jobsIn(Connection &connection, State state)
{
    return connection.all("SELECT manifest_sha256, channel, submission, revision, state FROM publication "
                          "WHERE state = ? ORDER BY queued_at, channel",
                          jobOf, name(state));
}

Result<std::vector<Job>> dueJobs(Connection &connection, signature::Instant now)
{
    // In the order of the decisions: a withdrawal never overtakes what it withdraws.
    return connection.all("SELECT manifest_sha256, channel, submission, revision, state FROM publication "
                          "WHERE state = ? OR (state = ? AND again_at <= ?) ORDER BY queued_at, channel",
                          jobOf, name(State::Authorised), name(State::Failed), now);
}

Result<bool> isIn(Connection &connection, const Job &job)
{
    auto found = connection.one(
        "SELECT 1 FROM publication WHERE manifest_sha256 = ? AND channel = ? AND state = ?",
        [](const Row &) { return true; }, job.manifestSha256, job.channel, name(job.state));
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

Result<bool> isWithdrawn(Connection &connection, const QString &submission)
{
    auto found = connection.one(
        "SELECT 1 FROM publication WHERE submission = ? AND state = ?", [](const Row &) { return true; }, submission,
        name(State::Withdrawn));
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

Result<> queue(Transaction &transaction, const Job &job, signature::Instant at)
{
    return transaction->put("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                            "queued_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (manifest_sha256, channel) "
                            "DO NOTHING",
                            job.manifestSha256, job.channel, job.submission, job.revision, name(State::Authorised), at);
}

Result<bool> announce(Transaction &transaction, const Job &job, signature::Instant at)
{
    if (auto allowed = submission::checkTransition(job.state, State::Publishing, Actor::Publisher); !allowed)
        return tl::unexpected(allowed.error());
    // A row that somebody holds is passed over and stays due: nobody waits for it.
    auto taken = transaction->run("UPDATE publication SET state = ?, intent_at = ?, again_at = NULL WHERE "
                                  "(manifest_sha256, channel) IN (SELECT manifest_sha256, channel FROM publication "
                                  "WHERE manifest_sha256 = ? AND channel = ? AND state = ? "
                                  "/*pg FOR UPDATE SKIP LOCKED pg*/)",
                                  name(State::Publishing), at, job.manifestSha256, job.channel, name(job.state));
    if (!taken)
        return tl::unexpected(taken.error());
    if (*taken == 0)
        return false;
    return addChannelStep(transaction, job, {State::Publishing, {}, {}, {}}, at)
        .and_then([&] { return followChannels(transaction, job.submission, job.revision); })
        .and_then([&] { return enterInJournal(transaction, journal::Event::Intent, job, {}, at); })
        .map([] { return true; });
}

Result<> raiseAlarm(Transaction &transaction, const Job &job, const Failure &why, signature::Instant at)
{
    return enterInJournal(transaction, journal::Event::Alarm, job,
                          {{QStringLiteral("reason"), why.code()}, {QStringLiteral("detail"), why.detail}}, at);
}

Result<> conclude(Transaction &transaction, const Job &job, State from, const Attempt &attempt, signature::Instant at,
                  Actor actor)
{
    // A job may fail before its call: what the verifier refuses was never announced.
    const auto uncalled = (from == State::Authorised || from == State::Failed) && attempt.state == State::Failed;
    if (!uncalled)
        if (auto allowed = submission::checkTransition(from, attempt.state, actor); !allowed)
            return allowed;
    const auto again = attempt.state == State::Failed && attempt.again
                           ? std::optional<signature::Instant>(at + *attempt.again)
                           : std::nullopt;
    auto done = transaction->run("UPDATE publication SET state = ?, detail = ?, url = ?, result_at = ?, again_at = ? "
                                 "WHERE manifest_sha256 = ? AND channel = ? AND state = ?",
                                 name(attempt.state), attempt.detail, attempt.url, at, again, job.manifestSha256,
                                 job.channel, name(from));
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return fail(Reason::ForbiddenTransition, QStringLiteral("another process concluded it"));
    QJsonObject outcome{{QStringLiteral("state"), QString(name(attempt.state))}};
    if (attempt.url)
        outcome.insert(QStringLiteral("url"), *attempt.url);
    return addChannelStep(transaction, job, attempt, at)
        .and_then([&] { return followChannels(transaction, job.submission, job.revision); })
        .and_then([&] { return enterInJournal(transaction, journal::Event::Outcome, job, outcome, at); });
}

Result<> settleTarget(Transaction &transaction, const submission::Manifest &manifest, const QString &channel,
                      signature::Instant at)
{
    const auto &content = manifest.content();
    if (!content.target)
        return {};
    const auto state = content.action == submission::Action::Withdraw ? State::Withdrawn : State::Corrected;
    const auto target = content.target->text();
    auto jobs = transaction->all("SELECT manifest_sha256, channel, submission, revision, state FROM publication WHERE "
                                 "submission = ? AND channel = ? AND state IN ('published', 'corrected', 'expired')",
                                 jobOf, target, channel);
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const auto &job : *jobs) {
        auto done = transaction->run("UPDATE publication SET state = ? WHERE manifest_sha256 = ? AND channel = ?",
                                     name(state), job.manifestSha256, channel);
        if (!done)
            return tl::unexpected(done.error());
        auto stepped = addChannelStep(transaction, job, {state, {}, {}, {}}, at).and_then([&] {
            return followChannels(transaction, job.submission, job.revision);
        });
        if (!stepped)
            return stepped;
    }
    return {};
}

namespace {

// The manifest does not carry the values; the submission it was made from does.
Result<std::optional<signature::Instant>> promisedUpdate(Connection &connection, const submission::Manifest &manifest)
{
    const auto &content = manifest.content();
    auto jws = connection.one(
        "SELECT jws FROM revision WHERE submission = ? AND revision = ?", [](const Row &row) { return row.bytes(0); },
        content.submission.text(), content.revision);
    if (!jws)
        return tl::unexpected(jws.error());
    auto submission = signature::parseCompact(jws->value_or(QByteArray()), submission::typ::submission)
                          .and_then([](const signature::UnverifiedJws &parsed) {
                              return submission::Submission::parse(parsed.unverifiedPayload());
                          });
    if (!submission)
        return tl::unexpected(submission.error());
    const auto key = QString(message::nextPointKey);
    const auto promised = submission->content().values.value(key).toString();
    if (promised.isEmpty())
        return std::optional<signature::Instant>();
    auto at = message::instantFromText(promised, key);
    return at ? std::optional(signature::fromDateTime(*at)) : std::nullopt;
}

} // namespace

Result<> updateIncident(Transaction &transaction, const submission::Manifest &manifest, signature::Instant at)
{
    const auto &content = manifest.content();
    if (!content.incident || content.action == submission::Action::Withdraw)
        return {};
    auto promised = promisedUpdate(transaction.connection(), manifest);
    if (!promised)
        return tl::unexpected(promised.error());
    auto updated = transaction->run("UPDATE incident SET first_public_at = COALESCE(first_public_at, ?), "
                                    "next_update_at = ? WHERE id = ? AND exercise = ?",
                                    at, *promised, content.incident->id.text(), content.exercise);
    if (!updated)
        return tl::unexpected(updated.error());
    return notices::post(transaction, {0, QStringLiteral("incident"), content.submission.text(), content.revision, {}},
                         at);
}

Result<int> expire(Transaction &transaction, signature::Instant now)
{
    auto jobs =
        transaction->all("SELECT p.manifest_sha256, p.channel, p.submission, p.revision, p.state FROM publication p "
                         "JOIN public_message m ON m.id = p.submission WHERE p.channel IN ('site', 'cap') AND "
                         "p.state IN ('published', 'corrected') AND m.withdrawn_at IS NULL AND "
                         "m.expires_at <= ?",
                         jobOf, now);
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const auto &job : *jobs) {
        auto done = transaction->run("UPDATE publication SET state = ? WHERE manifest_sha256 = ? AND channel = ?",
                                     name(State::Expired), job.manifestSha256, job.channel);
        if (!done)
            return done;
        auto stepped = addChannelStep(transaction, job, {State::Expired, {}, {}, {}}, now).and_then([&] {
            return followChannels(transaction, job.submission, job.revision);
        });
        if (!stepped)
            return tl::unexpected(stepped.error());
    }
    return static_cast<int>(jobs->size());
}

} // namespace astreinte::publication
