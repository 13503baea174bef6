// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/scene.h"

#include <QDir>
#include <QGuiApplication>
#include <cstdio>

// Fills a folder with pictures for the simulated camera: the same flooded road, in several holds of the phone.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const auto arguments = QGuiApplication::arguments();
    if (arguments.size() != 2 || !QDir().mkpath(arguments.at(1))) {
        std::fprintf(stderr, "usage: astreinte-scene FOLDER\n");
        return 2;
    }
    using namespace astreinte::journey;
    int number = 0;
    for (const int orientation : {6, 1, 8}) {
        const auto file = QStringLiteral("%1/flooded-road-%2.jpg").arg(arguments.at(1)).arg(++number);
        const auto size = orientation == 1 ? QSize(4000, 3000) : QSize(3000, 4000);
        const PhotoFacts facts{46.8149, 1.6869, QDateTime::currentDateTime(), orientation};
        if (!writePhoto(file, paintFloodedRoad(size, static_cast<quint32>(number)), facts)) {
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
            return 1;
        }
    }
    return 0;
}
