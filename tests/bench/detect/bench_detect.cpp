// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/detector.h"
#include "app/redaction/rendition.h"
#include "tests/app/redaction/generated_people.h"
#include "tests/bench/stopwatch.h"

#include <QEventLoop>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QtConcurrent/QtConcurrentRun>

#include <cstdio>

using namespace astreinte;
using bench::median;
using bench::milliseconds;
using bench::percentile;

namespace {

// A spinner, drawn anew in each frame: what the screen shows while the device looks for faces.
const char *const screen = R"(
import QtQuick
Window {
    width: 412
    height: 915
    visible: true
    Rectangle {
        anchors.centerIn: parent
        width: 96
        height: 96
        color: "#0A4D8C"
        RotationAnimation on rotation { from: 0; to: 360; duration: 1000; loops: Animation.Infinite }
    }
}
)";

// From one frame on the screen to the next, while `meanwhile` runs and for 200 frames at least: milliseconds.
QList<double> frames(QQuickWindow &window, const QFuture<void> &meanwhile)
{
    QList<double> gaps;
    QElapsedTimer sinceLast;
    QEventLoop loop;
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, &loop,
        [&] {
            gaps.append(double(sinceLast.nsecsElapsed()) / 1e6);
            sinceLast.restart();
            const bool working = meanwhile.isValid() && !meanwhile.isFinished();
            if (gaps.size() >= 200 && !working)
                loop.quit();
        },
        Qt::DirectConnection);
    sinceLast.start();
    window.update();
    loop.exec();
    return gaps;
}

} // namespace

int main(int argc, char **argv)
{
    // Frames are drawn in the thread of the screen: what holds it up shows.
    qputenv("QSG_RENDER_LOOP", "basic");
    qputenv("QT_QUICK_BACKEND", "software");
    const QGuiApplication application(argc, argv);
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
    QQmlApplicationEngine engine;
    engine.loadData(screen);
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (window == nullptr)
        return 1;
    const auto idle = frames(*window, {});
    const auto working = frames(*window, QtConcurrent::run([&] {
        for (int i = 0; i < 3; ++i)
            (void)app::detect(scene.picture);
    }));
    std::printf("detect: %.0f ms for one photo of 12 megapixels; %.2f times its rendition (%.0f ms)\n", search,
                search / median(renditions), median(renditions));
    for (const double share : {0.5, 0.95})
        std::printf(
            "detect: frame times, %.0fth percentile: %.1f ms idle, %.1f ms while searching, ratio %.2f (target 2)\n",
            share * 100, percentile(idle, share), percentile(working, share),
            percentile(working, share) / percentile(idle, share));
    return 0;
}
