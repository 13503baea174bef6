// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

namespace astreinte::routes {
namespace {

Result<http::Response> record(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto recorded = service.oral.record(caller, request.body);
    if (!recorded)
        return tl::unexpected(recorded.error());
    return http::Response::json(201, {{QStringLiteral("decision"), QString::fromLatin1(*recorded)}});
}

Result<http::Response> list(Service &service, const identity::Caller &caller, const http::Request &)
{
    auto items = service.oral.list(caller);
    if (!items)
        return tl::unexpected(items.error());
    return http::Response::json(200, {{QStringLiteral("items"), *items}});
}

} // namespace

void addOralRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return signedRoute(service, [&service, handler](const identity::Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    routes.push_back({"POST", "/v1/oral-approvals", http::jsonBodyLimit, with(record), {}});
    routes.push_back({"GET", "/v1/oral-approvals", http::noBody, with(list), {}});
}

} // namespace astreinte::routes
