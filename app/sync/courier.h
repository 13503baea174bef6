// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox.h"
#include "app/sync/transport.h"

#include <QObject>
#include <QTimer>

namespace astreinte::app {

class Clock;
class Connectivity;
class ServerLink;
class TusUpload;
class Vault;

// Carries the outbox to the server, one item at a time: photos by tus, then the signed submission; lets go of nothing
// before a verified receipt. It wakes on every new item, on the network's return, on the server's first answer and when
// a delay is over, and never gives up by itself (outbox/retry.h).
class Courier : public QObject
{
    Q_OBJECT
public:
    Courier(ServerLink &link, Outbox &outbox, Vault &vault, const Connectivity &connectivity, const Clock &clock,
            QObject *parent = nullptr);
    ~Courier() override;

    void start();
    void stop();
    // A person asks: everything waiting is tried now.
    void tryNow();
    [[nodiscard]] bool busy() const { return m_busy; }
    // Asks the server how far a submission has come.
    void refreshStatus(const QString &id);
    // The same for every submission that is not settled, newest first, one question at a time and only while nothing
    // waits to be carried: hundreds of questions must not stand before an upload.
    void refreshAll();

    // Draws the delay below a cap; replaced by tests.
    std::function<std::chrono::milliseconds(std::chrono::milliseconds atMost)> jitter;

Q_SIGNALS:
    void received(const QString &id);
    // What the journal says of a receipt that was accepted (docs/protocol.md §13), and the SHA-256 of what was sent.
    void testified(const QJsonObject &testimony, const QByteArray &sha256);

private:
    void proceed();
    // The network changed under an upload, and the person's rules hold back what is left of it.
    void holdBack();
    void uploadNext(const QString &id);
    void submit(const QString &id);
    void accept(const QString &id, const QByteArray &reply);
    void failed(const QString &id, const Failure &failure);
    void finished();
    void schedule();
    void refreshNext();
    void readToRefresh();
    void forgetToRefresh();
    void askStatus(const QString &id, const std::function<void(bool answered)> &then);
    void applyStatus(const QString &id, const QByteArray &reply);

    ServerLink &m_link;
    Outbox &m_outbox;
    Vault &m_vault;
    const Connectivity &m_connectivity;
    const Clock &m_clock;
    QTimer m_due;
    std::unique_ptr<TusUpload> m_upload;
    QStringList m_toRefresh;
    QString m_refreshBeyond;
    bool m_moreToRefresh = false;
    bool m_refreshing = false;
    bool m_running = false;
    bool m_busy = false;
    QString m_current; // under way while busy
};

} // namespace astreinte::app
