// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"
#include "core/signature/http_signature.h"
#include "core/signature/jws.h"

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <memory>
#include <optional>

namespace astreinte::app {

class Clock;

// What the link needs to speak for this phone, taken from the vault while it is open.
struct LinkCredentials
{
    ServerIdentity server;
    std::shared_ptr<const signature::Signer> device;
    std::optional<signature::VerifyingKey> serverKey;
};

// Where the server tells the manifest of a revision (docs/protocol.md §8).
QByteArray manifestPath(const QString &submission, int revision);

// The signed conversation with the server (docs/protocol.md §1): signs every request, learns the server's clock from
// `Date`, turns problem documents into failures, and verifies what the server signs.
class ServerLink : public QObject
{
    Q_OBJECT
public:
    using Answer = Transport::Answer;

    ServerLink(Transport &transport, const Clock &clock, QObject *parent = nullptr);

    void open(LinkCredentials credentials);
    void close();
    [[nodiscard]] bool isOpen() const { return m_credentials.has_value(); }
    [[nodiscard]] QString kid() const;
    [[nodiscard]] QString origin() const;

    struct Call
    {
        QByteArray method;
        QByteArray path;  // "/v1/submissions"
        QByteArray query; // without "?"; empty for none
        QList<HttpHeader> headers;
        QByteArray body;
        std::chrono::milliseconds timeout{30'000};
        QByteArray bodySha256 = {}; // where it is known already
        QByteArray bodyOwner = {};  // this and what follows: HttpRequest's
        quint64 lane = 0;
        bool behind = false;
    };
    // The answer is a reply of status 2xx or 304, or a failure: NetworkUnreachable, WrongCertificate,
    // ServerUnavailable, Locked when the link is closed, or the reason of the server's problem document. A clock
    // refusal is tried again once with the server's time. Never after `context` has gone.
    void send(const Call &call, QObject *context, Answer answer, Transport::Progress progress = {});
    void giveUp(quint64 lane) { m_transport.giveUp(lane); }
    void get(const QByteArray &path, QObject *context, Answer answer);
    // How much one request should carry over this network, as the last upload found it (tus_upload.h).
    [[nodiscard]] qsizetype partSize() const { return m_partSize; }
    void setPartSize(qsizetype bytes) { m_partSize = bytes; }
    // The notices' stream; null when the link is closed or cannot sign.
    EventStream *listen(const QByteArray &path, const QList<HttpHeader> &headers, QObject *parent);

    // The payload of a JWS that the server signed for this device; UnexpectedReply, BadSignature, WrongAudience.
    [[nodiscard]] Result<QJsonObject> verified(QByteArrayView jws, QLatin1String typ) const;
    // The same for the JWS under `member` of a JSON reply.
    [[nodiscard]] Result<QJsonObject> verifiedMember(const QByteArray &json, QLatin1String member,
                                                     QLatin1String typ) const;
    // The verified document itself, for the readers of core/submission; its audience is theirs to check.
    [[nodiscard]] Result<signature::VerifiedJws> verifiedDocument(const QByteArray &json, QLatin1String member,
                                                                  QLatin1String typ) const;

    [[nodiscard]] bool online() const { return m_online; }
    [[nodiscard]] QDateTime lastContact() const { return m_lastContact; }
    [[nodiscard]] std::optional<Failure> lastFailure() const { return m_alarm ? m_alarm : m_lastFailure; }
    // Something about this server that no later success excuses: it stays the last failure until the link is opened
    // anew.
    void raiseAlarm(const Failure &alarm);
    // Server's clock minus the phone's.
    [[nodiscard]] std::chrono::milliseconds clockOffset() const { return m_offset; }
    [[nodiscard]] signature::Instant serverNow() const;

Q_SIGNALS:
    void changed();
    // The server answered a signed request with a success: this phone is known and admitted.
    void accepted();
    // The server answered after a silence.
    void reached();
    // The server says that this device was revoked, with an order signed for it.
    void wipeOrdered();
    void refusedDevice(astreinte::Reason reason);

private:
    [[nodiscard]] Result<signature::VerifiedJws> check(QByteArrayView jws, QLatin1String typ) const;
    [[nodiscard]] Result<HttpRequest> signedRequest(const Call &call) const;
    void attempt(const Call &call, QObject *context, Answer answer, Transport::Progress progress, bool again);
    void learn(const HttpReply &reply);
    void noteFailure(const Failure &failure);
    [[nodiscard]] Failure failureOf(const HttpReply &reply);

    Transport &m_transport;
    const Clock &m_clock;
    std::optional<LinkCredentials> m_credentials;
    std::chrono::milliseconds m_offset{0};
    qsizetype m_partSize = qsizetype(1024) * 1024;
    bool m_online = false;
    QDateTime m_lastContact;
    std::optional<Failure> m_lastFailure;
    std::optional<Failure> m_alarm;
};

} // namespace astreinte::app
