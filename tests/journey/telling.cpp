// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/telling.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>
#include <cstdio>

namespace astreinte::journey {

QString inOrder(const std::vector<Act> &acts)
{
    for (const auto &act : acts) {
        if (const auto problem = act(); !problem.isEmpty())
            return problem;
    }
    return {};
}

bool Telling::step(const QString &who, const QString &what, const Act &act)
{
    QElapsedTimer time;
    time.start();
    const auto problem = act();
    m_steps.push_back({who, what, time.elapsed(), problem});
    std::printf("%7.1f s  %-10s %s%s\n", static_cast<double>(m_steps.back().milliseconds) / 1000, qPrintable(who),
                qPrintable(what),
                problem.isEmpty() ? "" : qPrintable(QStringLiteral("\n           FAILED: ") + problem));
    std::fflush(stdout);
    return problem.isEmpty();
}

void Telling::remark(const QString &measured)
{
    m_steps.back().what += QStringLiteral(": ") + measured;
    std::printf("%23s%s\n", "", qPrintable(measured));
}

void Telling::write(const QString &file, const QString &last) const
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return;
    QTextStream table(&out);
    table << "| # | who | step | seconds | result |\n|---|---|---|---|---|\n";
    int number = 0;
    for (const auto &step : m_steps) {
        table << "| " << ++number << " | " << step.who << " | " << step.what << " | "
              << QString::number(static_cast<double>(step.milliseconds) / 1000, 'f', 1) << " | "
              << (step.problem.isEmpty() ? QStringLiteral("held") : step.problem) << " |\n";
    }
    table << "\n" << last << "\n";
}

} // namespace astreinte::journey
