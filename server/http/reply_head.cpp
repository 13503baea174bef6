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

struct Phrase
{
    int status;
    QByteArrayView text;
};

constexpr auto phrases = std::to_array<Phrase>({
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {424, "Failed Dependency"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {460, "Checksum Mismatch"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {507, "Insufficient Storage"},
});

QByteArrayView reasonPhrase(int status)
{
    const auto found = std::ranges::find(phrases, status, &Phrase::status);
    return found == phrases.end() ? QByteArrayView("Status") : found->text;
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
