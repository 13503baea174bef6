// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/body_spool.h"
#include "server/http/event_mailbox.h"
#include "server/http/reactor.h"
#include "server/http/request_framing.h"
#include "server/http/request_parser.h"

namespace astreinte::http {

struct PeerAddress
{
    QByteArray text; // numeric
    QByteArray key;  // what the limit per address counts: the address, or the /64 of IPv6
    bool trustedProxy = false;
};

[[nodiscard]] PeerAddress peerAddress(const asio::ip::address &address);

// One client: request after request in order (pipelined ones wait in the socket), each read,
// answered by a worker and written, until one side wants no more. Lives on the I/O thread, in its own coroutine.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Reactor &reactor, asio::ip::tcp::socket socket, PeerAddress peer);

    static asio::awaitable<void> live(std::shared_ptr<Connection> self);

    [[nodiscard]] const PeerAddress &peer() const { return m_peer; }
    // It waits for its client: silent, in its handshake, sending, reading its answer or closing. One whose request is
    // in a handler, or that listens to events, is never cut.
    [[nodiscard]] bool mayGiveWay() const
    {
        return m_phase != Phase::Handling && m_phase != Phase::Streaming && !m_stream.aborted();
    }
    [[nodiscard]] bool inHandshake() const { return m_phase == Phase::Handshake && !m_stream.aborted(); }
    // Since when nothing has moved; what drips into a header does not count.
    [[nodiscard]] Clock::time_point idleSince() const;
    void evict();
    void drain();
    void expireIfDue(Clock::time_point now);

    std::list<Connection *>::iterator place; // in the reactor's list

private:
    enum class Phase : quint8 { Idle, Handshake, Header, Body, Handling, Replying, Streaming, Closing };
    enum class Next : quint8 { Continue, Close, Linger };
    struct Outcome
    {
        std::optional<Refusal> refusal;
        bool gone = false; // nothing can be answered any more
    };

    asio::awaitable<void> serve();
    asio::awaitable<bool> open();
    asio::awaitable<Next> exchange();
    asio::awaitable<Next> answer(RequestParser &parser);

    // connection_reading.cpp
    asio::awaitable<Outcome> readHeader(RequestParser &parser);
    asio::awaitable<qsizetype> receive(qsizetype atMost);

    // connection_body.cpp
    asio::awaitable<Outcome> readBody(RequestParser &parser, const Route &route);
    asio::awaitable<std::optional<Refusal>> askAdmission(const Request &request, const Route &route);
    asio::awaitable<Outcome> receiveBody(RequestParser &parser);
    asio::awaitable<std::optional<Refusal>> storePiece(RequestParser &parser, QByteArrayView piece);
    void tellFollowers(Request &request);
    asio::awaitable<void> letFollowersEnd(Request &request);
    void tell(const std::shared_ptr<BodyFollower> &follower, const QByteArray &piece);
    asio::awaitable<bool> spoolPiece(QByteArray &body);
    asio::awaitable<std::optional<Refusal>> unspool(QByteArray &body);
    asio::awaitable<bool> takeBudget(qint64 bytes, bool large);
    void giveBudgetBack() { m_reactor.budget().giveBack(std::exchange(m_budgetHeld, 0)); }

    // connection_reply.cpp
    asio::awaitable<Next> refuse(const Refusal &refusal, const Request &request, bool bodyUnread);
    asio::awaitable<Next> reply(const Request &request, Response response, bool close);
    asio::awaitable<bool> sendFile(QString path, qint64 size);
    asio::awaitable<bool> send(QByteArray bytes);
    asio::awaitable<void> onWorker(std::function<void()> work);
    asio::awaitable<Response> handle(const Route &route, const Request &request);
    void work(const Route &route, const Request &request, const Answer &answer);

    // connection_events.cpp
    asio::awaitable<void> sendEvents(std::shared_ptr<EventMailbox> mailbox);
    asio::awaitable<bool> sendReplay(EventMailbox &mailbox, qint64 &newest);
    void watchListener(const std::shared_ptr<EventMailbox> &mailbox);

    Reactor &m_reactor;
    const Limits &m_limits;
    Stream m_stream;
    const PeerAddress m_peer;
    QByteArray m_pending; // received, not yet consumed
    asio::steady_timer m_wakeup;
    Clock::time_point m_idleSince = Clock::now();
    std::unique_ptr<BodySpool> m_spool;
    qint64 m_budgetHeld = 0;
    qsizetype m_told = 0; // of the body, to those who follow it
    int m_following = 0;  // how many of them are at work
    Phase m_phase = Phase::Idle;
    const Route *m_route = nullptr; // of the present request, once found
    bool m_http10 = false;
    bool m_listenerGone = false;
};

} // namespace astreinte::http
