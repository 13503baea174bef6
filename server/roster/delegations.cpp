// SPDX-License-Identifier: EUPL-1.2
#include "server/roster/delegations.h"

#include "server/deployment/deployment.h"

#include <algorithm>

namespace astreinte::roster {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

const auto everything = QStringLiteral("*");
const auto communication = QStringLiteral("communication");

Delegation delegationOf(const Row &row)
{
    return {row.text(0),
            row.text(1),
            row.text(2),
            row.text(3).split(QLatin1Char(' '), Qt::SkipEmptyParts),
            row.text(4),
            row.text(5),
            row.text(6),
            row.instant(7),
            row.optionalInstant(8),
            row.optionalInstant(9)};
}

Result<std::optional<QString>> roleOf(Connection &connection, const QString &person)
{
    return connection.one(
        "SELECT role FROM person WHERE id = ?", [](const Row &row) { return row.text(0); }, person);
}

Result<> acceptDelegation(Connection &connection, const Delegation &delegation)
{
    for (const auto &[name, value] : {std::pair("id", delegation.id), std::pair("territory", delegation.territory),
                                      std::pair("reference", delegation.reference), std::pair("raa", delegation.raa)})
        if (value.trimmed().isEmpty() || value.size() > 200)
            return fail(Reason::InvalidValue, QStringLiteral("%1: 1 to 200 characters").arg(QLatin1String(name)));
    if (delegation.scope.isEmpty())
        return fail(Reason::InvalidValue, QStringLiteral("scope: the matters, or *"));
    if (delegation.to && *delegation.to <= delegation.from)
        return fail(Reason::InvalidValue, QStringLiteral("the delegation ends before it begins"));
    auto grantor = roleOf(connection, delegation.grantor);
    auto grantee = roleOf(connection, delegation.grantee);
    if (!grantor || !grantee)
        return tl::unexpected(grantor ? grantee.error() : grantor.error());
    if (*grantor != QLatin1String("prefect"))
        return fail(Reason::InvalidValue, QStringLiteral("grantor: %1 is no prefect").arg(delegation.grantor));
    return *grantee ? Result<>() : fail(Reason::InvalidValue, QStringLiteral("no person %1").arg(delegation.grantee));
}

bool covers(const Delegation &delegation, const QString &person, const QString &department, signature::Instant at)
{
    return delegation.grantee == person && delegation.from <= at && (!delegation.to || at < *delegation.to) &&
           (!delegation.suspendedAt || at < *delegation.suspendedAt) &&
           (delegation.scope.contains(everything) || delegation.scope.contains(communication)) &&
           (delegation.territory == everything || delegation.territory == department);
}

} // namespace

Result<> addDelegation(Transaction &transaction, const Delegation &delegation, signature::Instant now)
{
    if (auto accepted = acceptDelegation(transaction.connection(), delegation); !accepted)
        return accepted;
    auto added = transaction->run("INSERT INTO delegation (id, grantor, grantee, scope, territory, reference, raa, "
                                  "from_at, to_at, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                  "ON CONFLICT DO NOTHING",
                                  delegation.id, delegation.grantor, delegation.grantee,
                                  delegation.scope.join(QLatin1Char(' ')), delegation.territory, delegation.reference,
                                  delegation.raa, delegation.from, delegation.to, now);
    if (!added)
        return tl::unexpected(added.error());
    if (*added == 0)
        return fail(Reason::ConflictingContent, QStringLiteral("%1 exists").arg(delegation.id));
    return deployment::raiseConfigurationVersion(transaction);
}

Result<> suspendDelegation(Transaction &transaction, const QString &id, signature::Instant now)
{
    auto suspended =
        transaction->run("UPDATE delegation SET suspended_at = ? WHERE id = ? AND suspended_at IS NULL", now, id);
    if (!suspended)
        return tl::unexpected(suspended.error());
    if (*suspended == 0)
        return fail(Reason::InvalidValue, QStringLiteral("no delegation %1 in force").arg(id));
    return deployment::raiseConfigurationVersion(transaction);
}

Result<std::vector<Delegation>> delegationsOf(Connection &connection)
{
    return connection.all("SELECT id, grantor, grantee, scope, territory, reference, raa, from_at, to_at, suspended_at "
                          "FROM delegation ORDER BY from_at, id",
                          delegationOf);
}

Result<std::optional<QString>> prefectAt(Connection &connection, signature::Instant at)
{
    return connection.one(
        "SELECT id FROM person WHERE role = 'prefect' AND added_at <= ? ORDER BY added_at DESC, id DESC LIMIT 1",
        [](const Row &row) { return row.text(0); }, at);
}

Result<bool> delegationHolds(Connection &connection, const QString &id, const QString &person, signature::Instant at)
{
    auto found = connection.one("SELECT id, grantor, grantee, scope, territory, reference, raa, from_at, to_at, "
                                "suspended_at FROM delegation WHERE id = ?",
                                delegationOf, id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return false;
    auto settings = deployment::readSettings(connection);
    auto prefect = prefectAt(connection, at);
    if (!settings || !prefect)
        return tl::unexpected(settings ? prefect.error() : settings.error());
    return *prefect == (*found)->grantor && covers(**found, person, settings->department.code, at);
}

} // namespace astreinte::roster
