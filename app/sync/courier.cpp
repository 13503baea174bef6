// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/courier.h"

#include "app/outbox/retry.h"
#include "app/ports/clock.h"
#include "app/ports/connectivity.h"
#include "app/sync/jitter.h"
#include "app/sync/server_link.h"
#include "app/sync/tus_upload.h"
#include "app/vault/vault.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "core/submission/submission.h"

namespace astreinte::app {
namespace {

constexpr int refreshPage = 50;

// A refusal of the whole picture: the server starts again from zero, and so do we.
bool startsAgain(const Failure &failure, int attempts)
{
    return nextStep(failure.reason, attempts).next == Next::RestartUpload;
}

} // namespace

Courier::Courier(ServerLink &link, Outbox &outbox, Vault &vault, const Connectivity &connectivity, const Clock &clock,
                 QObject *parent)
    : QObject(parent), jitter(anywhereBelow), m_link(link), m_outbox(outbox), m_vault(vault),
      m_connectivity(connectivity), m_clock(clock)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &Courier::proceed);
    connect(&outbox, &Outbox::wanted, this, &Courier::proceed);
    connect(&connectivity, &Connectivity::changed, this, [this] {
        if (m_connectivity.maybeReachable())
            m_outbox.wake(false);
    });
    connect(&link, &ServerLink::reached, this, [this] { m_outbox.wake(false); });
}

Courier::~Courier() = default;

void Courier::start()
{
    m_running = true;
    proceed();
}

void Courier::stop()
{
    m_running = false;
    m_busy = false;
    m_due.stop();
    m_upload.reset();
    forgetToRefresh();
}

void Courier::tryNow()
{
    m_outbox.wake(true);
}

void Courier::proceed()
{
    if (m_busy)
        return holdBack();
    if (!m_running || !m_link.isOpen())
        return;
    const auto *item = m_outbox.next(m_clock.now());
    if (!item) {
        refreshNext();
        return schedule();
    }
    m_busy = true;
    m_current = item->id();
    uploadNext(m_current);
}

void Courier::holdBack()
{
    const auto item = m_outbox.find(m_current);
    if (m_upload && item && item->waiting() && !m_outbox.mayLeave(*item))
        finished();
}

void Courier::schedule()
{
    const auto due = m_outbox.nextDue();
    if (!due)
        return;
    const auto wait = std::max(std::chrono::milliseconds{0}, *due - m_clock.now());
    m_due.start(std::chrono::duration_cast<std::chrono::milliseconds>(wait) + std::chrono::milliseconds{1});
}

void Courier::uploadNext(const QString &id)
{
    const auto item = m_outbox.find(id);
    if (!item || !item->waiting() || !m_outbox.mayLeave(*item))
        return finished(); // the author took it back, or the network changed
    const auto photo = std::ranges::find_if(item->photos, [](const OutboxPhoto &one) { return one.sent < one.size; });
    if (photo == item->photos.end())
        return submit(id);
    const auto keys = m_vault.keys();
    const auto bytes = keys ? m_vault.readBlob(*keys, photo->blob) : fail(Reason::Locked);
    if (!bytes)
        return failed(id, bytes.error());
    const QByteArray sha256 = photo->sha256;
    const auto setLocation = [this, id, sha256](const QString &location) {
        m_outbox.change(id, [&](OutboxItem &edited) {
            for (auto &one : edited.photos)
                if (one.sha256 == sha256)
                    one.location = location;
        });
    };
    m_upload = std::make_unique<TusUpload>(
        m_link, TusUpload::File{id, sha256, QByteArrayLiteral("image/jpeg"), *bytes, photo->location});
    connect(m_upload.get(), &TusUpload::created, this, setLocation);
    connect(m_upload.get(), &TusUpload::progress, this,
            [this, id, sha256](qint64 sent) { m_outbox.progress(id, sha256, sent); });
    // Queued: the upload must not be deleted in the middle of its own signal.
    connect(
        m_upload.get(), &TusUpload::done, this,
        [this, id, sha256] {
            m_outbox.change(id, [&](OutboxItem &edited) {
                edited.attempts = 0;
                for (auto &one : edited.photos)
                    if (one.sha256 == sha256)
                        one.sent = one.size;
            });
            uploadNext(id);
        },
        Qt::QueuedConnection);
    connect(
        m_upload.get(), &TusUpload::failed, this,
        [this, id, setLocation](const Failure &failure) {
            if (const auto current = m_outbox.find(id); current && startsAgain(failure, current->attempts + 1))
                setLocation({});
            failed(id, failure);
        },
        Qt::QueuedConnection);
    m_upload->start();
}

void Courier::submit(const QString &id)
{
    // Written before it is sent: from here on the server may have it, whatever the answer says or does not say.
    if (!m_outbox.find(id)->offered && !m_outbox.change(id, [](OutboxItem &edited) { edited.offered = true; }))
        return failed(id, {Reason::StorageFailed, {}});
    const auto item = m_outbox.find(id);
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/submissions";
    call.headers = {{"Content-Type", "application/jose"},
                    {"Idempotency-Key", '"' + id.toLatin1() + ':' + QByteArray::number(item->draft.revision) + '"'}};
    call.body = item->jws;
    m_link.send(call, this, [this, id](const Result<HttpReply> &reply) {
        if (reply)
            accept(id, reply->body);
        else
            failed(id, reply.error());
    });
}

void Courier::accept(const QString &id, const QByteArray &reply)
{
    const auto item = m_outbox.find(id);
    if (!item)
        return finished();
    QByteArray sha256;
    const auto checked = [&]() -> Result<QByteArray> {
        const auto document = m_link.verifiedDocument(reply, QLatin1String("receipt"), submission::typ::receipt);
        if (!document)
            return tl::unexpected(document.error());
        const auto receipt = submission::Receipt::fromPayload(document->payload());
        const auto jws = signature::parseCompact(item->jws, submission::typ::submission);
        if (!receipt || !jws)
            return fail(Reason::UnexpectedReply, QStringLiteral("receipt"));
        const auto sent = submission::Submission::parse(jws->unverifiedPayload());
        if (!sent)
            return tl::unexpected(sent.error());
        if (const auto covered = receipt->covers(*sent, m_link.kid()); !covered)
            return tl::unexpected(covered.error());
        sha256 = receipt->sha256;
        return document->compact();
    }();
    if (!checked)
        return failed(id, checked.error());
    const bool kept = m_outbox.change(id, [&](OutboxItem &edited) {
        edited.state = submission::State::Received;
        edited.receipt = *checked;
        edited.receivedAt = m_clock.now();
        edited.attempts = 0;
        edited.failure.reset();
    });
    if (!kept)
        return failed(id, {Reason::StorageFailed, {}});
    if (const auto whole = signature::parseStrictObject(reply))
        Q_EMIT testified(whole->value(QLatin1String("journal")).toObject(), sha256);
    Q_EMIT received(id);
    refreshStatus(id);
    finished();
}

void Courier::failed(const QString &id, const Failure &failure)
{
    const auto item = m_outbox.find(id);
    if (item) {
        const auto step = nextStep(failure.reason, item->attempts + 1);
        const auto delay = jitter(step.atMost);
        m_outbox.change(id, [&](OutboxItem &edited) {
            ++edited.attempts;
            edited.failure = failure;
            edited.needsPerson = step.next == Next::Person;
            edited.nextTry = m_clock.now() + delay;
            if (failure.reason == Reason::MissingPhoto || step.next == Next::RestartUpload)
                for (auto &photo : edited.photos)
                    photo.sent = 0;
        });
    }
    finished();
}

void Courier::finished()
{
    m_upload.reset();
    m_busy = false;
    // Through the event loop: a chain of failures must not grow the stack.
    QMetaObject::invokeMethod(this, &Courier::proceed, Qt::QueuedConnection);
}

void Courier::askStatus(const QString &id, const std::function<void(bool)> &then)
{
    m_link.get("/v1/submissions/" + id.toLatin1(), this, [this, id, then](const Result<HttpReply> &reply) {
        if (reply)
            applyStatus(id, reply->body);
        if (then)
            then(reply.has_value() || reply.error().reason != Reason::NetworkUnreachable);
    });
}

void Courier::refreshStatus(const QString &id)
{
    const auto item = m_outbox.find(id);
    if (item && !item->waiting() && m_link.isOpen())
        askStatus(id, {});
}

// What may still change on the server, a page at a time.
void Courier::refreshAll()
{
    m_refreshBeyond.clear();
    m_toRefresh.clear();
    m_moreToRefresh = true;
    refreshNext();
}

void Courier::readToRefresh()
{
    static const auto unsettled = [] {
        QList<submission::State> states;
        for (int state = int(submission::State::Received); state < int(submission::stateCount); ++state)
            if (!submission::isFinal(submission::State(state)))
                states.append(submission::State(state));
        return states;
    }();
    m_toRefresh = m_outbox.ids(unsettled, m_refreshBeyond, refreshPage);
    m_moreToRefresh = m_toRefresh.size() == refreshPage;
    if (m_moreToRefresh)
        m_refreshBeyond = m_toRefresh.last();
}

void Courier::refreshNext()
{
    if (m_refreshing || m_busy || !m_link.isOpen())
        return;
    if (m_toRefresh.isEmpty() && m_moreToRefresh)
        readToRefresh();
    if (m_toRefresh.isEmpty())
        return;
    m_refreshing = true;
    askStatus(m_toRefresh.takeFirst(), [this](bool answered) {
        m_refreshing = false;
        // Without a network the others would fail as well: they are asked for again with the next poll.
        if (!answered)
            forgetToRefresh();
        refreshNext();
    });
}

void Courier::forgetToRefresh()
{
    m_toRefresh.clear();
    m_moreToRefresh = false;
}

void Courier::applyStatus(const QString &id, const QByteArray &reply)
{
    const auto document = m_link.verifiedDocument(reply, QLatin1String("status"), submission::typ::status);
    if (!document)
        return;
    const auto status = submission::Status::fromPayload(document->payload());
    const auto item = m_outbox.find(id);
    // A newer revision of ours may be on its way: the server then still speaks of the previous one.
    if (!status || !item || status->submission.text() != id || status->head != item->draft.revision)
        return;
    if (item->state == status->state && item->steps == status->steps)
        return;
    m_outbox.change(id, [&](OutboxItem &edited) {
        edited.state = status->state;
        edited.steps = status->steps;
    });
}

} // namespace astreinte::app
