// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/forger.h"

#include "app/composition/drafts.h"
#include "core/signature/bytes.h"
#include "core/submission/documents.h"
#include "core/submission/statement.h"

#include <QJsonDocument>
#include <QTest>

namespace astreinte::tests {
namespace {

constexpr int patience = 30'000; // ms

} // namespace

Forger::Forger(Phone &phone, QVariantMap manifest)
    : m_phone(phone), m_manifest(std::move(manifest)), m_link(m_network, *phone.clock)
{
    const auto *session = phone.app().session();
    if (const auto taken = app::credentials(*session->identity(), session->keys()))
        m_link.open(*taken);
}

Result<app::HttpReply> Forger::call(const app::ServerLink::Call &call)
{
    std::optional<Result<app::HttpReply>> answer;
    m_link.send(call, &m_link, [&](const Result<app::HttpReply> &reply) { answer = reply; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, patience))
        return fail(Reason::NetworkUnreachable);
    return *answer;
}

Result<QByteArray> Forger::statement(const QString &flaw, const QString &challenge, qsizetype size,
                                     const QByteArray &sha256) const
{
    const auto *session = m_phone.app().session();
    const auto now = std::chrono::floor<std::chrono::seconds>(m_link.serverNow());
    submission::Statement statement;
    statement.audience = m_link.origin();
    statement.issuer = session->identity()->personId;
    statement.id = *submission::Uuid7::parse(*app::freshId());
    statement.issuedAt = now;
    statement.expiresAt = now + std::chrono::minutes(5);
    statement.decision = submission::Decision::Approve;
    statement.channels = {QStringLiteral("site")};
    statement.submission = *submission::Uuid7::parse(m_manifest.value(QStringLiteral("submissionId")).toString());
    statement.revision = m_manifest.value(QStringLiteral("revision")).toInt();
    statement.manifestBytes = size;
    statement.manifestSha256 = sha256;
    statement.rosterVersion = flaw == QStringLiteral("off duty") ? 999 : 2;
    statement.rosterEntry = QStringLiteral("no-such-entry");
    statement.amr = {QStringLiteral("pin")};
    statement.challenge = challenge;
    const auto payload = statement.toPayload();
    if (!payload)
        return tl::unexpected(payload.error());
    const auto &key =
        flaw == QStringLiteral("signed by the device's other key") ? session->keys().device : session->keys().approval;
    return signature::signCompact(*key, submission::typ::statement, *payload);
}

Failure Forger::decide(const QString &flaw)
{
    const auto id = m_manifest.value(QStringLiteral("submissionId")).toString().toLatin1();
    const auto revision = QByteArray::number(m_manifest.value(QStringLiteral("revision")).toInt());
    const auto asked = call({"POST",
                             "/v1/challenges",
                             {},
                             {{"Content-Type", "application/json"}},
                             "{\"revision\":" + revision + ",\"submission\":\"" + id + "\"}"});
    if (!asked)
        return asked.error();
    auto challenge = QJsonDocument::fromJson(asked->body).object().value(QLatin1String("challenge")).toString();
    if (flaw == QStringLiteral("a challenge never given"))
        challenge = QString::fromLatin1(signature::base64Url(*signature::randomBytes(challenge.size() * 3 / 4)));
    const auto manifest = call({"GET", "/v1/submissions/" + id + '/' + revision + "/manifest", {}, {}, {}});
    if (!manifest)
        return manifest.error();
    QByteArray bytes = manifest->body;
    if (flaw == QStringLiteral("one byte of the manifest changed"))
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    const auto jws = statement(flaw, challenge, bytes.size(), signature::sha256(bytes));
    if (!jws)
        return jws.error();
    const auto posted = call({"POST", "/v1/statements", {}, {{"Content-Type", "application/jose"}}, *jws});
    return posted ? Failure{} : posted.error();
}

} // namespace astreinte::tests
