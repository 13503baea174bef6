// SPDX-License-Identifier: EUPL-1.2
// How a request's header comes in: whole, within its limit and its deadline.
#include "server/http/connection.h"

namespace astreinte::http {
namespace {

constexpr qsizetype headerPiece = 8 * 1024;

} // namespace

// Into the reactor's scratch memory, where it stays until this waits again; 0 at the end of the stream, -1 when failed
// or out of time.
asio::awaitable<qsizetype> Connection::receive(qsizetype atMost)
{
    const auto scratch = m_reactor.scratch().first(static_cast<std::size_t>(atMost));
    const qsizetype bytes = co_await m_stream.readSome(scratch);
    if (bytes > 0) {
        m_reactor.tally().bytesIn += bytes;
        if (m_phase == Phase::Body)
            m_idleSince = Clock::now();
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
        const qsizetype bytes = co_await receive(headerPiece);
        if (bytes <= 0) {
            if (bytes < 0 && begun && m_stream.expired() && !m_stream.aborted())
                co_return Outcome{Refusal{408, QStringLiteral("the header took too long")}};
            co_return Outcome{std::nullopt, true};
        }
        m_pending.append(m_reactor.scratch().data(), bytes);
    }
}

} // namespace astreinte::http
