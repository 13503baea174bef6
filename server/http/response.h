// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/http/event_hub.h"
#include "server/http/request.h"

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

namespace astreinte::http {

// What a handler answers. Content-Length, Date, Connection and the security headers (reply_head.h) are added by the
// server; a header given here replaces the default of the same name, and an empty value removes that default.
struct Response
{
    int status = 200;
    std::vector<Header> headers;
    QByteArray body;
    std::optional<QString> file;       // path; streamed in pieces instead of `body`
    std::optional<EventStream> stream; // Server-Sent Events instead of `body`; the connection then serves only them

    static Response json(int status, const QJsonObject &object);
    static Response bytes(const QByteArray &contentType, QByteArray body, int status = 200);
    static Response empty(int status);
    static Response fromFile(const QByteArray &contentType, const QString &path);
    static Response events(EventStream stream);
    // application/problem+json (RFC 9457): {"type":"about:blank","title","status","detail","reason"}; `reason` is the
    // failure catalogue's code, `title` its English text.
    static Response problem(const Failure &failure, int status);

    // Adds a header; chains.
    Response &with(const QByteArray &name, const QByteArray &value);
};

// The HTTP status that fits a reason when a handler has no better one: 400, 401, 403, 404, 409, 410, 413, 415, 422,
// 424, 429, 460 (tus), 500, 503 or 507.
[[nodiscard]] int statusFor(Reason reason);

} // namespace astreinte::http
