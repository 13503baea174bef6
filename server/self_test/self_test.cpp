// SPDX-License-Identifier: EUPL-1.2
#include "server/self_test/self_test.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "server/deployment/deployment.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"

namespace astreinte::self_test {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

Probe probeOf(const Row &row)
{
    return {row.text(0),
            row.text(1),
            row.instant(2),
            row.instant(3),
            row.optionalInstant(4),
            row.optionalInstant(5),
            row.optionalInstant(6),
            row.optionalInstant(7),
            row.optionalInstant(8)};
}

QByteArray jwkOf(const signature::VerifyingKey &key)
{
    return signature::canonicalJson(key.toJwk()).value_or(QByteArray());
}

Result<std::optional<Probe>> last(Connection &connection)
{
    return connection.one("SELECT id, document_sha256, begun_at, due_at, received_at, authorised_at, posted_at, "
                          "arrived_at, alarmed_at FROM "
                          "self_test ORDER BY begun_at DESC, id DESC LIMIT 1",
                          probeOf);
}

Result<> enterInJournal(Transaction &transaction, journal::Event event, const Probe &probe, const QString &why,
                        signature::Instant at)
{
    QJsonObject content{{QStringLiteral("selfTest"), probe.id},
                        {QStringLiteral("begunAt"), signature::toText(probe.begunAt)}};
    if (!why.isEmpty())
        content.insert(QStringLiteral("detail"), why);
    return journal::enter(transaction, {event, journal::subjectOf(probe.id, 1), content}, at);
}

// The phones read the warning in the configuration.
Result<> tellPhones(Transaction &transaction, signature::Instant at)
{
    return deployment::raiseConfigurationVersion(transaction).and_then([&] {
        return notices::post(transaction, {0, QStringLiteral("configuration"), {}, 0, {}}, at);
    });
}

} // namespace

Result<Probe> begin(Transaction &transaction, const QString &id, const Identity &identity, signature::Instant at,
                    std::chrono::seconds patience)
{
    auto document = signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                         {QStringLiteral("selfTest"), id},
                                                         {QStringLiteral("begunAt"), signature::toText(at)}});
    if (!document)
        return tl::unexpected(document.error());
    Probe probe{id, QLatin1String(signature::hex(signature::sha256(*document))), at, at + patience, {}, {}, {}, {}, {}};
    auto written =
        transaction->run("INSERT INTO self_test (id, document, document_sha256, begun_at, due_at, device_kid, "
                         "device_jwk, authority_jwk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         id, *document, probe.documentSha256, at, probe.dueAt, identity.device.kid(),
                         QString::fromUtf8(jwkOf(identity.device)), QString::fromUtf8(jwkOf(identity.authority)));
    return written ? Result<Probe>(probe) : tl::unexpected(written.error());
}

Result<std::optional<Probe>> find(Connection &connection, const QString &id)
{
    return connection.one("SELECT id, document_sha256, begun_at, due_at, received_at, authorised_at, posted_at, "
                          "arrived_at, alarmed_at FROM "
                          "self_test WHERE id = ?",
                          probeOf, id);
}

QString stoppedBefore(const Probe &probe)
{
    if (!probe.receivedAt)
        return QStringLiteral("resté avant la réception par le serveur");
    if (!probe.authorisedAt)
        return QStringLiteral("resté avant la validation");
    return probe.postedAt ? QStringLiteral("publié, mais non relu sur le site public")
                          : QStringLiteral("resté avant la publication");
}

Result<> post(Transaction &transaction, const QString &id, signature::Instant at)
{
    auto done = transaction->run("UPDATE self_test SET posted_at = ? WHERE id = ? AND posted_at IS NULL", at, id);
    if (!done)
        return tl::unexpected(done.error());
    return *done == 1 ? Result<>() : fail(Reason::ForbiddenTransition, QStringLiteral("posted already"));
}

Result<bool> isPublished(Connection &connection, const QString &id)
{
    auto found = connection.one(
        "SELECT 1 FROM publication WHERE submission = ? AND channel = ? AND state = 'published'",
        [](const Row &) { return true; }, id, QString(channel));
    return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
}

Result<> arrive(Transaction &transaction, const Probe &probe, signature::Instant at)
{
    auto alarmed = transaction->one("SELECT 1 FROM self_test WHERE alarmed_at IS NOT NULL AND begun_at >= "
                                    "(SELECT COALESCE(MAX(begun_at), 0) FROM self_test WHERE arrived_at IS NOT NULL)",
                                    [](const Row &) { return true; });
    auto done = transaction->run("UPDATE self_test SET arrived_at = ?, alarmed_at = NULL WHERE id = ?", at, probe.id);
    if (!alarmed || !done)
        return tl::unexpected(alarmed ? done.error() : alarmed.error());
    auto entered = enterInJournal(transaction, journal::Event::SelfTest, probe, {}, at);
    return entered && *alarmed ? tellPhones(transaction, at) : entered;
}

Result<> raiseAlarm(Transaction &transaction, const Probe &probe, const QString &why, signature::Instant at)
{
    auto done =
        transaction->run("UPDATE self_test SET alarmed_at = ? WHERE id = ? AND alarmed_at IS NULL", at, probe.id);
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return {};
    auto present = find(transaction.connection(), probe.id);
    if (!present || !*present)
        return present ? fail(Reason::UnknownSubmission, probe.id) : tl::unexpected(present.error());
    const auto where = (*present)->arrivedAt ? why : stoppedBefore(**present) + QStringLiteral(" : ") + why;
    return enterInJournal(transaction, journal::Event::Alarm, probe, where, at).and_then([&] {
        return tellPhones(transaction, at);
    });
}

Result<std::optional<Standing>> standing(Connection &connection)
{
    auto probe = last(connection);
    if (!probe)
        return tl::unexpected(probe.error());
    if (!*probe)
        return std::optional<Standing>();
    auto arrived = connection.one("SELECT arrived_at FROM self_test WHERE arrived_at IS NOT NULL ORDER BY arrived_at "
                                  "DESC LIMIT 1",
                                  [](const Row &row) { return row.instant(0); });
    if (!arrived)
        return tl::unexpected(arrived.error());
    return std::optional(Standing{*arrived, (*probe)->alarmedAt});
}

Result<int> watch(Transaction &transaction, signature::Instant now)
{
    auto probe = last(transaction.connection());
    if (!probe || !*probe || (*probe)->alarmedAt)
        return probe ? Result<int>(0) : tl::unexpected(probe.error());
    const auto overdue = !(*probe)->arrivedAt && (*probe)->dueAt <= now;
    const auto silent = (*probe)->begunAt + longestSilence <= now;
    if (!overdue && !silent)
        return 0;
    const auto why = overdue ? QStringLiteral("l’essai quotidien n’est pas arrivé")
                             : QStringLiteral("aucun essai quotidien depuis plus de 26 heures");
    return raiseAlarm(transaction, **probe, why, now).map([] { return 1; });
}

} // namespace astreinte::self_test
