// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/client.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSslConfiguration>
#include <algorithm>

namespace astreinte::tests {
namespace {

constexpr int patience = 15'000; // milliseconds

} // namespace

QByteArray Reply::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers)
        if (key == name)
            return value;
    return {};
}

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Reply::reason() const
{
    return json().value(QLatin1String("reason")).toString();
}

Connection::Connection(quint16 port, QByteArray authorityPem) : m_port(port), m_authorityPem(std::move(authorityPem)) {}

bool Connection::open()
{
    if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState)
        return true;
    m_socket = std::make_unique<QSslSocket>();
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(m_authorityPem));
    m_socket->setSslConfiguration(configuration);
    m_socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
    return m_socket->waitForEncrypted(patience);
}

void Connection::close()
{
    m_next.clear();
    m_socket.reset();
}

void Connection::write(const QByteArray &method, const QByteArray &target, const Headers &headers,
                       const QByteArray &body)
{
    auto head = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    const bool said = std::ranges::any_of(headers, [](const auto &header) { return header.first == "Content-Length"; });
    if (!said && (!body.isEmpty() || method == "POST" || method == "PATCH"))
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    m_socket->write(head + "\r\n" + body);
    m_socket->flush();
}

Reply Connection::exchange(const QByteArray &method, const QByteArray &target, const Headers &headers,
                           const QByteArray &body)
{
    // A connection kept from before may have been closed by the server meanwhile: then, and only then, once more.
    const auto kept = m_socket != nullptr;
    auto reply = tryOnce(method, target, headers, body);
    if (reply.status == 0 && kept) {
        close();
        reply = tryOnce(method, target, headers, body);
    }
    if (reply.status == 0 || reply.header("connection") == "close")
        close();
    return reply;
}

Reply Connection::tryOnce(const QByteArray &method, const QByteArray &target, const Headers &headers,
                          const QByteArray &body)
{
    if (!open())
        return {};
    write(method, target, headers, body);
    return readReply(method);
}

void Connection::begin(const QByteArray &method, const QByteArray &target, const Headers &headers,
                       const QByteArray &body, qsizetype sent)
{
    close();
    if (!open())
        return;
    m_method = method;
    m_rest = body.mid(sent);
    write(method, target, headers + Headers{{"Content-Length", QByteArray::number(body.size())}}, {});
    m_socket->write(body.left(sent));
    while (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() > 0 && m_socket->waitForBytesWritten(patience))
        continue;
}

Reply Connection::finish()
{
    if (!m_socket)
        return {};
    m_socket->write(m_rest);
    return readReply(m_method);
}

void Connection::sendBehind(const QByteArray &method, const QByteArray &target, const Headers &headers,
                            const QByteArray &body)
{
    if (open())
        write(method, target, headers, body);
}

Reply Connection::readReply(const QByteArray &method)
{
    auto received = std::exchange(m_next, {});
    qsizetype end = -1;
    while ((end = received.indexOf("\r\n\r\n")) < 0) {
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patience))
            return {};
        received += m_socket->readAll();
    }
    Reply reply;
    const auto lines = received.left(end).split('\n');
    reply.status = lines[0].split(' ').value(1).toInt();
    for (const auto &line : lines.mid(1))
        reply.headers.append(
            {line.left(line.indexOf(':')).trimmed().toLower(), line.mid(line.indexOf(':') + 1).trimmed()});
    reply.body = received.mid(end + 4);
    const auto length = method == "HEAD" ? 0 : reply.header("content-length").toLongLong();
    while (reply.body.size() < length) {
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(patience))
            return {};
        reply.body += m_socket->readAll();
    }
    m_next = reply.body.mid(length);
    reply.body.truncate(length);
    return reply;
}

void Connection::sendAndVanish(const QByteArray &method, const QByteArray &target, const Headers &headers,
                               const QByteArray &body)
{
    if (!open())
        return;
    write(method, target, headers, body);
    m_socket->waitForBytesWritten(patience);
    m_socket->abort();
    close();
}

QByteArray Connection::stream(const QByteArray &target, const Headers &headers, const QByteArray &mark, int count)
{
    if (!open())
        return {};
    write("GET", target, headers, {});
    QByteArray received;
    QElapsedTimer timer;
    timer.start();
    while (received.count(mark) < count && timer.elapsed() < patience) {
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(500)) {
            if (m_socket->state() != QAbstractSocket::ConnectedState)
                break;
            continue;
        }
        received += m_socket->readAll();
    }
    close();
    return received;
}

} // namespace astreinte::tests
