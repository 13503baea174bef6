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

// Answered when the commit is durable; until then no thread waits.
void submit(Service &service, const identity::Caller &caller, const http::Request &request, const SignedAnswer &answer)
{
    const auto idempotencyKey = request.header("idempotency-key");
    service.intake.accept(
        caller, request.body, idempotencyKey,
        [&service, idempotencyKey, answer](const Result<intake::Accepted> &accepted) {
            if (!accepted)
                return answer(tl::unexpected(accepted.error()));
            answer.composed([&service, idempotencyKey, accepted = *accepted]() -> Result<http::Response> {
                // The key that intake has checked is the leaf's subject too.
                const auto part =
                    accepted.leaf ? journalPart(service, accepted)
                                  : journalPart(service, QString::fromLatin1(idempotencyKey), journal::Event::Intake);
                return http::Response::json(accepted.leaf ? 201 : 200,
                                            {{QStringLiteral("receipt"), QString::fromLatin1(accepted.receipt)},
                                             {QStringLiteral("journal"), part}});
            });
        });
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
    // After a restoration phones remember more than there is: they hear everything that is new from here.
    auto last = service.store->read(notices::lastId);
    if (!last)
        return tl::unexpected(last.error());
    auto after = request.header("last-event-id");
    if (after.toLongLong() > *last)
        after = QByteArray::number(*last);
    return http::Response::events(service.hub.subscribe(listenerOf(caller), after, replayFrom(*service.store, caller)));
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
    routes.push_back({"POST",
                      "/v1/submissions",
                      submissionBodyLimit,
                      {},
                      {},
                      deferredSignedRoute(
                          service,
                          [&service](const identity::Caller &caller, const http::Request &request,
                                     const SignedAnswer &answer) { submit(service, caller, request, answer); },
                          Callers::SelfTestsToo)});
    routes.push_back({"GET", "/v1/submissions/{id}", http::noBody, with(status), {}});
    routes.push_back({"GET", "/v1/notices", http::noBody, with(listen), {}});
    routes.push_back({"GET", "/v1/incidents", http::noBody, with(incidents), {}});
}

} // namespace astreinte::routes
