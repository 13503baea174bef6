// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QDateTime>

namespace astreinte::message {

// The instant in Paris time, whatever the device's zone and even without a time zone database on it: Directive
// 2000/84/EC, summer time (UTC+2) from the last Sunday of March to the last Sunday of October, at 01:00 UTC.
[[nodiscard]] QDateTime inParis(const QDateTime &instant);

// Reads ISO 8601 ("2026-11-14T14:30:00+01:00", "…Z", seconds and fractions optional) for the years 1996 to 2199.
// Without an offset the time is Paris time; an hour that happens twice or never on a night of change is then refused.
// Failure: InvalidValue, its detail begins with `where`.
[[nodiscard]] Result<QDateTime> instantFromText(const QString &text, const QString &where);

} // namespace astreinte::message
