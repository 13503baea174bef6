// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/tls_context.h"

#include <QByteArrayView>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <span>

namespace astreinte::http {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

// The bytes of one connection, plain or TLS. TLS works straight on the socket: no buffer pair, so that a silent
// connection costs 2 KB and an idle TLS one about 12 (asio's ssl::stream: 80). All calls on the I/O thread.
class Stream
{
public:
    explicit Stream(asio::ip::tcp::socket socket);
    ~Stream();
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    // When the time comes expire() is called from the reactor's sweep: whatever waits, fails, and goes on failing until
    // the next setDeadline(). Clock::time_point::max() means no deadline.
    void setDeadline(Clock::time_point deadline);
    void setDeadline(std::chrono::milliseconds fromNow) { setDeadline(Clock::now() + fromNow); }
    void noDeadline() { setDeadline(Clock::time_point::max()); }
    [[nodiscard]] Clock::time_point deadline() const { return m_deadline; }
    [[nodiscard]] bool expired() const { return m_expired; }
    void expire();
    // As expire(), and no later deadline revives it.
    void abort();
    [[nodiscard]] bool aborted() const { return m_aborted; }

    // True once a byte or the end can be read; spends no memory meanwhile.
    asio::awaitable<bool> waitReadable();
    asio::awaitable<bool> handshake(TlsContext context);
    // Bytes read; 0 at the end of the stream; -1 when the connection failed or the deadline passed. The bytes are
    // there when the caller resumes: nothing else has run in between.
    asio::awaitable<qsizetype> readSome(std::span<char> into);
    // Everything, with at most `progress` between two pieces taken by the kernel.
    asio::awaitable<bool> writeAll(QByteArrayView bytes, std::chrono::milliseconds progress);
    // Says that no more follows (TLS close_notify, FIN), then drops what still arrives until the peer closes, so that
    // a reset does not overtake the last reply.
    asio::awaitable<void> linger(std::chrono::milliseconds atMost);
    void close();

    // Calls back once when the peer sends or closes; for connections that only write. False: `gone` already.
    template <typename Callback>
    void onReadable(Callback callback)
    {
        m_socket.async_wait(asio::ip::tcp::socket::wait_read, std::move(callback));
    }
    [[nodiscard]] bool secure() const { return m_ssl != nullptr; }
    [[nodiscard]] asio::ip::tcp::socket &socket() { return m_socket; }

private:
    enum class Need { Nothing, Read, Write, Failed };
    struct Step
    {
        qsizetype bytes;
        Need need;
    };
    [[nodiscard]] Step tryRead(std::span<char> into);
    [[nodiscard]] Step tryReadRecords(std::span<char> into);
    [[nodiscard]] Step tryWrite(QByteArrayView bytes);
    [[nodiscard]] Step tlsStep(int result);
    asio::awaitable<bool> wait(Need need);

    asio::ip::tcp::socket m_socket;
    SSL *m_ssl = nullptr;
    TlsContext m_context;
    Clock::time_point m_deadline = Clock::time_point::max();
    bool m_expired = false;
    bool m_aborted = false;
    bool m_broken = false; // TLS failed: no close_notify may be sent
};

} // namespace astreinte::http
