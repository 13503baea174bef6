// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QDateTime>
#include <chrono>

namespace astreinte::signature {

// A point in time, to the millisecond, in UTC. No time zone travels with it: Europe/Paris is a matter of display.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// "2026-11-22T08:15:30.125Z": RFC 3339 with exactly three decimals and Z, the one spelling on the wire.
QString toText(Instant instant);
// That spelling only (InvalidValue otherwise), years 2000 to 9999, dates that exist, no leap second.
Result<Instant> instantFromText(QStringView text);

Instant fromDateTime(const QDateTime &dateTime);
// In UTC.
QDateTime toDateTime(Instant instant);
// Whole seconds since 1970, rounded down (the `iat` and `exp` of JWS, the `created` of RFC 9421).
qint64 toUnixSeconds(Instant instant);
Instant fromUnixSeconds(qint64 seconds);

} // namespace astreinte::signature
