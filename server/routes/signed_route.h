// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/route.h"
#include "server/routes/service.h"

namespace astreinte::routes {

// What a route does once it knows who asks.
using SignedHandler = std::function<Result<http::Response>(const identity::Caller &, const http::Request &)>;

// Authenticates the request (protocol §1), calls `handler`, and writes refusals as problem documents; a revoked device
// gets its wipe order in the 401.
http::Handler signedRoute(Service &service, SignedHandler handler);

// Looks at the signature before the body is read; for routes with large bodies.
http::Admission signedAdmission(Service &service);

// The request as its signature covers it, under the authority of the deployment and not the one a proxy wrote.
signature::HttpRequestView viewOf(const http::Request &request, const QByteArray &authority);

http::Response problemOf(const Failure &failure);

} // namespace astreinte::routes
