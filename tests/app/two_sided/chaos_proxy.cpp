// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/chaos_proxy.h"

#include <memory>

namespace astreinte::tests {

ChaosProxy::ChaosProxy(quint16 serverPort, QObject *parent) : QTcpServer(parent), m_serverPort(serverPort)
{
    connect(this, &QTcpServer::newConnection, this, &ChaosProxy::accept);
}

void ChaosProxy::setReachable(bool reachable)
{
    m_reachable = reachable;
    if (!reachable)
        cutAll();
}

void ChaosProxy::setRepliesLost(bool lost)
{
    m_repliesLost = lost;
}

void ChaosProxy::cutAll()
{
    const auto inside = m_inside;
    for (auto *socket : inside)
        socket->abort();
}

void ChaosProxy::accept()
{
    while (auto *phone = nextPendingConnection()) {
        if (!m_reachable) {
            phone->abort();
            phone->deleteLater();
            continue;
        }
        ++m_connections;
        auto *server = new QTcpSocket(phone);
        m_inside.insert(phone);
        auto sent = std::make_shared<qint64>(0);
        connect(phone, &QTcpSocket::readyRead, this, [this, phone, server, sent] {
            const auto bytes = phone->readAll();
            *sent += bytes.size();
            m_bytesUp += bytes.size();
            server->write(bytes);
            if (m_cutAfter > 0 && *sent > m_cutAfter) {
                m_cutAfter = 0; // one cut
                phone->abort();
            }
        });
        connect(server, &QTcpSocket::readyRead, this, [this, phone, server] {
            const auto bytes = server->readAll();
            if (!m_repliesLost)
                phone->write(bytes);
        });
        connect(server, &QTcpSocket::disconnected, phone, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, phone, [phone] { phone->abort(); });
        connect(phone, &QTcpSocket::disconnected, this, [this, phone, server] {
            m_inside.erase(phone);
            server->disconnectFromHost();
            phone->deleteLater();
        });
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    }
}

} // namespace astreinte::tests
