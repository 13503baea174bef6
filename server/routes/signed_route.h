// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/route.h"
#include "server/routes/service.h"

namespace astreinte::routes {

// What a route does once it knows who asks.
using SignedHandler = std::function<Result<http::Response>(const identity::Caller &, const http::Request &)>;

// Whose requests a route answers. The keys of a self-test, which are nobody's, open the doors it has to prove and no
// other: NotAllowed.
enum class Callers { People, SelfTestsToo };

// Authenticates the request (protocol §1), calls `handler`, and writes refusals as problem documents; a revoked device
// gets its wipe order in the 401.
http::Handler signedRoute(Service &service, SignedHandler handler, Callers callers = Callers::People);

// The answer to a signed request whose handler does not wait for it: given once, from any thread.
class SignedAnswer
{
public:
    explicit SignedAnswer(http::Answer answer) : m_answer(std::move(answer)) {}
    void operator()(Result<http::Response> response) const;
    // The response is composed on a worker.
    void composed(std::function<Result<http::Response>()> compose) const;

private:
    http::Answer m_answer;
};
using DeferredSignedHandler =
    std::function<void(const identity::Caller &, const http::Request &, const SignedAnswer &)>;
http::DeferredHandler deferredSignedRoute(Service &service, DeferredSignedHandler handler,
                                          Callers callers = Callers::People);

// Looks at the signature before the body is read; for routes with large bodies.
http::Admission signedAdmission(Service &service);

// The request as its signature covers it, under the authority of the deployment and not the one a proxy wrote.
signature::HttpRequestView viewOf(const http::Request &request, const QByteArray &authority);

http::Response problemOf(const Failure &failure);

} // namespace astreinte::routes
