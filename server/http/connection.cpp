// SPDX-License-Identifier: EUPL-1.2
#include "server/http/connection.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

constexpr std::chrono::milliseconds lingerWhenStopping{500};

// Only the last entry is the proxy's own word; those before it came from the client.
QByteArray clientBehind(const PeerAddress &proxy, const Request &request)
{
    const QByteArray last = request.header("x-forwarded-for").split(',').last().trimmed();
    boost::system::error_code error;
    const auto address = asio::ip::make_address(last.toStdString(), error);
    return error ? proxy.text : peerAddress(address).text;
}

} // namespace

PeerAddress peerAddress(const asio::ip::address &address)
{
    if (address.is_v4()) {
        const auto text = QByteArray::fromStdString(address.to_string());
        return {text, text};
    }
    const asio::ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped())
        return peerAddress(asio::ip::make_address_v4(asio::ip::v4_mapped, v6));
    const auto bytes = v6.to_bytes();
    return {QByteArray::fromStdString(v6.to_string()),
            QByteArray(reinterpret_cast<const char *>(bytes.data()), 8)}; // the network half: one subscriber
}

Connection::Connection(Reactor &reactor, asio::ip::tcp::socket socket, PeerAddress peer)
    : m_reactor(reactor), m_limits(reactor.options().limits), m_stream(std::move(socket)), m_peer(std::move(peer)),
      m_wakeup(*reactor.io(), Clock::time_point::max())
{
}

Clock::time_point Connection::idleSince() const
{
    if (m_phase == Phase::Replying && m_stream.deadline() != Clock::time_point::max())
        return m_stream.deadline() - m_limits.writeProgress;
    return m_idleSince;
}

void Connection::evict()
{
    m_stream.abort();
    m_wakeup.cancel();
}

void Connection::drain()
{
    if (m_phase <= Phase::Header || m_phase == Phase::Streaming || m_phase == Phase::Closing)
        evict();
}

void Connection::expireIfDue(Clock::time_point now)
{
    if (m_stream.expired() || now < m_stream.deadline())
        return;
    if (m_phase != Phase::Closing)
        ++m_reactor.tally().timeouts;
    m_stream.expire();
}

asio::awaitable<void> Connection::live(std::shared_ptr<Connection> self)
{
    try {
        co_await self->serve();
    } catch (const std::exception &) {
        // Out of memory at worst; the connection goes, the server stays.
    }
    self->giveBudgetBack();
    self->m_stream.close();
    self->m_reactor.remove(*self);
}

asio::awaitable<void> Connection::serve()
{
    if (!co_await open())
        co_return;
    Next next = Next::Continue;
    while (next == Next::Continue && !m_stream.aborted()) {
        next = co_await exchange();
        giveBudgetBack();
        m_spool.reset();
        if (m_reactor.draining() && next == Next::Continue)
            next = Next::Linger;
    }
    m_phase = Phase::Closing;
    m_idleSince = Clock::now();
    m_pending = {};
    if (next == Next::Linger)
        co_await m_stream.linger(m_reactor.draining() ? std::min(m_limits.linger, lingerWhenStopping)
                                                      : m_limits.linger);
}

asio::awaitable<bool> Connection::open()
{
    if (!m_reactor.options().tls)
        co_return true;
    // Until the first byte a connection holds no TLS state: silent ones are cheap.
    m_stream.setDeadline(m_limits.handshake);
    if (!co_await m_stream.waitReadable())
        co_return false;
    m_reactor.beginHandshake();
    m_phase = Phase::Handshake;
    const bool done = co_await m_stream.handshake(m_reactor.tls());
    m_reactor.endHandshake();
    m_phase = Phase::Idle;
    if (!done)
        ++m_reactor.tally().handshakeFailures;
    co_return done;
}

asio::awaitable<Connection::Next> Connection::exchange()
{
    m_phase = Phase::Idle;
    m_idleSince = Clock::now();
    m_http10 = false;
    m_route = nullptr;
    m_told = 0;
    if (m_pending.isEmpty()) {
        m_pending = {}; // gives the memory back while nothing is said
        m_stream.setDeadline(m_limits.idle);
        if (!m_stream.secure() && !co_await m_stream.waitReadable())
            co_return Next::Close;
    }
    RequestParser parser(m_limits.headerFields);
    co_return co_await answer(parser);
}

asio::awaitable<Connection::Next> Connection::answer(RequestParser &parser)
{
    const Outcome header = co_await readHeader(parser);
    if (header.gone)
        co_return Next::Close;
    Request &request = parser.request();
    if (header.refusal)
        co_return co_await refuse(*header.refusal, request, true);
    ++m_reactor.tally().requests;
    request.remoteAddress = m_peer.trustedProxy ? clientBehind(m_peer, request) : m_peer.text;
    request.secure = m_stream.secure();
    m_http10 = !parser.isHttp11();
    const bool bodyUnread = !parser.is_done();
    RouteTable::Match match = m_reactor.routes().find(request.method, request.path);
    if (!match.route) {
        const bool options = request.method == "OPTIONS" && (request.path == "*" || !match.allow.isEmpty());
        Response none = options ? Response::empty(204)
                        : match.allow.isEmpty()
                            ? Response::problem({Reason::InvalidValue, QStringLiteral("no such resource")}, 404)
                            : Response::problem(
                                  {Reason::InvalidValue, QStringLiteral("this method is not for this resource")}, 405);
        if (options || !match.allow.isEmpty())
            none.with("allow", request.path == "*" ? m_reactor.routes().allMethods() : match.allow);
        if (!options)
            ++m_reactor.tally().refused;
        co_return co_await reply(request, std::move(none), bodyUnread || !parser.keep_alive());
    }
    m_route = match.route;
    request.captures = std::move(match.captures);
    const Outcome body = co_await readBody(parser, *match.route);
    if (body.gone)
        co_return Next::Close;
    if (body.refusal)
        co_return co_await refuse(*body.refusal, request, !parser.is_done());
    Response response = co_await handle(*match.route, request);
    m_reactor.keepSpareBody(std::exchange(request.body, {})); // a client slow to read its answer holds no upload
    giveBudgetBack();
    co_return co_await reply(request, std::move(response), !parser.keep_alive());
}

} // namespace astreinte::http
