// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/system_key_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;

// The phone's key store against a real Secret Service (gnome-keyring) on a private D-Bus session, and without any. The
// inner part of each runs in a process of its own, started under that session.
class TestSecretService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_secret_is_kept_found_and_removed();
    void without_a_service_nothing_is_written_in_the_clear();

private:
    // What the inner process said, or nothing.
    QByteArray inside(const QString &act, bool withService);
    QTemporaryDir m_home;
};

namespace {

const QString entry = QStringLiteral("astreinte/vault");
const QByteArray secretBytes = QByteArray("\x00 32 bytes that are no text \xff\xfe", 31) + 'k';

QByteArray said(const Result<void> &done)
{
    return done ? QByteArray("done") : done.error().code().toLatin1();
}

int act(QCoreApplication &application, const QString &what)
{
    platform::SystemKeyStore store;
    QByteArray answer = "nothing";
    const auto quit = [&](const QByteArray &text) {
        answer = text;
        QCoreApplication::quit();
    };
    QMetaObject::invokeMethod(
        &application,
        [&] {
            if (what == QStringLiteral("write"))
                store.write(entry, signature::Secret(secretBytes), &application,
                            [&](const Result<void> &done) { quit(said(done)); });
            else if (what == QStringLiteral("remove"))
                store.remove(entry, &application, [&](const Result<void> &done) { quit(said(done)); });
            else
                store.read(entry, &application, [&](const Result<std::shared_ptr<const signature::Secret>> &found) {
                    quit(!found                            ? found.error().code().toLatin1()
                         : (*found)->view() == secretBytes ? QByteArray("the same")
                                                           : QByteArray("another"));
                });
        },
        Qt::QueuedConnection);
    QCoreApplication::exec();
    std::printf("%s\n", answer.constData());
    return 0;
}

} // namespace

QByteArray TestSecretService::inside(const QString &what, bool withService)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"})
        environment.remove(QLatin1String(name));
    const auto home = m_home.path();
    QDir().mkpath(home + QStringLiteral("/run"));
    QFile::setPermissions(home + QStringLiteral("/run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home + QStringLiteral("/config"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home + QStringLiteral("/run"));
    environment.insert(QStringLiteral("ACT"),
                       QCoreApplication::applicationFilePath() + QStringLiteral(" --act ") + what);
    if (!withService)
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nowhere/at-all"));
    QProcess process;
    process.setProcessEnvironment(environment);
    const auto unlock =
        QStringLiteral("printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ");
    if (withService)
        process.start(QStringLiteral("dbus-run-session"), {QStringLiteral("--"), QStringLiteral("sh"),
                                                           QStringLiteral("-c"), unlock + QStringLiteral("$ACT")});
    else
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("$ACT")});
    process.waitForFinished(60'000);
    return process.readAllStandardOutput().trimmed();
}

void TestSecretService::a_secret_is_kept_found_and_removed()
{
    for (const auto *program : {"gnome-keyring-daemon", "dbus-run-session"})
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            QSKIP("gnome-keyring or dbus is not installed");
    const auto read = QStringLiteral("read");
    QCOMPARE(inside(read, true), QByteArray("unknown-key"));
    QCOMPARE(inside(QStringLiteral("write"), true), QByteArray("done"));
    QCOMPARE(inside(read, true), QByteArray("the same")); // another process, another session of the service
    for (QDirIterator all(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly)) {
            const auto bytes = file.readAll();
            QVERIFY2(!bytes.contains(secretBytes) && !bytes.contains(secretBytes.toBase64()),
                     qPrintable(file.fileName()));
        }
    }
    QCOMPARE(inside(QStringLiteral("remove"), true), QByteArray("done"));
    QCOMPARE(inside(read, true), QByteArray("unknown-key"));
}

void TestSecretService::without_a_service_nothing_is_written_in_the_clear()
{
    QCOMPARE(inside(QStringLiteral("write"), false), QByteArray("keystore-unavailable"));
    QCOMPARE(inside(QStringLiteral("read"), false), QByteArray("keystore-unavailable"));
    for (QDirIterator all(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly)) {
            const auto bytes = file.readAll();
            QVERIFY2(!bytes.contains(secretBytes) && !bytes.contains(secretBytes.toBase64()),
                     qPrintable(file.fileName()));
        }
    }
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (const auto at = QCoreApplication::arguments().indexOf(QStringLiteral("--act")); at > 0)
        return act(application, QCoreApplication::arguments().value(at + 1));
    TestSecretService test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_secret_service.moc"
