// SPDX-License-Identifier: EUPL-1.2
#include "server/http/request.h"

#include <QList>
#include <algorithm>

namespace astreinte::http {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool sameName(const Header &header, QByteArrayView name)
{
    return header.name.size() == name.size() && header.name.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArray Request::header(QByteArrayView name) const
{
    QByteArray joined;
    bool first = true;
    for (const Header &candidate : headers) {
        if (!sameName(candidate, name))
            continue;
        if (!first)
            joined += ", ";
        joined += candidate.value;
        first = false;
    }
    return joined;
}

bool Request::hasHeader(QByteArrayView name) const
{
    return headerCount(name) > 0;
}

int Request::headerCount(QByteArrayView name) const
{
    return static_cast<int>(
        std::ranges::count_if(headers, [name](const Header &candidate) { return sameName(candidate, name); }));
}

QByteArray Request::bodySha256() const
{
    return digest ? digest->of(body) : signature::sha256(body);
}

std::optional<QByteArray> Request::queryValue(QByteArrayView name) const
{
    for (const QByteArray &part : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        if (QByteArrayView(part).first(equals < 0 ? part.size() : equals) != name)
            continue;
        QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        return percentDecoded(value.replace('+', ' '));
    }
    return std::nullopt;
}

std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

} // namespace astreinte::http
