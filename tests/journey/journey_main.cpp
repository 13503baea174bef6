// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include <QDir>
#include <QGuiApplication>
#include <cstdio>

// Plays the journey and leaves everything under the given folder. Exit code 0 when every step held.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const auto arguments = QGuiApplication::arguments();
    if (arguments.size() != 2) {
        std::fprintf(stderr, "usage: astreinte-journey FOLDER\n");
        return 2;
    }
    const auto folder = QDir(arguments.at(1)).absolutePath();
    astreinte::journey::Story story(folder);
    const bool held = story.play();
    std::printf("%s; pictures, logs, the published page and steps.md are in %s\n",
                held ? "The whole journey held" : "The journey stopped", qPrintable(folder));
    return held ? 0 : 1;
}
