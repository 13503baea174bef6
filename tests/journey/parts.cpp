// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/parts.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QTimer>

namespace astreinte::journey {

using namespace std::chrono_literals;

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

Network::Network(quint16 serverPort, QObject *parent) : QObject(parent), m_serverPort(serverPort)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &Network::accept);
    m_listener.listen(QHostAddress::LocalHost);
    m_port = m_listener.serverPort();
}

void Network::cut()
{
    m_listener.close();
    for (auto &socket : m_sockets)
        socket->abort();
    m_cutAfter = -1;
}

void Network::mend()
{
    std::erase_if(m_sockets, [](const auto &socket) { return socket->state() == QAbstractSocket::UnconnectedState; });
    if (!m_listener.isListening())
        m_listener.listen(QHostAddress::LocalHost, m_port);
}

void Network::accept()
{
    while (auto *phone = m_listener.nextPendingConnection()) {
        auto *server = new QTcpSocket;
        m_sockets.emplace_back(phone);
        m_sockets.emplace_back(server);
        phone->setParent(nullptr);
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        connect(phone, &QTcpSocket::readyRead, server, [this, phone, server] {
            const auto bytes = phone->readAll();
            m_bytesUp += bytes.size();
            if (m_cutAfter >= 0 && m_bytesUp >= m_cutAfter)
                cut();
            else
                server->write(bytes);
        });
        connect(server, &QTcpSocket::readyRead, phone, [phone, server] { phone->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, phone, &QTcpSocket::disconnectFromHost);
        connect(phone, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, phone, [phone] { phone->abort(); });
    }
}

Part::Part(QString program, QStringList arguments, QString logFile, QObject *parent)
    : QObject(parent), m_program(std::move(program)), m_arguments(std::move(arguments)), m_log(std::move(logFile))
{
    m_process.setStandardErrorFile(m_log, QIODevice::Append);
}

Part::~Part()
{
    kill();
}

bool Part::start(const QByteArray &ready, int milliseconds)
{
    m_process.start(m_program, m_arguments);
    QDeadlineTimer patience(milliseconds);
    while (!patience.hasExpired()) {
        const auto line = readLine(static_cast<int>(patience.remainingTime()));
        if (line.startsWith(ready))
            return true;
        if (!running() && m_process.bytesAvailable() == 0)
            break;
    }
    QFile log(m_log);
    const auto said = log.open(QIODevice::ReadOnly) ? log.readAll().right(1500) : QByteArray();
    m_problem = QStringLiteral("%1 did not start: %2").arg(m_program, QString::fromUtf8(said));
    return false;
}

void Part::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void Part::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        kill();
}

QByteArray Part::readLine(int milliseconds)
{
    QDeadlineTimer patience(milliseconds);
    while (!m_process.canReadLine() && running() && !patience.hasExpired())
        turn(10ms);
    return m_process.readLine().trimmed();
}

void Part::write(const QByteArray &line)
{
    m_process.write(line + '\n');
}

} // namespace astreinte::journey
