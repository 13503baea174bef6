// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QLatin1String>
#include <array>
#include <chrono>

namespace astreinte::app {

// SECURITY §1: growing delays from the 5th wrong PIN, the 10th erases.
inline constexpr int mostTries = 10;
inline constexpr int shortestPin = 6;         // digits, with the keystore's secret beside it
inline constexpr int shortestPassphrase = 14; // characters, without a keystore

constexpr std::chrono::seconds delayAfter(int failures)
{
    constexpr std::array<int, 5> seconds{30, 60, 120, 300, 900};
    if (failures < 5)
        return std::chrono::seconds{0};
    return std::chrono::seconds{seconds[std::size_t(failures > 9 ? 4 : failures - 5)]};
}
static_assert(delayAfter(4).count() == 0 && delayAfter(5).count() == 30 && delayAfter(9).count() == 900);

// The keystore entry that holds the vault's secret (KS).
inline constexpr QLatin1String vaultSecretEntry("astreinte/vault");

inline constexpr std::chrono::minutes autoLockAfter{5};

} // namespace astreinte::app
