// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/authorisation.h"

#include "core/signature/bytes.h"
#include "core/signature/http_signature.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/channel_acts.h"
#include "core/submission/documents.h"
#include "server/authorisation/countersign.h"
#include "server/authorisation/duty.h"
#include "server/authorisation/ledger.h"
#include "server/deployment/deployment.h"

namespace astreinte::authorisation {
namespace {

using storage::Connection;
using storage::Row;
using submission::Action;
using submission::Statement;

struct StoredDecision
{
    QString submission;
    qint64 revision;
    QByteArray statement;
    qint64 rosterVersion;
    signature::Instant decidedAt;
    qint64 head;
};

struct Signer
{
    QString person;
    QString role;
    QString jwk;
    std::optional<signature::Instant> confirmedAt;
    std::optional<signature::Instant> revokedAt;
};

Result<StoredDecision> decisionOn(Connection &connection, const QString &manifestSha256)
{
    auto stored = connection.one(
        "SELECT d.submission, d.revision, d.statement, d.roster_version, d.decided_at, s.head "
        "FROM revision r JOIN decision d ON d.submission = r.submission "
        "AND d.revision = r.revision JOIN submission s ON s.id = r.submission "
        "WHERE r.manifest_sha256 = ?",
        [](const Row &row) {
            return StoredDecision{row.text(0),   row.number(1),  row.bytes(2),
                                  row.number(3), row.instant(4), row.number(5)};
        },
        manifestSha256);
    if (!stored)
        return tl::unexpected(stored.error());
    return *stored ? Result<StoredDecision>(**stored) : fail(Reason::NotAllowed, QStringLiteral("no decision"));
}

Result<Signer> signerOf(Connection &connection, const QString &aprKid)
{
    auto signer = connection.one(
        "SELECT person, role, apr_jwk, confirmed_at, revoked_at FROM signing_device WHERE apr_kid = ?",
        [](const Row &row) {
            return Signer{row.text(0), row.text(1), row.text(2), row.optionalInstant(3), row.optionalInstant(4)};
        },
        aprKid);
    if (!signer)
        return tl::unexpected(signer.error());
    return *signer ? Result<Signer>(**signer) : fail(Reason::UnknownKey);
}

Result<Statement> verifiedStatement(signature::Instant decidedAt, const signature::UnverifiedJws &jws,
                                    const Signer &signer)
{
    const auto active =
        signer.confirmedAt && *signer.confirmedAt <= decidedAt && (!signer.revokedAt || *signer.revokedAt > decidedAt);
    if (!active)
        return fail(Reason::RevokedKey, QStringLiteral("at the moment of the decision"));
    auto key = signature::parseStrictObject(signer.jwk.toUtf8()).and_then([](const QJsonObject &jwk) {
        return signature::VerifyingKey::fromJwk(jwk);
    });
    if (!key)
        return tl::unexpected(key.error());
    auto verified = jws.verify(*key);
    if (!verified)
        return tl::unexpected(verified.error());
    auto statement = Statement::fromPayload(verified->payload());
    if (!statement)
        return statement;
    if (statement->issuer != signer.person)
        return fail(Reason::NotAllowed, QStringLiteral("$.iss"));
    if (decidedAt < statement->issuedAt - signature::clockTolerance || decidedAt >= statement->expiresAt)
        return fail(Reason::SignatureExpired, QStringLiteral("at the moment of the decision"));
    return statement;
}

Result<> acceptChannel(const Statement &statement, const submission::Manifest &manifest, const QString &channel)
{
    if (statement.decision != submission::Decision::Approve)
        return fail(Reason::NotAllowed, QStringLiteral("the decision is not an approval"));
    if (!submission::deciding(manifest.content().kind))
        return fail(Reason::NotAllowed, QStringLiteral("a field report is never published"));
    if (manifest.content().action != Action::Withdraw && !statement.channels.contains(approvedAs(channel)))
        return fail(Reason::NotAllowed, QStringLiteral("the channel was not approved"));
    return {};
}

// What a stored approval is held against.
struct Trial
{
    Connection &connection;
    const submission::Manifest &manifest;
    const QString &channel;
    qint64 head;
    const Policy &policy;
};

// The statement, when it approves this manifest for this channel and its signer had the right to at that moment.
Result<Statement> approvalIn(const Trial &trial, const QByteArray &stored, qint64 rosterVersion,
                             signature::Instant decidedAt)
{
    auto jws = signature::parseCompact(stored, submission::typ::statement);
    if (!jws)
        return tl::unexpected(jws.error());
    auto signer = signerOf(trial.connection, jws->kid());
    if (!signer)
        return tl::unexpected(signer.error());
    auto statement = verifiedStatement(decidedAt, *jws, *signer);
    if (!statement)
        return statement;
    auto settings = deployment::readSettings(trial.connection);
    if (!settings || statement->audience != settings->origin)
        return fail(Reason::WrongAudience);
    const auto role = submission::roleFromName(signer->role);
    if (!role)
        return fail(Reason::NotAllowed, signer->role);
    auto accepted = statement->concerns(trial.manifest)
                        .and_then([&] { return acceptChannel(*statement, trial.manifest, trial.channel); })
                        .and_then([&] { return submission::acceptActs(*role, {trial.channel}); })
                        .and_then([&] { return trial.policy.acceptAgreements(trial.manifest, statement->channels); })
                        .and_then([&] {
                            return rightToDecide(trial.connection, *statement, trial.manifest, *role, trial.head,
                                                 rosterVersion, decidedAt, trial.policy);
                        });
    return accepted ? statement : tl::unexpected(accepted.error());
}

// A grave message needs a second signature, as good as the first, of somebody else.
Result<> acceptSecondPerson(const Trial &trial, const Statement &statement)
{
    if (!trial.policy.isGrave(trial.manifest, statement.channels))
        return {};
    auto stored = countersignaturesOn(trial.connection, statement.submission.text(), statement.revision,
                                      QLatin1String(signature::hex(trial.manifest.sha256())));
    if (!stored)
        return tl::unexpected(stored.error());
    for (const auto &first : *stored) {
        auto other = approvalIn(trial, first.statement, first.rosterVersion, first.decidedAt);
        if (other && other->issuer != statement.issuer && !other->sole && !statement.sole)
            return {};
    }
    return fail(Reason::NotAllowed, QStringLiteral("two persons must approve this message"));
}

// A withdrawal may have no phone: the server proposes it when somebody takes back the agreement to be shown. It changes
// nothing but what its manifest says, and that is under the authority's signature.
Result<submission::Submission> signedSubmission(const QByteArray &document, const std::optional<QString> &phone,
                                                submission::Action action)
{
    auto jws = signature::parseCompact(document, submission::typ::submission);
    if (!jws)
        return tl::unexpected(jws.error());
    if (!phone && action == submission::Action::Withdraw)
        return submission::Submission::parse(jws->unverifiedPayload());
    if (!phone)
        return fail(Reason::UnknownKey, QStringLiteral("no phone signed it"));
    return signature::parseStrictObject(phone->toUtf8())
        .and_then([](const QJsonObject &jwk) { return signature::VerifyingKey::fromJwk(jwk); })
        .and_then([&](const signature::VerifyingKey &key) { return jws->verify(key); })
        .and_then([](const auto &verified) { return submission::Submission::parse(verified.payload()); });
}

// The submission whose manifest this is: signed by its author's phone, and making these very bytes.
Result<submission::Submission> submissionBehind(Connection &connection, const submission::Manifest &manifest)
{
    const auto &content = manifest.content();
    auto stored = connection.one(
        "SELECT r.jws, (SELECT dev_jwk FROM signing_device WHERE kid = r.kid) FROM revision r WHERE r.submission = ? "
        "AND r.revision = ?",
        [](const Row &row) { return std::pair(row.bytes(0), row.optionalText(1)); }, content.submission.text(),
        content.revision);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return fail(Reason::UnknownRevision);
    auto submission = signedSubmission((*stored)->first, (*stored)->second, content.action);
    if (!submission)
        return submission;
    submission::ManifestTerms terms{content.receivedAt, content.window, content.communes, {}};
    for (const auto &photo : content.photos)
        terms.rights.append({photo.rightsOutcome, photo.openRequirements});
    auto again = submission::Manifest::of(*submission, terms);
    if (!again || again->bytes() != manifest.bytes())
        return fail(Reason::ManifestMismatch, QStringLiteral("it is not what its author submitted"));
    return submission;
}

// An installation is of one realm, and so is its database: the other's messages are not here by right.
Result<> acceptRealm(Connection &connection, const submission::Manifest &manifest)
{
    auto exercise = deployment::inExercise(connection);
    if (!exercise)
        return tl::unexpected(exercise.error());
    return *exercise == manifest.content().exercise
               ? Result<>()
               : fail(Reason::NotAllowed, QStringLiteral("an exercise and the real world do not meet"));
}

} // namespace

QString approvedAs(const QString &channel)
{
    return channel == QLatin1String("cap") ? QStringLiteral("site") : channel;
}

Result<AnyAuthorisation> Verifier::verify(const QString &manifestSha256, const QString &channel)
{
    return m_store.read([&](Connection &connection) -> Result<AnyAuthorisation> {
        auto decision = decisionOn(connection, manifestSha256);
        if (!decision)
            return tl::unexpected(decision.error());
        auto manifest = storedManifest(connection, decision->submission, decision->revision);
        if (!manifest)
            return tl::unexpected(manifest.error());
        if (QLatin1String(signature::hex(manifest->sha256())) != manifestSha256)
            return fail(Reason::ManifestMismatch);
        if (auto accepted = acceptRealm(connection, *manifest); !accepted)
            return tl::unexpected(accepted.error());
        const Trial trial{connection, *manifest, channel, decision->head, m_policy};
        auto statement = approvalIn(trial, decision->statement, decision->rosterVersion, decision->decidedAt);
        if (!statement)
            return tl::unexpected(statement.error());
        if (auto enough = acceptSecondPerson(trial, *statement); !enough)
            return tl::unexpected(enough.error());
        auto submission = submissionBehind(connection, *manifest);
        if (!submission)
            return tl::unexpected(submission.error());
        for (const auto &photo : manifest->content().photos)
            if (auto bytes = m_blobs.read(QLatin1String(signature::hex(photo.fileFor(approvedAs(channel)).sha256)));
                !bytes)
                return tl::unexpected(bytes.error());
        if (manifest->content().kind == submission::Kind::SelfTest)
            return Authorisation<Realm::SelfTest>(*manifest, *statement, *submission, channel, m_blobs);
        if (manifest->content().exercise)
            return Authorisation<Realm::Exercise>(*manifest, *statement, *submission, channel, m_blobs);
        return Authorisation<Realm::Real>(*manifest, *statement, *submission, channel, m_blobs);
    });
}

} // namespace astreinte::authorisation
