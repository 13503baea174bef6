// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/response.h"

namespace astreinte::http {

struct ReplyFraming
{
    std::optional<qint64> contentLength; // none: the connection's end ends the body (event streams)
    bool close = false;
    bool http10 = false; // says keep-alive aloud
    bool secure = false; // adds Strict-Transport-Security
    QByteArray date;     // IMF-fixdate
};

// The status line and the fields. Security headers on every reply unless the response gives its own: nosniff, no
// framing, a Content-Security-Policy that allows nothing, no referrer, no storage by caches. A CR, LF or NUL in a value
// becomes a space: no handler can be made to write a second header.
[[nodiscard]] QByteArray replyHead(const Response &response, const ReplyFraming &framing);

// IMF-fixdate (RFC 9110 5.6.7) of now, computed at most once a second per thread.
[[nodiscard]] QByteArray httpDate();

} // namespace astreinte::http
