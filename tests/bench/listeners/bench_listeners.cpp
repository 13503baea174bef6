// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/http/probe_process.h"

#include <QCoreApplication>
#include <QTextStream>
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// The HTTP server in a process of its own, without TLS, with so many listeners of Server-Sent Events from this process:
// what its memory grows by for each, and from the request that publishes a notice until the last listener has it whole.
// Beside it a process that writes the same bytes to as many accepted sockets and does nothing else, to the same
// readers.

namespace {

using astreinte::http_test::ProbeProcess;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 9;

int connectedTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot connect: %s", strerror(errno));
    return socket;
}

void sendAll(int socket, const QByteArray &bytes)
{
    if (::send(socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) != bytes.size())
        qFatal("cannot send");
}

QByteArray receiveUntil(int socket, const QByteArray &mark)
{
    QByteArray received;
    std::array<char, 4096> piece;
    while (!received.contains(mark)) {
        const auto count = ::recv(socket, piece.data(), piece.size(), 0);
        if (count <= 0)
            qFatal("the connection ended");
        received.append(piece.data(), count);
    }
    return received;
}

// The listening ends of this process.
class Readers
{
public:
    Readers(quint16 port, int count, const QByteArray &request, const QByteArray &greeting)
        : m_poll(::epoll_create1(EPOLL_CLOEXEC))
    {
        for (int i = 0; i < count; ++i) {
            const auto socket = m_sockets.emplace_back(connectedTo(port));
            if (!request.isEmpty()) {
                sendAll(socket, request);
                receiveUntil(socket, greeting);
            }
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.fd = socket;
            ::epoll_ctl(m_poll, EPOLL_CTL_ADD, socket, &event);
        }
    }
    ~Readers()
    {
        for (const auto socket : m_sockets)
            ::close(socket);
        ::close(m_poll);
    }
    Readers(const Readers &) = delete;
    Readers &operator=(const Readers &) = delete;

    // Until each socket has received `size` bytes.
    void awaitAll(qsizetype size)
    {
        std::vector<qsizetype> missing(
            static_cast<std::size_t>(*std::max_element(m_sockets.begin(), m_sockets.end())) + 1, size);
        auto unfinished = m_sockets.size();
        std::array<epoll_event, 256> events;
        std::array<char, 1024> piece;
        while (unfinished > 0) {
            const auto ready = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), 30'000);
            if (ready <= 0)
                qFatal("%zu listeners heard nothing", unfinished);
            for (int i = 0; i < ready; ++i) {
                const auto socket = events[static_cast<std::size_t>(i)].data.fd;
                const auto count = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
                auto &left = missing[static_cast<std::size_t>(socket)];
                left -= std::max<ssize_t>(count, 0);
                if (left == 0)
                    --unfinished;
                if (left < 0 || count == 0)
                    qFatal("a listener heard something else");
            }
        }
    }

private:
    std::vector<int> m_sockets;
    int m_poll;
};

template <typename Act>
double medianMilliseconds(Readers &readers, qsizetype size, Act act)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = Clock::now();
        act();
        readers.awaitAll(size);
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[rounds / 2];
}

// Accepts `count` connections, then writes `bytes` to each whenever a byte comes through the pipe.
[[noreturn]] void bareServer(int listening, int count, int orders, const QByteArray &bytes)
{
    std::vector<int> sockets;
    for (int i = 0; i < count; ++i) {
        sockets.push_back(::accept(listening, nullptr, nullptr));
        const int one = 1;
        ::setsockopt(sockets.back(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    char order = 0;
    while (::read(orders, &order, 1) == 1)
        for (const auto socket : sockets)
            (void)!::send(socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    ::_exit(0);
}

double bareFanOut(int count, const QByteArray &bytes)
{
    const auto listening = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int orders[2];
    if (::bind(listening, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listening, 1024) != 0 ||
        ::getsockname(listening, reinterpret_cast<sockaddr *>(&address), &size) != 0 || ::pipe(orders) != 0)
        qFatal("no bare server");
    const auto child = ::fork();
    if (child == 0) {
        ::close(orders[1]);
        bareServer(listening, count, orders[0], bytes);
    }
    ::close(orders[0]);
    double milliseconds = 0;
    {
        Readers readers(ntohs(address.sin_port), count, {}, {});
        milliseconds = medianMilliseconds(readers, bytes.size(), [&] { (void)!::write(orders[1], "!", 1); });
    }
    ::close(orders[1]);
    ::close(listening);
    ::waitpid(child, nullptr, 0);
    return milliseconds;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto asked = QCoreApplication::arguments().value(1).toInt();
    const auto count = asked > 0 ? asked : 10'000;
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    const QByteArray data(R"({"submission":"018f2f5e-7c3a-7000-8000-000000000000","revision":1,"state":"published"})");
    const QByteArray event = "id: 1\nevent: notice\ndata: " + data + "\n\n";
    const auto most = QString::number(count + 100);
    ProbeProcess server({QStringLiteral("--connections"), most, QStringLiteral("--connections-per-address"), most,
                         QStringLiteral("--idle"), QStringLiteral("600000")});
    const auto before = server.resident();
    double milliseconds = 0;
    qint64 grown = 0;
    {
        Readers readers(server.port(), count, "GET /events HTTP/1.1\r\nHost: bench\r\n\r\n", "retry: 3000\n\n");
        grown = server.resident() - before;
        const auto publisher = connectedTo(server.port());
        const auto request = "POST /publish HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                             "Content-Length: " +
                             QByteArray::number(data.size()) + "\r\n\r\n" + data;
        milliseconds = medianMilliseconds(readers, event.size(), [&] { sendAll(publisher, request); });
        grown = std::max(grown, server.resident() - before);
        ::close(publisher);
    }
    const auto bare = bareFanOut(count, event);
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(1);
    out << count << " listeners: " << static_cast<double>(grown) / count << " KiB each (target 20)\n"
        << "a notice to the last one: " << milliseconds << " ms, bare sockets " << bare << " ms, ratio "
        << milliseconds / bare << " (target 5)\n";
    return 0;
}
