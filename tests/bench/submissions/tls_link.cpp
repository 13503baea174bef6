// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/tls_link.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace astreinte::tests {

TlsLink::TlsLink(quint16 port) : m_context(SSL_CTX_new(TLS_client_method()))
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return;
    m_ssl.reset(SSL_new(m_context.get()));
    SSL_set_fd(m_ssl.get(), m_socket);
    if (SSL_connect(m_ssl.get()) != 1)
        m_ssl.reset();
}

TlsLink::~TlsLink()
{
    m_ssl.reset();
    if (m_socket >= 0)
        ::close(m_socket);
}

int TlsLink::exchange(const QByteArray &request)
{
    if (!m_ssl || SSL_write(m_ssl.get(), request.constData(), static_cast<int>(request.size())) <= 0)
        return 0;
    QByteArray reply;
    char buffer[16 * 1024];
    for (;;) {
        const auto count = SSL_read(m_ssl.get(), buffer, sizeof buffer);
        if (count <= 0)
            return 0;
        reply.append(buffer, count);
        const auto end = reply.indexOf("\r\n\r\n");
        if (end < 0)
            continue;
        const auto field = reply.indexOf("content-length: ");
        const auto length = field < 0 ? 0 : reply.mid(field + 16, reply.indexOf('\r', field) - field - 16).toLongLong();
        if (reply.size() >= end + 4 + length)
            return reply.mid(9, 3).toInt();
    }
}

} // namespace astreinte::tests
