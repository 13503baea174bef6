// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QRandomGenerator>
#include <chrono>

namespace astreinte::app {

// "Full jitter": any delay from none to the cap, so that phones that lost the same network do not come back together.
inline std::chrono::milliseconds anywhereBelow(std::chrono::milliseconds cap)
{
    return std::chrono::milliseconds{cap.count() <= 0 ? 0
                                                      : QRandomGenerator::global()->bounded(qint64{cap.count()} + 1)};
}

} // namespace astreinte::app
