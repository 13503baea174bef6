// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/request.h"
#include "server/http/server.h"

#include <boost/beast/http/basic_parser.hpp>

namespace astreinte::http {

// Beast's parser writing straight into a Request. It is fed the header only once the whole of it is there (Beast's own
// header limit counts per buffer, so a header sent field by field would have no limit), then the body as it comes.
class RequestParser : public boost::beast::http::basic_parser<true>
{
public:
    explicit RequestParser(int maximumFields);

    [[nodiscard]] Request &request() { return m_request; }
    // Of the request line, before it is split: RFC 9112 3.2.
    [[nodiscard]] bool isHttp11() const { return m_version == 11; }
    [[nodiscard]] bool tooManyFields() const { return m_tooManyFields; }
    [[nodiscard]] bool tooLarge() const { return m_tooLarge; }

    // Consumes a whole header; false when it is malformed.
    [[nodiscard]] bool putHeader(QByteArrayView header);
    // Consumes body bytes up to `limit` in all; returns how many were consumed, -1 when malformed or too large.
    [[nodiscard]] qsizetype putBody(QByteArrayView bytes);
    void setBodyLimit(qint64 limit) { m_bodyLimit = limit; }
    [[nodiscard]] qint64 bodyLimit() const { return m_bodyLimit; }

private:
    using View = boost::beast::string_view;
    using Error = boost::beast::error_code;
    using Field = boost::beast::http::field;
    using Verb = boost::beast::http::verb;

    void on_request_impl(Verb verb, View method, View target, int version, Error &error) override;
    void on_response_impl(int code, View reason, int version, Error &error) override;
    void on_field_impl(Field field, View name, View value, Error &error) override;
    void on_header_impl(Error &error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, Error &error) override;
    std::size_t on_body_impl(View bytes, Error &error) override;
    void on_chunk_header_impl(std::uint64_t size, View extensions, Error &error) override;
    std::size_t on_chunk_body_impl(std::uint64_t remaining, View bytes, Error &error) override;
    void on_finish_impl(Error &error) override;

    Request m_request;
    int m_version = 0;
    const int m_maximumFields;
    qint64 m_bodyLimit = 0;
    qint64 m_bodySize = 0; // of all that came, wherever it is now
    bool m_headerDone = false;
    bool m_tooManyFields = false;
    bool m_tooLarge = false;
};

} // namespace astreinte::http
