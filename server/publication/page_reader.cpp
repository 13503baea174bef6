// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/page_reader.h"

#include <QDeadlineTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <chrono>

namespace astreinte::publication {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 10s;
constexpr qsizetype largestPage = 2 * 1024 * 1024;

int left(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

// "Connection: close" is asked for, so the body ends with the connection; a chunked reply is not one of ours.
Result<Page> parse(const QByteArray &reply)
{
    const auto end = reply.indexOf("\r\n\r\n");
    const auto parts = reply.left(reply.indexOf("\r\n")).split(' ');
    if (end < 0 || parts.size() < 2 || !parts[0].startsWith("HTTP/1."))
        return fail(Reason::UnexpectedReply, QStringLiteral("not HTTP"));
    bool number = false;
    const auto status = parts[1].toInt(&number);
    if (!number || reply.left(end).toLower().contains("\r\ntransfer-encoding:"))
        return fail(Reason::UnexpectedReply, QStringLiteral("status or framing"));
    return Page{status, reply.mid(end + 4)};
}

Result<QByteArray> exchange(QSslSocket &socket, const QByteArray &request, const QDeadlineTimer &deadline)
{
    socket.write(request);
    QByteArray reply;
    while (socket.state() == QAbstractSocket::ConnectedState || socket.bytesAvailable() > 0) {
        // A wait may end without a byte for us (the session tickets of TLS 1.3 alone arrived): only the deadline ends
        // it.
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(left(deadline)) && deadline.hasExpired())
            break;
        reply += socket.readAll();
        if (reply.size() > largestPage)
            return fail(Reason::TooLarge, QStringLiteral("the page"));
    }
    if (deadline.hasExpired())
        return fail(Reason::NetworkUnreachable, QStringLiteral("no reply in time"));
    return reply;
}

} // namespace

Result<Page> PageReader::read(const QUrl &address) const
{
    const QDeadlineTimer deadline(patience);
    QSslSocket socket;
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    if (!m_authorityPem.isEmpty())
        configuration.addCaCertificates(QSslCertificate::fromData(m_authorityPem, QSsl::Pem));
    socket.setSslConfiguration(configuration);
    const auto secure = address.scheme() == QLatin1String("https");
    const auto port = static_cast<quint16>(address.port(secure ? 443 : 80));
    if (secure)
        socket.connectToHostEncrypted(address.host(), port);
    else
        socket.connectToHost(address.host(), port);
    const auto connected = secure ? socket.waitForEncrypted(left(deadline)) : socket.waitForConnected(left(deadline));
    if (!connected)
        return fail(socket.sslHandshakeErrors().isEmpty() ? Reason::NetworkUnreachable : Reason::WrongCertificate,
                    socket.errorString());
    const auto host = address.host() + (address.port() > 0 ? QStringLiteral(":%1").arg(address.port()) : QString());
    const auto request = "GET " + address.path(QUrl::FullyEncoded).toLatin1() +
                         " HTTP/1.1\r\nHost: " + host.toLatin1() +
                         "\r\nConnection: close\r\nCache-Control: no-cache\r\n\r\n";
    return exchange(socket, request, deadline).and_then(parse);
}

} // namespace astreinte::publication
