// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/object_reader.h"
#include "core/submission/incident.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

namespace astreinte::routes {
namespace {

Result<http::Response> reports(Service &service, const identity::Caller &caller, const http::Request &)
{
    auto items = service.reports.list(caller);
    if (!items)
        return tl::unexpected(items.error());
    return http::Response::json(
        200, {{QStringLiteral("items"), *items}, {QStringLiteral("at"), signature::toText(service.now())}});
}

Result<http::Response> report(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto whole = service.reports.open(caller, QString::fromUtf8(request.captures.at(0)));
    if (!whole)
        return tl::unexpected(whole.error());
    return http::Response::json(200, *whole);
}

Result<http::Response> handover(Service &service, const identity::Caller &caller, const http::Request &)
{
    auto items = service.handover.notes(caller);
    if (!items)
        return tl::unexpected(items.error());
    return http::Response::json(200, {{QStringLiteral("items"), *items}});
}

Result<http::Response> acknowledge(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto object = signature::parseStrictObject(request.body);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*object);
    const auto entry = reader.token(QLatin1String("entry"));
    const auto sha256 = reader.token(QLatin1String("sha256"));
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return service.handover.acknowledge(caller, entry, sha256).map([] { return http::Response::json(200, {}); });
}

Result<http::Response> remark(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto object = signature::parseStrictObject(request.body);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*object);
    const auto text = reader.text(QLatin1String("remark"), duty::longestRemark);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return service.handover.remark(caller, text).map([] { return http::Response::json(200, {}); });
}

Result<http::Response> closeIncident(Service &service, const identity::Caller &caller, const http::Request &request)
{
    return service.incidents.close(caller, QString::fromUtf8(request.captures.at(0))).map([] {
        return http::Response::json(200, {});
    });
}

Result<http::Response> explainLateness(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto object = signature::parseStrictObject(request.body);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*object);
    const auto reason = reader.text(QLatin1String("reason"), submission::longestLateReason);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return service.incidents.explainLateness(caller, QString::fromUtf8(request.captures.at(0)), reason).map([] {
        return http::Response::json(200, {});
    });
}

} // namespace

void addDutyRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return signedRoute(service, [&service, handler](const identity::Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    routes.push_back({"GET", "/v1/reports", http::noBody, with(reports), {}});
    routes.push_back({"GET", "/v1/reports/{id}", http::noBody, with(report), {}});
    routes.push_back({"POST", "/v1/incidents/{id}/closure", http::jsonBodyLimit, with(closeIncident), {}});
    routes.push_back({"POST", "/v1/incidents/{id}/lateness", http::jsonBodyLimit, with(explainLateness), {}});
    routes.push_back({"GET", "/v1/handover", http::noBody, with(handover), {}});
    routes.push_back({"POST", "/v1/handover/acknowledgements", http::jsonBodyLimit, with(acknowledge), {}});
    routes.push_back({"POST", "/v1/handover/remarks", http::jsonBodyLimit, with(remark), {}});
}

} // namespace astreinte::routes
