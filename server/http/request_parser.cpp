// SPDX-License-Identifier: EUPL-1.2
#include "server/http/request_parser.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

namespace astreinte::http {
namespace beast = boost::beast;
namespace {

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

RequestParser::RequestParser(int maximumFields) : m_maximumFields(maximumFields)
{
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(boost::none);
    eager(false);
}

bool RequestParser::putHeader(QByteArrayView header)
{
    Error error;
    const auto consumed = put(boost::asio::const_buffer(header.data(), static_cast<std::size_t>(header.size())), error);
    return !error && is_header_done() && consumed == static_cast<std::size_t>(header.size());
}

qsizetype RequestParser::putBody(QByteArrayView bytes)
{
    eager(true);
    Error error;
    const auto consumed = put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
    if (error && error != beast::http::error::need_more)
        return -1;
    return static_cast<qsizetype>(consumed);
}

void RequestParser::on_request_impl(Verb, View method, View target, int version, Error &)
{
    m_request.method = bytesOf(method);
    m_request.target = bytesOf(target);
    m_version = version;
}

void RequestParser::on_response_impl(int, View, int, Error &) {}

void RequestParser::on_field_impl(Field, View name, View value, Error &error)
{
    if (m_headerDone)
        return; // a trailer
    if (static_cast<int>(m_request.headers.size()) >= m_maximumFields) {
        m_tooManyFields = true;
        error = beast::http::error::header_limit;
        return;
    }
    m_request.headers.push_back({bytesOf(name).toLower(), bytesOf(value).trimmed()});
}

void RequestParser::on_header_impl(Error &)
{
    m_headerDone = true;
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t> &length, Error &)
{
    if (length)
        m_request.body.reserve(static_cast<qsizetype>(*length));
}

std::size_t RequestParser::on_body_impl(View bytes, Error &error)
{
    if (m_bodySize + static_cast<qint64>(bytes.size()) > m_bodyLimit) {
        m_tooLarge = true;
        error = beast::http::error::body_limit;
        return 0;
    }
    m_request.body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    m_bodySize += static_cast<qint64>(bytes.size());
    return bytes.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t size, View, Error &error)
{
    if (size > static_cast<std::uint64_t>(m_bodyLimit - m_bodySize)) {
        m_tooLarge = true;
        error = beast::http::error::body_limit;
    }
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View bytes, Error &error)
{
    return on_body_impl(bytes, error);
}

void RequestParser::on_finish_impl(Error &) {}

} // namespace astreinte::http
