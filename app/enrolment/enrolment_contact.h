// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/session/identity.h"
#include "app/sync/transport.h"
#include "core/submission/invitation.h"

#include <QObject>
#include <QTimer>

namespace astreinte::app {

class Clock;
class Content;
class ServerLink;
class Session;

// Looks at the server before a byte is sent to it: opens TLS, compares the leaf's key with the pins, and brings back
// the certificates to trust from now on.
class FirstContact
{
public:
    using Answer = std::function<void(Result<QList<QSslCertificate>>)>;
    virtual ~FirstContact() = default;
    // NetworkUnreachable, WrongCertificate.
    virtual void look(const QUrl &origin, const QList<QByteArray> &pins, QObject *context, Answer answer) = 0;
};

class TlsFirstContact final : public FirstContact
{
public:
    void look(const QUrl &origin, const QList<QByteArray> &pins, QObject *context, Answer answer) override;
};

// The steps of enrolment (docs/protocol.md §3): look, prove possession of both keys, verify the welcome, show the seven
// digits, wait until the administrator has confirmed them.
class EnrolmentContact : public QObject
{
    Q_OBJECT
public:
    enum class State { Idle, Contacting, Waiting, Confirmed, Failed };

    EnrolmentContact(FirstContact &first, Transport &transport, ServerLink &link, Session &session,
                     const Content &content, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    [[nodiscard]] QString digits() const;
    // MalformedInvitation, UnknownVersion.
    Result<void> read(const QString &text);
    [[nodiscard]] const std::optional<submission::Invitation> &invitation() const { return m_invitation; }
    void enrol(const QString &label);
    // After an unlock: goes on waiting for the confirmation.
    void resume();
    void reset();
    // How often the phone asks whether it was confirmed.
    void setPolling(std::chrono::milliseconds interval) { m_poll.setInterval(interval); }

Q_SIGNALS:
    void changed();
    void confirmed();

private:
    void setState(State state, std::optional<Failure> failure = std::nullopt);
    void send(const QString &label, const QList<QSslCertificate> &anchors);
    void welcomed(const Result<HttpReply> &reply, const QByteArray &enrolment, Identity identity,
                  const DeviceKeys &keys);
    void ask();

    FirstContact &m_first;
    Transport &m_transport;
    ServerLink &m_link;
    Session &m_session;
    const Content &m_content;
    const Clock &m_clock;
    std::optional<submission::Invitation> m_invitation;
    State m_state = State::Idle;
    std::optional<Failure> m_failure;
    QTimer m_poll;
};

} // namespace astreinte::app
