// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/intake.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/channel_acts.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "server/intake/arrival.h"

namespace astreinte::intake {
namespace {

using identity::Caller;
using submission::Submission;

// Signed by the device that sends it, in the name of the person who carries it.
Result<Submission> readSigned(identity::DeviceRegistry &devices, const Caller &caller, const QByteArray &jws)
{
    auto parsed = signature::parseCompact(jws, submission::typ::submission);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (parsed->kid() != caller.device.kid)
        return fail(Reason::NotAllowed, QStringLiteral("signed by another device"));
    auto key = devices.requestKey(caller.device.kid);
    if (!key)
        return tl::unexpected(key.error());
    auto verified = parsed->verify(*key);
    if (!verified)
        return tl::unexpected(verified.error());
    return Submission::parse(verified->payload());
}

Result<> acceptSender(const submission::SubmissionContent &content, const Caller &caller,
                      const rules::Rulebook &rulebook)
{
    if (content.device != caller.device.kid)
        return fail(Reason::NotAllowed, QStringLiteral("$.device"));
    if (!content.authors.contains(caller.device.person))
        return fail(Reason::NotAllowed, QStringLiteral("$.authors: the sender is not among them"));
    const auto role = submission::roleFromName(caller.device.role);
    if (!role || !submission::mayEver(*role, submission::submitting(content.kind)))
        return fail(Reason::NotAllowed, QLatin1String(submission::kindName(content.kind)));
    return rulebook.acceptAuthor(content, *role);
}

Result<QByteArray> receiptFor(const Submission &submission, const Caller &caller, signature::Instant receivedAt,
                              const signature::SigningKey &serverKey)
{
    submission::Receipt receipt;
    receipt.audience = caller.device.kid;
    receipt.submission = submission.id();
    receipt.revision = submission.revision();
    receipt.sha256 = submission.sha256();
    for (const auto &file : submission.files())
        receipt.photos.append(file.sha256);
    receipt.receivedAt = receivedAt;
    receipt.exercise = submission.content().exercise;
    return receipt.toPayload().and_then([&](const QByteArray &payload) {
        return signature::signCompact(serverKey, submission::typ::receipt, payload);
    });
}

} // namespace

Result<std::shared_ptr<const Arrival>> Intake::examine(const Caller &caller, const QByteArray &jws,
                                                       const QByteArray &idempotencyKey)
{
    auto submission = readSigned(m_devices, caller, jws);
    if (!submission)
        return tl::unexpected(submission.error());
    if (idempotencyKey != submission->idempotencyKey())
        return fail(Reason::InvalidValue, QStringLiteral("Idempotency-Key"));
    const auto &content = submission->content();
    if (auto accepted = acceptSender(content, caller, m_rulebook); !accepted)
        return tl::unexpected(accepted.error());
    const auto receivedAt = m_now();
    auto terms = m_rulebook.assess(content, receivedAt);
    if (!terms)
        return tl::unexpected(terms.error());
    auto manifest = submission::Manifest::of(*submission, *terms);
    if (!manifest)
        return tl::unexpected(manifest.error());
    // Signed before the transaction: the writer's thread only writes.
    auto receipt = receiptFor(*submission, caller, receivedAt, m_serverKey);
    if (!receipt)
        return tl::unexpected(receipt.error());
    return std::make_shared<const Arrival>(
        Arrival{*submission, *manifest, jws, *receipt, m_rulebook.title(content), receivedAt, caller});
}

void Intake::accept(const Caller &caller, const QByteArray &jws, const QByteArray &idempotencyKey, Done done)
{
    auto arrival = examine(caller, jws, idempotencyKey);
    if (!arrival)
        return done(tl::unexpected(arrival.error()));
    m_together->write(*std::move(arrival), std::move(done));
}

} // namespace astreinte::intake
