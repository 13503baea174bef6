// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QProcess>

namespace astreinte::tests {

enum class End { Killed, Done, Wrong };

struct Ended
{
    End end = End::Wrong;
    QByteArray said; // what it told the world before it ended
};

// Runs a program to its end, or until the `killAt`-th of its steps (killer.cpp); 0: it is left alone.
Ended runKilled(const QStringList &command, int killAt = 0);

} // namespace astreinte::tests
