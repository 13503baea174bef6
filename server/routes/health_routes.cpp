// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

namespace astreinte::routes {
namespace {

using storage::Connection;
using storage::Row;

QByteArray line(const char *name, const char *type, const char *help, qint64 value)
{
    return QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n' + name + ' ' +
           QByteArray::number(value) + '\n';
}

Result<qint64> count(Connection &connection, storage::Sql sql)
{
    auto value = connection.one(sql, [](const Row &row) { return row.number(0); });
    return value ? Result<qint64>(value->value_or(0)) : tl::unexpected(value.error());
}

http::Response metrics(Service &service, const http::Counters &counters)
{
    auto text = line("astreinte_http_requests_total", "counter", "Requests read.", counters.requests) +
                line("astreinte_http_responses_2xx_total", "counter", "Replies 2xx.", counters.responses2xx) +
                line("astreinte_http_responses_4xx_total", "counter", "Replies 4xx.", counters.responses4xx) +
                line("astreinte_http_responses_5xx_total", "counter", "Replies 5xx.", counters.responses5xx) +
                line("astreinte_http_refused_total", "counter", "Refused before any handler.", counters.refused) +
                line("astreinte_http_connections", "gauge", "Open connections.", counters.openConnections) +
                line("astreinte_http_listeners", "gauge", "Phones listening.", counters.eventListeners) +
                line("astreinte_http_waiting", "gauge", "Requests waiting for a worker.", counters.waitingRequests);
    auto counted = service.store->read([&text](Connection &connection) -> Result<> {
        auto submissions = count(connection, "SELECT COUNT(*) FROM submission");
        auto waiting = count(connection, "SELECT COUNT(*) FROM submission WHERE kind = 'proposal' AND "
                                         "state IN ('received', 'in_review')");
        auto uncertain = count(connection, "SELECT COUNT(*) FROM publication WHERE state = 'uncertain'");
        auto queued = count(connection, "SELECT COUNT(*) FROM publication WHERE state = 'authorised'");
        if (!submissions || !waiting || !uncertain || !queued)
            return fail(Reason::StorageFailed);
        text += line("astreinte_submissions", "gauge", "Submissions held.", *submissions) +
                line("astreinte_submissions_waiting", "gauge", "Proposals waiting for a decision.", *waiting) +
                line("astreinte_publications_uncertain", "gauge", "Posts nobody knows the fate of.", *uncertain) +
                line("astreinte_publications_queued", "gauge", "Authorised and not begun.", *queued);
        return {};
    });
    if (!counted)
        return problemOf(counted.error());
    return http::Response::bytes("text/plain; version=0.0.4; charset=utf-8", text);
}

http::Response health(Service &service)
{
    auto answered = service.store->read([](Connection &connection) { return count(connection, "SELECT 1"); });
    return answered ? http::Response::bytes("text/plain; charset=utf-8", "ok\n")
                    : http::Response::problem(answered.error(), 503);
}

} // namespace

void addHealthRoutes(std::vector<http::Route> &routes, Service &service, std::function<http::Counters()> counters)
{
    routes.push_back(
        {"GET", "/healthz", http::noBody, [&service](const http::Request &) { return health(service); }, {}});
    routes.push_back(
        {"GET",
         "/metrics",
         http::noBody,
         [&service, counters = std::move(counters)](const http::Request &) { return metrics(service, counters()); },
         {}});
}

} // namespace astreinte::routes
