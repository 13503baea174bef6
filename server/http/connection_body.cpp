// SPDX-License-Identifier: EUPL-1.2
// How a body comes in: admitted first, within its route's limit, the shared budget, the stall timer and the minimum
// rate; large ones move to disk when memory is short.
#include "server/http/connection.h"

#include <QDir>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

// A chunk's size line or the trailers: what the body parser may ask to see whole.
constexpr qsizetype unconsumedLimit = 16 * 1024;
constexpr int piecesPerTurn = 4;
// What a worker gets of a body that is still arriving.
constexpr qsizetype leastTold = 512 * 1024;
constexpr qsizetype mostTold = 1024 * 1024;
constexpr std::chrono::milliseconds budgetPoll{10};

// No byte of a request that was sent behind this one: it waits in the socket, where it costs its sender.
qsizetype expected(const RequestParser &parser, std::size_t atMost)
{
    const auto left = parser.content_length_remaining();
    return static_cast<qsizetype>(left ? std::min<std::uint64_t>(*left, atMost) : atMost);
}

Refusal tooLarge(qint64 limit)
{
    return {413, QStringLiteral("at most %1 bytes").arg(limit)};
}

// The sender's pace (NOTES 6): never silent for bodyProgress, and in each window of bodyGrace at least bodyRate.
class Pace
{
public:
    explicit Pace(const Limits &limits) : m_limits(limits), m_windowEnd(Clock::now() + limits.bodyGrace) {}
    [[nodiscard]] Clock::time_point deadline() const
    {
        return std::min(Clock::now() + m_limits.bodyProgress, m_windowEnd);
    }
    // Time that we took, not the sender.
    void excuse(Clock::duration ours) { m_windowEnd += ours; }
    // False at the end of a window in which too little came; a negative count is none.
    [[nodiscard]] bool keeps(qsizetype bytes)
    {
        m_windowBytes += std::max<qsizetype>(bytes, 0);
        if (Clock::now() < m_windowEnd)
            return bytes > 0;
        const bool enough = m_windowBytes >= m_limits.bodyRate * m_limits.bodyGrace.count() / 1000;
        m_windowEnd = Clock::now() + m_limits.bodyGrace;
        m_windowBytes = 0;
        return enough;
    }

private:
    const Limits &m_limits;
    Clock::time_point m_windowEnd;
    qint64 m_windowBytes = 0;
};

} // namespace

asio::awaitable<Connection::Outcome> Connection::readBody(RequestParser &parser, const Route &route)
{
    if (const auto length = parser.content_length(); length && static_cast<qint64>(*length) > route.bodyLimit)
        co_return Outcome{tooLarge(route.bodyLimit)};
    parser.setBodyLimit(route.bodyLimit);
    m_phase = Phase::Body;
    if (route.admit)
        if (auto refusal = co_await askAdmission(parser.request(), route))
            co_return Outcome{std::move(refusal)};
    if (parser.is_done())
        co_return Outcome{};
    if (parser.request().hasHeader("expect") && m_pending.isEmpty() && parser.isHttp11() &&
        !co_await send("HTTP/1.1 100 Continue\r\n\r\n"))
        co_return Outcome{std::nullopt, true};
    if (const auto length = parser.content_length(); length && static_cast<qint64>(*length) > jsonBodyLimit) {
        parser.request().body = m_reactor.takeSpareBody();
        parser.request().body.reserve(static_cast<qsizetype>(*length));
    }
    Outcome outcome = co_await receiveBody(parser);
    if (parser.tooLarge())
        co_return Outcome{tooLarge(route.bodyLimit)};
    if (m_spool && !outcome.gone && !outcome.refusal)
        outcome.refusal = co_await unspool(parser.request().body);
    else if (!outcome.gone && !outcome.refusal)
        co_await letFollowersEnd(parser.request());
    co_return outcome;
}

asio::awaitable<std::optional<Refusal>> Connection::askAdmission(const Request &request, const Route &route)
{
    Result<> admitted;
    m_stream.noDeadline();
    co_await onWorker([&] {
        try {
            admitted = route.admit(request);
        } catch (...) {
            ++m_reactor.tally().handlerExceptions;
            admitted = fail(Reason::Internal);
        }
    });
    if (admitted)
        co_return std::nullopt;
    const Failure &failure = admitted.error();
    co_return Refusal{statusFor(failure.reason), failure.detail, failure.reason};
}

asio::awaitable<Connection::Outcome> Connection::receiveBody(RequestParser &parser)
{
    Pace pace(m_limits);
    QByteArrayView arrived = m_pending;
    for (int piece = 1;; ++piece) {
        if (!arrived.isEmpty()) {
            const auto begun = Clock::now();
            if (auto refusal = co_await storePiece(parser, arrived))
                co_return Outcome{std::move(refusal)};
            tellFollowers(parser.request());
            pace.excuse(Clock::now() - begun);
        }
        if (parser.is_done() || m_stream.aborted())
            break;
        if (piece % piecesPerTurn == 0) // a fast sender takes turns with the others
            co_await asio::post(*m_reactor.io(), asio::use_awaitable);
        m_stream.setDeadline(pace.deadline());
        const qsizetype bytes = co_await receive(expected(parser, m_reactor.scratch().size()));
        if (bytes == 0)
            co_return Outcome{std::nullopt, true};
        if (!pace.keeps(bytes)) {
            if (bytes < 0 && !m_stream.expired())
                co_return Outcome{std::nullopt, true};
            co_return Outcome{Refusal{408, QStringLiteral("the body came too slowly")}};
        }
        arrived = {m_reactor.scratch().data(), std::max<qsizetype>(bytes, 0)}; // none at the end of a window
        if (!m_pending.isEmpty())
            arrived = m_pending.append(arrived);
    }
    m_stream.noDeadline();
    co_return Outcome{std::nullopt, m_stream.aborted()};
}

// What has been received goes to the parser, and from there to memory or to disk.
asio::awaitable<std::optional<Refusal>> Connection::storePiece(RequestParser &parser, QByteArrayView piece)
{
    const bool large = parser.bodyLimit() > jsonBodyLimit;
    if (!m_reactor.budget().take(piece.size(), large)) {
        if (m_pending.isEmpty()) // others use the memory in which it stands while this one waits
            m_pending = piece.toByteArray();
        piece = m_pending;
        if (!co_await takeBudget(piece.size(), large))
            co_return Refusal{503, QStringLiteral("too many uploads at once")};
    } else {
        m_budgetHeld += piece.size();
    }
    const qsizetype consumed = parser.putBody(piece);
    if (consumed < 0 || piece.size() - consumed > unconsumedLimit)
        co_return Refusal{400, QStringLiteral("malformed body")};
    m_pending = piece.sliced(consumed).toByteArray();
    const auto length = parser.content_length();
    const bool spoolable = large && (!length || static_cast<qint64>(*length) > jsonBodyLimit);
    if (m_spool || (spoolable && !parser.is_done() && m_reactor.budget().crowded()))
        if (!co_await spoolPiece(parser.request().body))
            co_return Refusal{507, QStringLiteral("the upload could not be kept"), Reason::DiskFull};
    co_return std::nullopt;
}

void Connection::tellFollowers(Request &request)
{
    if (m_spool || m_following > 0 || request.body.size() - m_told < leastTold)
        return;
    if (!request.digest) {
        request.digest = std::make_shared<BodyDigest>();
        if (m_route->follow)
            request.follower = m_route->follow(request);
    }
    // A copy: the body belongs to this thread, and may go before the workers have come to it. Not mid(), which shares
    // the first piece, so that the next byte would move the whole body.
    const QByteArray piece(request.body.constData() + m_told, std::min(mostTold, request.body.size() - m_told));
    m_told += piece.size();
    tell(request.digest, piece);
    tell(request.follower, piece);
}

// Both at once on what is left: the handler, which does the same one after the other, would take longer.
asio::awaitable<void> Connection::letFollowersEnd(Request &request)
{
    if (!request.digest)
        co_return;
    m_phase = Phase::Handling; // the body stays until they have done
    for (bool told = false; !told || m_following > 0;) {
        if (m_following == 0) {
            told = true;
            const auto left = QByteArrayView(request.body).sliced(m_told);
            const auto piece = QByteArray::fromRawData(left.data(), left.size());
            m_told = request.body.size();
            tell(request.digest, piece);
            tell(request.follower, piece);
            continue;
        }
        m_wakeup.expires_at(Clock::time_point::max());
        boost::system::error_code ignored;
        co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

void Connection::tell(const std::shared_ptr<BodyFollower> &follower, const QByteArray &piece)
{
    if (!follower || follower->m_failed)
        return;
    ++m_following;
    m_reactor.workers().post([this, self = shared_from_this(), follower, piece] {
        try {
            follower->follow(piece);
        } catch (...) {
            follower->m_failed = true;
            ++m_reactor.tally().handlerExceptions;
        }
        asio::post(*m_reactor.io(), [self] {
            --self->m_following;
            self->m_wakeup.cancel();
        });
    });
}

asio::awaitable<bool> Connection::spoolPiece(QByteArray &body)
{
    bool kept = false;
    QByteArray piece = std::exchange(body, {});
    co_await onWorker([&] {
        if (!m_spool) {
            const QString folder = m_reactor.options().spoolFolder;
            m_spool = BodySpool::open(folder.isEmpty() ? QDir::tempPath() : folder);
            ++m_reactor.tally().spooled;
        }
        kept = m_spool && m_spool->append(piece);
        piece = {};
    });
    giveBudgetBack();
    co_return kept;
}

// Complete: it waits for its turn in memory, which no sender can hold up any more.
asio::awaitable<std::optional<Refusal>> Connection::unspool(QByteArray &body)
{
    m_phase = Phase::Handling;
    if (!co_await takeBudget(m_spool->size(), true))
        co_return Refusal{503, QStringLiteral("too many uploads at once")};
    co_await onWorker([&] { body = m_spool->contents(); });
    if (body.size() != m_spool->size())
        co_return Refusal{500, QStringLiteral("the upload could not be read back"), Reason::StorageFailed};
    m_spool.reset();
    co_return std::nullopt;
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
