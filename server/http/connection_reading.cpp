// SPDX-License-Identifier: EUPL-1.2
// How a request comes in: the header within its limit and deadline, the body within its route's limit, the shared
// budget, the stall timer and the minimum rate.
#include "server/http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

constexpr qsizetype headerPiece = 8 * 1024;
// A chunk's size line or the trailers: what the body parser may ask to see whole.
constexpr qsizetype unconsumedLimit = 16 * 1024;
constexpr int piecesPerTurn = 16;
constexpr std::chrono::milliseconds budgetPoll{25};

Refusal tooLarge(qint64 limit)
{
    return {413, QStringLiteral("at most %1 bytes").arg(limit)};
}

} // namespace

// Appends to m_pending; 0 at the end of the stream, -1 when failed or out of time.
asio::awaitable<qsizetype> Connection::receive(qsizetype atMost)
{
    const auto scratch = m_reactor.scratch().first(static_cast<std::size_t>(atMost));
    const qsizetype bytes = co_await m_stream.readSome(scratch);
    if (bytes > 0) {
        m_pending.append(scratch.data(), bytes);
        m_reactor.tally().bytesIn += bytes;
    }
    co_return bytes;
}

asio::awaitable<Connection::Outcome> Connection::readHeader(RequestParser &parser)
{
    qsizetype searched = 0;
    bool begun = false;
    for (;;) {
        while (m_pending.startsWith("\r\n") && searched == 0)
            m_pending.remove(0, 2); // RFC 9112 2.2: an empty line before a request is passed over
        if (!begun && !m_pending.isEmpty()) {
            begun = true;
            m_phase = Phase::Header;
            m_stream.setDeadline(m_limits.headerDeadline);
        }
        const qsizetype end = headerEnd(m_pending, searched);
        if (end < 0)
            co_return Outcome{Refusal{400, QStringLiteral("a line without carriage return")}};
        if (end > m_limits.header || (end == 0 && m_pending.size() >= m_limits.header))
            co_return Outcome{Refusal{431, QStringLiteral("at most %1 bytes of header").arg(m_limits.header)}};
        if (end > 0) {
            const bool parsed = parser.putHeader(QByteArrayView(m_pending).first(end));
            m_pending.remove(0, end);
            if (parser.tooManyFields())
                co_return Outcome{Refusal{431, QStringLiteral("at most %1 fields").arg(m_limits.headerFields)}};
            if (!parsed)
                co_return Outcome{Refusal{400, QStringLiteral("malformed header")}};
            auto refusal = checkFraming(parser.request(), parser.isHttp11());
            co_return Outcome{refusal ? refusal : splitTarget(parser.request())};
        }
        searched = m_pending.size();
        if (const qsizetype bytes = co_await receive(headerPiece); bytes <= 0) {
            if (bytes < 0 && begun && m_stream.expired() && !m_stream.aborted())
                co_return Outcome{Refusal{408, QStringLiteral("the header took too long")}};
            co_return Outcome{std::nullopt, true};
        }
    }
}

asio::awaitable<Connection::Outcome> Connection::readBody(RequestParser &parser, const Route &route)
{
    if (const auto length = parser.content_length(); length && static_cast<qint64>(*length) > route.bodyLimit)
        co_return Outcome{tooLarge(route.bodyLimit)};
    parser.setBodyLimit(route.bodyLimit);
    m_phase = Phase::Body;
    if (route.admit) {
        Result<> admitted;
        m_stream.noDeadline();
        co_await onWorker([&] {
            try {
                admitted = route.admit(parser.request());
            } catch (...) {
                ++m_reactor.tally().handlerExceptions;
                admitted = fail(Reason::Internal);
            }
        });
        if (!admitted) {
            Outcome outcome{Refusal{statusFor(admitted.error().reason), admitted.error().detail}};
            outcome.refusal->reason = admitted.error().reason;
            co_return outcome;
        }
    }
    if (parser.is_done())
        co_return Outcome{};
    if (parser.request().hasHeader("expect") && m_pending.isEmpty() && parser.isHttp11() &&
        !co_await send("HTTP/1.1 100 Continue\r\n\r\n"))
        co_return Outcome{std::nullopt, true};
    const Outcome outcome = co_await receiveBody(parser);
    if (parser.tooLarge())
        co_return Outcome{tooLarge(route.bodyLimit)};
    co_return outcome;
}

asio::awaitable<Connection::Outcome> Connection::receiveBody(RequestParser &parser)
{
    auto windowEnd = Clock::now() + m_limits.bodyGrace;
    qint64 windowBytes = 0;
    const qint64 windowMinimum = m_limits.bodyRate * m_limits.bodyGrace.count() / 1000;
    for (int piece = 1; !parser.is_done(); ++piece) {
        if (!m_pending.isEmpty()) {
            const auto asked = Clock::now();
            if (!co_await takeBudget(m_pending.size(), parser.bodyLimit() > jsonBodyLimit))
                co_return Outcome{Refusal{503, QStringLiteral("too many uploads at once")}};
            windowEnd += Clock::now() - asked; // our delay, not the sender's
            const qsizetype consumed = parser.putBody(m_pending);
            if (consumed < 0 || m_pending.size() - consumed > unconsumedLimit)
                co_return Outcome{Refusal{400, QStringLiteral("malformed body")}};
            m_pending.remove(0, consumed);
            if (parser.is_done())
                break;
        }
        m_stream.setDeadline(std::min(Clock::now() + m_limits.bodyProgress, windowEnd));
        const qsizetype bytes = co_await receive(static_cast<qsizetype>(m_reactor.scratch().size()));
        if (bytes == 0 || m_stream.aborted())
            co_return Outcome{std::nullopt, true};
        windowBytes += std::max<qsizetype>(bytes, 0);
        if (Clock::now() >= windowEnd && windowBytes >= windowMinimum) {
            windowEnd = Clock::now() + m_limits.bodyGrace;
            windowBytes = 0;
            m_stream.setDeadline(windowEnd);
        } else if (m_stream.expired()) {
            co_return Outcome{Refusal{408, QStringLiteral("the body came too slowly")}};
        } else if (bytes < 0) {
            co_return Outcome{std::nullopt, true};
        }
        if (piece % piecesPerTurn == 0) // a fast sender takes turns with the others
            co_await asio::post(*m_reactor.io(), asio::use_awaitable);
    }
    m_stream.noDeadline();
    co_return Outcome{};
}

asio::awaitable<bool> Connection::takeBudget(qint64 bytes, bool large)
{
    const auto giveUp = Clock::now() + m_limits.bodyBudgetWait;
    // Meanwhile the bytes stay with the sender: nothing is read, so the kernel's window closes.
    while (!m_reactor.budget().take(bytes, large)) {
        if (Clock::now() >= giveUp || m_stream.aborted())
            co_return false;
        m_stream.noDeadline();
        m_wakeup.expires_after(budgetPoll);
        boost::system::error_code ignored;
        co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    m_budgetHeld += bytes;
    co_return true;
}

} // namespace astreinte::http
