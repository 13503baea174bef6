// SPDX-License-Identifier: EUPL-1.2
#include "app/field_app.h"
#include "app/session/memory_guard.h"
#include "app/shell/self_test.h"
#include "app/shell/start_up.h"
#include "platform/devices/options.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>
#include <cstdio>

Q_IMPORT_QML_PLUGIN(AstreintePlugin)
Q_IMPORT_QML_PLUGIN(Astreinte_BackendPlugin)

using namespace astreinte;

namespace {

int refuse(const Failure &failure)
{
    std::fprintf(stderr, "astreinte: %s\n", qPrintable(failure.userText()));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    app::keepMemoryPrivate();
    app::keepParisTime();
    QGuiApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("astreinte"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASTREINTE_VERSION));
    const auto options = platform::Options::parse(application.arguments().mid(1));
    if (!options)
        return refuse(options.error());
    app::FieldApp fieldApp(options->dataFolder, platform::devices(*options));
    if (!options->language.isEmpty())
        fieldApp.settings()->setLanguage(options->language);
    if (!options->theme.isEmpty())
        fieldApp.settings()->setTheme(options->theme);
    if (!options->invitation.isEmpty())
        fieldApp.enrolment()->readText(options->invitation);
    app::StartUp startUp(fieldApp);
    if (options->selfTest)
        return app::selfTest(startUp);
    if (const auto shown = startUp.show(options->size); !shown)
        return refuse(shown.error());
    return QGuiApplication::exec();
}
