// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/page_reader.h"

#include <QDeadlineTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <chrono>
#include <optional>

namespace astreinte::publication {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 10s;
constexpr qsizetype largestPage = qsizetype{2} * 1024 * 1024;

int left(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

// The size of the whole reply once its head is there and names the body's length (RFC 9112 §6.3); nothing before.
std::optional<qsizetype> wholeSize(const QByteArray &reply)
{
    const auto end = reply.indexOf("\r\n\r\n");
    for (const auto &line : reply.left(std::max<qsizetype>(end, 0)).split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed().toLower() != "content-length")
            continue;
        bool number = false;
        const auto length = line.mid(colon + 1).trimmed().toLongLong(&number);
        if (number && length >= 0)
            return end + 4 + length;
    }
    return std::nullopt;
}

// A chunked reply is not one of ours.
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

// Reads until the length that the head names, and closes first: bytes that arrive together with the end of a TLS
// connection may be dropped by the socket, and a wait may end without a byte for us (session tickets alone arrived).
Result<QByteArray> exchange(QSslSocket &socket, const QByteArray &request, const QDeadlineTimer &deadline)
{
    socket.write(request);
    QByteArray reply;
    while (!deadline.hasExpired()) {
        const auto size = wholeSize(reply);
        if (size && reply.size() >= *size)
            return reply.left(*size);
        if (socket.bytesAvailable() == 0 && socket.state() != QAbstractSocket::ConnectedState)
            return reply;
        if (socket.bytesAvailable() == 0)
            (void)socket.waitForReadyRead(left(deadline));
        reply += socket.readAll();
        if (reply.size() > largestPage)
            return fail(Reason::TooLarge, QStringLiteral("the page"));
    }
    return fail(Reason::NetworkUnreachable, QStringLiteral("no reply in time"));
}

} // namespace

QByteArray PageReader::hostOf(const QUrl &address)
{
    const auto port = address.port() > 0 ? QStringLiteral(":%1").arg(address.port()) : QString();
    return (address.host() + port).toLatin1();
}

Result<Page> PageReader::read(const QUrl &address) const
{
    return ask(address, "GET " + address.path(QUrl::FullyEncoded).toLatin1() + " HTTP/1.1\r\nHost: " + hostOf(address) +
                            "\r\nCache-Control: no-cache\r\n\r\n");
}

Result<Page> PageReader::send(const QByteArray &method, const QUrl &address,
                              const QList<signature::HttpHeader> &headers, const QByteArray &body) const
{
    auto request = method + ' ' + address.path(QUrl::FullyEncoded).toLatin1() +
                   " HTTP/1.1\r\nHost: " + hostOf(address) + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                   "\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    return ask(address, request + "\r\n" + body);
}

Result<Page> PageReader::ask(const QUrl &address, const QByteArray &request) const
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
    return exchange(socket, request, deadline).and_then(parse);
}

} // namespace astreinte::publication
