// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/roster/delegations.h"
#include "server/roster/roster.h"

namespace astreinte::roster {

// The roster and the delegations of signature as one iCalendar file (RFC 5545), for the prefecture's calendars. An
// event is a slot [DTSTART, DTEND) in the time of Paris; X-ASTREINTE- properties say what calendars have no word for.
struct Calendar
{
    std::vector<Slot> entries;
    std::vector<Delegation> delegations;
};

// With its VTIMEZONE. An hour that clocks show twice is written in UTC when the second one is meant, since RFC 5545
// takes a local time for the first.
Result<QByteArray> writeCalendar(const Calendar &calendar, signature::Instant now);

// InvalidValue, TooLarge or MalformedText naming the line and the reason: what is no calendar, recurring events, times
// without a zone or in another one than Paris, hours that clocks skip, unknown roles, events without person.
Result<Calendar> readCalendar(const QByteArray &bytes);

struct Imported
{
    int entries = 0;
    int delegations = 0;
};
// All of it or nothing. What is there already with the same content is passed over; under the same name with another
// content it is refused (ConflictingContent), since a slot that decisions were taken under never changes.
Result<Imported> importCalendar(storage::Transaction &transaction, const Calendar &calendar, signature::Instant now);

} // namespace astreinte::roster
