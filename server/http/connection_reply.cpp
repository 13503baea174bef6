// SPDX-License-Identifier: EUPL-1.2
// How an answer goes out: the handler's on a worker, the server's own refusals, files in pieces.
#include "server/http/connection.h"
#include "server/http/reply_head.h"

#include <QFile>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

constexpr qint64 filePiece = 256 * 1024;
constexpr qsizetype oneWrite = 16 * 1024; // up to here head and body leave together

Reason reasonOf(int status)
{
    switch (status) {
    case 413:
    case 431:
        return Reason::TooLarge;
    case 408:
    case 503:
        return Reason::ServerUnavailable;
    default:
        return Reason::MalformedRequest;
    }
}

} // namespace

// Runs `work` on a worker and resumes here when it is done. Only the I/O thread touches `done` and the timer.
asio::awaitable<void> Connection::onWorker(std::function<void()> work)
{
    const auto done = std::make_shared<bool>(false);
    m_wakeup.expires_at(Clock::time_point::max());
    m_reactor.workers().post([self = shared_from_this(), work = std::move(work), done] {
        work();
        asio::post(*self->m_reactor.io(), [self, done] {
            *done = true;
            self->m_wakeup.cancel();
        });
    });
    while (!*done) {
        boost::system::error_code ignored;
        co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

asio::awaitable<Response> Connection::handle(const Route &route, const Request &request)
{
    m_phase = Phase::Handling;
    m_stream.noDeadline();
    auto &threads = m_reactor.threadsFor(route);
    if (static_cast<int>(threads.waiting()) >= m_limits.waitingRequests) {
        ++m_reactor.tally().refused;
        co_return Response::problem({Reason::ServerUnavailable, {}}, 503).with("retry-after", "2");
    }
    const auto answered = std::make_shared<std::optional<Response>>(); // touched by the I/O thread only
    m_wakeup.expires_at(Clock::time_point::max());
    {
        const Answer answer(
            // This connection waits until then, so `this` holds.
            [this, answered](Response response) {
                asio::post(*m_reactor.io(), [this, answered, response = std::move(response)]() mutable {
                    *answered = std::move(response);
                    m_wakeup.cancel();
                });
            },
            [&threads](std::function<void()> work) { threads.post(std::move(work)); });
        threads.post([this, &route, &request, answer] { work(route, request, answer); });
    }
    while (!*answered) {
        boost::system::error_code ignored;
        co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return std::move(**answered);
}

// On a worker. The connection and the request live at least until `answer` is called.
void Connection::work(const Route &route, const Request &request, const Answer &answer)
{
    auto &exceptions = m_reactor.tally().handlerExceptions;
    try {
        if (route.defer)
            route.defer(request, answer);
        else
            answer(route.handler(request));
    } catch (...) {
        ++exceptions;
        answer(Response::problem({Reason::Internal, {}}, 500));
    }
}

asio::awaitable<Connection::Next> Connection::refuse(const Refusal &refusal, const Request &request, bool bodyUnread)
{
    ++m_reactor.tally().refused;
    Response response =
        Response::problem({refusal.reason.value_or(reasonOf(refusal.status)), refusal.detail}, refusal.status);
    if (refusal.status == 503)
        response.with("retry-after", "5");
    giveBudgetBack();
    co_return co_await reply(request, std::move(response), bodyUnread);
}

asio::awaitable<bool> Connection::send(QByteArray bytes)
{
    const bool sent = co_await m_stream.writeAll(bytes, m_limits.writeProgress);
    if (sent)
        m_reactor.tally().bytesOut += bytes.size();
    co_return sent;
}

asio::awaitable<Connection::Next> Connection::reply(const Request &request, Response response, bool close)
{
    m_phase = Phase::Replying;
    ++m_reactor.tally().responses[static_cast<std::size_t>(std::clamp(response.status / 100, 0, 5))];
    m_reactor.routeTally().count(m_route, response.status);
    if (m_route)
        for (const auto &field : m_route->always)
            response.with(field.name, field.value);
    qint64 size = response.body.size();
    if (response.file) {
        size = QFile(*response.file).size();
        if (!QFile::exists(*response.file)) {
            response = Response::problem({Reason::StorageFailed, {}}, 500);
            size = response.body.size();
        }
    }
    close = close || m_reactor.draining() || response.stream;
    const bool withBody = request.method != "HEAD" && response.status != 204 && response.status != 304;
    ReplyFraming framing{std::nullopt, close, m_http10, m_stream.secure(), httpDate()};
    if (!response.stream)
        framing.contentLength = size;
    QByteArray head = replyHead(response, framing);
    const bool together = withBody && !response.file && size <= oneWrite;
    if (together)
        head += response.body;
    if (!co_await send(std::move(head)))
        co_return Next::Close;
    if (response.stream && withBody) {
        co_await sendEvents(response.stream->mailbox());
        co_return Next::Linger;
    }
    if (withBody && response.file && !co_await sendFile(*response.file, size))
        co_return Next::Close;
    if (withBody && !response.file && !together && !co_await send(std::move(response.body)))
        co_return Next::Close;
    co_return close ? Next::Linger : Next::Continue;
}

// Each piece is read by a worker: a slow disk stalls one reply, not all. A file that shrinks meanwhile ends the
// connection short of its Content-Length, which the client sees as a failure.
asio::awaitable<bool> Connection::sendFile(QString path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        co_return false;
    while (size > 0) {
        QByteArray piece;
        co_await onWorker([&] { piece = file.read(std::min(size, filePiece)); });
        if (piece.isEmpty())
            co_return false;
        size -= piece.size();
        if (!co_await send(std::move(piece)))
            co_return false;
    }
    co_return true;
}

} // namespace astreinte::http
