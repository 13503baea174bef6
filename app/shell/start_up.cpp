// SPDX-License-Identifier: EUPL-1.2
#include "app/shell/start_up.h"

#include "app/field_app.h"
#include "app/shell/icon_provider.h"
#include "app/shell/picture_provider.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQuickStyle>
#include <QQuickWindow>
#include <ctime>

namespace astreinte::app {

void keepParisTime()
{
    // The roster, the templates and the published texts are in the prefecture's time: a phone set to another
    // zone must not show one hour and publish another.
    qputenv("TZ", "Europe/Paris");
    ::tzset();
}

StartUp::StartUp(FieldApp &app) : m_app(app)
{
    if (QQuickStyle::name().isEmpty())
        QQuickStyle::setStyle(QStringLiteral("Basic"));
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.addImageProvider(QStringLiteral("astreinte"), new PictureProvider(app));
    m_engine.addImageProvider(QStringLiteral("icons"), new IconProvider);
    translate();
    QObject::connect(app.settings(), &Settings::languageChanged, &m_engine, [this] {
        translate();
        m_engine.retranslate();
        m_app.retell();
    });
}

StartUp::~StartUp()
{
    QCoreApplication::removeTranslator(&m_translator);
}

void StartUp::translate()
{
    QCoreApplication::removeTranslator(&m_translator);
    const auto chosen = m_app.settings()->language();
    const bool english = chosen == QStringLiteral("en") ||
                         (chosen == QStringLiteral("system") && QLocale::system().language() == QLocale::English);
    const auto file = english ? QStringLiteral(":/i18n/astreinte_en.qm") : QStringLiteral(":/i18n/astreinte_fr.qm");
    m_engine.setUiLanguage(english ? QStringLiteral("en") : QStringLiteral("fr"));
    if (m_translator.load(file))
        QCoreApplication::installTranslator(&m_translator);
    QLocale::setDefault(
        QLocale(english ? QLocale::English : QLocale::French, english ? QLocale::UnitedKingdom : QLocale::France));
}

Result<void> StartUp::show(QSize size)
{
    m_engine.setInitialProperties({{QStringLiteral("fieldApp"), QVariant::fromValue(&m_app)},
                                   {QStringLiteral("width"), size.width()},
                                   {QStringLiteral("height"), size.height()}});
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Astreinte/Main.qml")));
    auto *shown = window();
    if (!shown)
        return fail(Reason::Internal, QStringLiteral("Main.qml"));
    QObject::connect(shown, &QQuickWindow::frameSwapped, &m_app, &FieldApp::settleIn,
                     Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    return {};
}

QQuickWindow *StartUp::window() const
{
    const auto roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(roots.first());
}

} // namespace astreinte::app
