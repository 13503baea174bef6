// SPDX-License-Identifier: EUPL-1.2
#include "tests/crash/disk_states.h"
#include "tests/crash/judge.h"

#include "app/vault/vault_keys.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

// Power cuts, failing disks and kills over the application's own storage code. The reduced set by default; the full one
// with ASTREINTE_CRASH=full.
class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_power_cut_loses_nothing_acknowledged();
    void each_broken_order_is_noticed_data();
    void each_broken_order_is_noticed();
    void a_failing_disk_loses_nothing_acknowledged();

private:
    struct Run
    {
        QList<Call> trace;
        QByteArrayList acknowledged;
        QByteArray root;
        int exitCode = 0;
        bool killed = false;
    };
    static bool full() { return qEnvironmentVariable("ASTREINTE_CRASH") == QStringLiteral("full"); }
    // On memory where there is some: the order of calls matters here, not the medium.
    static QString place()
    {
        return QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm/astreinte-crash-XXXXXX")
                                                                  : QDir::tempPath() + QStringLiteral("/crash-XXXXXX");
    }
    static Run run(const QString &root, int rounds, bool pin, const QString &mutant, const QString &fault);
    // Judges the states of one run; the first fault of each kind, and how many states were looked at.
    static QStringList faults(const Run &run, qsizetype enough, int every, qsizetype &states);
};

TestCrash::Run TestCrash::run(const QString &root, int rounds, bool pin, const QString &mutant, const QString &fault)
{
    QDir(root).removeRecursively();
    QDir().mkpath(root + QStringLiteral("/disk"));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(CRASH_RECORDER));
    environment.insert(QStringLiteral("ASTREINTE_CRASH_ROOT"), root + QStringLiteral("/disk"));
    environment.insert(QStringLiteral("ASTREINTE_CRASH_ACK"), root + QStringLiteral("/told"));
    environment.insert(QStringLiteral("ASTREINTE_CRASH_TRACE"), root + QStringLiteral("/trace"));
    environment.insert(QStringLiteral("ASTREINTE_CRASH_MUTANT"), mutant);
    environment.insert(QStringLiteral("ASTREINTE_CRASH_FAULT"), fault);
    if (pin)
        environment.insert(QStringLiteral("ASTREINTE_CRASH_PIN"), QStringLiteral("1"));
    QProcess subject;
    subject.setProcessEnvironment(environment);
    subject.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    subject.start(QStringLiteral(CRASH_SUBJECT), {root + QStringLiteral("/disk"), QString::number(rounds)});
    subject.waitForFinished(120'000);
    Run done;
    done.root = (root + QStringLiteral("/disk")).toLocal8Bit();
    done.killed = subject.exitStatus() == QProcess::CrashExit;
    done.exitCode = subject.exitCode();
    QFile trace(root + QStringLiteral("/trace"));
    if (trace.open(QIODevice::ReadOnly))
        done.trace = readTrace(trace.readAll());
    QFile told(root + QStringLiteral("/told"));
    if (told.open(QIODevice::ReadOnly))
        for (const auto &line : told.readAll().split('\n'))
            if (!line.isEmpty())
                done.acknowledged.append(line);
    return done;
}

QStringList TestCrash::faults(const Run &run, qsizetype enough, int every, qsizetype &states)
{
    QTemporaryDir image(place());
    const auto keys = keysOf(run.acknowledged);
    DiskStates disks(run.trace, run.root);
    QStringList found;
    states = 0;
    disks.visit(
        [&](const DiskStates::State &state) {
            const auto folder = image.path() + QStringLiteral("/disk");
            writeImage(state.image, folder);
            ++states;
            for (const auto &fault : judge(folder, keys, state.acknowledged))
                found.append(QStringLiteral("%1 (after %2 calls, %3)")
                                 .arg(fault)
                                 .arg(state.calls)
                                 .arg(QString::fromLatin1(state.kind)));
            return found.isEmpty() && states < enough;
        },
        every);
    return found;
}

void TestCrash::a_power_cut_loses_nothing_acknowledged()
{
    QTemporaryDir folder(place());
    const auto recorded = run(folder.path() + QStringLiteral("/run"), full() ? 16 : 8, true, {}, {});
    QCOMPARE(recorded.exitCode, 0);
    QVERIFY(recorded.acknowledged.size() > 20);
    qsizetype states = 0;
    const auto found = faults(recorded, 1'000'000, full() ? 1 : 9, states);
    qInfo("%lld distinct disks after a power cut, over %lld calls and %lld acknowledgements",
          static_cast<long long>(states), static_cast<long long>(recorded.trace.size()),
          static_cast<long long>(recorded.acknowledged.size()));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    QVERIFY(states >= (full() ? 5'000 : 300));
}

void TestCrash::each_broken_order_is_noticed_data()
{
    QTest::addColumn<QString>("mutant");
    for (const auto *name :
         {"blob-not-synced", "blob-name-not-synced", "blob-synced-after-its-row", "vault-folder-not-synced",
          "commits-not-synced", "bundles-not-synced", "checkpoint-not-synced", "replaced-file-not-synced",
          "told-before-committed", "unlinked-before-committed"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCrash::each_broken_order_is_noticed()
{
    QFETCH(QString, mutant);
    QTemporaryDir folder(place());
    const auto recorded = run(folder.path() + QStringLiteral("/run"), 6, true, mutant, {});
    QVERIFY(!recorded.trace.isEmpty());
    qsizetype states = 0;
    const auto found = faults(recorded, 100'000, 1, states);
    QVERIFY2(!found.isEmpty(), qPrintable(QStringLiteral("not noticed in %1 disks").arg(states)));
    qInfo("noticed at the %lldth disk: %s", static_cast<long long>(states), qPrintable(found.first()));
}

void TestCrash::a_failing_disk_loses_nothing_acknowledged()
{
    QTemporaryDir folder(place());
    const auto root = folder.path() + QStringLiteral("/run");
    int runs = 0;
    int hit = 0;
    const int step = full() ? 1 : 9;
    const QList<std::pair<QString, int>> kinds{{QStringLiteral("write"), 60},
                                               {QStringLiteral("sync"), 45},
                                               {QStringLiteral("rename"), 16},
                                               {QStringLiteral("create"), 16}};
    for (const auto &[kind, calls] : kinds)
        for (const auto *what : {"ENOSPC", "EIO", "EDQUOT", "SHORT", "KILL", "ENOSPC+"}) {
            if ((qstrcmp(what, "SHORT") == 0 && kind != QStringLiteral("write")))
                continue;
            // Spread over the run rather than crowded at its beginning.
            for (int n = 1; n <= calls; n += step + (kind.size() + runs) % 3) {
                const auto fault = QStringLiteral("%1:%2:%3").arg(kind).arg(n * 2).arg(QLatin1String(what));
                const auto done = run(root, 4, false, {}, fault);
                ++runs;
                hit += done.killed || done.exitCode != 0 ? 1 : 0;
                QVERIFY2(done.killed || done.exitCode == 0 || done.exitCode == 2 || done.exitCode == 3,
                         qPrintable(fault));
                const auto found = judge(root + QStringLiteral("/disk"), keysOf(done.acknowledged), done.acknowledged);
                QVERIFY2(found.isEmpty(), qPrintable(fault + QStringLiteral(": ") + found.join(QLatin1Char('\n'))));
            }
        }
    qInfo("%d runs with a failing disk or a kill, %d of them ended by it", runs, hit);
    QVERIFY(runs >= (full() ? 300 : 30));
}

int main(int argc, char **argv)
{
    // The full set takes longer than Qt Test lets one function take.
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    QCoreApplication application(argc, argv);
    TestCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash.moc"
