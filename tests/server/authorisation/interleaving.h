// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/authorisation/gate_world.h"

namespace astreinte::tests {

// How one interleaving went.
struct Walked
{
    bool agreed = false; // gate and oracle said the same, and the same publications are open
    QString difference;  // where they first differed in words
    int accepted = 0;    // decisions
    qint64 rosterVersion = 1;
};

// Random acts of people, phones, revisions, roster and clock in `world`, whose roster has come to `rosterVersion`: the
// gate beside an oracle that was written from SECURITY §5 and BRIEF §1.4 to §1.6 and shares no code with it.
Walked walkInterleaving(GateWorld &world, quint32 seed, int number, qint64 rosterVersion);

} // namespace astreinte::tests
