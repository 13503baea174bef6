// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/oral_courier.h"

#include "app/outbox/outbox.h"
#include "app/outbox/retry.h"
#include "app/session/session.h"
#include "app/sync/jitter.h"
#include "app/sync/server_link.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/submission.h"

#include <algorithm>

namespace astreinte::app {
namespace {

using submission::State;

// As long as nobody has decided; afterwards the signature says it all.
const QList<State> undecided{State::Queued, State::Received, State::InReview};
constexpr int mostLookedAt = 200;

// What the network, the server or its administrator mends says nothing of the record.
bool mendsItself(Reason reason)
{
    const auto next = nextStep(reason, 1).next;
    if (next == Next::AtOnce || next == Next::Enrolment || reason == Reason::Locked)
        return true;
    const auto remedy = failureEntry(reason).remedy;
    return next != Next::Person && (remedy == Remedy::Wait || remedy == Remedy::Administrator);
}

// The manifest of this revision with the very texts that this phone showed and that were read aloud.
Result<submission::Manifest> sameText(const QByteArray &bytes, const OutboxItem &item)
{
    auto manifest = submission::Manifest::parse(bytes);
    const auto jws = signature::parseCompact(item.jws, submission::typ::submission);
    const auto frozen = jws ? submission::Submission::parse(jws->unverifiedPayload())
                            : Result<submission::Submission>(tl::unexpected(jws.error()));
    if (!manifest || !frozen)
        return manifest ? tl::unexpected(frozen.error()) : std::move(manifest);
    const auto &content = manifest->content();
    if (content.submission.text() != item.id() || content.revision != item.draft.revision ||
        content.channels != frozen->content().texts)
        return fail(Reason::ManifestMismatch);
    return manifest;
}

} // namespace

OralCourier::OralCourier(ServerLink &link, Outbox &outbox, const Session &session, QObject *parent)
    : QObject(parent), m_link(link), m_outbox(outbox), m_session(session)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &OralCourier::proceed);
    connect(&link, &ServerLink::reached, this, [this] {
        m_attempts = 0;
        proceed();
    });
    connect(&outbox, &Outbox::itemChanged, this, [this](const QString &id) {
        if (m_kept.contains(id))
            proceed();
    });
}

OralCourier::~OralCourier() = default;

void OralCourier::load()
{
    forget();
    const auto ids = m_outbox.ids(undecided, {}, mostLookedAt);
    for (const auto &id : ids)
        if (const auto item = m_outbox.find(id); item && item->oral)
            m_kept.append(id);
    std::ranges::sort(m_kept);
    Q_EMIT changed();
    proceed();
}

void OralCourier::forget()
{
    m_again.stop();
    m_kept.clear();
    m_busy = false;
    m_attempts = 0;
    Q_EMIT changed();
}

Result<void> OralCourier::keep(const QString &submissionId, int revision, const OralRecord &record)
{
    const auto item = m_outbox.find(submissionId);
    if (!item || item->draft.revision != revision)
        return fail(Reason::UnknownSubmission);
    if (!m_outbox.change(submissionId, [&](OutboxItem &edited) { edited.oral = record; }))
        return fail(Reason::StorageFailed);
    if (!m_kept.contains(submissionId))
        m_kept.append(submissionId);
    m_attempts = 0;
    Q_EMIT changed();
    proceed();
    return {};
}

void OralCourier::discard(const QString &submissionId)
{
    settle(submissionId);
}

QList<OutboxItem> OralCourier::kept() const
{
    QList<OutboxItem> items;
    for (const auto &id : m_kept)
        if (auto item = m_outbox.find(id); item && item->oral)
            items.append(*std::move(item));
    return items;
}

void OralCourier::proceed()
{
    if (m_busy || !m_link.isOpen())
        return;
    // A new revision is another text: what was said of the older one went with it.
    for (const auto ids = m_kept; const auto &id : ids)
        if (const auto item = m_outbox.find(id); !item || !item->oral || !undecided.contains(item->state))
            return settle(id);
    for (const auto items = kept(); const auto &item : items)
        if (!item.waiting() && !item.oral->refused)
            return send(item);
}

void OralCourier::send(const OutboxItem &item)
{
    m_busy = true;
    if (!item.oral->jws.isEmpty())
        return post(item.id(), item.oral->jws);
    m_link.get(manifestPath(item.id(), item.draft.revision), this, [this, item](const Result<HttpReply> &reply) {
        const auto jws =
            (reply ? sameText(reply->body, item) : Result<submission::Manifest>(tl::unexpected(reply.error())))
                .and_then([&](const submission::Manifest &manifest) { return sign(item, manifest); });
        if (!jws)
            return failed(item.id(), jws.error());
        const auto saved = m_outbox.change(item.id(), [&](OutboxItem &edited) {
            if (edited.oral)
                edited.oral->jws = *jws;
        });
        if (!saved)
            return failed(item.id(), {Reason::StorageFailed, {}});
        post(item.id(), *jws);
    });
}

Result<QByteArray> OralCourier::sign(const OutboxItem &item, const submission::Manifest &manifest) const
{
    const auto &device = m_session.keys().device;
    if (!device)
        return fail(Reason::Locked);
    const auto digest = QString(QLatin1String(signature::hex(manifest.sha256())));
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("id"), item.oral->id},
                                                {QStringLiteral("submission"), item.id()},
                                                {QStringLiteral("revision"), item.draft.revision},
                                                {QStringLiteral("manifest"), digest},
                                                {QStringLiteral("authority"), item.oral->authority},
                                                {QStringLiteral("means"), item.oral->means},
                                                {QStringLiteral("readBack"), item.oral->readBack},
                                                {QStringLiteral("givenAt"), signature::toText(item.oral->givenAt)}})
        .and_then([&](const QByteArray &payload) {
            return signature::signCompact(*device, submission::typ::oralApproval, payload);
        });
}

void OralCourier::post(const QString &id, const QByteArray &jws)
{
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/oral-approvals";
    call.headers = {{"Content-Type", "application/jose"}};
    call.body = jws;
    m_link.send(call, this, [this, id](const Result<HttpReply> &reply) {
        if (!reply)
            return failed(id, reply.error());
        m_busy = false;
        m_attempts = 0;
        settle(id);
        Q_EMIT delivered();
    });
}

void OralCourier::failed(const QString &id, const Failure &failure)
{
    m_busy = false;
    if (mendsItself(failure.reason)) {
        m_again.start(anywhereBelow(nextStep(failure.reason, ++m_attempts).atMost));
        return;
    }
    m_outbox.change(id, [&](OutboxItem &edited) {
        if (edited.oral)
            edited.oral->refused = failure;
    });
    Q_EMIT changed();
    proceed();
}

void OralCourier::settle(const QString &id)
{
    m_kept.removeAll(id);
    if (const auto item = m_outbox.find(id); item && item->oral)
        m_outbox.change(id, [](OutboxItem &edited) { edited.oral.reset(); });
    Q_EMIT changed();
    proceed();
}

} // namespace astreinte::app
