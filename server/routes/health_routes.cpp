// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"
#include "server/self_test/self_test.h"

namespace astreinte::routes {
namespace {

using storage::Connection;
using storage::Row;

QByteArray line(const char *name, const char *type, const char *help, qint64 value)
{
    return QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n' + name + ' ' +
           QByteArray::number(value) + '\n';
}

QByteArray repliesByRoute(const std::vector<http::RouteCount> &counts)
{
    QByteArray text("# HELP astreinte_http_responses_total Replies by route and status.\n"
                    "# TYPE astreinte_http_responses_total counter\n");
    // Methods and patterns are the server's own: nothing from outside is in a label.
    for (const auto &[method, pattern, status, replies] : counts)
        text += "astreinte_http_responses_total{method=\"" + method + "\",route=\"" + pattern + "\",status=\"" +
                QByteArray::number(status) + "\"} " + QByteArray::number(replies) + '\n';
    return text;
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
                line("astreinte_http_waiting", "gauge", "Requests waiting for a worker.", counters.waitingRequests) +
                repliesByRoute(counters.byRoute);
    auto counted = service.store->read([&text](Connection &connection) -> Result<> {
        auto submissions = count(connection, "SELECT (SELECT COUNT(*) FROM submission) - (SELECT COUNT(*) FROM "
                                             "self_test t JOIN submission s ON s.id = t.id)");
        auto waiting = count(connection, "SELECT COUNT(*) FROM message WHERE kind = 'proposal' AND "
                                         "state IN ('received', 'in_review')");
        auto uncertain = count(connection, "SELECT COUNT(*) FROM publication WHERE state = 'uncertain' AND "
                                           "channel <> 'self-test'");
        auto queued =
            count(connection, "SELECT COUNT(*) FROM publication WHERE state = 'authorised' AND channel <> 'self-test'");
        // 0 when nothing waits; what stays here means that the publisher does not run.
        auto oldest = count(connection, "SELECT COALESCE(MIN(queued_at), 0) / 1000 FROM publication "
                                        "WHERE state = 'authorised' AND channel <> 'self-test'");
        if (!submissions || !waiting || !uncertain || !queued || !oldest)
            return fail(Reason::StorageFailed);
        text +=
            line("astreinte_submissions", "gauge", "Submissions held.", *submissions) +
            line("astreinte_submissions_waiting", "gauge", "Proposals waiting for a decision.", *waiting) +
            line("astreinte_publications_uncertain", "gauge", "Posts nobody knows the fate of.", *uncertain) +
            line("astreinte_publications_queued", "gauge", "Authorised and not begun.", *queued) +
            line("astreinte_publication_oldest_timestamp_seconds", "gauge",
                 "When the oldest authorisation that is not yet published was given, 0 when there is none.", *oldest);
        auto proof = self_test::standing(connection);
        if (!proof)
            return tl::unexpected(proof.error());
        // 0 where none was ever begun.
        const auto arrived = *proof && (*proof)->lastArrived ? signature::toUnixSeconds(*(*proof)->lastArrived) : 0;
        text += line("astreinte_self_test_arrived_timestamp_seconds", "gauge",
                     "When the last daily self-test arrived, 0 when none has.", arrived) +
                line("astreinte_self_test_alarm", "gauge", "1 when the daily self-test did not arrive.",
                     *proof && (*proof)->alarmSince ? 1 : 0);
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
