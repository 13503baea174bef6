// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/request.h"

#include "core/failure.h"

#include <QString>

namespace astreinte::http {

// What the server itself answers instead of a handler.
struct Refusal
{
    int status;
    QString detail;
    std::optional<Reason> reason = {};
};

// Where the header ends (after CR LF CR LF), 0 when more is needed, -1 when it cannot be one: a line feed without its
// carriage return, which two parsers in a row would read differently. `from`: where the last search stopped.
[[nodiscard]] qsizetype headerEnd(QByteArrayView bytes, qsizetype from);

// The rules that Beast leaves open and that smuggling lives on (NOTES): exactly one Host (RFC 9112 3.2); one
// Content-Length at most (6.3); "chunked" alone or no Transfer-Encoding, never with Content-Length, never in HTTP/1.0
// (6.1); an unknown expectation (RFC 9110 10.1.1).
[[nodiscard]] std::optional<Refusal> checkFraming(const Request &request, bool http11);

// Fills path, query and authority from the target (RFC 9112 3.2): origin form, absolute form whose authority is Host's,
// or "*" for OPTIONS. Nothing but visible ASCII, no fragment, no backslash.
[[nodiscard]] std::optional<Refusal> splitTarget(Request &request);

} // namespace astreinte::http
