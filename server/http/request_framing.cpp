// SPDX-License-Identifier: EUPL-1.2
#include "server/http/request_framing.h"

#include <algorithm>

namespace astreinte::http {
namespace {

Refusal malformed(const char *detail)
{
    return {400, QString::fromLatin1(detail)};
}

bool isHostCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
}

bool isTargetCharacter(char c)
{
    return c > 0x20 && c < 0x7f && c != '#' && c != '\\' && c != '"' && c != '<' && c != '>';
}

// "host", "host:port", "[::1]:port"
bool isAuthority(const QByteArray &host)
{
    return !host.isEmpty() && host.size() <= 255 && std::ranges::all_of(host, isHostCharacter);
}

bool isDecimal(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 18 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Refusal> checkTransferEncoding(const Request &request, bool http11)
{
    if (!request.hasHeader("transfer-encoding"))
        return std::nullopt;
    if (!http11)
        return malformed("Transfer-Encoding in HTTP/1.0");
    if (request.hasHeader("content-length"))
        return malformed("Content-Length together with Transfer-Encoding");
    if (request.headerCount("transfer-encoding") > 1 ||
        request.header("transfer-encoding").compare("chunked", Qt::CaseInsensitive) != 0)
        return malformed("unknown Transfer-Encoding");
    return std::nullopt;
}

} // namespace

qsizetype headerEnd(QByteArrayView bytes, qsizetype from)
{
    for (qsizetype at = bytes.indexOf('\n', from); at >= 0; at = bytes.indexOf('\n', at + 1)) {
        if (at == 0 || bytes[at - 1] != '\r')
            return -1;
        if (at >= 3 && bytes[at - 2] == '\n')
            return at + 1;
    }
    return 0;
}

std::optional<Refusal> checkFraming(const Request &request, bool http11)
{
    if (request.headerCount("host") != 1)
        return malformed("exactly one Host is required");
    if (!isAuthority(request.header("host")))
        return malformed("malformed Host");
    if (request.headerCount("content-length") > 1)
        return malformed("more than one Content-Length");
    if (request.hasHeader("content-length") && !isDecimal(request.header("content-length")))
        return malformed("malformed Content-Length");
    if (auto refusal = checkTransferEncoding(request, http11))
        return refusal;
    if (request.hasHeader("expect") && request.header("expect").compare("100-continue", Qt::CaseInsensitive) != 0)
        return Refusal{417, QStringLiteral("unknown expectation")};
    return std::nullopt;
}

std::optional<Refusal> splitTarget(Request &request)
{
    request.authority = request.header("host");
    QByteArray target = request.target;
    if (!std::ranges::all_of(target, isTargetCharacter))
        return malformed("malformed request target");
    if (target == "*" && request.method == "OPTIONS") {
        request.path = target;
        return std::nullopt;
    }
    if (const qsizetype scheme = target.indexOf("://"); !target.startsWith('/') && scheme > 0) {
        const QByteArray rest = target.mid(scheme + 3);
        const qsizetype end = std::ranges::find_if(rest, [](char c) { return c == '/' || c == '?'; }) - rest.begin();
        const QByteArray name = target.first(scheme).toLower();
        if ((name != "http" && name != "https") || rest.first(end).compare(request.authority, Qt::CaseInsensitive) != 0)
            return malformed("the target is for another authority");
        target = rest.mid(end);
        if (!target.startsWith('/'))
            target.prepend('/');
    }
    if (!target.startsWith('/'))
        return malformed("malformed request target");
    const qsizetype question = target.indexOf('?');
    request.hasQuery = question >= 0;
    request.path = question < 0 ? target : target.first(question);
    request.query = question < 0 ? QByteArray() : target.mid(question + 1);
    return std::nullopt;
}

} // namespace astreinte::http
