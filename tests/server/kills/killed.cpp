// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/kills/killed.h"

namespace astreinte::tests {

Ended runKilled(const QStringList &command, int killAt)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (killAt > 0) {
        environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(STEP_KILLER));
        environment.insert(QStringLiteral("ASTREINTE_KILL_AT"), QString::number(killAt));
    }
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(command.first(), command.mid(1));
    if (!process.waitForFinished(60'000))
        return {};
    const auto said = process.readAllStandardOutput();
    if (process.exitStatus() == QProcess::CrashExit)
        return {killAt > 0 ? End::Killed : End::Wrong, said};
    return {process.exitCode() == 0 ? End::Done : End::Wrong, said};
}

} // namespace astreinte::tests
