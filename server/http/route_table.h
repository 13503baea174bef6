// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/route.h"

namespace astreinte::http {

// Which route answers a request, decided on the path's segments. Captures are percent-decoded; one that is empty,
// holds '/', '\\' or NUL, or is "." or ".." is not matched at all (404): a name from outside never walks a tree.
class RouteTable
{
public:
    struct Match
    {
        const Route *route = nullptr; // null: see `allow`
        std::vector<QByteArray> captures;
        QByteArray allow; // "GET, HEAD, OPTIONS" of this path; empty when no route has the path at all (404)
    };

    explicit RouteTable(std::vector<Route> routes);
    [[nodiscard]] Match find(const QByteArray &method, const QByteArray &path) const;
    // Every method of every route: the Allow of "OPTIONS *".
    [[nodiscard]] QByteArray allMethods() const;

private:
    struct Entry
    {
        Route route;
        QList<QByteArray> segments;
    };
    std::vector<Entry> m_entries; // literal segments before captures
};

} // namespace astreinte::http
