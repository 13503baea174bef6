// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/detector.h"
#include "app/redaction/rendition.h"
#include "tests/app/redaction/generated_people.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTimer>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <cstdio>

using namespace astreinte;

namespace {

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(QList<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

// How long the thread of the screen takes from one beat to the next, 16 ms asked for: the 95th of a hundred.
double beat(const QFuture<void> &meanwhile)
{
    QList<double> gaps;
    QElapsedTimer sinceLast;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QEventLoop loop;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        gaps.append(double(sinceLast.nsecsElapsed()) / 1e6);
        sinceLast.restart();
        const bool working = meanwhile.isValid() && !meanwhile.isFinished();
        if (gaps.size() >= 100 && !working)
            loop.quit();
    });
    sinceLast.start();
    timer.start(16);
    loop.exec();
    std::ranges::sort(gaps);
    return gaps.at(gaps.size() * 95 / 100);
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    if (!app::canDetect()) {
        std::puts("detect: this build has no detection, or opencv-data is not installed");
        return 0;
    }
    const auto scene = tests::drawScene({.size = {4000, 3000}, .seed = 3});
    QList<double> searches;
    QList<double> renditions;
    for (int i = 0; i < 5; ++i) {
        searches.append(milliseconds([&] { (void)app::detect(scene.picture); }));
        renditions.append(milliseconds([&] { (void)app::makeRendition(scene.picture, {}, {2048, 950'000}); }));
    }
    const double search = median(searches);
    const double idle = beat({});
    const double working = beat(QtConcurrent::run([&] {
        for (int i = 0; i < 3; ++i)
            (void)app::detect(scene.picture);
    }));
    std::printf("detect: %.0f ms for one photo of 12 megapixels; %.2f times its rendition (%.0f ms)\n", search,
                search / median(renditions), median(renditions));
    std::printf(
        "detect: the screen's beat of 16 ms, 95th percentile: %.1f ms idle, %.1f ms while searching, ratio %.2f\n",
        idle, working, working / idle);
    return 0;
}
