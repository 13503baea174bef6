// SPDX-License-Identifier: EUPL-1.2
#include "server/http/reactor.h"
#include "server/http/connection.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <malloc.h>
#include <sys/resource.h>

namespace astreinte::http {
namespace {

using asio::ip::tcp;
constexpr std::chrono::milliseconds sweepInterval{100};

// One descriptor per connection: the default soft limit of 1,024 is meant for select().
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

constexpr std::size_t mostSpareBodies = 2;

// glibc raises its mmap threshold to the largest block ever freed: after some 4 MiB bodies it would keep them all.
void keepMemorySmall()
{
#ifdef __GLIBC__
    ::mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
    ::mallopt(M_ARENA_MAX, 4);
#endif
}

std::string keyOf(const QByteArray &key)
{
    return key.toStdString();
}

} // namespace

std::vector<RouteCount> RouteTally::counts() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<RouteCount> counts;
    counts.reserve(m_replies.size());
    for (const auto &[key, replies] : m_replies) {
        const auto *route = key.first;
        counts.push_back(
            {route ? route->method : QByteArray(), route ? route->pattern : QByteArray(), key.second, replies});
    }
    std::ranges::sort(counts, {}, [](const RouteCount &one) { return std::tie(one.pattern, one.method, one.status); });
    return counts;
}

Reactor::Reactor(Options options, std::vector<Route> routes)
    : m_options(std::move(options)), m_routes(std::move(routes)), m_budget(m_options.limits.bufferedBodies)
{
}

Reactor::~Reactor()
{
    stop();
}

Result<> Reactor::reloadTls()
{
    if (!m_options.tls)
        return fail(Reason::InvalidValue, QStringLiteral("this server does not speak TLS"));
    auto context = makeTlsContext(*m_options.tls);
    if (!context)
        return tl::unexpected(context.error());
    if (!m_thread.joinable()) {
        m_tls = std::move(*context);
        return {};
    }
    asio::post(*m_io, [this, context = std::move(*context)] { m_tls = context; });
    return {};
}

Result<> Reactor::open()
{
    boost::system::error_code error;
    const auto address = asio::ip::make_address(m_options.address.toStdString(), error);
    if (error)
        return fail(Reason::InvalidValue, QStringLiteral("listening address %1").arg(m_options.address));
    const tcp::endpoint endpoint(address, m_options.port);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && address.is_v6())
        m_acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(4096, error);
    if (error)
        return fail(Reason::Internal, QStringLiteral("cannot listen on %1 port %2: %3")
                                          .arg(m_options.address)
                                          .arg(m_options.port)
                                          .arg(QString::fromStdString(error.message())));
    m_port = m_acceptor.local_endpoint().port();
    return {};
}

Result<> Reactor::listen()
{
    raiseDescriptorLimit();
    keepMemorySmall();
    if (m_options.tls)
        if (auto loaded = reloadTls(); !loaded)
            return loaded;
    if (auto opened = open(); !opened)
        return opened;
    m_workers.start(std::max(1, m_options.workers));
    // More threads than processors would only take turns, each with its own caches and its own reading connection.
    m_computing.start(std::max(2, static_cast<int>(std::thread::hardware_concurrency())));
    asio::co_spawn(*m_io, acceptLoop(), asio::detached);
    asio::co_spawn(*m_io, sweepLoop(), asio::detached);
    const SignalsBlocked blocked;
    m_thread = std::thread([this] { m_io->run(); });
    return {};
}

void Reactor::stop()
{
    if (!m_thread.joinable())
        return;
    asio::post(*m_io, [this] { drain(); });
    m_thread.join(); // the loop ends when the last connection has gone
    m_workers.stop();
    m_computing.stop();
}

void Reactor::drain()
{
    m_draining = true;
    m_drainUntil = Clock::now() + m_options.limits.drain;
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    for (Connection *connection : m_connections)
        connection->drain();
    m_sweepTimer.cancel();
}

asio::awaitable<void> Reactor::acceptLoop()
{
    while (!m_draining) {
        boost::system::error_code error;
        tcp::socket socket = co_await m_acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            admit(std::move(socket));
            continue;
        }
        if (m_draining)
            break;
        // No descriptor left: make room and give the closing connection time to go.
        (void)makeRoom(nullptr);
        asio::steady_timer pause(*m_io, std::chrono::milliseconds(20));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

void Reactor::admit(tcp::socket socket)
{
    ++m_tally.accepted;
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error)
        return; // already gone
    PeerAddress peer = peerAddress(remote.address());
    peer.trustedProxy = std::ranges::find(m_options.trustedProxies, peer.text) != m_options.trustedProxies.end();
    if (!makeRoom(&peer)) {
        ++m_tally.turnedAway;
        return;
    }
    socket.native_non_blocking(true, error);
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(*this, std::move(socket), peer);
    connection->place = m_connections.insert(m_connections.end(), connection.get());
    ++m_byAddress[keyOf(peer.key)];
    ++m_tally.open;
    asio::co_spawn(*m_io, Connection::live(std::move(connection)), asio::detached);
}

// Without a peer: any place. The one that has been idle longest gives way; nobody who is being served does.
bool Reactor::makeRoom(const PeerAddress *peer)
{
    const Limits &limits = m_options.limits;
    const auto count = peer && !peer->trustedProxy ? m_byAddress.find(keyOf(peer->key)) : m_byAddress.end();
    const bool addressFull = count != m_byAddress.end() && count->second >= limits.connectionsPerAddress;
    const bool full = !peer || static_cast<int>(m_connections.size()) >= limits.connections;
    if (!addressFull && !full)
        return true;
    Connection *victim = nullptr;
    for (Connection *candidate : m_connections) {
        if (!candidate->mayGiveWay() || (addressFull && candidate->peer().key != peer->key))
            continue;
        if (!victim || candidate->idleSince() < victim->idleSince())
            victim = candidate;
    }
    if (!victim)
        return false;
    ++m_tally.evicted;
    victim->evict();
    return true;
}

QByteArray Reactor::takeSpareBody()
{
    if (m_spareBodies.empty())
        return {};
    QByteArray body = std::move(m_spareBodies.back());
    m_spareBodies.pop_back();
    return body;
}

void Reactor::keepSpareBody(QByteArray body)
{
    if (m_spareBodies.size() >= mostSpareBodies || body.capacity() < jsonBodyLimit || !body.isDetached())
        return;
    body.resize(0);
    m_spareBodies.push_back(std::move(body));
}

void Reactor::beginHandshake()
{
    if (++m_handshakes <= m_options.limits.handshakes)
        return;
    const auto oldest = std::ranges::find_if(m_connections, [](Connection *one) { return one->inHandshake(); });
    if (oldest != m_connections.end()) {
        ++m_tally.evicted;
        (*oldest)->evict();
    }
}

void Reactor::remove(Connection &connection)
{
    m_connections.erase(connection.place);
    const auto count = m_byAddress.find(keyOf(connection.peer().key));
    if (--count->second == 0)
        m_byAddress.erase(count);
    --m_tally.open;
    if (m_draining)
        m_sweepTimer.cancel();
}

asio::awaitable<void> Reactor::sweepLoop()
{
    while (!m_draining || !m_connections.empty()) {
        m_sweepTimer.expires_after(sweepInterval);
        boost::system::error_code ignored;
        co_await m_sweepTimer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        sweep();
    }
}

// One timer for all: a deadline is a number in the connection, read ten times a second. Asio's own expiry covers its
// stream operations only (NOTES 7), and a timer per connection costs more memory than the connection.
void Reactor::sweep()
{
    const auto now = Clock::now();
    const bool cut = now >= m_drainUntil;
    for (Connection *connection : m_connections) {
        if (cut)
            connection->evict();
        else
            connection->expireIfDue(now);
    }
}

Counters Reactor::counters() const
{
    Counters now;
    now.accepted = m_tally.accepted;
    now.requests = m_tally.requests;
    now.refused = m_tally.refused;
    now.responses2xx = m_tally.responses[2];
    now.responses3xx = m_tally.responses[3];
    now.responses4xx = m_tally.responses[4];
    now.responses5xx = m_tally.responses[5];
    now.handlerExceptions = m_tally.handlerExceptions;
    now.handshakeFailures = m_tally.handshakeFailures;
    now.timeouts = m_tally.timeouts;
    now.spooledBodies = m_tally.spooled;
    now.evicted = m_tally.evicted;
    now.turnedAway = m_tally.turnedAway;
    now.bytesIn = m_tally.bytesIn;
    now.bytesOut = m_tally.bytesOut;
    now.listenersCutOff = m_tally.listenersCutOff;
    now.openConnections = m_tally.open;
    now.eventListeners = m_tally.listeners;
    now.bufferedBodyBytes = m_budget.taken();
    now.waitingRequests = static_cast<qint64>(m_workers.waiting() + m_computing.waiting());
    now.byRoute = m_routeTally.counts();
    return now;
}

} // namespace astreinte::http
