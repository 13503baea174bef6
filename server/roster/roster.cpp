// SPDX-License-Identifier: EUPL-1.2
#include "server/roster/roster.h"

#include "server/deployment/deployment.h"

namespace astreinte::roster {

using storage::Connection;
using storage::Row;
using storage::Transaction;

namespace {

Slot slotOf(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2), row.instant(3), row.instant(4), row.text(5), row.text(6)};
}

} // namespace

Result<std::vector<Slot>> slotsOf(Connection &connection, qint64 version)
{
    return connection.all(
        "SELECT entry, role, person, from_at, to_at, COALESCE(phone, ''), COALESCE(delegation, '') FROM roster_slot "
        "WHERE added_in <= ? AND (removed_in IS NULL OR removed_in > ?) ORDER BY from_at, entry",
        slotOf, version, version);
}

Result<std::optional<Slot>> slotNamed(Connection &connection, const QString &entry, qint64 version)
{
    return connection.one(
        "SELECT entry, role, person, from_at, to_at, COALESCE(phone, ''), COALESCE(delegation, '') FROM deciding_slot "
        "WHERE entry = ? AND added_in <= ? AND (removed_in IS NULL OR removed_in > ?)",
        slotOf, entry, version, version);
}

Result<> addSlot(Transaction &transaction, const Slot &slot)
{
    if (slot.to <= slot.from)
        return fail(Reason::InvalidValue, QStringLiteral("the slot ends before it begins"));
    auto known = transaction->one(
        "SELECT 1 FROM person WHERE id = ?", [](const Row &) { return true; }, slot.person);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return fail(Reason::InvalidValue, QStringLiteral("no person %1").arg(slot.person));
    auto version = deployment::raiseRosterVersion(transaction);
    if (!version)
        return tl::unexpected(version.error());
    auto added =
        transaction->run("INSERT INTO roster_slot (entry, role, person, from_at, to_at, added_in, phone, delegation) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         slot.entry, slot.role, slot.person, slot.from, slot.to, *version, slot.phone, slot.delegation);
    if (!added)
        return tl::unexpected(added.error());
    return deployment::raiseConfigurationVersion(transaction);
}

Result<> removeSlot(Transaction &transaction, const QString &entry)
{
    auto version = deployment::raiseRosterVersion(transaction);
    if (!version)
        return tl::unexpected(version.error());
    auto removed = transaction->run("UPDATE roster_slot SET removed_in = ? WHERE entry = ? AND removed_in IS NULL",
                                    *version, entry);
    if (!removed)
        return tl::unexpected(removed.error());
    if (*removed == 0)
        return fail(Reason::InvalidValue, QStringLiteral("no slot %1 in force").arg(entry));
    return deployment::raiseConfigurationVersion(transaction);
}

} // namespace astreinte::roster
