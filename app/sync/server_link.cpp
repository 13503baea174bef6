// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/server_link.h"

#include "app/ports/clock.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"

#include <QJsonValue>
#include <QLocale>
#include <QPointer>

namespace astreinte::app {
namespace {

// IMF-fixdate (RFC 9110 §5.6.7): "Sun, 22 Nov 2026 08:30:00 GMT".
std::optional<signature::Instant> httpDate(const QByteArray &text)
{
    auto date = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return signature::fromDateTime(date);
}

// The header's resolution: an offset below it is noise.
constexpr std::chrono::milliseconds dateResolution{1500};

constexpr qsizetype largestReply = 1024 * 1024;

// What the server says of its own machine must not be read as said of this phone.
Reason seenFromHere(Reason reason)
{
    switch (reason) {
    case Reason::DiskFull:
        return Reason::ServerFull;
    case Reason::StorageFailed:
    case Reason::StorageNewer:
        return Reason::ServerUnavailable;
    default:
        return reason;
    }
}

} // namespace

QByteArray manifestPath(const QString &submission, int revision)
{
    return "/v1/submissions/" + submission.toLatin1() + '/' + QByteArray::number(revision) + "/manifest";
}

ServerLink::ServerLink(Transport &transport, const Clock &clock, QObject *parent)
    : QObject(parent), m_transport(transport), m_clock(clock)
{
}

void ServerLink::open(LinkCredentials credentials)
{
    m_transport.setServer(credentials.server);
    m_credentials = std::move(credentials);
    m_alarm.reset();
    Q_EMIT changed();
}

void ServerLink::close()
{
    m_credentials.reset();
    Q_EMIT changed();
}

void ServerLink::raiseAlarm(const Failure &alarm)
{
    if (m_alarm == alarm)
        return;
    m_alarm = alarm;
    Q_EMIT changed();
}

QString ServerLink::kid() const
{
    return m_credentials && m_credentials->device ? m_credentials->device->kid() : QString();
}

QString ServerLink::origin() const
{
    return m_credentials ? m_credentials->server.origin.toString(QUrl::RemovePath) : QString();
}

signature::Instant ServerLink::serverNow() const
{
    return m_clock.now() + m_offset;
}

Result<HttpRequest> ServerLink::signedRequest(const Call &call) const
{
    signature::HttpRequestView view;
    view.method = call.method;
    view.authority = authorityOf(m_credentials->server.origin);
    view.path = call.path;
    if (!call.query.isEmpty())
        view.query = call.query;
    for (const auto &header : call.headers)
        view.headers.append(header);
    auto nonce = signature::freshNonce();
    if (!nonce)
        return tl::unexpected(nonce.error());
    signature::SignatureTerms terms;
    terms.created = serverNow();
    terms.nonce = *nonce;
    const auto added =
        signature::signRequest(*m_credentials->device, view,
                               call.bodySha256.isEmpty() ? signature::sha256(call.body) : call.bodySha256, terms);
    if (!added)
        return tl::unexpected(added.error());
    HttpRequest request{
        call.method, m_credentials->server.origin, call.headers, call.body, call.timeout, call.bodyOwner, call.lane,
        call.behind};
    request.url.setPath(QString::fromLatin1(call.path), QUrl::StrictMode);
    if (!call.query.isEmpty())
        request.url.setQuery(QString::fromLatin1(call.query), QUrl::StrictMode);
    for (const auto &header : *added)
        request.headers.append(header);
    return request;
}

void ServerLink::send(const Call &call, QObject *context, Answer answer, Transport::Progress progress)
{
    // Behind another it may not come again: that one has to come first.
    attempt(call, context, std::move(answer), std::move(progress), !call.behind);
}

void ServerLink::get(const QByteArray &path, QObject *context, Answer answer)
{
    Call call;
    call.method = "GET";
    call.path = path;
    send(call, context, std::move(answer));
}

void ServerLink::attempt(const Call &call, QObject *context, Answer answer, Transport::Progress progress, bool again)
{
    const auto request = m_credentials ? signedRequest(call) : fail(Reason::Locked);
    if (!request) {
        QMetaObject::invokeMethod(
            context, [answer, failure = request.error()] { answer(tl::unexpected(failure)); }, Qt::QueuedConnection);
        return;
    }
    // What the link learns does not depend on the caller still being there.
    m_transport.send(
        *request, this,
        [this, call, caller = QPointer(context), answer = std::move(answer), progress, again](Result<HttpReply> reply) {
            if (!reply)
                noteFailure(reply.error());
            else
                learn(*reply);
            if (!caller)
                return;
            if (!reply) {
                answer(tl::unexpected(reply.error()));
                return;
            }
            if ((reply->status >= 200 && reply->status < 300) || reply->status == 304) {
                answer(std::move(reply));
                return;
            }
            const auto failure = failureOf(*reply);
            if (again && (failure.reason == Reason::ClockSkew || failure.reason == Reason::SignatureExpired))
                attempt(call, caller, answer, progress, false);
            else
                answer(tl::unexpected(failure));
        },
        progress ? [progress, caller = QPointer(context)](qint64 sent) {
            if (caller)
                progress(sent);
        } : Transport::Progress());
}

EventStream *ServerLink::listen(const QByteArray &path, const QList<HttpHeader> &headers, QObject *parent)
{
    if (!m_credentials)
        return nullptr;
    Call call;
    call.method = "GET";
    call.path = path;
    call.headers = headers;
    call.timeout = std::chrono::minutes(2); // the server sends a comment more often than that
    const auto request = signedRequest(call);
    return request ? m_transport.listen(*request, parent) : nullptr;
}

void ServerLink::learn(const HttpReply &reply)
{
    if (const auto date = httpDate(reply.header("Date"))) {
        const auto offset = std::chrono::duration_cast<std::chrono::milliseconds>(*date - m_clock.now());
        if (std::chrono::abs(offset) < dateResolution)
            m_offset = std::chrono::milliseconds{0};
        else if (std::chrono::abs(offset - m_offset) > dateResolution)
            m_offset = offset;
    }
    const bool wasOnline = m_online;
    m_online = reply.status < 500;
    m_lastContact = m_clock.dateTime();
    if (m_online)
        m_lastFailure.reset();
    Q_EMIT changed();
    if ((reply.status >= 200 && reply.status < 300) || reply.status == 304)
        Q_EMIT accepted();
    if (m_online && !wasOnline)
        Q_EMIT reached();
}

void ServerLink::noteFailure(const Failure &failure)
{
    m_online = false;
    m_lastFailure = failure;
    Q_EMIT changed();
}

Failure ServerLink::failureOf(const HttpReply &reply)
{
    const auto problem = signature::parseStrictObject(reply.body);
    if (problem && reply.status == 401) {
        const auto order = problem->value(QLatin1String("wipe")).toString();
        if (!order.isEmpty() && verified(order.toLatin1(), QLatin1String("astreinte-wipe+jws")))
            Q_EMIT wipeOrdered();
    }
    const auto code = problem ? problem->value(QLatin1String("reason")).toString() : QString();
    if (code.isEmpty() && reply.status >= 400 && reply.status < 500 && reply.status != 408 && reply.status != 429)
        return {Reason::UnexpectedReply, QString::number(reply.status)};
    if (code.isEmpty()) {
        m_lastFailure = Failure{Reason::ServerUnavailable, QString::number(reply.status)};
        return *m_lastFailure;
    }
    const Failure failure{seenFromHere(reasonFromCode(code)), problem->value(QLatin1String("detail")).toString()};
    if (failure.reason == Reason::UnknownKey || failure.reason == Reason::RevokedKey ||
        failure.reason == Reason::PendingDevice) {
        m_lastFailure = failure;
        Q_EMIT refusedDevice(failure.reason);
    }
    return failure;
}

Result<signature::VerifiedJws> ServerLink::check(QByteArrayView jws, QLatin1String typ) const
{
    if (!m_credentials || !m_credentials->serverKey)
        return fail(Reason::Locked);
    const auto parsed = signature::parseCompact(jws, typ);
    if (!parsed)
        return fail(Reason::UnexpectedReply, parsed.error().toString());
    auto checked = parsed->verify(*m_credentials->serverKey);
    if (!checked)
        return fail(Reason::UnexpectedReply, checked.error().toString());
    return checked;
}

Result<QJsonObject> ServerLink::verified(QByteArrayView jws, QLatin1String typ) const
{
    const auto checked = check(jws, typ);
    if (!checked)
        return tl::unexpected(checked.error());
    signature::JsonLimits limits;
    limits.bytes = largestReply;
    const auto payload = signature::parseStrictObject(checked->payload(), limits);
    if (!payload)
        return fail(Reason::UnexpectedReply, payload.error().toString());
    if (payload->value(QLatin1String("v")).toInteger() != 1)
        return fail(Reason::UnknownVersion, QString(typ));
    if (payload->value(QLatin1String("aud")).toString() != kid())
        return fail(Reason::WrongAudience);
    return *payload;
}

Result<signature::VerifiedJws> ServerLink::verifiedDocument(const QByteArray &json, QLatin1String member,
                                                            QLatin1String typ) const
{
    signature::JsonLimits limits;
    limits.bytes = largestReply;
    const auto object = signature::parseStrictObject(json, limits);
    if (!object)
        return fail(Reason::UnexpectedReply, object.error().toString());
    return check(object->value(member).toString().toLatin1(), typ);
}

Result<QJsonObject> ServerLink::verifiedMember(const QByteArray &json, QLatin1String member, QLatin1String typ) const
{
    const auto document = verifiedDocument(json, member, typ);
    return document ? verified(document->compact(), typ) : tl::unexpected(document.error());
}

} // namespace astreinte::app
