// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/gate.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/channel_acts.h"
#include "core/submission/documents.h"
#include "core/submission/incident.h"
#include "core/submission/receipt.h"
#include "server/authorisation/check.h"
#include "server/authorisation/countersign.h"
#include "server/authorisation/duty.h"
#include "server/authorisation/ledger.h"
#include "server/review/consents.h"

#include <algorithm>

namespace astreinte::authorisation {
namespace {

using namespace std::chrono_literals;
using identity::Caller;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::State;
using submission::Statement;

constexpr auto challengeKept = 24h;

Result<> acceptTimes(const Statement &statement, signature::Instant now)
{
    if (!holds(Check::NotFromTheFuture, statement.issuedAt <= now + signature::clockTolerance))
        return fail(Reason::ClockSkew, QStringLiteral("$.iat is in the future"));
    if (!holds(Check::NotExpired, statement.expiresAt > now))
        return fail(Reason::SignatureExpired, QStringLiteral("$.exp"));
    return {};
}

Result<> spendChallenge(Transaction &transaction, const Caller &caller, const Statement &statement,
                        signature::Instant now)
{
    struct Stored
    {
        QString kid;
        QString submission;
        qint64 revision;
        signature::Instant expiresAt;
        bool used;
    };
    auto stored = transaction->one(
        "SELECT kid, submission, revision, expires_at, used_at FROM challenge "
        "WHERE challenge = ?",
        [](const Row &row) {
            return Stored{row.text(0), row.text(1), row.number(2), row.instant(3), !row.isNull(4)};
        },
        statement.challenge);
    if (!stored)
        return tl::unexpected(stored.error());
    const auto bound = *stored && (*stored)->kid == caller.device.kid &&
                       (*stored)->submission == statement.submission.text() &&
                       (*stored)->revision == statement.revision;
    if (!*stored || !holds(Check::ChallengeOfThisPhone, bound))
        return fail(Reason::UnknownChallenge);
    if (!holds(Check::ChallengeUnused, !(*stored)->used))
        return fail(Reason::UsedChallenge);
    if (!holds(Check::ChallengeFresh, (*stored)->expiresAt > now))
        return fail(Reason::UnknownChallenge, QStringLiteral("expired"));
    auto spent = transaction->run("UPDATE challenge SET used_at = ? WHERE challenge = ? AND used_at IS NULL", now,
                                  statement.challenge);
    if (!spent)
        return tl::unexpected(spent.error());
    return holds(Check::ChallengeUnused, *spent == 1) ? Result<>() : fail(Reason::UsedChallenge);
}

struct Head
{
    qint64 revision;
    std::optional<submission::Kind> kind;
};

Result<Head> headOf(Connection &connection, const QString &submission)
{
    auto head = connection.one(
        "SELECT head, kind FROM submission WHERE id = ?",
        [](const Row &row) {
            return Head{row.number(0), submission::kindFromName(row.text(1))};
        },
        submission);
    if (!head)
        return tl::unexpected(head.error());
    return *head ? Result<Head>(**head) : fail(Reason::UnknownSubmission);
}

// A late approval may be wrong: facts older than 30 minutes are asked about again (BRIEF §1.6).
bool needsFactsConfirmed(const Statement &statement, const submission::Manifest &manifest, signature::Instant now)
{
    const auto &content = manifest.content();
    return statement.decision == submission::Decision::Approve && content.action != submission::Action::Withdraw &&
           submission::factsAreStale(content.factsAt, now) && !statement.factsConfirmed;
}

// Whether this approval opens the gate by itself, or is the first of the two that a grave message needs.
Result<bool> isEnough(Connection &connection, const Ruling &ruling, const Policy &policy)
{
    const auto &statement = ruling.statement;
    const auto grave =
        statement.decision == submission::Decision::Approve && policy.isGrave(ruling.manifest, statement.channels);
    if (holds(Check::TwoPersons, !grave))
        return true;
    if (statement.sole)
        return fail(Reason::OwnSubmission, QStringLiteral("two persons must approve this message"));
    auto first = countersignaturesOn(connection, statement.submission.text(), statement.revision,
                                     QLatin1String(signature::hex(ruling.manifest.sha256())));
    if (!first)
        return tl::unexpected(first.error());
    return std::ranges::any_of(*first, [&](const Countersignature &other) {
        return holds(Check::AnotherPerson, other.person != statement.issuer);
    });
}

} // namespace

Result<Challenge> Gate::challenge(const Caller &caller, const QString &submission, qint64 revision)
{
    const auto role = submission::roleFromName(caller.device.role);
    if (!role || !(submission::isAuthority(*role) || *role == submission::Role::SelfTest))
        return fail(Reason::NotAllowed, caller.device.role);
    auto random = signature::randomBytes(16);
    if (!random)
        return tl::unexpected(random.error());
    const Challenge challenge{QLatin1String(signature::base64Url(*random)), m_now() + challengeLife};
    return m_store.write([&](Transaction &transaction) -> Result<Challenge> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto head = headOf(transaction.connection(), submission);
        if (!head)
            return tl::unexpected(head.error());
        // A field report is refused in its own words, when somebody decides on it.
        const auto needed = head->kind ? submission::deciding(*head->kind) : std::nullopt;
        if (!submission::mayEver(*role, needed.value_or(submission::Permission::Decide)))
            return fail(Reason::NotAllowed, caller.device.role + QStringLiteral(" on this kind of message"));
        if (head->revision != revision)
            return fail(Reason::StaleRevision, QStringLiteral("head is %1").arg(head->revision));
        auto made = transaction->run("INSERT INTO challenge (challenge, kid, submission, revision, expires_at) "
                                     "VALUES (?, ?, ?, ?, ?)",
                                     challenge.challenge, caller.device.kid, submission, revision, challenge.expiresAt);
        return made ? Result<Challenge>(challenge) : tl::unexpected(made.error());
    });
}

Result<Statement> Gate::readStatement(const Caller &caller, const QByteArray &jws, const QString &origin)
{
    auto parsed = signature::parseCompact(jws, submission::typ::statement);
    if (!parsed)
        return tl::unexpected(parsed.error());
    // The phone that asks must be the phone that signs: its approval key, and no other.
    if (parsed->kid() != caller.device.aprKid)
        return fail(Reason::UnknownKey, QStringLiteral("not this phone's approval key"));
    auto key = m_devices.approvalKey(caller.device.aprKid);
    if (!key)
        return tl::unexpected(key.error());
    auto verified = parsed->verify(*key);
    if (!verified)
        return tl::unexpected(verified.error());
    auto statement = Statement::fromPayload(verified->payload());
    if (!statement)
        return statement;
    if (statement->audience != origin)
        return fail(Reason::WrongAudience, QStringLiteral("$.aud"));
    if (statement->issuer != caller.device.person)
        return fail(Reason::NotAllowed, QStringLiteral("$.iss"));
    return statement;
}

Result<QByteArray> Gate::decide(const Caller &caller, const QByteArray &statementJws)
{
    auto settings = m_store.read(deployment::readSettings);
    if (!settings)
        return tl::unexpected(settings.error());
    auto statement = readStatement(caller, statementJws, settings->origin);
    if (!statement)
        return tl::unexpected(statement.error());
    return m_store.write([&](Transaction &transaction) -> Result<QByteArray> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto earlier = earlierReply(transaction.connection(), statement->id.text(), statementJws);
        if (!earlier)
            return tl::unexpected(earlier.error());
        return *earlier ? Result<QByteArray>(**earlier) : settle(transaction, caller, *statement, statementJws);
    });
}

Result<submission::Manifest> Gate::examine(Transaction &transaction, const Caller &caller, const Statement &statement,
                                           signature::Instant now) const
{
    auto &connection = transaction.connection();
    const auto id = statement.submission.text();
    if (auto accepted = acceptTimes(statement, now); !accepted)
        return tl::unexpected(accepted.error());
    if (auto spent = spendChallenge(transaction, caller, statement, now); !spent)
        return tl::unexpected(spent.error());
    auto manifest = storedManifest(connection, id, statement.revision);
    if (!manifest)
        return manifest;
    if (!submission::deciding(manifest->content().kind))
        return fail(Reason::ForbiddenTransition, QStringLiteral("a field report is never decided on nor published"));
    auto concerned = statement.concerns(*manifest);
    if (!holds(Check::VeryBytes, concerned.has_value()))
        return tl::unexpected(concerned.error());
    return manifest;
}

Result<QByteArray> Gate::settle(Transaction &transaction, const Caller &caller, const Statement &statement,
                                const QByteArray &jws)
{
    const auto now = m_now();
    auto &connection = transaction.connection();
    auto manifest = examine(transaction, caller, statement, now);
    if (!manifest)
        return tl::unexpected(manifest.error());
    auto roster = deployment::rosterVersion(connection);
    const auto role = submission::roleFromName(caller.device.role);
    if (!roster || !role)
        return fail(Reason::NotAllowed, caller.device.role);
    auto head = headOf(connection, statement.submission.text());
    if (!head)
        return tl::unexpected(head.error());
    auto right = rightToDecide(connection, statement, *manifest, *role, head->revision, *roster, now, m_policy);
    if (!right)
        return tl::unexpected(right.error());
    if (!holds(Check::FactsHold, !needsFactsConfirmed(statement, *manifest, now)))
        return fail(Reason::FactsStale, signature::toText(manifest->content().factsAt));
    if (auto agreed = m_policy.acceptAgreements(*manifest, statement.channels);
        statement.decision == submission::Decision::Approve && !holds(Check::Agreed, agreed.has_value()))
        return tl::unexpected(agreed.error());
    auto consent = review::consentHolds(connection, {statement.submission.text(), statement.revision});
    if (!consent)
        return tl::unexpected(consent.error());
    if (statement.decision == submission::Decision::Approve && !holds(Check::ConsentHolds, *consent))
        return fail(Reason::RightsIncomplete, review::consentTakenBack);
    const Ruling ruling{statement, *manifest, *right, jws, caller.device.kid, caller.device.aprKid, *roster, now};
    auto enough = isEnough(connection, ruling, m_policy);
    if (!enough)
        return tl::unexpected(enough.error());
    return *enough ? enter(transaction, ruling, m_serverKey) : enterFirst(transaction, ruling, m_serverKey);
}

Result<int> pruneChallenges(Transaction &transaction, signature::Instant now)
{
    return transaction->run("DELETE FROM challenge WHERE expires_at < ?", now - challengeKept);
}

} // namespace astreinte::authorisation
