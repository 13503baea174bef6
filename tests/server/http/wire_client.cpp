// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/http/wire_client.h"

#include <QJsonDocument>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace astreinte::http_test {
namespace {

using Clock = std::chrono::steady_clock;

bool waitFor(int socket, short events, Clock::time_point until)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waited{socket, events, 0};
    return left > 0 && ::poll(&waited, 1, static_cast<int>(left)) > 0;
}

} // namespace

QJsonObject objectOf(const WireReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

WireClient::WireClient(quint16 port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

WireClient::~WireClient()
{
    close();
}

WireClient::WireClient(WireClient &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1)), m_received(std::move(other.m_received))
{
}

bool WireClient::send(QByteArrayView bytes, std::chrono::milliseconds patience)
{
    const auto until = Clock::now() + patience;
    while (!bytes.isEmpty()) {
        if (!waitFor(m_socket, POLLOUT, until))
            return false;
        const ssize_t sent =
            ::send(m_socket, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN)
            return false;
        bytes = bytes.sliced(std::max<ssize_t>(sent, 0));
    }
    return true;
}

bool WireClient::fill(Clock::time_point until)
{
    if (!waitFor(m_socket, POLLIN, until))
        return false;
    char piece[64 * 1024];
    const ssize_t bytes = ::recv(m_socket, piece, sizeof piece, 0);
    if (bytes <= 0)
        return false;
    m_received.append(piece, bytes);
    return true;
}

WireReply WireClient::reply(bool head, std::chrono::milliseconds patience)
{
    const auto until = Clock::now() + patience;
    while (!m_received.contains("\r\n\r\n"))
        if (!fill(until))
            return {};
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    WireReply reply;
    const QList<QByteArray> lines = m_received.first(end).replace("\r\n", "\n").split('\n');
    reply.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1))
        reply.headers.insert(line.left(line.indexOf(':')).toLower(), line.mid(line.indexOf(':') + 1).trimmed());
    m_received.remove(0, end + 4);
    if (head || reply.status == 204 || reply.status == 304 || reply.status == 100)
        return reply;
    if (!reply.headers.contains("content-length")) {
        while (fill(until)) {
        }
        reply.body = std::exchange(m_received, {});
        return reply;
    }
    const qsizetype length = reply.headers.value("content-length").toLongLong();
    while (m_received.size() < length && fill(until)) {
    }
    reply.body = m_received.left(length);
    m_received.remove(0, length);
    return reply;
}

QByteArray WireClient::readUntil(QByteArrayView until, std::chrono::milliseconds patience)
{
    const auto end = Clock::now() + patience;
    while (!m_received.contains(until) && fill(end)) {
    }
    const qsizetype at = m_received.indexOf(until);
    const qsizetype taken = at < 0 ? m_received.size() : at + until.size();
    const QByteArray result = m_received.left(taken);
    m_received.remove(0, taken);
    return result;
}

bool WireClient::closedByPeer(std::chrono::milliseconds patience)
{
    const auto until = Clock::now() + patience;
    char piece[64 * 1024];
    while (waitFor(m_socket, POLLIN, until))
        if (::recv(m_socket, piece, sizeof piece, 0) <= 0)
            return true;
    return false;
}

void WireClient::halfClose()
{
    ::shutdown(m_socket, SHUT_WR);
}

void WireClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void WireClient::close()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
}

QByteArray wireRequest(const QByteArray &method, const QByteArray &target, const QByteArray &fields,
                       const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: test\r\n" + fields;
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return request + "\r\n" + body;
}

} // namespace astreinte::http_test
