// SPDX-License-Identifier: EUPL-1.2
#include "app/shell/icon_provider.h"
#include "tests/qml/row_list.h"
#include "tests/qml/scene.h"
#include "tests/qml/screen_check.h"
#include "tests/qml/shots.h"

#include <QAccessible>
#include <QDir>
#include <QFontDatabase>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQmlProperty>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTranslator>
#include <QtQml/qqmlextensionplugin.h>
#include <QtTest>

Q_IMPORT_QML_PLUGIN(AstreintePlugin)

using namespace astreinte::tests;

namespace {

QStringList warnings;

void collect(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    // The offscreen platform has no system theme to speak of; everything else that is said is a fault.
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(QLatin1String("propagateSizeHints")))
        warnings << text;
}

QQuickItem *findShown(QQuickItem *under, const QString &name)
{
    if (!under->isVisible())
        return nullptr;
    if (under->objectName() == name)
        return under;
    for (auto *child : under->childItems())
        if (auto *found = findShown(child, name))
            return found;
    return nullptr;
}

} // namespace

class TestScreens : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QObject> create(const char *source, const QVariantMap &properties)
    {
        QQmlComponent component(m_engine.get());
        component.setData(source, QUrl(QStringLiteral("qrc:/test.qml")));
        std::unique_ptr<QObject> object(component.createWithInitialProperties(properties));
        if (!object)
            warnings << component.errorString();
        return object;
    }

    void startEngine(const QString &language)
    {
        m_engine.reset();
        QCoreApplication::removeTranslator(&m_translator);
        QLocale::setDefault(QLocale(language == QLatin1String("fr") ? QLocale::French : QLocale::English));
        QVERIFY(m_translator.load(QStringLiteral(":/i18n/astreinte_%1.qm").arg(language)));
        QCoreApplication::installTranslator(&m_translator);
        m_engine = std::make_unique<QQmlEngine>();
        m_engine->setUiLanguage(language);
        m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        m_engine->addImportPath(QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/qml/doubles"));
        // To work on the screens without rebuilding: a folder that holds the module as files.
        if (const auto files = qEnvironmentVariable("ASTREINTE_QML_FILES"); !files.isEmpty())
            m_engine->addImportPath(files);
        m_engine->addImageProvider(QStringLiteral("astreinte"), new Scene);
        m_engine->addImageProvider(QStringLiteral("icons"), new astreinte::app::IconProvider);
        m_language = language;
    }

    QString act(QQuickWindow *window, QObject *app, const QString &what)
    {
        const auto verb = what.section(QLatin1Char(' '), 0, 0);
        const auto first = what.section(QLatin1Char(' '), 1, 1);
        const auto second = what.section(QLatin1Char(' '), 2);
        if (verb == QLatin1String("set")) {
            return QQmlProperty::write(app, first, second) ? QString() : QStringLiteral("cannot set ") + first;
        }
        if (verb == QLatin1String("press") || verb == QLatin1String("try")) {
            auto *item = findShown(window->contentItem(), first);
            if (!item && verb == QLatin1String("try"))
                return {};
            return item && QMetaObject::invokeMethod(item, "clicked") ? QString()
                                                                      : first + QStringLiteral(" not found");
        }
        auto *router = window->findChild<QObject *>(QStringLiteral("router"));
        if (!router)
            return QStringLiteral("no router");
        const auto done = what.count(QLatin1Char(' ')) < 2
                              ? QMetaObject::invokeMethod(router, qPrintable(first))
                              : QMetaObject::invokeMethod(router, qPrintable(first), Q_ARG(QString, second));
        return done ? QString() : QStringLiteral("cannot go ") + first;
    }

    // What lists show goes while the screen is still there, as when a draft is submitted: nothing may be left that
    // reads what is gone.
    static void empty(QObject &app)
    {
        for (auto *rows : app.findChildren<RowList *>())
            rows->setRows({});
        QTest::qWait(1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    // The window of one shot, with everything done; null when something failed.
    void shoot(const Shot &shot, const QString &theme, double scale, const QSize &size, const QString &file)
    {
        auto app = create("import Astreinte.Backend\nFieldApp {}",
                          {{QStringLiteral("scenario"), QString::fromLatin1(shot.scenario)},
                           {QStringLiteral("language"), m_language},
                           {QStringLiteral("stage"), shot.stage}});
        QVERIFY2(app, qPrintable(warnings.join(QLatin1Char('\n'))));
        QQmlProperty::write(app.get(), QStringLiteral("settings.theme"), theme);
        QQmlProperty::write(app.get(), QStringLiteral("settings.textScale"), scale);
        auto root = create("import Astreinte\nMain {}", {{QStringLiteral("fieldApp"), QVariant::fromValue(app.get())},
                                                         {QStringLiteral("width"), size.width()},
                                                         {QStringLiteral("height"), size.height()}});
        auto *window = qobject_cast<QQuickWindow *>(root.get());
        QVERIFY2(window, qPrintable(warnings.join(QLatin1Char('\n'))));
        QVERIFY(QTest::qWaitForWindowExposed(window));
        for (const auto &what : shot.acts) {
            const auto problem = act(window, app.get(), what);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            QTest::qWait(20);
        }
        QTest::qWait(100);
        const auto picture = window->grabWindow();
        QCOMPARE(picture.size(), size);
        QVERIFY(picture.save(file));
        auto faults = findFaults(window->contentItem());
        faults.removeDuplicates();
        if (!faults.isEmpty())
            faults << warnings;
        QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
        empty(*app);
        root.reset();
        QVERIFY2(warnings.isEmpty(), qPrintable(QLatin1Char('\n') + warnings.join(QLatin1Char('\n'))));
    }

    std::unique_ptr<QQmlEngine> m_engine;
    QTranslator m_translator;
    QString m_language;
    QDir m_folder{QStringLiteral(ASTREINTE_BINARY_DIR "/screens")};

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        QVERIFY(m_folder.mkpath(QStringLiteral(".")));
        qmlRegisterType<RowList>("Astreinte.Doubles", 1, 0, "RowList");
    }

    void cleanupTestCase() { m_engine.reset(); }

    void init()
    {
        warnings.clear();
        qInstallMessageHandler(collect);
    }

    void cleanup() { qInstallMessageHandler(nullptr); }

    void screens_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("theme");
        QTest::addColumn<double>("scale");
        QTest::addColumn<QSize>("size");
        struct Look
        {
            const char *language;
            const char *theme;
            double scale;
            QSize size;
        };
        // French and English, light and dark, the smallest phone and a common one; then a tablet, a phone lying down,
        // high contrast, and text at 200 % on the narrowest screen.
        QVector<Look> looks;
        for (const auto *language : {"fr", "en"})
            for (const auto *theme : {"light", "dark"})
                for (const auto &size : {QSize(360, 640), QSize(412, 915)})
                    looks.append({language, theme, 1, size});
        looks.append({"fr", "light", 1, QSize(1024, 768)});
        looks.append({"fr", "dark", 1, QSize(800, 360)});
        looks.append({"fr", "contrast", 1, QSize(412, 915)});
        looks.append({"fr", "light", 2, QSize(320, 640)});
        if (const auto tall = qEnvironmentVariableIntValue("ASTREINTE_TALL"))
            looks.append({"fr", "light", tall > 3000 ? 2.0 : 1.0, QSize(tall > 3000 ? 320 : 412, tall)});
        for (const auto &look : looks)
            for (int index = 0; index < shots().size(); ++index)
                QTest::addRow("%s-%s-%dx%d-%d-%s", look.language, look.theme, look.size.width(), look.size.height(),
                              int(look.scale * 100), shots().at(index).name)
                    << index << QString::fromLatin1(look.language) << QString::fromLatin1(look.theme) << look.scale
                    << look.size;
    }

    void screens()
    {
        QFETCH(int, index);
        QFETCH(QString, language);
        QFETCH(QString, theme);
        QFETCH(double, scale);
        QFETCH(QSize, size);
        if (!m_engine || m_language != language)
            startEngine(language);
        const auto name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
        shoot(shots().at(index), theme, scale, size, m_folder.filePath(name));
    }

    void exerciseIsSaidOnEveryScreen_data()
    {
        QTest::addColumn<int>("index");
        for (int index = 0; index < shots().size(); ++index)
            QTest::newRow(shots().at(index).name) << index;
    }

    // Locked, broken or at the camera: the banner stands above whatever is shown.
    void exerciseIsSaidOnEveryScreen()
    {
        QFETCH(int, index);
        const auto &shot = shots().at(index);
        if (!m_engine)
            startEngine(QStringLiteral("fr"));
        auto app = create("import Astreinte.Backend\nFieldApp {}",
                          {{QStringLiteral("scenario"), QString::fromLatin1(shot.scenario)},
                           {QStringLiteral("stage"), shot.stage},
                           {QStringLiteral("exercise"), true}});
        QVERIFY(app);
        auto root = create("import Astreinte\nMain {}", {{QStringLiteral("fieldApp"), QVariant::fromValue(app.get())},
                                                         {QStringLiteral("width"), 360},
                                                         {QStringLiteral("height"), 640}});
        auto *window = qobject_cast<QQuickWindow *>(root.get());
        QVERIFY(window && QTest::qWaitForWindowExposed(window));
        for (const auto &what : shot.acts)
            QVERIFY(act(window, app.get(), what).isEmpty());
        const auto *banner = findShown(window->contentItem(), QStringLiteral("exerciseBanner"));
        QVERIFY(banner && banner->height() > 0 && banner->mapToScene({0, 0}) == QPointF(0, 0));
        empty(*app);
    }

    // Zoom, boxes and crop without a finger on the glass.
    void theEditorObeysTheKeyboard()
    {
        startEngine(QStringLiteral("fr"));
        auto app =
            create("import Astreinte.Backend\nFieldApp {}", {{QStringLiteral("scenario"), QStringLiteral("full")},
                                                             {QStringLiteral("language"), m_language},
                                                             {QStringLiteral("stage"), 2}});
        auto root = create("import Astreinte\nMain {}", {{QStringLiteral("fieldApp"), QVariant::fromValue(app.get())},
                                                         {QStringLiteral("width"), 412},
                                                         {QStringLiteral("height"), 915}});
        auto *window = qobject_cast<QQuickWindow *>(root.get());
        QVERIFY2(window, qPrintable(warnings.join(QLatin1Char('\n'))));
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QCOMPARE(act(window, app.get(), QStringLiteral("go redaction p1")), QString());
        const auto focused = [&](const char *name) -> QQuickItem * {
            QQuickItem *item = nullptr;
            if (QTest::qWaitFor(
                    [&] { return (item = findShown(window->contentItem(), QLatin1String(name))) != nullptr; }))
                item->forceActiveFocus(Qt::TabFocusReason);
            return item;
        };
        auto *canvas = focused("redactionCanvas");
        QVERIFY(canvas);
        const auto zoom = [&] { return canvas->property("zoom").toDouble(); };
        QTest::keyClick(window, Qt::Key_Plus);
        QCOMPARE(zoom(), 2.0);
        QTest::keyClick(window, Qt::Key_Equal); // the same key without Shift
        QCOMPARE(zoom(), 3.0);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(window, Qt::Key_Plus);
        QCOMPARE(zoom(), 6.0);
        // From a box too: the photo under it is what grows.
        QVERIFY(focused("region_r1"));
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(window, Qt::Key_Minus);
        QCOMPARE(zoom(), 1.0);
        const auto crop = [&] { return QQmlProperty::read(app.get(), QStringLiteral("redaction.crop")).toRectF(); };
        QCOMPARE(act(window, app.get(), QStringLiteral("press cropButton")), QString());
        QVERIFY(focused("cropFrame"));
        QTest::keyClick(window, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(window, Qt::Key_Up, Qt::ShiftModifier);
        QTest::keyClick(window, Qt::Key_Right);
        QVERIFY(std::abs(crop().width() - 0.98) < 1e-9 && std::abs(crop().height() - 0.98) < 1e-9);
        QVERIFY(std::abs(crop().x() - 0.02) < 1e-9);
        empty(*app);
        root.reset();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(QLatin1Char('\n'))));
    }

    // Two fingers that move apart, set down together or one after the other, as hands do.
    void theEditorObeysTwoFingers_data()
    {
        QTest::addColumn<bool>("together");
        QTest::newRow("together") << true;
        QTest::newRow("one after the other") << false;
    }
    void theEditorObeysTwoFingers()
    {
        QFETCH(bool, together);
        startEngine(QStringLiteral("fr"));
        auto app =
            create("import Astreinte.Backend\nFieldApp {}", {{QStringLiteral("scenario"), QStringLiteral("empty")},
                                                             {QStringLiteral("language"), m_language},
                                                             {QStringLiteral("stage"), 2}});
        auto root = create("import Astreinte\nMain {}", {{QStringLiteral("fieldApp"), QVariant::fromValue(app.get())},
                                                         {QStringLiteral("width"), 412},
                                                         {QStringLiteral("height"), 915}});
        auto *window = qobject_cast<QQuickWindow *>(root.get());
        QVERIFY2(window, qPrintable(warnings.join(QLatin1Char('\n'))));
        QVERIFY(QTest::qWaitForWindowExposed(window));
        QCOMPARE(act(window, app.get(), QStringLiteral("go redaction p1")), QString());
        QQuickItem *canvas = nullptr;
        QVERIFY(QTest::qWaitFor(
            [&] { return (canvas = findShown(window->contentItem(), QStringLiteral("redactionCanvas"))) != nullptr; }));
        static auto *fingers = QTest::createTouchDevice();
        const auto middle = canvas->mapToScene(QPointF(canvas->width() / 2, canvas->height() / 2)).toPoint();
        const auto at = [&](int apart) { return middle + QPoint(apart, 0); };
        if (together) {
            QTest::touchEvent(window, fingers).press(0, at(-20)).press(1, at(20));
        } else {
            QTest::touchEvent(window, fingers).press(0, at(-20));
            QTest::touchEvent(window, fingers).stationary(0).press(1, at(20));
        }
        for (int apart = 30; apart <= 80; apart += 10)
            QTest::touchEvent(window, fingers).move(0, at(-apart)).move(1, at(apart));
        QTRY_VERIFY(canvas->property("zoom").toDouble() > 1.5); // moves are delivered with the next frame
        QTest::touchEvent(window, fingers).release(0, at(-80)).release(1, at(80));
        // No box was drawn on the way.
        const auto boxes = QQmlProperty::read(app.get(), QStringLiteral("redaction.regions.count")).toInt();
        QCOMPARE(boxes, 0);
        // And then one finger draws one.
        const auto below = middle + QPoint(0, 10);
        QTest::touchEvent(window, fingers).press(0, below);
        QTest::touchEvent(window, fingers).move(0, below + QPoint(30, 30));
        QTest::touchEvent(window, fingers).move(0, below + QPoint(60, 60));
        QTest::touchEvent(window, fingers).release(0, below + QPoint(60, 60));
        QTRY_COMPARE(QQmlProperty::read(app.get(), QStringLiteral("redaction.regions.count")).toInt(), 1);
        empty(*app);
        root.reset();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
