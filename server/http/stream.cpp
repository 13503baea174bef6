// SPDX-License-Identifier: EUPL-1.2
#include "server/http/stream.h"

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/err.h>
#include <sys/socket.h>

namespace astreinte::http {
namespace {

constexpr qsizetype writePiece = 64 * 1024;

} // namespace

Stream::Stream(asio::ip::tcp::socket socket) : m_socket(std::move(socket)) {}

Stream::~Stream()
{
    SSL_free(m_ssl);
}

void Stream::setDeadline(Clock::time_point deadline)
{
    m_deadline = deadline;
    m_expired = m_aborted;
}

void Stream::expire()
{
    m_expired = true;
    boost::system::error_code ignored;
    m_socket.cancel(ignored);
}

void Stream::abort()
{
    m_aborted = true;
    expire();
}

asio::awaitable<bool> Stream::wait(Need need)
{
    if (m_expired || need == Need::Failed)
        co_return false;
    boost::system::error_code error;
    const auto kind = need == Need::Write ? asio::ip::tcp::socket::wait_write : asio::ip::tcp::socket::wait_read;
    co_await m_socket.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
    co_return !error && !m_expired;
}

asio::awaitable<bool> Stream::waitReadable()
{
    co_return co_await wait(Need::Read);
}

asio::awaitable<bool> Stream::handshake(TlsContext context)
{
    m_context = std::move(context);
    m_ssl = SSL_new(m_context.get());
    if (!m_ssl || SSL_set_fd(m_ssl, m_socket.native_handle()) != 1)
        co_return false;
    for (;;) {
        ERR_clear_error();
        const Step step = tlsStep(SSL_accept(m_ssl));
        if (step.need == Need::Nothing)
            co_return step.bytes > 0;
        if (!co_await wait(step.need)) {
            m_broken = true;
            co_return false;
        }
    }
}

Stream::Step Stream::tlsStep(int result)
{
    if (result > 0)
        return {result, Need::Nothing};
    switch (SSL_get_error(m_ssl, result)) {
    case SSL_ERROR_WANT_READ:
        return {0, Need::Read};
    case SSL_ERROR_WANT_WRITE:
        return {0, Need::Write};
    case SSL_ERROR_ZERO_RETURN:
        return {0, Need::Nothing};
    default:
        m_broken = true;
        return {-1, Need::Failed};
    }
}

Stream::Step Stream::tryRead(std::span<char> into)
{
    if (m_ssl)
        return tryReadRecords(into);
    const ssize_t bytes = ::recv(m_socket.native_handle(), into.data(), into.size(), MSG_DONTWAIT);
    if (bytes >= 0)
        return {bytes, Need::Nothing};
    return errno == EAGAIN || errno == EINTR ? Step{0, Need::Read} : Step{-1, Need::Failed};
}

// SSL_read() gives one record, 16 KiB at most; a fast sender has sent several. What ends them is said by the next call.
Stream::Step Stream::tryReadRecords(std::span<char> into)
{
    std::size_t filled = 0;
    for (;;) {
        ERR_clear_error();
        const auto left = into.subspan(filled);
        const Step step = tlsStep(SSL_read(m_ssl, left.data(), static_cast<int>(left.size())));
        if (step.bytes > 0)
            filled += static_cast<std::size_t>(step.bytes);
        if (filled == 0)
            return step;
        if (step.bytes <= 0 || filled == into.size())
            return {static_cast<qsizetype>(filled), Need::Nothing};
    }
}

Stream::Step Stream::tryWrite(QByteArrayView bytes)
{
    const qsizetype piece = std::min(bytes.size(), writePiece);
    if (m_ssl) {
        ERR_clear_error();
        return tlsStep(SSL_write(m_ssl, bytes.data(), static_cast<int>(piece)));
    }
    const ssize_t written =
        ::send(m_socket.native_handle(), bytes.data(), static_cast<std::size_t>(piece), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (written >= 0)
        return {written, Need::Nothing};
    return errno == EAGAIN || errno == EINTR ? Step{0, Need::Write} : Step{-1, Need::Failed};
}

asio::awaitable<qsizetype> Stream::readSome(std::span<char> into)
{
    while (!m_expired) {
        const Step step = tryRead(into);
        if (step.need == Need::Nothing)
            co_return step.bytes;
        if (!co_await wait(step.need))
            break;
    }
    co_return -1;
}

asio::awaitable<bool> Stream::writeAll(QByteArrayView bytes, std::chrono::milliseconds progress)
{
    setDeadline(progress);
    while (!bytes.isEmpty()) {
        const Step step = tryWrite(bytes);
        if (step.need == Need::Nothing && step.bytes > 0) {
            bytes = bytes.sliced(step.bytes);
            setDeadline(progress);
            continue;
        }
        if (step.need == Need::Nothing || !co_await wait(step.need))
            co_return false;
    }
    noDeadline();
    co_return true;
}

asio::awaitable<void> Stream::linger(std::chrono::milliseconds atMost)
{
    setDeadline(atMost);
    if (m_ssl && !m_broken) {
        ERR_clear_error();
        SSL_shutdown(m_ssl);
    }
    ::shutdown(m_socket.native_handle(), SHUT_WR);
    std::array<char, 4096> dropped;
    // Below TLS: what is dropped need not be deciphered. One piece per turn of the loop, so that a fast sender does not
    // hold the thread.
    while (co_await wait(Need::Read)) {
        ssize_t bytes = 0;
        for (int piece = 0; piece < 64; ++piece) {
            bytes = ::recv(m_socket.native_handle(), dropped.data(), dropped.size(), MSG_DONTWAIT);
            if (bytes <= 0)
                break;
        }
        if (bytes == 0 || (bytes < 0 && errno != EAGAIN && errno != EINTR))
            break;
    }
}

void Stream::close()
{
    boost::system::error_code ignored;
    m_socket.close(ignored);
}

} // namespace astreinte::http
