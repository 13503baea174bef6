// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"

#include "assets/assets.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "server/rules/rulebook.h"

namespace astreinte::command {
namespace {

using signature::HttpHeader;
using storage::Connection;
using storage::Transaction;

constexpr std::chrono::seconds requestLife{120};
const HttpHeader jose("Content-Type", "application/jose");

// As short as a message can be. That of an exercise says so first, as they all do.
Result<submission::Submission> documentOf(const QString &device, bool exercise, signature::Instant now)
{
    auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights());
    auto id = submission::Uuid7Source().next();
    if (!rulebook || !id)
        return tl::unexpected(rulebook ? id.error() : rulebook.error());
    const auto text = QStringLiteral("Essai quotidien");
    submission::SubmissionContent content;
    content.id = *id;
    content.kind = submission::Kind::SelfTest;
    content.exercise = exercise;
    content.authors = {self_test::officer};
    content.device = device;
    content.createdAt = now;
    content.factsAt = now;
    content.values = {{QStringLiteral("title"), text}};
    content.languages = {QStringLiteral("fr")};
    content.texts[submission::selfTestChannel] = {
        {QStringLiteral("fr"), exercise ? rulebook->catalogue().exercisePrefix().french + text : text}};
    return submission::Submission::freeze(content);
}

} // namespace

Result<SelfTestWalk::Phone> SelfTestWalk::Phone::make()
{
    auto dev = signature::SigningKey::generate();
    auto apr = signature::SigningKey::generate();
    if (!dev || !apr)
        return tl::unexpected(dev ? apr.error() : dev.error());
    return Phone{std::move(*dev), std::move(*apr)};
}

Result<SelfTestWalk> SelfTestWalk::begin(storage::Store &store, publication::PageReader reader,
                                         const signature::VerifyingKey &serverKey, deployment::Now now,
                                         std::chrono::seconds patience)
{
    auto settings = store.read(deployment::readSettings);
    auto officer = Phone::make();
    auto authority = Phone::make();
    if (!settings)
        return tl::unexpected(settings.error());
    if (!officer || !authority)
        return tl::unexpected(officer ? authority.error() : officer.error());
    const auto at = now();
    auto document = documentOf(officer->dev.kid(), settings->exercise, at);
    if (!document)
        return tl::unexpected(document.error());
    auto probe = store.write([&](Transaction &transaction) {
        return self_test::begin(transaction, document->id().text(), officer->keys(), authority->keys(), at, patience);
    });
    if (!probe)
        return tl::unexpected(probe.error());
    return SelfTestWalk(store, std::move(reader), serverKey, std::move(now), std::move(*officer), std::move(*authority),
                        std::move(*document), *probe, settings->origin);
}

Result<QByteArray> SelfTestWalk::send(const Phone &phone, const char *method, const QString &path,
                                      const QList<HttpHeader> &headers, const QByteArray &body)
{
    const QUrl address(m_origin + path);
    auto nonce = signature::freshNonce();
    if (!nonce)
        return tl::unexpected(nonce.error());
    const signature::HttpRequestView view{
        method, publication::PageReader::hostOf(address).toLower(), path.toLatin1(), {}, headers};
    auto added = signature::signRequest(phone.dev, view, signature::sha256(body), {m_now(), requestLife, *nonce});
    if (!added)
        return tl::unexpected(added.error());
    auto page = m_reader.send(method, address, headers + *added, body);
    if (!page)
        return tl::unexpected(page.error());
    return page->status / 100 == 2
               ? Result<QByteArray>(page->body)
               : fail(Reason::UnexpectedReply,
                      QStringLiteral("%1 %2").arg(page->status).arg(QString::fromUtf8(page->body.left(200))));
}

Result<QByteArray> SelfTestWalk::signedReply(const QByteArray &body, QLatin1String member, QLatin1String type) const
{
    return signature::parseStrictObject(body)
        .and_then([&](const QJsonObject &object) {
            return signature::parseCompact(object.value(member).toString().toLatin1(), type);
        })
        .and_then([&](const signature::UnverifiedJws &jws) { return jws.verify(m_serverKey); })
        .map([](const signature::VerifiedJws &jws) { return jws.payload(); });
}

Result<> SelfTestWalk::submit()
{
    return signature::signCompact(m_officer.dev, submission::typ::submission, m_submission.payload())
        .and_then([&](const QByteArray &jws) {
            return send(m_officer, "POST", QStringLiteral("/v1/submissions"),
                        {jose, {"Idempotency-Key", m_submission.idempotencyKey()}}, jws);
        })
        .and_then([&](const QByteArray &body) {
            return signedReply(body, QLatin1String("receipt"), submission::typ::receipt);
        })
        .and_then([](const QByteArray &payload) { return submission::Receipt::fromPayload(payload); })
        .and_then(
            [&](const submission::Receipt &receipt) { return receipt.covers(m_submission, m_officer.dev.kid()); });
}

Result<submission::Statement> SelfTestWalk::statementOn(const submission::Manifest &manifest, const QString &challenge)
{
    auto roster = m_store.read([](Connection &connection) { return deployment::rosterVersion(connection); });
    auto id = submission::Uuid7Source().next();
    if (!roster || !id)
        return tl::unexpected(roster ? id.error() : roster.error());
    submission::Statement statement;
    statement.audience = m_origin;
    statement.issuer = self_test::authority;
    statement.id = *id;
    statement.issuedAt = signature::fromUnixSeconds(signature::toUnixSeconds(m_now()));
    statement.expiresAt = statement.issuedAt + requestLife;
    statement.decision = submission::Decision::Approve;
    statement.channels = {submission::selfTestChannel};
    statement.submission = m_submission.id();
    statement.revision = m_submission.revision();
    statement.manifestBytes = manifest.bytes().size();
    statement.manifestSha256 = manifest.sha256();
    statement.rosterVersion = *roster;
    statement.rosterEntry = m_probe.id;
    statement.amr = {QStringLiteral("self-test")};
    statement.challenge = challenge;
    return statement;
}

Result<> SelfTestWalk::approve()
{
    auto manifest = send(m_authority, "GET", QStringLiteral("/v1/submissions/%1/1/manifest").arg(m_probe.id), {}, {})
                        .and_then([](const QByteArray &bytes) { return submission::Manifest::parse(bytes); });
    if (!manifest)
        return tl::unexpected(manifest.error());
    return signature::canonicalJson(
               QJsonObject{{QStringLiteral("submission"), m_probe.id}, {QStringLiteral("revision"), 1}})
        .and_then([&](const QByteArray &question) {
            return send(m_authority, "POST", QStringLiteral("/v1/challenges"), {{"Content-Type", "application/json"}},
                        question);
        })
        .and_then([](const QByteArray &body) { return signature::parseStrictObject(body); })
        .and_then([&](const QJsonObject &given) {
            return statementOn(*manifest, given.value(QLatin1String("challenge")).toString());
        })
        .and_then([](const submission::Statement &statement) { return statement.toPayload(); })
        .and_then([&](const QByteArray &payload) {
            return signature::signCompact(m_authority.apr, submission::typ::statement, payload);
        })
        .and_then([&](const QByteArray &jws) {
            return send(m_authority, "POST", QStringLiteral("/v1/statements"), {jose}, jws);
        })
        .and_then([&](const QByteArray &body) {
            return signedReply(body, QLatin1String("decision"), submission::typ::decision);
        })
        .and_then([](const QByteArray &payload) { return submission::DecisionRecord::fromPayload(payload); })
        .and_then([](const submission::DecisionRecord &record) -> Result<> {
            return record.state == submission::State::Authorised
                       ? Result<>()
                       : fail(Reason::UnexpectedReply, submission::stateName(record.state));
        });
}

} // namespace astreinte::command
