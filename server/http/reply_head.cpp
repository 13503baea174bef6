// SPDX-License-Identifier: EUPL-1.2
#include "server/http/reply_head.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>
#include <ctime>

namespace astreinte::http {
namespace {

struct Default
{
    QByteArrayView name;
    QByteArrayView value;
};

constexpr std::array defaults{
    Default{"cache-control", "no-store"},
    Default{"content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"},
    Default{"cross-origin-resource-policy", "same-origin"},
    Default{"permissions-policy", "camera=(), geolocation=(), microphone=()"},
    Default{"referrer-policy", "no-referrer"},
    Default{"x-content-type-options", "nosniff"},
    Default{"x-frame-options", "DENY"},
};
constexpr Default transportSecurity{"strict-transport-security", "max-age=31536000"};
// The server's own; a handler that sets them would break the framing.
constexpr std::array<QByteArrayView, 4> reserved{"content-length", "transfer-encoding", "connection", "date"};

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 424:
        return "Failed Dependency";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 460:
        return "Checksum Mismatch";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return "Status";
    }
}

QByteArray fieldValue(QByteArray value)
{
    for (const char c : {'\r', '\n', '\0'})
        value.replace(c, ' ');
    return value;
}

bool isToken(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

void append(QByteArray &head, QByteArrayView name, QByteArrayView value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

void appendDefault(QByteArray &head, const Response &response, const Default &field)
{
    const auto given = [&field](const Header &header) {
        return header.name.compare(field.name, Qt::CaseInsensitive) == 0;
    };
    if (std::ranges::none_of(response.headers, given))
        append(head, field.name, field.value);
}

} // namespace

QByteArray replyHead(const Response &response, const ReplyFraming &framing)
{
    QByteArray head;
    head.reserve(768);
    head.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    head.append(reasonPhrase(response.status)).append("\r\n");
    append(head, "date", framing.date);
    for (const Header &header : response.headers) {
        const bool ours = std::ranges::any_of(
            reserved, [&header](QByteArrayView name) { return header.name.compare(name, Qt::CaseInsensitive) == 0; });
        if (!ours && isToken(header.name) && !header.value.isEmpty())
            append(head, header.name, fieldValue(header.value));
    }
    for (const Default &field : defaults)
        appendDefault(head, response, field);
    if (framing.secure)
        appendDefault(head, response, transportSecurity);
    if (framing.contentLength && response.status != 204 && response.status >= 200)
        append(head, "content-length", QByteArray::number(*framing.contentLength));
    if (framing.close)
        append(head, "connection", "close");
    else if (framing.http10)
        append(head, "connection", "keep-alive");
    return head.append("\r\n");
}

QByteArray httpDate()
{
    thread_local std::time_t second = 0;
    thread_local QByteArray text;
    if (const std::time_t now = std::time(nullptr); now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, Qt::UTC), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"))
                   .toLatin1() +
               " GMT";
    }
    return text;
}

} // namespace astreinte::http
