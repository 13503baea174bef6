// SPDX-License-Identifier: EUPL-1.2
#include "server/http/route_table.h"

#include <QList>
#include <algorithm>

namespace astreinte::http {
namespace {

bool isCapture(const QByteArray &segment)
{
    return segment.size() > 2 && segment.startsWith('{') && segment.endsWith('}');
}

// Sorts "/a/b" before "/a/{x}" and both before "/{y}/b".
QByteArray rank(const QList<QByteArray> &segments)
{
    QByteArray result;
    for (const QByteArray &segment : segments)
        result += isCapture(segment) ? '1' : '0';
    return result;
}

bool isSafeCapture(const QByteArray &value)
{
    return !value.isEmpty() && value != "." && value != ".." && !value.contains('/') && !value.contains('\\') &&
           !value.contains('\0');
}

std::optional<std::vector<QByteArray>> matchSegments(const QList<QByteArray> &pattern, const QList<QByteArray> &path)
{
    if (pattern.size() != path.size())
        return std::nullopt;
    std::vector<QByteArray> captures;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (!isCapture(pattern[i])) {
            if (pattern[i] != path[i])
                return std::nullopt;
            continue;
        }
        auto value = percentDecoded(path[i]);
        if (!value || !isSafeCapture(*value))
            return std::nullopt;
        captures.push_back(std::move(*value));
    }
    return captures;
}

QByteArray joinedMethods(QList<QByteArray> methods)
{
    if (methods.contains("GET") && !methods.contains("HEAD"))
        methods.append("HEAD");
    if (!methods.contains("OPTIONS"))
        methods.append("OPTIONS");
    std::ranges::sort(methods);
    methods.erase(std::ranges::unique(methods).begin(), methods.end());
    return methods.join(", ");
}

} // namespace

RouteTable::RouteTable(std::vector<Route> routes)
{
    for (Route &route : routes) {
        QList<QByteArray> segments = route.pattern.split('/');
        m_entries.push_back({std::move(route), std::move(segments)});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry &entry) { return rank(entry.segments); });
}

RouteTable::Match RouteTable::find(const QByteArray &method, const QByteArray &path) const
{
    Match match;
    const Route *get = nullptr;
    std::vector<QByteArray> getCaptures;
    QList<QByteArray> methods;
    const QList<QByteArray> segments = path.split('/');
    for (const Entry &entry : m_entries) {
        auto captures = matchSegments(entry.segments, segments);
        if (!captures)
            continue;
        methods.append(entry.route.method);
        if (!match.route && entry.route.method == method) {
            match.route = &entry.route;
            match.captures = *captures;
        }
        if (!get && entry.route.method == "GET") {
            get = &entry.route;
            getCaptures = std::move(*captures);
        }
    }
    if (!match.route && method == "HEAD" && get) {
        match.route = get;
        match.captures = std::move(getCaptures);
    }
    if (!methods.isEmpty())
        match.allow = joinedMethods(methods);
    return match;
}

QByteArray RouteTable::allMethods() const
{
    QList<QByteArray> methods;
    for (const Entry &entry : m_entries)
        methods.append(entry.route.method);
    return joinedMethods(methods);
}

} // namespace astreinte::http
