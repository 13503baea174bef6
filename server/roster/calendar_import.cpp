// SPDX-License-Identifier: EUPL-1.2
#include "server/roster/calendar.h"

#include <algorithm>

namespace astreinte::roster {
namespace {

using storage::Row;
using storage::Transaction;

bool same(const Delegation &one, const Delegation &other)
{
    return one.grantor == other.grantor && one.grantee == other.grantee && one.scope == other.scope &&
           one.territory == other.territory && one.reference == other.reference && one.raa == other.raa &&
           one.from == other.from && one.to == other.to && one.suspendedAt == other.suspendedAt;
}

tl::unexpected<Failure> about(const QString &name, const Failure &failure)
{
    return fail(failure.reason, name + QStringLiteral(": ") + failure.detail);
}

Result<bool> importOne(Transaction &transaction, const std::vector<Delegation> &present, const Delegation &delegation,
                       signature::Instant now)
{
    const auto known = std::ranges::find(present, delegation.id, &Delegation::id);
    if (known != present.end())
        return same(*known, delegation)
                   ? Result<bool>(false)
                   : fail(Reason::ConflictingContent, QStringLiteral("delegation %1 differs").arg(delegation.id));
    auto added = addDelegation(transaction, delegation, now);
    if (added && delegation.suspendedAt)
        added = suspendDelegation(transaction, delegation.id, *delegation.suspendedAt);
    return added ? Result<bool>(true) : about(QStringLiteral("delegation ") + delegation.id, added.error());
}

Result<bool> importOne(Transaction &transaction, const Slot &slot)
{
    auto known = transaction->one(
        "SELECT entry, role, person, from_at, to_at, COALESCE(phone, ''), COALESCE(delegation, ''), removed_in FROM "
        "roster_slot WHERE entry = ?",
        [](const Row &row) {
            return std::pair(
                Slot{row.text(0), row.text(1), row.text(2), row.instant(3), row.instant(4), row.text(5), row.text(6)},
                row.isNull(7));
        },
        slot.entry);
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return (*known)->second && (*known)->first == slot
                   ? Result<bool>(false)
                   : fail(Reason::ConflictingContent,
                          QStringLiteral("slot %1 differs, or was removed").arg(slot.entry));
    auto added = addSlot(transaction, slot);
    return added ? Result<bool>(true) : about(QStringLiteral("slot ") + slot.entry, added.error());
}

} // namespace

Result<Imported> importCalendar(Transaction &transaction, const Calendar &calendar, signature::Instant now)
{
    auto present = delegationsOf(transaction.connection());
    if (!present)
        return tl::unexpected(present.error());
    Imported imported;
    for (const auto &delegation : calendar.delegations) {
        auto made = importOne(transaction, *present, delegation, now);
        if (!made)
            return tl::unexpected(made.error());
        imported.delegations += *made ? 1 : 0;
    }
    for (const auto &slot : calendar.entries) {
        auto made = importOne(transaction, slot);
        if (!made)
            return tl::unexpected(made.error());
        imported.entries += *made ? 1 : 0;
    }
    return imported;
}

} // namespace astreinte::roster
