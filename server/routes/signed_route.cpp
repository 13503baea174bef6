// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/signed_route.h"

#include "core/signature/bytes.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace astreinte::routes {
namespace {

http::Response withWipeOrder(http::Response response, Service &service, const QByteArray &kid)
{
    auto order = service.guard.wipeOrder(QString::fromLatin1(kid));
    if (!order)
        return response;
    auto problem = QJsonDocument::fromJson(response.body).object();
    problem.insert(QStringLiteral("wipe"), QString::fromLatin1(*order));
    response.body = QJsonDocument(problem).toJson(QJsonDocument::Compact);
    return response;
}

// Who asks; or the answer to somebody who may not.
tl::expected<identity::Caller, http::Response> callerOf(Service &service, const http::Request &request, Callers callers)
{
    auto caller = service.guard.admit(viewOf(request, service.authority()), request.bodySha256());
    if (caller && caller->device.isSelfTest() && callers == Callers::People)
        return tl::unexpected(problemOf({Reason::NotAllowed, QStringLiteral("a self-test")}));
    if (caller)
        return std::move(*caller);
    auto response = problemOf(caller.error());
    // The detail of a revocation is the key id, which the order names as its audience.
    return tl::unexpected(caller.error().reason == Reason::RevokedKey
                              ? withWipeOrder(std::move(response), service, caller.error().detail.toLatin1())
                              : std::move(response));
}

http::Response written(Result<http::Response> response)
{
    return response ? std::move(*response) : problemOf(response.error());
}

} // namespace

signature::HttpRequestView viewOf(const http::Request &request, const QByteArray &authority)
{
    signature::HttpRequestView view;
    view.method = request.method;
    view.authority = authority;
    view.path = request.path;
    if (request.hasQuery)
        view.query = request.query;
    for (const auto &header : request.headers)
        view.headers.append({header.name, header.value});
    return view;
}

http::Response problemOf(const Failure &failure)
{
    switch (failure.reason) {
    case Reason::UsedCode: // protocol §3: a conflict, since the same enrolment sent again would have been welcome
        return http::Response::problem(failure, 409);
    case Reason::UnknownChallenge: // protocol §9: gone; a fresh one is to be asked for
    case Reason::UsedChallenge:
        return http::Response::problem(failure, 410);
    default:
        return http::Response::problem(failure, http::statusFor(failure.reason));
    }
}

http::Handler signedRoute(Service &service, SignedHandler handler, Callers callers)
{
    return [&service, handler = std::move(handler), callers](const http::Request &request) {
        auto caller = callerOf(service, request, callers);
        return caller ? written(handler(*caller, request)) : std::move(caller.error());
    };
}

void SignedAnswer::operator()(Result<http::Response> response) const
{
    m_answer(written(std::move(response)));
}

void SignedAnswer::composed(std::function<Result<http::Response>()> compose) const
{
    m_answer.composed([compose = std::move(compose)] { return written(compose()); });
}

http::DeferredHandler deferredSignedRoute(Service &service, DeferredSignedHandler handler, Callers callers)
{
    return [&service, handler = std::move(handler), callers](const http::Request &request, const http::Answer &answer) {
        auto caller = callerOf(service, request, callers);
        if (caller)
            handler(*caller, request, SignedAnswer(answer));
        else
            answer(std::move(caller.error()));
    };
}

http::Admission signedAdmission(Service &service)
{
    return [&service](const http::Request &request) {
        return service.guard.admitHeader(viewOf(request, service.authority()));
    };
}

} // namespace astreinte::routes
