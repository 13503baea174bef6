// SPDX-License-Identifier: EUPL-1.2
#include "tests/link/lossy_proxy.h"

#include <QPointer>
#include <QTimer>

namespace astreinte::tests {

LossyProxy::LossyProxy(quint16 serverPort, quint32 seed, QObject *parent)
    : QTcpServer(parent), m_serverPort(serverPort), m_random(seed)
{
    connect(this, &QTcpServer::newConnection, this, &LossyProxy::accept);
}

void LossyProxy::forgetCounts()
{
    m_up = m_down = 0;
    m_drops = m_duplicates = m_truncations = 0;
    m_untilDrop = 0;
}

bool LossyProxy::strikes(int perMille)
{
    return perMille > 0 && harm() < m_weather.mostHarm && m_random.bounded(1000) < perMille;
}

qint64 LossyProxy::nextDrop()
{
    return 1 + m_random.bounded(qint64{2} * m_weather.dropEvery);
}

bool LossyProxy::carry(QTcpSocket *from, QTcpSocket *to, bool up)
{
    auto bytes = from->readAll();
    (up ? m_up : m_down) += bytes.size();
    const auto broken = [from](int &count) {
        ++count;
        from->abort();
        return false;
    };
    if (up && m_weather.dropEvery > 0 && harm() < m_weather.mostHarm) {
        if (m_untilDrop <= 0)
            m_untilDrop = nextDrop();
        m_untilDrop -= bytes.size();
        if (m_untilDrop <= 0) {
            // What came before the drop arrives: the server may have a whole part of which the phone learns nothing.
            to->write(bytes.left(std::max<qint64>(0, bytes.size() + m_untilDrop)));
            if (to->state() == QAbstractSocket::ConnectedState)
                to->flush();
            return broken(m_drops);
        }
    }
    if (strikes(m_weather.truncatePerMille)) {
        to->write(bytes.left(bytes.size() / 2));
        if (to->state() == QAbstractSocket::ConnectedState)
            to->flush();
        return broken(m_truncations);
    }
    if (strikes(m_weather.duplicatePerMille)) {
        ++m_duplicates;
        bytes += bytes;
    }
    to->write(bytes);
    return true;
}

void LossyProxy::accept()
{
    while (auto *phone = nextPendingConnection()) {
        auto *server = new QTcpSocket(phone);
        const auto pass = [this, phone, server](QTcpSocket *from, QTcpSocket *to, bool up) {
            if (m_weather.delayMs <= 0) {
                carry(from, to, up);
                return;
            }
            // One timer for each arrival: whatever has come by then is carried in order.
            QTimer::singleShot(m_random.bounded(m_weather.delayMs + 1), server, [this, from, to, up] {
                if (from->bytesAvailable() > 0)
                    carry(from, to, up);
            });
        };
        connect(phone, &QTcpSocket::readyRead, this, [=] { pass(phone, server, true); });
        connect(server, &QTcpSocket::readyRead, this, [=] { pass(server, phone, false); });
        connect(server, &QTcpSocket::disconnected, phone, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, phone, [phone] { phone->abort(); });
        connect(phone, &QTcpSocket::disconnected, this, [phone, server] {
            server->abort();
            phone->deleteLater();
        });
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    }
}

} // namespace astreinte::tests
