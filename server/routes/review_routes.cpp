// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/object_reader.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

#include <QJsonObject>

namespace astreinte::routes {
namespace {

Result<http::Response> queue(Service &service, const identity::Caller &caller, const http::Request &)
{
    auto items = service.desk.queue(caller);
    if (!items)
        return tl::unexpected(items.error());
    // Ages are counted from the server's time.
    return http::Response::json(
        200, {{QStringLiteral("items"), *items}, {QStringLiteral("at"), signature::toText(service.now())}});
}

Result<http::Response> manifest(Service &service, const identity::Caller &caller, const http::Request &request)
{
    bool number = false;
    const auto revision = request.captures.at(1).toLongLong(&number);
    if (!number || revision < 1)
        return fail(Reason::UnknownRevision);
    auto bytes = service.desk.manifest(caller, QString::fromUtf8(request.captures.at(0)), revision);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return http::Response::bytes("application/json", *bytes);
}

Result<http::Response> rendition(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto rendition = service.desk.rendition(caller, QString::fromUtf8(request.captures.at(0)));
    if (!rendition)
        return tl::unexpected(rendition.error());
    return http::Response::bytes(rendition->mediaType.toLatin1(), rendition->bytes);
}

Result<http::Response> challenge(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto object = signature::parseStrictObject(request.body);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*object);
    const auto submission = reader.token(QLatin1String("submission"), 36);
    const auto revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    auto challenge = service.gate.challenge(caller, submission, revision);
    if (!challenge)
        return tl::unexpected(challenge.error());
    return http::Response::json(201, {{QStringLiteral("challenge"), challenge->challenge},
                                      {QStringLiteral("expires"), signature::toText(challenge->expiresAt)}});
}

Result<http::Response> statement(Service &service, const identity::Caller &caller, const http::Request &request)
{
    auto decision = service.gate.decide(caller, request.body);
    if (!decision)
        return tl::unexpected(decision.error());
    return http::Response::json(201, {{QStringLiteral("decision"), QString::fromLatin1(*decision)}});
}

} // namespace

void addReviewRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler, Callers callers = Callers::People) {
        return signedRoute(
            service,
            [&service, handler](const identity::Caller &caller, const http::Request &request) {
                return handler(service, caller, request);
            },
            callers);
    };
    routes.push_back({"GET", "/v1/review", http::noBody, with(queue), {}});
    routes.push_back(
        {"GET", "/v1/submissions/{id}/{revision}/manifest", http::noBody, with(manifest, Callers::SelfTestsToo), {}});
    routes.push_back({"GET", "/v1/renditions/{sha256}", http::noBody, with(rendition), {}});
    routes.push_back({"POST", "/v1/challenges", http::jsonBodyLimit, with(challenge, Callers::SelfTestsToo), {}});
    routes.push_back({"POST", "/v1/statements", http::jsonBodyLimit, with(statement, Callers::SelfTestsToo), {}});
}

} // namespace astreinte::routes
