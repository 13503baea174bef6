// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/events.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

#include <QJsonObject>

namespace astreinte::routes {
namespace {

// The JWS of a submission may be as large as core/signature reads.
constexpr qint64 submissionBodyLimit = 384 * 1024;

http::Response enrol(Service &service, const http::Request &request)
{
    auto welcome = service.enrolment.enrol(request.body);
    if (!welcome)
        return problemOf(welcome.error());
    return http::Response::json(201, {{QStringLiteral("welcome"), QString::fromLatin1(*welcome)}});
}

Result<http::Response> submit(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto accepted = service.intake.accept(caller, request.body, request.header("idempotency-key"));
    if (!accepted)
        return tl::unexpected(accepted.error());
    return http::Response::json(accepted->repeated ? 200 : 201,
                                {{QStringLiteral("receipt"), QString::fromLatin1(accepted->receipt)}});
}

Result<http::Response> status(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto jws = service.desk.status(caller, QString::fromUtf8(request.captures.at(0)));
    if (!jws)
        return tl::unexpected(jws.error());
    return http::Response::json(200, {{QStringLiteral("status"), QString::fromLatin1(*jws)}});
}

Result<http::Response> listen(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto spent = service.store->write(
        [&](storage::Transaction &transaction) { return identity::spendNonce(transaction, caller); });
    if (!spent)
        return tl::unexpected(spent.error());
    return http::Response::events(service.hub.subscribe(caller.device.kid.toLatin1(), request.header("last-event-id"),
                                                        replayFrom(*service.store)));
}

Result<http::Response> incidents(Service &service, const identity::Caller &caller, const http::Request &)
{
    auto items = service.desk.incidents(caller);
    if (!items)
        return tl::unexpected(items.error());
    return http::Response::json(200, {{QStringLiteral("items"), *items}});
}

} // namespace

void addPhoneRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return signedRoute(service, [&service, handler](const identity::Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    routes.push_back({"POST",
                      "/v1/enrolments",
                      http::jsonBodyLimit,
                      [&service](const http::Request &request) { return enrol(service, request); },
                      {}});
    routes.push_back({"POST", "/v1/submissions", submissionBodyLimit, with(submit), {}});
    routes.push_back({"GET", "/v1/submissions/{id}", http::noBody, with(status), {}});
    routes.push_back({"GET", "/v1/notices", http::noBody, with(listen), {}});
    routes.push_back({"GET", "/v1/incidents", http::noBody, with(incidents), {}});
}

} // namespace astreinte::routes
