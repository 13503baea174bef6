// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app.h"
#include "app/shell/start_up.h"
#include "platform/devices/options.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QtQml/QQmlExtensionPlugin>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

Q_IMPORT_QML_PLUGIN(AstreintePlugin)
Q_IMPORT_QML_PLUGIN(Astreinte_BackendPlugin)

// Start to first frame of the real application beside a bare Qt Quick window, each in a process of its own, in turns,
// in one run; the ratio of the medians is what counts (DESIGN §7: at most 1.5).
using namespace astreinte;

namespace {

constexpr double target = 1.5;

// Ends the process at the first frame on the screen, without taking down what was built.
int untilFirstFrame(QQuickWindow &window)
{
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, qApp, [] { std::_Exit(0); }, Qt::DirectConnection);
    return QGuiApplication::exec();
}

int bareWindow()
{
    QQmlApplicationEngine engine;
    engine.loadData("import QtQuick\nWindow { width: 412; height: 915; visible: true }\n");
    return untilFirstFrame(*qobject_cast<QQuickWindow *>(engine.rootObjects().first()));
}

int application(const QString &folder)
{
    const auto options = platform::Options::parse({QStringLiteral("--data"), folder, QStringLiteral("--camera-folder"),
                                                   folder, QStringLiteral("--simulated-keystore"), folder});
    app::FieldApp fieldApp(options->dataFolder, platform::devices(*options));
    app::StartUp startUp(fieldApp);
    if (!startUp.show(options->size))
        return 1;
    return untilFirstFrame(*startUp.window());
}

double median(std::vector<qint64> values)
{
    std::ranges::sort(values);
    return double(values[values.size() / 2]) / 1e6;
}

// In nanoseconds, or -1 when it did not end well.
qint64 timed(const QStringList &arguments)
{
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), arguments);
    process.waitForFinished(60'000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? timer.nsecsElapsed() : -1;
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const auto arguments = app.arguments();
    if (arguments.contains(QStringLiteral("--bare")))
        return bareWindow();
    if (const auto at = arguments.indexOf(QStringLiteral("--application")); at > 0)
        return application(arguments.value(at + 1));
    const int rounds = arguments.contains(QStringLiteral("--quick")) ? 5 : 21;
    QTemporaryDir folder;
    std::vector<qint64> bare;
    std::vector<qint64> real;
    for (int i = -1; i < rounds; ++i) {
        const auto one = timed({QStringLiteral("--bare")});
        const auto other = timed({QStringLiteral("--application"), folder.path()});
        if (one < 0 || other < 0) {
            std::fprintf(stderr, "a window was not shown\n");
            return 1;
        }
        if (i < 0) // the first pair only warms the disk's cache
            continue;
        bare.push_back(one);
        real.push_back(other);
    }
    const double ratio = median(real) / median(bare);
    std::printf("start-up: bare window %.0f ms, application %.0f ms, ratio %.2f (target at most %.1f)\n", median(bare),
                median(real), ratio, target);
    return 0;
}
