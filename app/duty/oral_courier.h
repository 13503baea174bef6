// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "core/submission/manifest.h"

#include <QObject>
#include <QTimer>

namespace astreinte::app {

class Outbox;
class ServerLink;
class Session;

// Carries approvals given by voice to the server (BRIEF §1.4: they are given when there is no network). Each is sealed
// with its revision in the outbox, leaves once the revision itself is on the server and its manifest says the very text
// that was read aloud, and is let go of when the server has answered. Never gives up by itself; what the server refuses
// waits for a person.
class OralCourier : public QObject
{
    Q_OBJECT
public:
    OralCourier(ServerLink &link, Outbox &outbox, const Session &session, QObject *parent = nullptr);
    ~OralCourier() override;

    // Finds what was kept. Call when the vault is open.
    void load();
    void forget();
    // Durable when it succeeds. UnknownSubmission without such a revision in the outbox.
    Result<void> keep(const QString &submissionId, int revision, const OralRecord &record);
    // The person has read why the server refused it, or changed their mind.
    void discard(const QString &submissionId);
    // What has not been answered by the server, oldest first.
    [[nodiscard]] QList<OutboxItem> kept() const;
    // Tries what is due; harmless at any time.
    void proceed();

Q_SIGNALS:
    void changed();
    // The server has one more.
    void delivered();

private:
    void send(const OutboxItem &item);
    void post(const QString &id, const QByteArray &jws);
    void failed(const QString &id, const Failure &failure);
    void settle(const QString &id);
    [[nodiscard]] Result<QByteArray> sign(const OutboxItem &item, const submission::Manifest &manifest) const;

    ServerLink &m_link;
    Outbox &m_outbox;
    const Session &m_session;
    QStringList m_kept; // submissions
    QTimer m_again;
    int m_attempts = 0;
    bool m_busy = false;
};

} // namespace astreinte::app
