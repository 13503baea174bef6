// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"
#include "server/self_test/way.h"

namespace astreinte::routes {
namespace {

using self_test::Probe;
using storage::Connection;
using storage::Transaction;

// The doors of the self-test know the keys of self-tests alone, and a phone's doors know none of them.
Result<identity::Caller> probeCaller(Service &service, const http::Request &request)
{
    const signature::KeyLookup lookup = [&](const QString &kid) -> std::optional<signature::RegisteredKey> {
        auto key = service.store->read(
            [&](Connection &connection) { return self_test::deviceKey(connection, kid, service.now()); });
        return key && *key ? std::optional(signature::RegisteredKey{**key}) : std::nullopt;
    };
    auto admitted = signature::verifyRequest(viewOf(request, service.authority()), signature::sha256(request.body),
                                             lookup, service.now());
    if (!admitted)
        return tl::unexpected(admitted.error());
    identity::Caller caller{};
    caller.device.kid = admitted->kid;
    caller.nonce = admitted->nonce;
    caller.nonceExpires = admitted->expires + signature::clockTolerance;
    return caller;
}

// Signed like the receipts of phones.
Result<http::Response> receiptFor(Service &service, const Probe &probe, signature::Instant at)
{
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("selfTest"), probe.id},
                                                {QStringLiteral("sha256"), probe.documentSha256},
                                                {QStringLiteral("receivedAt"), signature::toText(at)}})
        .and_then([&](const QByteArray &payload) {
            return signature::signCompact(service.serverKey, self_test::typ::receipt, payload);
        })
        .map([](QByteArray jws) { return http::Response::bytes("application/jose", std::move(jws), 201); });
}

// One station: `pass(transaction, kid)` in the transaction that spends the request's nonce.
template <typename Pass>
http::Handler station(Service &service, Pass pass)
{
    return [&service, pass](const http::Request &request) {
        auto response = probeCaller(service, request).and_then([&](const identity::Caller &caller) {
            const auto at = service.now();
            return service.store
                ->write([&](Transaction &transaction) {
                    return identity::spendNonce(transaction, caller).and_then([&] {
                        return pass(transaction, caller.device.kid, request.body, at);
                    });
                })
                .and_then([&](const Probe &probe) { return receiptFor(service, probe, at); });
        });
        return response ? std::move(*response) : problemOf(response.error());
    };
}

} // namespace

void addSelfTestRoutes(std::vector<http::Route> &routes, Service &service)
{
    routes.push_back({"POST", "/v1/self-test", http::jsonBodyLimit, station(service, self_test::receive), {}});
    routes.push_back({"POST",
                      "/v1/self-test/approval",
                      http::jsonBodyLimit,
                      station(service,
                              [](Transaction &transaction, const QString &kid, const QByteArray &jws,
                                 signature::Instant at) -> Result<Probe> {
                                  auto settings = deployment::readSettings(transaction.connection());
                                  if (!settings)
                                      return tl::unexpected(settings.error());
                                  return self_test::approve(transaction, kid, jws, settings->origin, at);
                              }),
                      {}});
}

} // namespace astreinte::routes
