// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/ledger.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "server/authorisation/check.h"
#include "server/authorisation/oral.h"
#include "server/journal/book.h"
#include "server/review/progress.h"

namespace astreinte::authorisation {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Action;
using submission::Decision;
using submission::State;

QString hexText(const QByteArray &bytes)
{
    return QLatin1String(signature::hex(bytes));
}

Result<State> stateOf(Connection &connection, const QString &submission)
{
    auto name = connection.one(
        "SELECT state FROM submission WHERE id = ?", [](const Row &row) { return row.text(0); }, submission);
    if (!name)
        return tl::unexpected(name.error());
    const auto state = submission::stateFromName(name->value_or(QString()));
    return state ? Result<State>(*state) : fail(Reason::UnknownSubmission);
}

// A withdrawal goes wherever its target went or is about to go; anything else where the authority said.
Result<QStringList> channelsOf(Connection &connection, const Ruling &ruling)
{
    const auto &content = ruling.manifest.content();
    if (content.action != Action::Withdraw)
        return ruling.statement.channels;
    auto channels = connection.all(
        "SELECT DISTINCT channel FROM publication WHERE submission = ? AND state IN "
        "('authorised', 'publishing', 'published', 'corrected', 'uncertain', 'expired')",
        [](const Row &row) { return row.text(0); }, content.target ? content.target->text() : QString());
    if (!channels)
        return tl::unexpected(channels.error());
    return QStringList(channels->begin(), channels->end());
}

Result<> queueForPublication(Transaction &transaction, const Ruling &ruling)
{
    auto channels = channelsOf(transaction.connection(), ruling);
    if (!channels)
        return tl::unexpected(channels.error());
    for (const auto &channel : *channels) {
        auto queued =
            transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, "
                             "state, queued_at) VALUES (?, ?, ?, ?, ?, ?)",
                             hexText(ruling.manifest.sha256()), channel, ruling.statement.submission.text(),
                             ruling.statement.revision, QString(submission::stateName(State::Authorised)), ruling.at);
        if (!queued)
            return tl::unexpected(queued.error());
    }
    return {};
}

Result<> insertDecision(Transaction &transaction, const Ruling &ruling, const QByteArray &reply)
{
    const auto &statement = ruling.statement;
    auto written =
        transaction->run("INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, "
                         "reason, statement, manifest_sha256, reply, roster_version, decided_at) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                         statement.submission.text(), statement.revision, statement.id.text(), statement.issuer,
                         ruling.aprKid, QString(submission::decisionName(statement.decision)), statement.reason,
                         ruling.jws, hexText(ruling.manifest.sha256()), reply, ruling.rosterVersion, ruling.at);
    if (!written)
        return tl::unexpected(written.error());
    return *written == 1 ? Result<>() : fail(Reason::AlreadyDecided);
}

} // namespace

// Who signed for the manifest has read it, even if the reading was not recorded.
Result<State> beginRuling(Transaction &transaction, const Ruling &ruling)
{
    const auto &window = ruling.manifest.content().window;
    const auto open = ruling.statement.decision != Decision::Approve || !window.to || *window.to > ruling.at;
    if (!holds(Check::WindowOpen, open))
        return fail(Reason::ForbiddenTransition, QStringLiteral("the message's window is over"));
    const review::Position position{ruling.statement.submission.text(), ruling.statement.revision};
    auto state = stateOf(transaction.connection(), position.submission);
    if (!state || *state != State::Received)
        return state;
    auto opened = review::advance(transaction, position, submission::Actor::Authority,
                                  {State::InReview, ruling.at, ruling.right.person(), {}, {}, {}});
    return opened ? Result<State>(State::InReview) : tl::unexpected(opened.error());
}

Result<QByteArray> replyTo(const Ruling &ruling, State state, const signature::SigningKey &serverKey)
{
    submission::DecisionRecord record;
    record.audience = ruling.kid;
    record.statement = ruling.statement.id;
    record.submission = ruling.statement.submission;
    record.revision = ruling.statement.revision;
    record.state = state;
    record.at = ruling.at;
    return record.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(serverKey, submission::typ::decision, payload);
    });
}

Result<> enterInJournal(Transaction &transaction, const Ruling &ruling, journal::Event event)
{
    const auto &statement = ruling.statement;
    return journal::enter(transaction,
                          {event,
                           journal::subjectOf(statement.submission.text(), statement.revision),
                           {{QStringLiteral("submission"), statement.submission.text()},
                            {QStringLiteral("revision"), statement.revision},
                            {QStringLiteral("manifest"), hexText(ruling.manifest.sha256())},
                            {QStringLiteral("decision"), submission::decisionName(statement.decision)},
                            {QStringLiteral("statement"), hexText(signature::sha256(ruling.jws))},
                            {QStringLiteral("person"), statement.issuer},
                            {QStringLiteral("key"), ruling.aprKid},
                            {QStringLiteral("roster"), ruling.rosterVersion}}},
                          ruling.at);
}

Result<submission::Manifest> storedManifest(Connection &connection, const QString &submission, qint64 revision)
{
    auto bytes = connection.one(
        "SELECT manifest FROM revision WHERE submission = ? AND revision = ?",
        [](const Row &row) { return row.bytes(0); }, submission, revision);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return *bytes ? submission::Manifest::parse(**bytes) : fail(Reason::UnknownRevision);
}

Result<std::optional<QByteArray>> earlierReply(Connection &connection, const QString &statementId,
                                               const QByteArray &jws)
{
    auto earlier = connection.one(
        "SELECT statement, reply FROM decision WHERE jti = ? UNION ALL "
        "SELECT statement, reply FROM countersign WHERE jti = ?",
        [](const Row &row) { return std::pair(row.bytes(0), row.bytes(1)); }, statementId, statementId);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (!*earlier)
        return std::optional<QByteArray>();
    if ((*earlier)->first != jws)
        return fail(Reason::ConflictingContent, QStringLiteral("$.jti"));
    return std::optional((*earlier)->second);
}

Result<QByteArray> enter(Transaction &transaction, const Ruling &ruling, const signature::SigningKey &serverKey)
{
    const auto &statement = ruling.statement;
    auto present = beginRuling(transaction, ruling);
    if (!present)
        return tl::unexpected(present.error());
    auto next = submission::decide(*present, statement.decision, ruling.right);
    if (!next)
        return tl::unexpected(next.error());
    auto reply = replyTo(ruling, *next, serverKey);
    if (!reply)
        return reply;
    const review::Position position{statement.submission.text(), statement.revision};
    return insertDecision(transaction, ruling, *reply)
        .and_then([&] {
            return review::advance(
                transaction, position, submission::Actor::Authority,
                {*next, ruling.at, ruling.right.person(), statement.reason, {}, {}, statement.marks});
        })
        .and_then([&] { return enterInJournal(transaction, ruling, journal::Event::Statement); })
        .and_then([&] { return settleOral(transaction, ruling); })
        .and_then([&] {
            return statement.decision == Decision::Approve ? queueForPublication(transaction, ruling) : Result<>();
        })
        .map([&] { return *reply; });
}

} // namespace astreinte::authorisation
