// SPDX-License-Identifier: EUPL-1.2
#include "server/roster/watch.h"

#include "server/deployment/deployment.h"

#include <algorithm>
#include <set>

namespace astreinte::roster {
namespace {

using signature::Instant;

const QString authority = QStringLiteral("dutyAuthority");
const QString officer = QStringLiteral("onCallOfficer");

// Between two neighbouring instants nothing begins and nothing ends, so the middle of no piece needs to be looked at.
std::vector<Instant> borders(const std::vector<Slot> &entries, Instant from, Instant to)
{
    std::set<Instant> all{from, to};
    for (const auto &slot : entries)
        for (const auto border : {slot.from, slot.to})
            if (border > from && border < to)
                all.insert(border);
    return {all.begin(), all.end()};
}

QStringList holdersOf(const std::vector<Slot> &entries, const QString &role, Instant at)
{
    QStringList persons;
    for (const auto &slot : entries)
        if (slot.role == role && slot.from <= at && at < slot.to && !persons.contains(slot.person))
            persons += slot.person;
    persons.sort();
    return persons;
}

// Neighbouring pieces with the same trouble are one.
void add(std::vector<Warning> &warnings, Warning warning)
{
    const auto before = std::ranges::find_if(warnings, [&](const Warning &each) {
        return each.trouble == warning.trouble && each.role == warning.role && each.persons == warning.persons &&
               each.to == warning.from;
    });
    if (before != warnings.end())
        before->to = warning.to;
    else
        warnings.push_back(std::move(warning));
}

void lookAtRole(std::vector<Warning> &warnings, const std::vector<Slot> &entries, const QString &role, Instant from,
                Instant to)
{
    const auto known =
        role == authority || std::ranges::any_of(entries, [&](const Slot &slot) { return slot.role == role; });
    const auto holders = holdersOf(entries, role, from);
    if (known && holders.isEmpty())
        add(warnings, {Trouble::Gap, role, from, to, {}});
    if (holders.size() > 1)
        add(warnings, {Trouble::Overlap, role, from, to, holders});
}

void lookAtDelegations(std::vector<Warning> &warnings, const std::vector<Slot> &entries, Instant from, Instant to,
                       const Delegated &delegated, bool required)
{
    for (const auto &slot : entries) {
        if (slot.role != authority || slot.from > from || slot.to <= from)
            continue;
        const auto missing = slot.delegation.isEmpty() ? required : !delegated(slot, from);
        if (missing)
            add(warnings, {Trouble::MissingDelegation, slot.role, from, to, {slot.person}});
    }
}

} // namespace

QLatin1String troubleName(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Gap:
        return QLatin1String("gap");
    case Trouble::Overlap:
        return QLatin1String("overlap");
    case Trouble::MissingDelegation:
        return QLatin1String("missingDelegation");
    case Trouble::OfficerIsAuthority:
        break;
    }
    return QLatin1String("officerIsAuthority");
}

std::vector<Warning> look(const std::vector<Slot> &entries, Instant from, Instant to, const Delegated &delegated,
                          bool required)
{
    std::vector<Warning> warnings;
    const auto at = borders(entries, from, to);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        for (const auto &role : {authority, officer})
            lookAtRole(warnings, entries, role, at[i], at[i + 1]);
        lookAtDelegations(warnings, entries, at[i], at[i + 1], delegated, required);
        const auto officers = holdersOf(entries, officer, at[i]);
        for (const auto &person : holdersOf(entries, authority, at[i]))
            if (officers.contains(person))
                add(warnings, {Trouble::OfficerIsAuthority, authority, at[i], at[i + 1], {person}});
    }
    std::ranges::stable_sort(warnings, {}, &Warning::from);
    return warnings;
}

Result<std::vector<Warning>> lookAheadFrom(storage::Connection &connection, Instant now, bool required)
{
    auto version = deployment::rosterVersion(connection);
    if (!version)
        return tl::unexpected(version.error());
    auto entries = slotsOf(connection, *version);
    if (!entries)
        return tl::unexpected(entries.error());
    // What cannot be read is not in force.
    const auto delegated = [&](const Slot &slot, Instant at) {
        return delegationHolds(connection, slot.delegation, slot.person, at).value_or(false);
    };
    return look(*entries, now, now + lookAhead, delegated, required);
}

} // namespace astreinte::roster
