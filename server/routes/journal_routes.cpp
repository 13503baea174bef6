// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/routes/routes.h"
#include "server/routes/signed_route.h"

#include <QJsonArray>

namespace astreinte::routes {
namespace {

using identity::Caller;
using storage::Transaction;

QJsonArray proofJson(const journal::Proof &proof)
{
    QJsonArray nodes;
    for (const auto &node : proof)
        nodes.append(QString::fromLatin1(signature::base64(node)));
    return nodes;
}

// A number of leaves or an index: digits only, and no more than the journal will ever hold.
Result<std::optional<quint64>> number(const http::Request &request, const char *name)
{
    const auto text = request.queryValue(name);
    if (!text)
        return std::optional<quint64>();
    bool digits = false;
    const auto value = text->toULongLong(&digits);
    if (!digits || QByteArray::number(value) != *text || value > signature::largestJsonInteger)
        return fail(Reason::InvalidValue, QLatin1String(name));
    return std::optional(value);
}

Result<> spend(Service &service, const Caller &caller)
{
    return service.store->write([&](Transaction &transaction) { return identity::spendNonce(transaction, caller); });
}

// ?old=n: with the proof that the journal of n leaves is the beginning of this one.
Result<http::Response> checkpoint(Service &service, const Caller &caller, const http::Request &request)
{
    auto old = number(request, "old");
    if (!old)
        return tl::unexpected(old.error());
    if (auto spent = spend(service, caller); !spent)
        return tl::unexpected(spent.error());
    auto note = service.journal.checkpoint();
    auto verifier = service.journal.verifier();
    if (!note || !verifier)
        return tl::unexpected(note ? verifier.error() : note.error());
    QJsonObject reply{{QStringLiteral("checkpoint"), QString::fromUtf8(*note)}};
    auto state = journal::openCheckpoint(*note, *verifier);
    // A phone that saw more than there is gets no proof, and draws its conclusion.
    if (state && *old && **old >= 1 && **old <= state->size) {
        auto proof = service.journal.consistency(**old, state->size);
        if (!proof)
            return tl::unexpected(proof.error());
        reply.insert(QStringLiteral("consistency"), proofJson(*proof));
    }
    return http::Response::json(200, reply);
}

// ?old=n&size=m: consistency; ?leaf=i&size=m: inclusion.
Result<http::Response> proof(Service &service, const Caller &caller, const http::Request &request)
{
    auto old = number(request, "old");
    auto leaf = number(request, "leaf");
    auto size = number(request, "size");
    if (!old || !leaf || !size)
        return tl::unexpected(!old ? old.error() : !leaf ? leaf.error() : size.error());
    if (!*size || old->has_value() == leaf->has_value())
        return fail(Reason::MissingField, QStringLiteral("size, and old or leaf"));
    if (auto spent = spend(service, caller); !spent)
        return tl::unexpected(spent.error());
    auto nodes = *old ? service.journal.consistency(**old, **size) : service.journal.inclusion(**leaf, **size);
    if (!nodes)
        return tl::unexpected(nodes.error());
    return http::Response::json(200, {{QStringLiteral("proof"), proofJson(*nodes)}});
}

QJsonObject partOf(const Result<journal::Placed> &placed)
{
    if (!placed)
        return {};
    QJsonObject part{{QStringLiteral("index"), static_cast<qint64>(placed->stored.index)},
                     {QStringLiteral("leaf"), QString::fromUtf8(placed->stored.leaf)},
                     {QStringLiteral("checkpoint"), QString::fromUtf8(placed->checkpoint)},
                     {QStringLiteral("proof"), proofJson(placed->proof)}};
    if (const auto &opening = placed->stored.opening) {
        part.insert(QStringLiteral("salt"), QString::fromLatin1(signature::base64Url(opening->salt)));
        part.insert(QStringLiteral("content"), QString::fromUtf8(opening->content));
    }
    return part;
}

} // namespace

QJsonObject journalPart(Service &service, const QString &subject, journal::Event event)
{
    // As an Idempotency-Key is written, or bare.
    return partOf(service.journal.place(QString(subject).remove(QLatin1Char('"')), event));
}

QJsonObject journalPart(Service &service, const intake::Accepted &accepted)
{
    return partOf(service.journal.place(*accepted.leaf, *accepted.beside));
}

void addJournalRoutes(std::vector<http::Route> &routes, Service &service)
{
    const auto with = [&service](auto handler) {
        return signedRoute(service, [&service, handler](const Caller &caller, const http::Request &request) {
            return handler(service, caller, request);
        });
    };
    routes.push_back({"GET", "/v1/journal/checkpoint", http::noBody, with(checkpoint), {}});
    routes.push_back({"GET", "/v1/journal/proof", http::noBody, with(proof), {}});
}

} // namespace astreinte::routes
