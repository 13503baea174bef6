// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <functional>
#include <vector>

namespace astreinte::journey {

// What went wrong, or nothing.
using Act = std::function<QString()>;

// The first problem of several acts in a row.
[[nodiscard]] QString inOrder(const std::vector<Act> &acts);

// The steps of a story as they are told: who did what, in how many seconds, and whether it held.
class Telling
{
public:
    // True when the act held; the line is printed at once.
    [[nodiscard]] bool step(const QString &who, const QString &what, const Act &act);
    // Adds what was measured to the step just told, e.g. « 12 taps ».
    void remark(const QString &measured);
    // The table of steps as Markdown, with a last line.
    void write(const QString &file, const QString &last) const;

private:
    struct Step
    {
        QString who;
        QString what;
        qint64 milliseconds;
        QString problem;
    };
    std::vector<Step> m_steps;
};

} // namespace astreinte::journey
