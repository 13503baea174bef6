// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <set>

namespace astreinte::tests {

// Stands between phone and server and knows nothing of TLS: it can only let bytes pass, hold them back, or cut.
class ChaosProxy : public QTcpServer
{
    Q_OBJECT
public:
    explicit ChaosProxy(quint16 serverPort, QObject *parent = nullptr);

    // Nobody is let through, and those inside are cut: a dead zone.
    void setReachable(bool reachable);
    // Everything goes up, nothing more comes down: the server acts, its replies are lost.
    void setRepliesLost(bool lost);
    // Cuts every connection once this many bytes have gone up in it; 0 for never.
    void cutAfter(qint64 bytesUp) { m_cutAfter = bytesUp; }
    void cutAll();
    [[nodiscard]] qint64 bytesUp() const { return m_bytesUp; }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();

    quint16 m_serverPort;
    std::set<QTcpSocket *> m_inside;
    bool m_reachable = true;
    bool m_repliesLost = false;
    qint64 m_cutAfter = 0;
    qint64 m_bytesUp = 0;
    int m_connections = 0;
};

} // namespace astreinte::tests
