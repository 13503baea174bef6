// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QString>
#include <optional>

namespace astreinte::app {

// One position as the receiver gave it. It stays in the sealed row: no picture that leaves carries it.
struct Fix
{
    double latitude = 0;   // degrees, WGS 84, north positive
    double longitude = 0;  // degrees, east positive
    double accuracyM = 0;  // radius in metres, 0 when the receiver does not say
    signature::Instant at; // the phone's clock when the fix was made
    QString source;        // "gnss", "network"
    bool simulated = false;
    std::optional<double> altitudeM = std::nullopt; // metres above the ellipsoid, when the receiver says
    std::optional<double> bearing = std::nullopt;   // degrees from true north of the way travelled, when moving

    friend bool operator==(const Fix &, const Fix &) = default;
};

// Older than this, a fix is said to be stale (DESIGN §6: refused silently never).
inline constexpr std::chrono::seconds freshFixAge{30};

[[nodiscard]] inline std::chrono::seconds ageAt(const Fix &fix, signature::Instant now)
{
    return std::max(std::chrono::floor<std::chrono::seconds>(now - fix.at), std::chrono::seconds{0});
}

} // namespace astreinte::app
