// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/body_budget.h"
#include "server/http/route_table.h"
#include "server/http/server.h"
#include "server/http/stream.h"
#include "server/http/worker_pool.h"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <map>
#include <unordered_map>

namespace astreinte::http {

class Connection;
struct PeerAddress;

// Replies by route and status; a null route: none was found.
class RouteTally
{
public:
    void count(const Route *route, int status)
    {
        const std::lock_guard lock(m_mutex);
        ++m_replies[{route, status}];
    }
    [[nodiscard]] std::vector<RouteCount> counts() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::pair<const Route *, int>, qint64> m_replies;
};

// The counters while they count; every field may be touched from any thread.
struct Tally
{
    std::atomic<qint64> accepted, requests, refused, handlerExceptions, handshakeFailures, timeouts, evicted,
        turnedAway, spooled, bytesIn, bytesOut, listenersCutOff, open, listeners;
    std::array<std::atomic<qint64>, 6> responses; // by hundreds
};

// What all connections share: the I/O thread, the workers, the places and the clock that frees them.
class Reactor
{
public:
    Reactor(Options options, std::vector<Route> routes);
    ~Reactor();
    Reactor(const Reactor &) = delete;
    Reactor &operator=(const Reactor &) = delete;

    Result<> listen();
    Result<> reloadTls();
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] Counters counters() const;

    // For connections, on the I/O thread.
    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] const RouteTable &routes() const { return m_routes; }
    [[nodiscard]] const TlsContext &tls() const { return m_tls; }
    [[nodiscard]] const std::shared_ptr<asio::io_context> &io() const { return m_io; }
    [[nodiscard]] WorkerPool &workers() { return m_workers; }
    // Of the route's handler: one that may block is a worker's, a deferred one computes.
    [[nodiscard]] WorkerPool &threadsFor(const Route &route) { return route.defer ? m_computing : m_workers; }
    [[nodiscard]] BodyBudget &budget() { return m_budget; }
    [[nodiscard]] Tally &tally() { return m_tally; }
    [[nodiscard]] RouteTally &routeTally() { return m_routeTally; }
    [[nodiscard]] bool draining() const { return m_draining; }
    // Read into by whoever is running; valid until the next suspension.
    [[nodiscard]] std::span<char> scratch() { return m_scratch; }
    // Memory of a large body that was answered, empty, for the next one: other pages would have to be cleared first.
    [[nodiscard]] QByteArray takeSpareBody();
    void keepSpareBody(QByteArray body);
    // Makes sure that at most Limits::handshakes are under way: the oldest gives way.
    void beginHandshake();
    void endHandshake() { --m_handshakes; }
    void remove(Connection &connection);

private:
    Result<> open();
    asio::awaitable<void> acceptLoop();
    asio::awaitable<void> sweepLoop();
    void admit(asio::ip::tcp::socket socket);
    [[nodiscard]] bool makeRoom(const PeerAddress *peer);
    void sweep();
    void drain();

    const Options m_options;
    const RouteTable m_routes;
    TlsContext m_tls;
    BodyBudget m_budget;
    Tally m_tally{};
    RouteTally m_routeTally;
    WorkerPool m_workers;
    WorkerPool m_computing;
    // Shared with the mailboxes' wake-up calls, which may come from a publisher after the server has gone.
    const std::shared_ptr<asio::io_context> m_io = std::make_shared<asio::io_context>(1);
    asio::ip::tcp::acceptor m_acceptor{*m_io};
    asio::steady_timer m_sweepTimer{*m_io};
    std::array<char, 256 * 1024> m_scratch;
    std::vector<QByteArray> m_spareBodies;
    std::list<Connection *> m_connections; // oldest first
    std::unordered_map<std::string, int> m_byAddress;
    Clock::time_point m_drainUntil = Clock::time_point::max();
    int m_handshakes = 0;
    bool m_draining = false;
    quint16 m_port = 0;
    std::thread m_thread;
};

} // namespace astreinte::http
