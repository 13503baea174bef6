// SPDX-License-Identifier: EUPL-1.2
#include "server/self_test/self_test.h"

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
            row.instant(1),
            row.instant(2),
            row.optionalInstant(3),
            row.optionalInstant(4),
            row.optionalText(5),
            row.optionalInstant(6),
            row.optionalInstant(7),
            row.optionalInstant(8)};
}

Result<std::optional<Probe>> last(Connection &connection)
{
    auto id = connection.one("SELECT id FROM self_test ORDER BY begun_at DESC, id DESC LIMIT 1",
                             [](const Row &row) { return row.text(0); });
    if (!id)
        return tl::unexpected(id.error());
    return *id ? find(connection, **id) : Result<std::optional<Probe>>(std::nullopt);
}

Result<> insertPhone(Transaction &transaction, const QString &id, const char *part, const PhoneKeys &keys)
{
    auto dev = signature::canonicalJson(keys.dev.toJwk());
    auto apr = signature::canonicalJson(keys.apr.toJwk());
    if (!dev || !apr)
        return tl::unexpected(dev ? apr.error() : dev.error());
    return transaction->put("INSERT INTO self_test_device (kid, self_test, part, dev_jwk, apr_kid, apr_jwk) VALUES "
                            "(?, ?, ?, ?, ?, ?)",
                            keys.dev.kid(), id, QString::fromLatin1(part), QString::fromUtf8(*dev), keys.apr.kid(),
                            QString::fromUtf8(*apr));
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

Result<Probe> begin(Transaction &transaction, const QString &id, const PhoneKeys &officerKeys,
                    const PhoneKeys &authorityKeys, signature::Instant at, std::chrono::seconds patience)
{
    const Probe probe{id, at, at + patience, {}, {}, {}, {}, {}, {}};
    return transaction
        ->put("INSERT INTO self_test (id, begun_at, due_at) VALUES (?, ?, ?)", id, probe.begunAt, probe.dueAt)
        .and_then([&] { return insertPhone(transaction, id, "officer", officerKeys); })
        .and_then([&] { return insertPhone(transaction, id, "authority", authorityKeys); })
        .map([&] { return probe; });
}

// What the tables of the messages say of it is not written a second time.
Result<std::optional<Probe>> find(Connection &connection, const QString &id)
{
    return connection.one(
        "SELECT t.id, t.begun_at, t.due_at, r.received_at, d.decided_at, t.posted, t.posted_at, t.arrived_at, "
        "t.alarmed_at FROM self_test t LEFT JOIN revision r ON r.submission = t.id AND r.revision = "
        "1 LEFT JOIN decision d ON d.submission = t.id AND d.revision = 1 WHERE t.id = ?",
        probeOf, id);
}

QString stoppedBefore(const Probe &probe)
{
    if (!probe.receivedAt)
        return QStringLiteral("resté avant la réception par le serveur");
    if (!probe.authorisedAt)
        return QStringLiteral("resté avant la validation");
    return probe.posted ? QStringLiteral("publié, mais non relu sur le site public")
                        : QStringLiteral("resté avant la publication");
}

Result<> post(Transaction &transaction, const QString &id, const QString &manifestSha256, signature::Instant at)
{
    auto done = transaction->run("UPDATE self_test SET posted = ?, posted_at = ? WHERE id = ? AND posted IS NULL",
                                 manifestSha256, at, id);
    if (!done)
        return tl::unexpected(done.error());
    return *done == 1 ? Result<>() : fail(Reason::ForbiddenTransition, QStringLiteral("posted already"));
}

Result<bool> isPublished(Connection &connection, const QString &id)
{
    auto found = connection.one(
        "SELECT 1 FROM publication WHERE submission = ? AND channel = 'self-test' AND state = 'published'",
        [](const Row &) { return true; }, id);
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
