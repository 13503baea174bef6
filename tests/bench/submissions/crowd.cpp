// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/crowd.h"

#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace astreinte::tests {
namespace {

std::chrono::nanoseconds threadTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

int connectedTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot connect to port %d", port);
    return socket;
}

} // namespace

// One phone's connection.
class Crowd::Link
{
public:
    Link(SSL_CTX *context, quint16 port) : m_socket(connectedTo(port)), m_ssl(SSL_new(context))
    {
        SSL_set_fd(m_ssl, m_socket);
        if (SSL_connect(m_ssl) != 1)
            qFatal("the TLS handshake failed");
        ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    }
    ~Link()
    {
        SSL_free(m_ssl);
        ::close(m_socket);
    }
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    [[nodiscard]] int socket() const { return m_socket; }
    // The next requests, until `onTheWay` are unanswered or the socket is full.
    bool write(const std::vector<QByteArray> &requests, int onTheWay)
    {
        while (m_sent < requests.size() && m_sent - m_answered < static_cast<std::size_t>(onTheWay)) {
            const auto &request = requests[m_sent];
            const auto written = SSL_write(m_ssl, request.constData(), static_cast<int>(request.size()));
            if (written <= 0)
                return SSL_get_error(m_ssl, written) == SSL_ERROR_WANT_WRITE;
            ++m_sent;
        }
        return true;
    }
    // Reads what has come; counts whole replies. False when the connection is over.
    bool read(Outcome &outcome)
    {
        std::array<char, 16 * 1024> piece;
        for (;;) {
            const auto count = SSL_read(m_ssl, piece.data(), static_cast<int>(piece.size()));
            if (count <= 0)
                return SSL_get_error(m_ssl, count) == SSL_ERROR_WANT_READ;
            m_received.append(piece.data(), count);
            take(outcome);
        }
    }
    [[nodiscard]] std::size_t answered() const { return m_answered; }

private:
    void take(Outcome &outcome)
    {
        for (;;) {
            const auto end = m_received.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const auto field = m_received.indexOf("content-length: ");
            const auto length = m_received.mid(field + 16, m_received.indexOf('\r', field) - field - 16).toLongLong();
            if (m_received.size() < end + 4 + length)
                return;
            ++(m_received.startsWith("HTTP/1.1 201 ") ? outcome.created : outcome.other);
            ++m_answered;
            m_received.remove(0, end + 4 + length);
        }
    }
    int m_socket;
    SSL *m_ssl;
    std::size_t m_sent = 0;
    std::size_t m_answered = 0;
    QByteArray m_received;
};

Crowd::Crowd(quint16 port, int phones) : m_poll(::epoll_create1(EPOLL_CLOEXEC))
{
    auto *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    for (int i = 0; i < phones; ++i) {
        m_links.push_back(std::make_unique<Link>(context, port));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = static_cast<quint64>(i);
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_links.back()->socket(), &event);
    }
    SSL_CTX_free(context);
}

Crowd::~Crowd()
{
    m_links.clear();
    ::close(m_poll);
}

Crowd::Outcome Crowd::send(const std::vector<std::vector<QByteArray>> &requests, int onTheWay)
{
    Outcome outcome;
    std::size_t unfinished = m_links.size();
    const auto begun = std::chrono::steady_clock::now();
    const auto processorAtFirst = threadTime();
    for (std::size_t i = 0; i < m_links.size(); ++i)
        m_links[i]->write(requests[i], onTheWay);
    std::array<epoll_event, 64> events;
    while (unfinished > 0) {
        const int ready = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), 10'000);
        if (ready <= 0)
            qFatal("no reply for ten seconds");
        for (int i = 0; i < ready; ++i) {
            const auto phone = events[static_cast<std::size_t>(i)].data.u64;
            auto &link = *m_links[phone];
            const auto alive = link.read(outcome) && link.write(requests[phone], onTheWay);
            if (alive && link.answered() < requests[phone].size())
                continue;
            outcome.other += static_cast<int>(requests[phone].size() - link.answered());
            ::epoll_ctl(m_poll, EPOLL_CTL_DEL, link.socket(), nullptr);
            --unfinished;
        }
    }
    outcome.elapsed = std::chrono::steady_clock::now() - begun;
    outcome.ownProcessorTime = threadTime() - processorAtFirst;
    return outcome;
}

} // namespace astreinte::tests
