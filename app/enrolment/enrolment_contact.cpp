// SPDX-License-Identifier: EUPL-1.2
#include "app/enrolment/enrolment_contact.h"

#include "app/composition/content.h"
#include "app/ports/clock.h"
#include "app/session/session.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"

#include <QJsonObject>

namespace astreinte::app {
namespace {

constexpr std::chrono::seconds pollEvery{3};

struct Proofs
{
    QByteArray enrolment;
    QByteArray possession;
};

Result<Proofs> proofs(const submission::Invitation &invitation, const DeviceKeys &keys, const QString &label,
                      signature::Instant now)
{
    const auto nonce = signature::freshNonce();
    if (!nonce)
        return tl::unexpected(nonce.error());
    const auto enrolment =
        signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                             {QStringLiteral("code"), invitation.code},
                                             {QStringLiteral("origin"), invitation.origin},
                                             {QStringLiteral("dev"), keys.device->verifyingKey().toJwk()},
                                             {QStringLiteral("apr"), keys.approval->verifyingKey().toJwk()},
                                             {QStringLiteral("label"), label},
                                             {QStringLiteral("nonce"), QString::fromLatin1(*nonce)},
                                             {QStringLiteral("iat"), signature::toUnixSeconds(now)}});
    if (!enrolment)
        return tl::unexpected(enrolment.error());
    const auto byDevice = signature::signCompact(*keys.device, submission::typ::enrolment, *enrolment);
    if (!byDevice)
        return tl::unexpected(byDevice.error());
    const auto possession = signature::canonicalJson(
        QJsonObject{{QStringLiteral("v"), 1},
                    {QStringLiteral("enrolment"), QString::fromLatin1(signature::hex(signature::sha256(*byDevice)))}});
    if (!possession)
        return tl::unexpected(possession.error());
    auto byApproval = signature::signCompact(*keys.approval, submission::typ::possession, *possession);
    if (!byApproval)
        return tl::unexpected(byApproval.error());
    return Proofs{*byDevice, *std::move(byApproval)};
}

// The welcome's payload, verified with the server key that the invitation names.
Result<QJsonObject> verifiedWelcome(const QByteArray &welcome, const QByteArray &enrolment,
                                    const submission::Invitation &invitation, const QString &kid)
{
    const auto parsed = signature::parseCompact(welcome, submission::typ::welcome);
    if (!parsed)
        return fail(Reason::UnexpectedReply, parsed.error().toString());
    const auto unverified = signature::parseStrictObject(parsed->unverifiedPayload());
    if (!unverified)
        return fail(Reason::UnexpectedReply, unverified.error().toString());
    const auto key = signature::VerifyingKey::fromJwk(unverified->value(QLatin1String("serverKey")).toObject());
    if (!key || key->kid() != invitation.serverKey)
        return fail(Reason::UnexpectedReply, QStringLiteral("serverKey"));
    if (const auto verified = parsed->verify(*key); !verified)
        return fail(Reason::UnexpectedReply, verified.error().toString());
    const auto digest = QString::fromLatin1(signature::hex(signature::sha256(enrolment)));
    if (unverified->value(QLatin1String("aud")).toString() != kid)
        return fail(Reason::WrongAudience);
    if (unverified->value(QLatin1String("enrolment")).toString() != digest ||
        unverified->value(QLatin1String("origin")).toString() != invitation.origin)
        return fail(Reason::UnexpectedReply, QStringLiteral("welcome"));
    return *unverified;
}

Failure failureOf(const HttpReply &reply)
{
    const auto problem = signature::parseStrictObject(reply.body);
    const auto code = problem ? problem->value(QLatin1String("reason")).toString() : QString();
    return code.isEmpty() ? Failure{Reason::ServerUnavailable, QString::number(reply.status)}
                          : Failure{reasonFromCode(code), {}};
}

} // namespace

EnrolmentContact::EnrolmentContact(FirstContact &first, Transport &transport, ServerLink &link, Session &session,
                                   const Content &content, const Clock &clock, QObject *parent)
    : QObject(parent), m_first(first), m_transport(transport), m_link(link), m_session(session), m_content(content),
      m_clock(clock)
{
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, &EnrolmentContact::ask);
}

QString EnrolmentContact::digits() const
{
    return m_session.identity() ? m_session.identity()->digits : QString();
}

void EnrolmentContact::setState(State state, std::optional<Failure> failure)
{
    m_state = state;
    m_failure = std::move(failure);
    if (state == State::Waiting)
        m_poll.start();
    else
        m_poll.stop();
    Q_EMIT changed();
    if (state == State::Confirmed)
        Q_EMIT confirmed();
}

Result<void> EnrolmentContact::read(const QString &text)
{
    auto invitation = submission::Invitation::fromText(text);
    if (!invitation) {
        m_failure = invitation.error();
        Q_EMIT changed();
        return tl::unexpected(invitation.error());
    }
    m_invitation = *std::move(invitation);
    setState(State::Idle);
    return {};
}

void EnrolmentContact::reset()
{
    m_invitation.reset();
    setState(State::Idle);
}

void EnrolmentContact::enrol(const QString &label)
{
    if (!m_invitation || m_state == State::Contacting)
        return;
    if (!m_session.unlocked()) {
        setState(State::Failed, Failure{Reason::Locked, {}});
        return;
    }
    setState(State::Contacting);
    QList<QByteArray> pins;
    for (const auto &pin : m_invitation->pins)
        if (const auto bytes = signature::fromBase64Url(pin.toLatin1()))
            pins.append(*bytes);
    m_first.look(QUrl(m_invitation->origin), pins, this, [this, label](const Result<QList<QSslCertificate>> &anchors) {
        if (anchors)
            send(label, *anchors);
        else
            setState(State::Failed, anchors.error());
    });
}

void EnrolmentContact::send(const QString &label, const QList<QSslCertificate> &anchors)
{
    const auto keys = makeDeviceKeys();
    const auto proof =
        keys ? proofs(*m_invitation, *keys, label, m_clock.now()) : Result<Proofs>(tl::unexpected(keys.error()));
    if (!proof)
        return setState(State::Failed, proof.error());
    Identity identity;
    identity.origin = m_invitation->origin;
    identity.label = label;
    for (const auto &pin : m_invitation->pins)
        if (const auto bytes = signature::fromBase64Url(pin.toLatin1()))
            identity.pins.append(*bytes);
    for (const auto &anchor : anchors)
        identity.anchors.append(anchor.toDer());
    m_transport.setServer({QUrl(identity.origin), identity.pins, anchors});
    HttpRequest request{"POST", QUrl(identity.origin), {{"Content-Type", "application/json"}}, {}};
    request.url.setPath(QStringLiteral("/v1/enrolments"));
    const auto body =
        signature::canonicalJson(QJsonObject{{QStringLiteral("enrolment"), QString::fromLatin1(proof->enrolment)},
                                             {QStringLiteral("possession"), QString::fromLatin1(proof->possession)}});
    if (!body)
        return setState(State::Failed, body.error());
    request.body = *body;
    m_transport.send(request, this,
                     [this, enrolment = proof->enrolment, identity, keys = *keys](const Result<HttpReply> &reply) {
                         welcomed(reply, enrolment, identity, keys);
                     });
}

void EnrolmentContact::welcomed(const Result<HttpReply> &reply, const QByteArray &enrolment, Identity identity,
                                const DeviceKeys &keys)
{
    const auto done = [&]() -> Result<void> {
        if (!reply)
            return tl::unexpected(reply.error());
        if (reply->status != 201)
            return tl::unexpected(failureOf(*reply));
        const auto object = signature::parseStrictObject(reply->body);
        if (!object)
            return fail(Reason::UnexpectedReply);
        const auto welcome = object->value(QLatin1String("welcome")).toString().toLatin1();
        const auto payload = verifiedWelcome(welcome, enrolment, *m_invitation, keys.device->kid());
        if (!payload)
            return tl::unexpected(payload.error());
        const auto person = payload->value(QLatin1String("person")).toObject();
        identity.personId = person[QLatin1String("id")].toString();
        identity.personName = person[QLatin1String("name")].toString();
        identity.role = person[QLatin1String("role")].toString();
        identity.serverKey = payload->value(QLatin1String("serverKey")).toObject();
        identity.digits = submission::comparisonDigits(enrolment, welcome);
        return m_session.enrolled(identity, keys);
    }();
    if (!done)
        return setState(State::Failed, done.error());
    resume();
}

void EnrolmentContact::resume()
{
    if (!m_session.identity())
        return;
    const auto opened = credentials(*m_session.identity(), m_session.keys());
    if (!opened)
        return setState(State::Failed, opened.error());
    m_link.open(*opened);
    if (m_session.identity()->confirmed)
        return setState(State::Confirmed);
    setState(State::Waiting);
    ask();
}

void EnrolmentContact::ask()
{
    if (m_state != State::Waiting || !m_link.isOpen())
        return;
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/configuration";
    call.query = "have=" + m_content.digests().join(QLatin1Char(',')).toLatin1();
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        if (m_state != State::Waiting)
            return;
        if (!reply) {
            // Pending and unreachable are the same to the person: the phone goes on asking by itself.
            const auto reason = reply.error().reason;
            if (reason == Reason::UnknownKey || reason == Reason::RevokedKey)
                setState(State::Failed, reply.error());
            return;
        }
        const auto configuration =
            m_link.verifiedMember(reply->body, QLatin1String("configuration"), submission::typ::configuration);
        if (!configuration)
            return setState(State::Waiting, configuration.error());
        const auto person = configuration->value(QLatin1String("person")).toObject();
        if (const auto kept =
                m_session.confirm(person[QLatin1String("name")].toString(), person[QLatin1String("role")].toString());
            !kept)
            return setState(State::Failed, kept.error());
        setState(State::Confirmed);
    });
}

} // namespace astreinte::app
