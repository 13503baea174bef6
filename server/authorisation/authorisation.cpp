// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/authorisation.h"

#include "core/signature/bytes.h"
#include "core/signature/http_signature.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
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
        "SELECT d.person, p.role, d.apr_jwk, d.confirmed_at, d.revoked_at FROM device d "
        "JOIN person p ON p.id = d.person WHERE d.apr_kid = ?",
        [](const Row &row) {
            return Signer{row.text(0), row.text(1), row.text(2), row.optionalInstant(3), row.optionalInstant(4)};
        },
        aprKid);
    if (!signer)
        return tl::unexpected(signer.error());
    return *signer ? Result<Signer>(**signer) : fail(Reason::UnknownKey);
}

Result<Statement> verifiedStatement(const StoredDecision &decision, const signature::UnverifiedJws &jws,
                                    const Signer &signer)
{
    const auto active = signer.confirmedAt && *signer.confirmedAt <= decision.decidedAt &&
                        (!signer.revokedAt || *signer.revokedAt > decision.decidedAt);
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
    if (decision.decidedAt < statement->issuedAt - signature::clockTolerance ||
        decision.decidedAt >= statement->expiresAt)
        return fail(Reason::SignatureExpired, QStringLiteral("at the moment of the decision"));
    return statement;
}

Result<> acceptChannel(const Statement &statement, const submission::Manifest &manifest, const QString &channel)
{
    if (statement.decision != submission::Decision::Approve)
        return fail(Reason::NotAllowed, QStringLiteral("the decision is not an approval"));
    if (manifest.content().kind != submission::Kind::Proposal)
        return fail(Reason::NotAllowed, QStringLiteral("a field report is never published"));
    if (manifest.content().action != Action::Withdraw && !statement.channels.contains(channel))
        return fail(Reason::NotAllowed, QStringLiteral("the channel was not approved"));
    return {};
}

} // namespace

QString Authorisation::manifestSha256() const
{
    return QLatin1String(signature::hex(m_manifest.sha256()));
}

Result<QByteArray> Authorisation::photo(const submission::ManifestPhoto &photo) const
{
    return m_blobs->read(QLatin1String(signature::hex(photo.sha256)));
}

Result<Authorisation> Verifier::verify(const QString &manifestSha256, const QString &channel)
{
    return m_store.read([&](Connection &connection) -> Result<Authorisation> {
        auto decision = decisionOn(connection, manifestSha256);
        if (!decision)
            return tl::unexpected(decision.error());
        auto jws = signature::parseCompact(decision->statement, submission::typ::statement);
        if (!jws)
            return tl::unexpected(jws.error());
        auto signer = signerOf(connection, jws->kid());
        if (!signer)
            return tl::unexpected(signer.error());
        auto statement = verifiedStatement(*decision, *jws, *signer);
        if (!statement)
            return tl::unexpected(statement.error());
        auto manifest = storedManifest(connection, decision->submission, decision->revision);
        if (!manifest)
            return tl::unexpected(manifest.error());
        if (QLatin1String(signature::hex(manifest->sha256())) != manifestSha256)
            return fail(Reason::ManifestMismatch);
        auto settings = deployment::readSettings(connection);
        if (!settings || statement->audience != settings->origin)
            return fail(Reason::WrongAudience);
        const auto role = submission::roleFromName(signer->role);
        if (!role)
            return fail(Reason::NotAllowed, signer->role);
        auto accepted = statement->concerns(*manifest)
                            .and_then([&] { return acceptChannel(*statement, *manifest, channel); })
                            .and_then([&] {
                                return rightToDecide(connection, *statement, *manifest, *role, decision->head,
                                                     decision->rosterVersion, decision->decidedAt);
                            });
        if (!accepted)
            return tl::unexpected(accepted.error());
        Authorisation authorisation(*manifest, *statement, channel, m_blobs);
        for (const auto &photo : manifest->content().photos)
            if (auto bytes = authorisation.photo(photo); !bytes)
                return tl::unexpected(bytes.error());
        return authorisation;
    });
}

} // namespace astreinte::authorisation
