// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/ports/clock.h"
#include "app/review/review_desk.h"
#include "app/review/review_queue.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/signature/canonical_json.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "core/submission/statement.h"

// The decision (SECURITY §5, docs/protocol.md §9): PIN, then the server's challenge, then a statement signed by the
// approval key over the bytes that were shown, and the server's signed answer.
namespace astreinte::app {
namespace {

constexpr std::chrono::seconds statementLife{600};

QString decidedText(submission::State state)
{
    switch (state) {
    case submission::State::Authorised:
        return ReviewDesk::tr("Approved. It is being published.");
    case submission::State::Returned:
        return ReviewDesk::tr("Returned to its author with your reason.");
    case submission::State::Refused:
        return ReviewDesk::tr("Refused. Nothing is published.");
    case submission::State::InReview:
        return ReviewDesk::tr("Signature recorded: 1 of 2. Nothing is published until another authority has signed.");
    default:
        return ReviewDesk::tr("Decision recorded.");
    }
}

} // namespace

void ReviewDesk::decide(const QString &decision, const QString &reason, const QString &pin)
{
    if (m_busy || !m_manifest)
        return;
    const auto wanted = submission::decisionFromName(decision);
    if (!wanted)
        return setBusy(false, Failure{Reason::InvalidValue, decision}.userText());
    if (*wanted == submission::Decision::Approve && !canApprove())
        return setBusy(false, whyNot());
    const bool alone = *wanted == submission::Decision::Approve && sole();
    if ((*wanted != submission::Decision::Approve && reason.trimmed().isEmpty()) ||
        (alone && reason.trimmed().size() < submission::shortestSoleReason))
        return setBusy(false, Failure{Reason::ReasonRequired, {}}.userText());
    setBusy(true);
    m_session.verifyPin(pin, this, [this, wanted = *wanted, reason, opening = m_opening](const Result<void> &verified) {
        if (opening != m_opening)
            return;
        if (verified)
            challenge(wanted, reason.trimmed().normalized(QString::NormalizationForm_C));
        else
            setBusy(false, verified.error().userText());
    });
}

void ReviewDesk::challenge(submission::Decision decision, const QString &reason)
{
    const auto &content = m_manifest->content();
    const auto body = signature::canonicalJson(QJsonObject{{QStringLiteral("submission"), content.submission.text()},
                                                           {QStringLiteral("revision"), content.revision}});
    if (!body)
        return setBusy(false, body.error().userText());
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/challenges";
    call.headers = {{"Content-Type", "application/json"}};
    call.body = *body;
    m_link.send(call, this, [this, decision, reason, opening = m_opening](const Result<HttpReply> &reply) {
        if (opening != m_opening)
            return;
        if (reply)
            sign(decision, reason, reply->body);
        else
            setBusy(false, reply.error().userText());
    });
}

Result<QByteArray> ReviewDesk::statement(submission::Decision decision, const QString &reason,
                                         const QString &challenge) const
{
    const auto id = freshId();
    if (!id || !m_session.identity())
        return fail(Reason::Locked);
    const auto &content = m_manifest->content();
    const auto now = std::chrono::floor<std::chrono::seconds>(m_link.serverNow());
    const auto slot = m_content.authoritySlotOf(m_session.personId(), now);
    submission::Statement statement;
    statement.audience = m_link.origin();
    statement.issuer = m_session.personId();
    statement.id = *submission::Uuid7::parse(*id);
    statement.issuedAt = now;
    statement.expiresAt = now + statementLife;
    statement.decision = decision;
    if (!reason.isEmpty())
        statement.reason = reason;
    if (decision == submission::Decision::Approve)
        statement.channels = content.channels.keys();
    if (decision == submission::Decision::Return)
        statement.marks = m_marks;
    statement.sole = decision == submission::Decision::Approve && sole();
    statement.factsConfirmed = decision == submission::Decision::Approve && m_factsConfirmed;
    statement.submission = content.submission;
    statement.revision = content.revision;
    statement.manifestBytes = m_manifest->bytes().size();
    statement.manifestSha256 = m_manifest->sha256();
    statement.rosterVersion = m_content.rosterVersion();
    // Those who decide without a slot (the préfet) name none.
    statement.rosterEntry = slot ? slot->entry : QStringLiteral("none");
    statement.amr = {QStringLiteral("pin")};
    statement.challenge = challenge;
    const auto payload = statement.toPayload();
    if (!payload)
        return tl::unexpected(payload.error());
    return signature::signCompact(*m_session.keys().approval, submission::typ::statement, *payload);
}

void ReviewDesk::sign(submission::Decision decision, const QString &reason, const QByteArray &reply)
{
    const auto object = signature::parseStrictObject(reply);
    const auto challenge = object ? object->value(QLatin1String("challenge")).toString() : QString();
    if (challenge.isEmpty())
        return setBusy(false, Failure{Reason::UnexpectedReply, {}}.userText());
    const auto jws = statement(decision, reason, challenge);
    if (!jws)
        return setBusy(false, jws.error().userText());
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/statements";
    call.headers = {{"Content-Type", "application/jose"}};
    call.body = *jws;
    m_link.send(call, this, [this, decision, opening = m_opening](const Result<HttpReply> &answer) {
        if (opening == m_opening)
            conclude(answer, decision);
    });
}

void ReviewDesk::conclude(const Result<HttpReply> &reply, submission::Decision)
{
    const auto record = [&]() -> Result<submission::DecisionRecord> {
        if (!reply)
            return tl::unexpected(reply.error());
        const auto document =
            m_link.verifiedDocument(reply->body, QLatin1String("decision"), submission::typ::decision);
        if (!document)
            return tl::unexpected(document.error());
        auto read = submission::DecisionRecord::fromPayload(document->payload());
        if (!read || read->audience != m_link.kid() || read->submission != m_manifest->content().submission)
            return fail(Reason::UnexpectedReply, QStringLiteral("decision"));
        return read;
    }();
    if (!record)
        return setBusy(false, record.error().userText());
    const auto text = decidedText(record->state);
    close();
    m_queue.refresh();
    Q_EMIT decided(text);
}

} // namespace astreinte::app
