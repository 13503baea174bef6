// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/updates.h"

#include "app/composition/content.h"
#include "app/composition/incidents.h"
#include "app/outbox/retry.h"
#include "app/review/review_queue.h"
#include "app/session/session.h"
#include "app/sync/courier.h"
#include "app/sync/jitter.h"
#include "app/sync/server_link.h"
#include "core/signature/bytes.h"
#include "core/submission/documents.h"
#include "core/submission/notice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <utility>

namespace astreinte::app {
namespace {

constexpr std::chrono::seconds pollEvery{30};

} // namespace

Updates::Updates(ServerLink &link, Courier &courier, Content &content, Incidents &incidents, ReviewQueue &review,
                 Session &session, Vault &vault, QObject *parent)
    : QObject(parent), m_link(link), m_courier(courier), m_content(content), m_incidents(incidents), m_review(review),
      m_session(session), m_vault(vault), m_witness(link, vault)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Updates::listen);
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        refresh();
        if (!m_listening)
            Q_EMIT missed();
    });
    connect(&courier, &Courier::testified, &m_witness, &JournalWitness::hear);
    connect(&courier, &Courier::received, this, [this] { fetchIncidents(); });
    connect(&link, &ServerLink::reached, this, [this] {
        m_silences = 0;
        if (m_running && !m_stream)
            m_again.start(0);
    });
}

Updates::~Updates() = default;

void Updates::start()
{
    m_running = true;
    m_poll.start();
    refresh();
    listen();
}

void Updates::stop()
{
    m_running = false;
    m_poll.stop();
    m_again.stop();
    m_stream.reset();
    m_listening = false;
    m_configurationTag.clear();
    m_awaited.clear();
}

void Updates::refresh()
{
    if (!m_link.isOpen())
        return;
    fetchConfiguration();
    fetchIncidents();
    m_courier.refreshAll();
    m_witness.check();
    if (m_session.canDecide())
        m_review.refresh();
}

void Updates::fetchConfiguration()
{
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/configuration";
    call.query = "have=" + m_content.digests().join(QLatin1Char(',')).toLatin1();
    if (!m_configurationTag.isEmpty())
        call.headers.append({"If-None-Match", m_configurationTag});
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        if (!reply || reply->status == 304)
            return;
        const auto configuration =
            m_link.verifiedMember(reply->body, QLatin1String("configuration"), submission::typ::configuration);
        if (configuration)
            complete(*configuration, reply->header("ETag"));
    });
}

void Updates::complete(const QJsonObject &configuration, const QByteArray &tag)
{
    if (const auto wanted = m_content.wanted(configuration)) {
        // A document is heavy on a bad network: it comes once, and what this configuration says besides is asked after.
        if (wanted->sha256 == m_awaited) {
            m_askAgain = true;
            return;
        }
        m_awaited = wanted->sha256;
        ServerLink::Call call;
        call.method = "GET";
        call.path = "/v1/documents/" + wanted->sha256.toLatin1();
        m_link.send(call, this, [this, configuration, tag, name = wanted->name](const Result<HttpReply> &reply) {
            m_awaited.clear();
            const bool again = std::exchange(m_askAgain, false);
            if (!reply)
                return;
            // Whether these are the bytes of the signed digest is judged when the configuration is applied.
            auto entry = configuration[name].toObject();
            entry.insert(QStringLiteral("document"), QString::fromUtf8(reply->body));
            auto fuller = configuration;
            fuller.insert(name, entry);
            complete(fuller, tag);
            if (again)
                fetchConfiguration();
        });
        return;
    }
    if (!m_content.apply(configuration, m_vault))
        return;
    m_configurationTag = tag;
    adoptPins(configuration);
    m_witness.learn(configuration);
    const auto person = configuration[QLatin1String("person")].toObject();
    (void)m_session.confirm(person[QLatin1String("name")].toString(), person[QLatin1String("role")].toString());
}

void Updates::adoptPins(const QJsonObject &configuration)
{
    QList<QByteArray> pins;
    for (const auto listed = configuration.value(QLatin1String("pins")).toArray(); const auto &pin : listed)
        if (const auto bytes = signature::fromBase64Url(pin.toString().toLatin1()))
            pins.append(*bytes);
    if (const auto changed = m_session.adoptPins(pins); !changed || !*changed)
        return;
    // The next connection is judged by the new set.
    if (auto renewed = credentials(*m_session.identity(), m_session.keys()))
        m_link.open(*std::move(renewed));
}

void Updates::fetchIncidents()
{
    m_link.get("/v1/incidents", this, [this](const Result<HttpReply> &reply) {
        if (reply)
            (void)m_incidents.adopt(reply->body);
    });
}

void Updates::closeIncident(const QString &incident)
{
    postToIncident(incident, "closure", {});
}

void Updates::explainLateness(const QString &incident, const QString &reason)
{
    const QJsonObject body{{QStringLiteral("reason"), reason.trimmed().normalized(QString::NormalizationForm_C)}};
    postToIncident(incident, "lateness", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

void Updates::postToIncident(const QString &incident, const QByteArray &what, const QByteArray &body)
{
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/incidents/" + incident.toLatin1() + '/' + what;
    call.body = body;
    if (!body.isEmpty())
        call.headers = {{"Content-Type", "application/json"}};
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        Q_EMIT incidentAnswered(reply ? QString() : reply.error().userText());
        fetchIncidents();
    });
}

void Updates::listen()
{
    if (!m_running || !m_link.isOpen())
        return;
    QList<HttpHeader> headers{{"Accept", "text/event-stream"}};
    if (!m_lastEvent.isEmpty())
        headers.append({"Last-Event-ID", m_lastEvent});
    m_parser.reset();
    m_listening = false;
    m_stream.reset(m_link.listen("/v1/notices", headers, nullptr));
    if (!m_stream)
        return;
    connect(m_stream.get(), &EventStream::opened, this, [this] {
        m_silences = 0;
        m_listening = true;
        // What happened while nobody listened is fetched; from here on it is told.
        refresh();
        Q_EMIT missed();
    });
    connect(m_stream.get(), &EventStream::received, this, [this](const QByteArray &bytes) {
        for (const auto &event : m_parser.feed(bytes))
            heard(event);
    });
    // The end of a stream is told later, when another may already be open: only the present one falls silent.
    connect(
        m_stream.get(), &EventStream::closed, this,
        [this, number = ++m_streams] {
            if (number == m_streams)
                silent();
        },
        Qt::QueuedConnection);
}

void Updates::heard(const ServerEvent &event)
{
    const auto notice = submission::Notice::fromEvent(event.id, event.type, event.data);
    if (!notice)
        return;
    m_lastEvent = event.id;
    switch (notice->kind) {
    case submission::NoticeKind::Submission:
        if (notice->submission)
            m_courier.refreshStatus(notice->submission->text());
        fetchIncidents();
        if (m_session.canDecide())
            m_review.refresh();
        break;
    case submission::NoticeKind::Review:
        if (m_session.canDecide())
            m_review.refresh();
        break;
    case submission::NoticeKind::Call:
        fetchIncidents();
        m_review.refresh();
        break;
    case submission::NoticeKind::Configuration:
        fetchConfiguration();
        break;
    case submission::NoticeKind::Incident:
        fetchIncidents();
        break;
    }
    Q_EMIT noticed(QString::fromLatin1(event.type));
}

void Updates::silent()
{
    m_stream.reset();
    m_listening = false;
    if (!m_running)
        return;
    m_again.start(anywhereBelow(delayCap(++m_silences)));
}

} // namespace astreinte::app
