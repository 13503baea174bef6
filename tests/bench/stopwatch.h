// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QElapsedTimer>
#include <QList>

#include <algorithm>
#include <functional>

namespace astreinte::bench {

// How long `work` takes, once.
inline double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

// The value under which this share of the values lies; 0.5 is the median.
inline double percentile(QList<double> values, double share)
{
    std::ranges::sort(values);
    return values.at(qsizetype(double(values.size() - 1) * share));
}

inline double median(const QList<double> &values)
{
    return percentile(values, 0.5);
}

} // namespace astreinte::bench
