// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/take_down.h"

#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/states.h"
#include "core/submission/uuid7.h"
#include "server/intake/arrival.h"

#include <QJsonArray>
#include <algorithm>

namespace astreinte::intake {
namespace {

using rules::Rulebook;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Submission;

struct Target
{
    submission::SubmissionId id;
    bool exercise = false;
};

// The public messages whose head shows this photo: one photo has several files, and any of them names it.
Result<QList<Target>> targetsOf(Connection &connection, const QString &picture)
{
    struct Found
    {
        QString id;
        QString state;
        bool exercise;
    };
    auto rows = connection.all(
        "SELECT DISTINCT s.id, s.state, s.exercise FROM revision_picture p JOIN submission s ON s.id = p.submission "
        "AND s.head = p.revision WHERE p.sha256 IN (SELECT b.sha256 FROM revision_picture a JOIN revision_picture b "
        "ON b.submission = a.submission AND b.revision = a.revision AND b.position = a.position WHERE a.sha256 = ?) "
        "ORDER BY s.id",
        [](const Row &row) {
            return Found{row.text(0), row.text(1), row.flag(2)};
        },
        picture);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Target> targets;
    for (const auto &found : *rows) {
        const auto state = submission::stateFromName(found.state);
        const auto id = submission::SubmissionId::parse(found.id);
        if (state && id && submission::isPublic(*state))
            targets.append({*id, found.exercise});
    }
    return targets;
}

Result<bool> waitsAlready(Connection &connection, const submission::SubmissionId &target)
{
    auto manifests = connection.all(
        "SELECT r.manifest FROM submission s JOIN revision r ON r.submission = s.id AND r.revision = s.head "
        "WHERE s.target = ? AND s.state IN ('received', 'in_review', 'authorised', 'publishing')",
        [](const Row &row) { return row.bytes(0); }, target.text());
    if (!manifests)
        return tl::unexpected(manifests.error());
    return std::ranges::any_of(*manifests, [](const QByteArray &bytes) {
        const auto manifest = submission::Manifest::parse(bytes);
        return manifest && manifest->content().action == submission::Action::Withdraw;
    });
}

Result<Submission> proposalFor(const Target &target, const ConsentWithdrawal &withdrawal, const QString &kid)
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
    content.authors = {withdrawal.person};
    content.device = kid;
    content.createdAt = content.factsAt = withdrawal.at;
    content.values = {{QStringLiteral("reason"), withdrawal.reason},
                      {consentWithdrawn, QJsonArray{withdrawal.picture}}};
    content.languages = {QStringLiteral("fr")};
    return Submission::freeze(content);
}

// The same documents as those of a proposal that a phone sends: whoever checks one checks the other.
Result<Arrival> arrivalOf(const Submission &proposal, const ConsentWithdrawal &withdrawal, const Rulebook &rulebook,
                          const signature::SigningKey &serverKey)
{
    auto terms = rulebook.assess(proposal.content(), withdrawal.at);
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
    receipt.receivedAt = withdrawal.at;
    receipt.exercise = proposal.content().exercise;
    auto jws = signature::signCompact(serverKey, submission::typ::submission, proposal.payload());
    auto signedReceipt = receipt.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(serverKey, submission::typ::receipt, payload);
    });
    if (!jws || !signedReceipt)
        return tl::unexpected(jws ? signedReceipt.error() : jws.error());
    return Arrival{proposal, *manifest, *jws, *signedReceipt, rulebook.title(proposal.content()), withdrawal.at};
}

} // namespace

Result<QStringList> openTakeDowns(Transaction &transaction, const ConsentWithdrawal &withdrawal,
                                  const Rulebook &rulebook, const signature::SigningKey &serverKey)
{
    if (withdrawal.reason.trimmed().isEmpty())
        return fail(Reason::ReasonRequired);
    auto &connection = transaction.connection();
    auto known = connection.one(
        "SELECT 1 FROM person WHERE id = ?", [](const Row &) { return true; }, withdrawal.person);
    if (!known || !*known)
        return known ? fail(Reason::NotAllowed, QStringLiteral("no such person")) : tl::unexpected(known.error());
    auto targets = targetsOf(connection, withdrawal.picture);
    if (!targets)
        return tl::unexpected(targets.error());
    if (targets->isEmpty())
        return fail(Reason::UnknownSubmission, QStringLiteral("no public message shows this picture"));
    identity::Caller caller;
    caller.device.kid = serverKey.kid();
    caller.device.person = withdrawal.person;
    QStringList opened;
    for (const auto &target : std::as_const(*targets)) {
        auto waits = waitsAlready(connection, target.id);
        if (!waits)
            return tl::unexpected(waits.error());
        if (*waits)
            continue;
        auto arrival = proposalFor(target, withdrawal, caller.device.kid).and_then([&](const Submission &proposal) {
            return arrivalOf(proposal, withdrawal, rulebook, serverKey);
        });
        auto done = arrival ? record(transaction, *arrival, caller) : tl::unexpected(arrival.error());
        if (!done)
            return tl::unexpected(done.error());
        opened.append(arrival->submission.id().text());
    }
    return opened;
}

} // namespace astreinte::intake
