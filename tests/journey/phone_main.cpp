// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app.h"
#include "app/session/memory_guard.h"
#include "app/shell/start_up.h"
#include "platform/devices/options.h"
#include "tests/journey/remote_hand.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>
#include <cstdio>

Q_IMPORT_QML_PLUGIN(AstreintePlugin)
Q_IMPORT_QML_PLUGIN(Astreinte_BackendPlugin)

using namespace astreinte;

// The real application, its screens and its options, with a hand on the glass instead of a thumb (remote_hand.h).
int main(int argc, char *argv[])
{
    app::keepMemoryPrivate();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    app::keepParisTime();
    QGuiApplication application(argc, argv);
    QAccessible::setActive(true);
    const auto options = platform::Options::parse(QGuiApplication::arguments().mid(1));
    if (!options) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error().toString()));
        return 2;
    }
    app::FieldApp fieldApp(options->dataFolder, platform::devices(*options));
    fieldApp.settings()->setLanguage(options->language);
    app::StartUp startUp(fieldApp);
    if (const auto shown = startUp.show(options->size); !shown || startUp.window() == nullptr) {
        std::fprintf(stderr, "the screens do not load\n");
        return 2;
    }
    const journey::RemoteHand hand(*startUp.window());
    std::puts("{\"ready\":true}");
    std::fflush(stdout);
    return QGuiApplication::exec();
}
