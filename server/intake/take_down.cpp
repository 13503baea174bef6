// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/take_down.h"

#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/states.h"
#include "core/submission/uuid7.h"
#include "server/intake/record.h"
#include "server/review/consents.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace astreinte::intake {
namespace {

using rules::Rulebook;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::State;
using submission::Submission;

// A message that is out somewhere with a photo whose person took their agreement back.
struct Target
{
    submission::SubmissionId id;
    bool exercise = false;
    QStringList pictures;
    QString person;
    QString reason;
    signature::Instant since; // of the later: out, and taken back
};

struct Shown
{
    QString id;
    bool exercise;
    QString picture;
    QString person;
    QString reason;
    signature::Instant takenBackAt;
    signature::Instant outAt;
};

Result<QList<Target>> targetsOf(Connection &connection)
{
    auto rows = connection.all(
        "SELECT s.id, s.exercise, w.sha256, w.person, w.reason, w.withdrawn_at, o.out_at FROM withdrawn_picture w JOIN "
        "revision_picture p ON p.sha256 = w.sha256 JOIN submission s ON s.id = p.submission AND s.head = p.revision "
        "JOIN (SELECT submission, revision, MAX(result_at) AS out_at FROM publication WHERE state IN ('published', "
        "'corrected') GROUP BY submission, revision) o ON o.submission = s.id AND o.revision = s.head ORDER BY s.id, "
        "w.sha256",
        [](const Row &row) {
            return Shown{row.text(0), row.flag(1),    row.text(2),   row.text(3),
                         row.text(4), row.instant(5), row.instant(6)};
        });
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Target> targets;
    for (const auto &shown : *rows) {
        const auto id = submission::SubmissionId::parse(shown.id);
        if (!id)
            return tl::unexpected(id.error());
        if (targets.isEmpty() || targets.last().id != *id)
            targets.append({*id, shown.exercise, {}, shown.person, shown.reason, shown.outAt});
        targets.last().pictures.append(shown.picture);
        targets.last().since = std::max(targets.last().since, shown.takenBackAt);
    }
    return targets;
}

// Two servers may look at the same time: the second waits here until the first has written.
Result<> hold(Transaction &transaction, const Target &target)
{
    auto held =
        transaction->run("UPDATE withdrawn_picture SET person = person WHERE sha256 = ?", target.pictures.constFirst());
    return held ? Result<>() : tl::unexpected(held.error());
}

// A take-down of it waits, or was proposed since: what an authority decided then is not asked again.
Result<bool> isProposed(Connection &connection, const Target &target)
{
    struct Follower
    {
        QByteArray manifest;
        State state;
        signature::Instant receivedAt;
    };
    auto followers = connection.all(
        "SELECT r.manifest, s.state, s.received_at FROM submission s JOIN revision r ON r.submission = s.id AND "
        "r.revision = s.head WHERE s.target = ?",
        [](const Row &row) {
            return Follower{row.bytes(0), submission::stateFromName(row.text(1)).value_or(State::Refused),
                            row.instant(2)};
        },
        target.id.text());
    if (!followers)
        return tl::unexpected(followers.error());
    constexpr std::array waiting{State::Received, State::InReview, State::Authorised, State::Publishing};
    return std::ranges::any_of(*followers, [&](const Follower &follower) {
        const auto manifest = submission::Manifest::parse(follower.manifest);
        return manifest && manifest->content().action == submission::Action::Withdraw &&
               (follower.receivedAt >= target.since || std::ranges::find(waiting, follower.state) != waiting.end());
    });
}

Result<Submission> proposalFor(const Target &target, const QString &kid, signature::Instant at)
{
    static submission::Uuid7Source ids;
    auto id = ids.next();
    if (!id)
        return tl::unexpected(id.error());
    submission::SubmissionContent content;
    content.id = *id;
    content.action = submission::Action::Withdraw;
    content.target = target.id;
    content.exercise = target.exercise;
    content.authors = {target.person};
    content.device = kid;
    content.createdAt = content.factsAt = at;
    content.values = {{QStringLiteral("reason"), target.reason},
                      {consentWithdrawn, QJsonArray::fromStringList(target.pictures)}};
    content.languages = {QStringLiteral("fr")};
    return Submission::freeze(content);
}

// The same documents as those of a proposal that a phone sends: whoever checks one checks the other.
Result<std::shared_ptr<const Arrival>> arrivalOf(const Submission &proposal, const QString &person,
                                                 signature::Instant at, const Rulebook &rulebook,
                                                 const signature::SigningKey &serverKey)
{
    auto terms = rulebook.assess(proposal.content(), at);
    if (!terms)
        return tl::unexpected(terms.error());
    auto manifest = submission::Manifest::of(proposal, *terms);
    if (!manifest)
        return tl::unexpected(manifest.error());
    submission::Receipt receipt;
    receipt.audience = proposal.content().device;
    receipt.submission = proposal.id();
    receipt.revision = proposal.revision();
    receipt.sha256 = proposal.sha256();
    receipt.receivedAt = at;
    receipt.exercise = proposal.content().exercise;
    auto jws = signature::signCompact(serverKey, submission::typ::submission, proposal.payload());
    auto signedReceipt = receipt.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(serverKey, submission::typ::receipt, payload);
    });
    if (!jws || !signedReceipt)
        return tl::unexpected(jws ? signedReceipt.error() : jws.error());
    identity::Caller caller;
    caller.device.kid = serverKey.kid();
    caller.device.person = person;
    return std::make_shared<const Arrival>(
        Arrival{proposal, *manifest, *jws, *signedReceipt, rulebook.title(proposal.content()), at, caller});
}

} // namespace

Result<QStringList> openDueTakeDowns(Transaction &transaction, signature::Instant at, const Rulebook &rulebook,
                                     const signature::SigningKey &serverKey)
{
    auto targets = targetsOf(transaction.connection());
    if (!targets)
        return tl::unexpected(targets.error());
    QStringList opened;
    for (const auto &target : std::as_const(*targets)) {
        auto proposed =
            hold(transaction, target).and_then([&] { return isProposed(transaction.connection(), target); });
        if (!proposed)
            return tl::unexpected(proposed.error());
        if (*proposed)
            continue;
        auto arrival = proposalFor(target, serverKey.kid(), at).and_then([&](const Submission &proposal) {
            return arrivalOf(proposal, target.person, at, rulebook, serverKey);
        });
        auto done = arrival ? record(transaction, {*arrival}) : tl::unexpected(arrival.error());
        if (!done)
            return tl::unexpected(done.error());
        opened.append((*arrival)->submission.id().text());
    }
    return opened;
}

Result<QStringList> openTakeDowns(Transaction &transaction, const ConsentWithdrawal &withdrawal,
                                  const Rulebook &rulebook, const signature::SigningKey &serverKey)
{
    if (withdrawal.reason.trimmed().isEmpty())
        return fail(Reason::ReasonRequired);
    auto known = transaction->one(
        "SELECT 1 FROM person WHERE id = ?", [](const Row &) { return true; }, withdrawal.person);
    if (!known || !*known)
        return known ? fail(Reason::NotAllowed, QStringLiteral("no such person")) : tl::unexpected(known.error());
    auto files = review::takeConsentBack(transaction,
                                         {{withdrawal.picture}, withdrawal.person, withdrawal.reason, withdrawal.at});
    if (!files)
        return tl::unexpected(files.error());
    if (*files == 0)
        return fail(Reason::UnknownSubmission, QStringLiteral("no message shows this picture"));
    return openDueTakeDowns(transaction, withdrawal.at, rulebook, serverKey);
}

} // namespace astreinte::intake
