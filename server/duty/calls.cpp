// SPDX-License-Identifier: EUPL-1.2
#include "server/duty/calls.h"

#include "server/deployment/deployment.h"
#include "server/notices/notices.h"
#include "server/roster/roster.h"

#include <algorithm>

namespace astreinte::duty {
namespace {

using signature::Instant;
using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr int callsInRound = int(calledAfter.size());
constexpr int mostAtOnce = 200;
constexpr int mostShown = 20;
constexpr std::chrono::hours tooOld{24 * 7}; // what the review no longer shows either

struct Waiting
{
    QString submission;
    qint64 revision = 0;
    Instant since; // its arrival, or the first of two signatures
};

// Everything that is not decided, unless an authority approved it by voice. The latest first: what nobody decided for
// days never stands before what has just come.
Result<std::vector<Waiting>> waiting(Connection &connection, Instant now)
{
    return connection.all(
        "SELECT s.id, s.head, COALESCE((SELECT MAX(c.decided_at) FROM countersign c WHERE c.submission = s.id AND "
        "c.revision = s.head), s.received_at) FROM message s WHERE s.kind = 'proposal' AND s.state IN "
        "('received', 'in_review') AND s.received_at > ? AND NOT EXISTS (SELECT 1 FROM oral_approval o WHERE "
        "o.submission = s.id AND o.revision = s.head AND o.settled_at IS NULL) ORDER BY s.received_at DESC LIMIT ?",
        [](const Row &row) {
            return Waiting{row.text(0), row.number(1), row.instant(2)};
        },
        now - tooOld, mostAtOnce);
}

struct Last
{
    int stage;
    Instant calledAt;
    std::optional<Instant> answeredAt;
    std::optional<int> first; // of those made since the proposal waits for this signature
};

Result<std::optional<Last>> lastCall(Connection &connection, const Waiting &proposal)
{
    return connection.one(
        "SELECT stage, called_at, answered_at, (SELECT MIN(f.stage) FROM duty_call f WHERE f.submission = "
        "d.submission AND f.revision = d.revision AND f.called_at >= ?) FROM duty_call d WHERE submission = ? AND "
        "revision = ? ORDER BY stage DESC LIMIT 1",
        [](const Row &row) {
            return Last{int(row.number(0)), row.instant(1), row.optionalInstant(2),
                        row.isNull(3) ? std::nullopt : std::optional(int(row.number(3)))};
        },
        proposal.since, proposal.submission, proposal.revision);
}

// The stage that is due now, if one is.
std::optional<int> stageDue(const std::optional<Last> &last, const Waiting &proposal, Instant now)
{
    const auto from = [now](Instant due, int stage) { return now >= due ? std::optional(stage) : std::nullopt; };
    if (!last)
        return from(proposal.since, 0);
    const auto round = last->stage / callsInRound;
    const auto again = (round + 1) * callsInRound;
    if (!last->first)
        return from(proposal.since, again);
    const auto place = std::size_t(last->stage % callsInRound);
    if (!last->answeredAt && place + 1 < calledAfter.size())
        return from(last->calledAt + (calledAfter[place + 1] - calledAfter[place]), last->stage + 1);
    if (round - *last->first / callsInRound + 1 >= mostRounds)
        return std::nullopt;
    return from(last->answeredAt.value_or(last->calledAt) + calledAgainAfter, again);
}

// The first person is called twice; the last one stays the last.
QString personAt(const QStringList &persons, int stage)
{
    if (persons.isEmpty())
        return {};
    const auto rank = std::max(0, stage % callsInRound - 1);
    return persons.at(std::min<qsizetype>(rank, persons.size() - 1));
}

Result<bool> call(Transaction &transaction, const Waiting &proposal, int stage, Instant now)
{
    auto persons = ladder(transaction.connection(), proposal.submission, proposal.revision, now);
    if (!persons)
        return tl::unexpected(persons.error());
    const auto person = personAt(*persons, stage);
    auto made = transaction->run("INSERT INTO duty_call (submission, revision, stage, person, called_at) "
                                 "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                 proposal.submission, proposal.revision, stage, person, now);
    if (!made)
        return tl::unexpected(made.error());
    if (*made == 0)
        return false;
    auto told = notices::post(transaction, {0, QStringLiteral("incident"), {}, 0, {}}, now);
    if (told && !person.isEmpty())
        told = notices::post(transaction,
                             {0, QStringLiteral("call"), proposal.submission, proposal.revision, {}, person}, now);
    return told ? Result<bool>(true) : tl::unexpected(told.error());
}

Result<QStringList> onDuty(Connection &connection, Instant at)
{
    auto version = deployment::rosterVersion(connection);
    if (!version)
        return tl::unexpected(version.error());
    auto entries = roster::slotsOf(connection, *version);
    if (!entries)
        return tl::unexpected(entries.error());
    QStringList persons;
    for (const auto &slot : *entries)
        if (slot.role == QLatin1String("dutyAuthority") && slot.from <= at && at < slot.to)
            persons += slot.person;
    return persons;
}

Call callOf(const Row &row)
{
    return {row.text(0),    row.number(1),          int(row.number(2)), row.text(3),
            row.instant(4), row.optionalInstant(5), row.text(6)};
}

} // namespace

Result<QStringList> ladder(Connection &connection, const QString &submission, qint64 revision, Instant at)
{
    const auto id = [](const Row &row) { return row.text(0); };
    auto persons = onDuty(connection, at);
    auto above = connection.all("SELECT id FROM person WHERE role IN ('cabinetDirector', 'generalSecretary', "
                                "'prefect') ORDER BY CASE role WHEN 'cabinetDirector' THEN 0 WHEN 'generalSecretary' "
                                "THEN 1 ELSE 2 END, added_at DESC, id",
                                id);
    auto barred = connection.all("SELECT person FROM revision_author WHERE submission = ? UNION SELECT person FROM "
                                 "countersign WHERE submission = ? AND revision = ?",
                                 id, submission, submission, revision);
    auto reachable =
        connection.all("SELECT DISTINCT person FROM device WHERE confirmed_at IS NOT NULL AND revoked_at IS NULL", id);
    if (!persons || !above || !barred || !reachable)
        return fail(Reason::StorageFailed, QStringLiteral("the roster's order"));
    persons->append(QStringList(above->begin(), above->end()));
    QStringList order;
    for (const auto &person : *persons)
        if (!order.contains(person) && std::ranges::find(*barred, person) == barred->end() &&
            std::ranges::find(*reachable, person) != reachable->end())
            order += person;
    return order;
}

Result<int> callDown(Transaction &transaction, Instant now)
{
    auto proposals = waiting(transaction.connection(), now);
    if (!proposals)
        return tl::unexpected(proposals.error());
    int calls = 0;
    for (const auto &proposal : *proposals) {
        auto last = lastCall(transaction.connection(), proposal);
        if (!last)
            return tl::unexpected(last.error());
        const auto stage = stageDue(*last, proposal, now);
        if (!stage)
            continue;
        auto made = call(transaction, proposal, *stage, now);
        if (!made)
            return tl::unexpected(made.error());
        calls += *made ? 1 : 0;
    }
    return calls;
}

Result<> acknowledge(Transaction &transaction, const QString &submission, qint64 revision, const QString &person,
                     Instant now)
{
    auto first = transaction->run(
        "INSERT INTO duty_call (submission, revision, stage, person, called_at) "
        "SELECT submission, revision, 0, CAST(? AS TEXT), received_at FROM revision WHERE submission = ? "
        "AND revision = ? ON CONFLICT DO NOTHING",
        person, submission, revision);
    if (!first)
        return tl::unexpected(first.error());
    // Who gave the first of two signatures does not answer for the second.
    auto answered = transaction->run("UPDATE duty_call SET answered_at = ?, answered_by = ? WHERE submission = ? AND "
                                     "revision = ? AND answered_at IS NULL AND NOT EXISTS (SELECT 1 FROM countersign c "
                                     "WHERE c.submission = duty_call.submission AND c.revision = duty_call.revision "
                                     "AND c.person = ?)",
                                     now, person, submission, revision, person);
    if (!answered)
        return tl::unexpected(answered.error());
    return *answered == 0 ? Result<>() : notices::post(transaction, {0, QStringLiteral("incident"), {}, 0, {}}, now);
}

Result<std::vector<Call>> callsOfIncident(Connection &connection, const QString &incident)
{
    return connection.all(
        "SELECT d.submission, d.revision, d.stage, COALESCE(d.person, ''), d.called_at, d.answered_at, "
        "COALESCE(d.answered_by, '') FROM duty_call d JOIN submission s ON s.id = d.submission WHERE s.incident = ? "
        "ORDER BY d.called_at DESC, d.stage DESC LIMIT ?",
        callOf, incident, mostShown);
}

} // namespace astreinte::duty
