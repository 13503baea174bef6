// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/store.h"
#include "tests/server/client.h"
#include "tests/server/database.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace astreinte;

// The two programs as an administrator and systemd run them.
class TestCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wrongUse_data();
    void wrongUse();
    void peopleAndRoster();
    void enrolNeedsTheServerOnce();
    void servesUntilTerminated();
    void killedServerStartsAgain();
    void publisherStartsAndStops();
    void selfTestArrivesOrAlarms();
    void selfTestFindsAServerThatCannotWrite();
    void newerDataIsRefused();
    void originWithPathIsRefused();

private:
    struct Outcome
    {
        int code;
        QString out;
        QString err;
    };
    Outcome run(const QStringList &arguments, const QString &program = QStringLiteral("astreinte-server"));
    std::unique_ptr<QProcess> serve(const QStringList &more = {});
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_origin;
};

void TestCommands::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    tests::chooseDatabase(m_folder->path());
}

TestCommands::Outcome TestCommands::run(const QStringList &arguments, const QString &program)
{
    QProcess process;
    process.start(QStringLiteral(ASTREINTE_PROGRAMS) + QLatin1Char('/') + program, arguments);
    if (!process.waitForFinished(20'000))
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

std::unique_ptr<QProcess> TestCommands::serve(const QStringList &more)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-server"),
                   QStringList{QStringLiteral("serve"), QStringLiteral("--data"), m_folder->path(),
                               QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                       more);
    QByteArray said;
    while (!said.contains('\n') && process->waitForReadyRead(15'000))
        said += process->readAllStandardOutput();
    m_origin = QString::fromLatin1(said).section(QLatin1Char(' '), 2).trimmed();
    return process;
}

void TestCommands::wrongUse_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("unknown command") << QStringLiteral("launch");
    QTest::newRow("unknown verb") << QStringLiteral("person remove --data %1");
    QTest::newRow("unknown option") << QStringLiteral("person list --data %1 --colour red");
    QTest::newRow("option without value") << QStringLiteral("person list --data");
    QTest::newRow("no data folder") << QStringLiteral("person list");
    QTest::newRow("unknown role") << QStringLiteral("person add --data %1 --id a --name A --role king");
    QTest::newRow("bad identifier") << QStringLiteral("person add --data %1 --id ../a --name A --role prefect");
    QTest::newRow("bad endpoint") << QStringLiteral("serve --data %1 --listen 8443");
    QTest::newRow("time without offset") << QStringLiteral(
        "roster add --data %1 --person a --from 2026-10-25T02:30:00 --to 2026-11-27T18:00:00+01:00");
    QTest::newRow("confirm without digits") << QStringLiteral("devices confirm --data %1");
}

void TestCommands::wrongUse()
{
    QFETCH(QString, typed);
    const auto line = typed.contains(QLatin1String("%1")) ? typed.arg(m_folder->path()) : typed;
    const auto outcome = run(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
}

void TestCommands::peopleAndRoster()
{
    const auto data = QStringList{QStringLiteral("--data"), m_folder->path()};
    const auto command = [&](const QString &typed) { return run(typed.split(QLatin1Char(' ')) + data); };
    QCOMPARE(command(QStringLiteral("person add --id authority-a --name Autorité --role dutyAuthority")).code, 0);
    const auto twice = command(QStringLiteral("person add --id authority-a --name Autorité --role dutyAuthority"));
    QCOMPARE(twice.code, 1);
    QVERIFY(twice.err.contains(QStringLiteral("authority-a")));
    QVERIFY(
        command(QStringLiteral("person list")).out.contains(QStringLiteral("authority-a\tdutyAuthority\tAutorité")));
    const auto slot = QStringLiteral("roster add --person authority-a --from 2026-11-20T18:00:00+01:00 "
                                     "--to 2026-11-27T18:00:00+01:00 --entry week-47");
    QCOMPARE(command(slot).out.trimmed(), QStringLiteral("week-47"));
    QVERIFY(command(QStringLiteral("roster list")).out.contains(QStringLiteral("2026-11-20T17:00:00.000Z")));
    QCOMPARE(command(QStringLiteral("roster remove week-47")).code, 0);
    QVERIFY(command(QStringLiteral("roster list")).out.isEmpty());
    QCOMPARE(command(QStringLiteral("roster remove week-47")).code, 2);
}

void TestCommands::enrolNeedsTheServerOnce()
{
    const QStringList data{QStringLiteral("--data"), m_folder->path()};
    QCOMPARE(run(QStringList{QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--id"),
                             QStringLiteral("officer-a"), QStringLiteral("--name"), QStringLiteral("A"),
                             QStringLiteral("--role"), QStringLiteral("onCallOfficer")} +
                 data)
                 .code,
             0);
    const QStringList enrol{QStringLiteral("enrol"), QStringLiteral("--person"), QStringLiteral("officer-a")};
    const auto early = run(enrol + data);
    QCOMPARE(early.code, 1);
    QVERIFY(early.err.contains(QStringLiteral("serve")));
    auto server = serve();
    const auto png = m_folder->filePath(QStringLiteral("qr.png"));
    const auto outcome = run(enrol + data + QStringList{QStringLiteral("--png"), png});
    QCOMPARE(outcome.code, 0);
    static const QRegularExpression link(
        QStringLiteral("astreinte://enrol\\?v=1&o=https%3A%2F%2F127\\.0\\.0\\.1%3A\\d+&c=[\\w-]{22}&p=[\\w-]{43}"
                       "&p=[\\w-]{43}&k=[\\w-]{43}\n"));
    QVERIFY2(link.match(outcome.out).hasMatch(), qPrintable(outcome.out));
    QVERIFY(outcome.out.contains(QStringLiteral("▀")));
    QFile file(png);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("\x89PNG"));
    server->terminate();
    QVERIFY(server->waitForFinished(15'000));
}

void TestCommands::servesUntilTerminated()
{
    auto server = serve();
    QVERIFY2(m_origin.startsWith(QStringLiteral("https://127.0.0.1:")), qPrintable(m_origin));
    QFile authority(m_folder->filePath(QStringLiteral("tls/authority.pem")));
    QVERIFY(authority.open(QIODevice::ReadOnly));
    tests::Connection connection(static_cast<quint16>(m_origin.section(QLatin1Char(':'), 2).toUShort()),
                                 authority.readAll());
    QCOMPARE(connection.exchange("GET", "/healthz", {}).body, QByteArray("ok\n"));
    QVERIFY(connection.exchange("GET", "/metrics", {}).body.contains("astreinte_submissions 0"));
    const auto home = connection.exchange("GET", "/", {});
    QCOMPARE(home.status, 200);
    QVERIFY(home.body.contains("Préfecture de l’Indre"));
    QVERIFY(home.header("content-security-policy").contains("default-src 'none'"));
    QVERIFY(!home.header("content-security-policy").contains("script"));
    server->terminate();
    QVERIFY(server->waitForFinished(15'000));
    QCOMPARE(server->exitStatus(), QProcess::NormalExit);
    QCOMPARE(server->exitCode(), 0);
}

void TestCommands::killedServerStartsAgain()
{
    auto server = serve();
    const auto first = m_origin;
    server->kill();
    QVERIFY(server->waitForFinished(15'000));
    auto again = serve({QStringLiteral("--origin"), first, QStringLiteral("--listen"), first.mid(8)});
    QCOMPARE(m_origin, first);
    again->terminate();
    QVERIFY(again->waitForFinished(15'000));
}

void TestCommands::publisherStartsAndStops()
{
    auto server = serve();
    QProcess publisher;
    publisher.start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-publisher"),
                    {QStringLiteral("--data"), m_folder->path()});
    QVERIFY(publisher.waitForReadyRead(15'000));
    QCOMPARE(publisher.readAllStandardOutput(), QByteArray("publishing\n"));
    publisher.terminate();
    QVERIFY(publisher.waitForFinished(15'000));
    QCOMPARE(publisher.exitStatus(), QProcess::NormalExit);
    QCOMPARE(run({}, QStringLiteral("astreinte-publisher")).code, 2);
    server->terminate();
    QVERIFY(server->waitForFinished(15'000));
}

// As the timer runs it, beside the two programs; then with the publisher dead, and with nobody behind the door.
void TestCommands::selfTestArrivesOrAlarms()
{
    auto server = serve();
    QProcess publisher;
    publisher.start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-publisher"),
                    {QStringLiteral("--data"), m_folder->path()});
    QVERIFY(publisher.waitForReadyRead(15'000));
    const auto prove = [this](const char *seconds) {
        return run({QStringLiteral("self-test"), QStringLiteral("run"), QStringLiteral("--data"), m_folder->path(),
                    QStringLiteral("--wait"), QLatin1String(seconds)});
    };
    const auto arrived = prove("15");
    QVERIFY2(arrived.code == 0, qPrintable(arrived.err));
    QVERIFY(arrived.out.startsWith(QLatin1String("arrived")));
    publisher.kill();
    QVERIFY(publisher.waitForFinished(15'000));
    const auto waiting = prove("1");
    QCOMPARE(waiting.code, 1);
    QVERIFY2(waiting.out.contains(QStringLiteral("avant la publication")), qPrintable(waiting.out));
    server->terminate();
    QVERIFY(server->waitForFinished(15'000));
    const auto closed = prove("1");
    QCOMPARE(closed.code, 1);
    QVERIFY(closed.out.startsWith(QLatin1String("alarm")));
    QVERIFY2(closed.out.contains(QStringLiteral("avant la réception")), qPrintable(closed.out));
}

// The server answers, and its file can grow no more, as on a full disk: no phone's message is taken in any more, and
// the self-test says so before an officer finds out.
void TestCommands::selfTestFindsAServerThatCannotWrite()
{
    if (tests::onPostgres())
        return; // not the server's file
    {
        auto first = serve(); // which makes the tables
        first->terminate();
        QVERIFY(first->waitForFinished(15'000));
    }
    QProcess server;
    server.start(QStringLiteral("/bin/sh"),
                 {QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""),
                  QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-server"), QStringLiteral("serve"),
                  QStringLiteral("--data"), m_folder->path(), QStringLiteral("--listen"),
                  m_origin.section(QLatin1String("//"), 1)});
    QVERIFY(server.waitForReadyRead(15'000));
    const auto outcome = run({QStringLiteral("self-test"), QStringLiteral("run"), QStringLiteral("--data"),
                              m_folder->path(), QStringLiteral("--wait"), QStringLiteral("5")});
    server.terminate();
    QVERIFY(server.waitForFinished(15'000));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.out.startsWith(QLatin1String("alarm")), qPrintable(outcome.out));
    QVERIFY2(outcome.out.contains(QStringLiteral("avant la réception")), qPrintable(outcome.out));
    QVERIFY2(outcome.err.contains(QLatin1String("disk I/O error")), qPrintable(outcome.err)); // SQLite's words
    auto store = storage::Store::open(tests::databaseOf(m_folder->path())).value();
    const auto alarms = store->read([](storage::Connection &connection) {
        return connection.one("SELECT COUNT(*) FROM journal_leaf WHERE event = 'alarm'",
                              [](const storage::Row &row) { return row.number(0); });
    });
    QCOMPARE(alarms->value_or(-1), 1);
}

void TestCommands::newerDataIsRefused()
{
    {
        auto store = storage::Store::open(tests::databaseOf(m_folder->path())).value();
        QVERIFY(store->write([](storage::Transaction &transaction) {
            return transaction->run("UPDATE schema_version SET version = 999");
        }));
    }
    const auto outcome = run({QStringLiteral("serve"), QStringLiteral("--data"), m_folder->path()});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(QStringLiteral("999")), qPrintable(outcome.err));
}

void TestCommands::originWithPathIsRefused()
{
    const auto outcome =
        run({QStringLiteral("serve"), QStringLiteral("--data"), m_folder->path(), QStringLiteral("--listen"),
             QStringLiteral("127.0.0.1:0"), QStringLiteral("--origin"), QStringLiteral("https://127.0.0.1/app")});
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains(QStringLiteral("https://127.0.0.1/app")));
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
