// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/roster/delegations.h"
#include "server/roster/roster.h"

namespace astreinte::roster {

// How far ahead the roster is looked over (BRIEF §1.3).
inline constexpr std::chrono::hours lookAhead{72};

enum class Trouble {
    Gap,               // nobody holds the role: « Trou dans le tableau »
    Overlap,           // two persons hold it at once
    MissingDelegation, // a duty authority acts under no delegation that holds
    OfficerIsAuthority // one person holds both roles at once
};
QLatin1String troubleName(Trouble trouble);

struct Warning
{
    Trouble trouble = Trouble::Gap;
    QString role; // the role concerned
    signature::Instant from;
    signature::Instant to;
    QStringList persons; // ids, none for a gap
    friend bool operator==(const Warning &, const Warning &) = default;
};

// What is wrong between `from` and `to`, earliest first. The roles watched are the duty authority and the on-call
// officer. Nothing goes out without the authority, so an empty roster is a gap of that role; officers, whom not every
// prefecture writes in, are missed only where a slot has named their role. `delegated` says whether a slot's delegation
// holds at an instant; slots without one are reported only when `required`.
using Delegated = std::function<bool(const Slot &slot, signature::Instant at)>;
std::vector<Warning> look(const std::vector<Slot> &entries, signature::Instant from, signature::Instant to,
                          const Delegated &delegated, bool required);

// The same for the roster in force, over the next 72 hours.
Result<std::vector<Warning>> lookAheadFrom(storage::Connection &connection, signature::Instant now, bool required);

} // namespace astreinte::roster
