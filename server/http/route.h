// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/http/request.h"
#include "server/http/response.h"

#include <functional>

namespace astreinte::http {

constexpr qint64 noBody = 0;
constexpr qint64 jsonBodyLimit = 256 * 1024;      // DESIGN section 4
constexpr qint64 partBodyLimit = 4 * 1024 * 1024; // one tus part, DESIGN section 4

// Runs on a worker thread and may block on the database or the disk. An exception that escapes it becomes a 500.
using Handler = std::function<Response(const Request &)>;
// Sees the request without its body, on a worker thread, before one byte of the body is accepted; a Failure is
// answered with statusFor(reason) and the connection closes.
using Admission = std::function<Result<>(const Request &)>;

// One method on one path. The pattern is literal segments and {captures}, one whole segment each:
// "/v1/submissions/{id}/{revision}/manifest". A literal segment wins over a capture. HEAD is answered by the GET route
// unless a HEAD route exists; OPTIONS answers 204 with Allow unless an OPTIONS route exists. A body larger than
// `bodyLimit` bytes is 413.
struct Route
{
    QByteArray method;
    QByteArray pattern;
    qint64 bodyLimit = noBody;
    Handler handler;
    Admission admit = {};
};

} // namespace astreinte::http
