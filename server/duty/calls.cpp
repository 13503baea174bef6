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

constexpr int firstOfSecondSignature = 4;
constexpr int mostAtOnce = 200;
constexpr int mostShown = 20;

struct Waiting
{
    QString submission;
    qint64 revision = 0;
    Instant since;
    int firstStage = 0;
};

Waiting waitingOf(const Row &row, int firstStage)
{
    return {row.text(0), row.number(1), row.instant(2), firstStage};
}

// What nobody has opened, unless an authority approved it by voice; and what has the first of two signatures.
Result<std::vector<Waiting>> waiting(Connection &connection)
{
    auto unopened = connection.all(
        "SELECT s.id, s.head, s.received_at FROM submission s WHERE s.kind = 'proposal' AND s.state = 'received' AND "
        "NOT EXISTS (SELECT 1 FROM oral_approval o WHERE o.submission = s.id AND o.revision = s.head AND "
        "o.settled_at IS NULL) ORDER BY s.received_at LIMIT ?",
        [](const Row &row) { return waitingOf(row, 0); }, mostAtOnce);
    if (!unopened)
        return unopened;
    auto halfSigned = connection.all(
        "SELECT s.id, s.head, MAX(c.decided_at) FROM submission s JOIN countersign c ON c.submission = s.id AND "
        "c.revision = s.head WHERE s.state = 'in_review' AND NOT EXISTS (SELECT 1 FROM duty_call d WHERE "
        "d.submission = s.id AND d.revision = s.head AND d.stage >= ? AND d.answered_at IS NOT NULL) "
        "GROUP BY s.id, s.head LIMIT ?",
        [](const Row &row) { return waitingOf(row, firstOfSecondSignature); }, firstOfSecondSignature, mostAtOnce);
    if (!halfSigned)
        return halfSigned;
    unopened->insert(unopened->end(), halfSigned->begin(), halfSigned->end());
    return unopened;
}

struct Last
{
    int stage;
    Instant calledAt;
};

// The stage that is due now, if one is.
Result<std::optional<int>> stageDue(Connection &connection, const Waiting &proposal, Instant now)
{
    auto last = connection.one(
        "SELECT stage, called_at FROM duty_call WHERE submission = ? AND revision = ? AND stage >= ? "
        "ORDER BY stage DESC LIMIT 1",
        [](const Row &row) {
            return Last{int(row.number(0)), row.instant(1)};
        },
        proposal.submission, proposal.revision, proposal.firstStage);
    if (!last)
        return tl::unexpected(last.error());
    const auto next = *last ? (*last)->stage - proposal.firstStage + 1 : 0;
    if (next >= int(calledAfter.size()))
        return std::optional<int>();
    const auto after = calledAfter[std::size_t(next)];
    const auto paced = !*last || now >= (*last)->calledAt + (after - calledAfter[std::size_t(next) - 1]);
    return now >= proposal.since + after && paced ? std::optional(proposal.firstStage + next) : std::nullopt;
}

// The first person is called twice; the last one stays the last.
QString personAt(const QStringList &persons, int stage)
{
    if (persons.isEmpty())
        return {};
    const auto rank = std::max(0, stage % firstOfSecondSignature - 1);
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
    auto proposals = waiting(transaction.connection());
    if (!proposals)
        return tl::unexpected(proposals.error());
    int calls = 0;
    for (const auto &proposal : *proposals) {
        auto stage = stageDue(transaction.connection(), proposal, now);
        if (!stage)
            return tl::unexpected(stage.error());
        if (!*stage)
            continue;
        auto made = call(transaction, proposal, **stage, now);
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
