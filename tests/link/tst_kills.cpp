// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/server_process.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace astreinte::tests;

namespace {

constexpr int patience = 180'000; // ms
constexpr int firstOf = 1000;     // numbers of submissions that one life may use

} // namespace

// The application dies at random moments while it really captures, seals, uploads and submits to the real server. In
// the end: every submission that it had acknowledged is on the server once, and every photo is where it said.
// ASTREINTE_KILLS=1000 for the full count; ASTREINTE_SEED repeats a run.
class TestKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothing_lost_nothing_twice();

private:
    std::unique_ptr<QProcess> launch(const QStringList &arguments);
    void hear(const QByteArray &line);
    // A life from its start to SIGKILL, `delay` after it was unlocked; false when it ended by itself.
    bool live(int number, int delay);

    QTemporaryDir m_phone;
    QSet<QString> m_photos;    // taken, as acknowledged
    QSet<QString> m_submitted; // ids, as acknowledged
    QSet<QString> m_spent;     // photos in acknowledged submissions
    QSet<QString> m_inDrafts;
    QMap<QString, QString> m_items; // id → state, at the end
    QString m_lastFailure;
    int m_killedBusy = 0;
};

std::unique_ptr<QProcess> TestKills::launch(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QStringLiteral(FIELD_SYNC), arguments + QStringList{QStringLiteral("--folder"), m_phone.path()});
    return process->waitForStarted(patience) ? std::move(process) : nullptr;
}

void TestKills::hear(const QByteArray &line)
{
    const auto words = QString::fromUtf8(line.trimmed()).split(QLatin1Char(' '));
    const auto what = words.value(0);
    if (what == QStringLiteral("photo"))
        m_photos.insert(words.value(1));
    else if (what == QStringLiteral("submitted"))
        m_submitted.insert(words.value(1)), m_spent.insert(words.value(2));
    else if (what == QStringLiteral("draft-photo"))
        m_inDrafts.insert(words.value(1));
    else if (what == QStringLiteral("item"))
        m_items.insert(words.value(1), words.value(2));
    else if (what == QStringLiteral("failed"))
        m_lastFailure = words.mid(1).join(QLatin1Char(' '));
}

bool TestKills::live(int number, int delay)
{
    auto process = launch({QStringLiteral("--number"), QString::number(number)});
    if (!process)
        return false;
    QElapsedTimer sinceUnlocked;
    QElapsedTimer sinceStart;
    sinceStart.start();
    // Some die before they are unlocked.
    const int early = delay < 0 ? -delay : patience;
    while (process->state() == QProcess::Running) {
        const bool unlocked = sinceUnlocked.isValid();
        const auto left = unlocked ? delay - sinceUnlocked.elapsed() : early - sinceStart.elapsed();
        if (left <= 0)
            break;
        process->waitForReadyRead(int(std::min<qint64>(left, 50)));
        while (process->canReadLine()) {
            const auto line = process->readLine();
            if (line.startsWith("unlocked"))
                sinceUnlocked.start();
            hear(line);
        }
    }
    const bool running = process->state() == QProcess::Running;
    m_killedBusy += running && sinceUnlocked.isValid() ? 1 : 0;
    process->kill();
    process->waitForFinished(patience);
    // What it had said before it died was said.
    while (process->canReadLine())
        hear(process->readLine());
    return running;
}

void TestKills::nothing_lost_nothing_twice()
{
    const int kills =
        qEnvironmentVariableIsSet("ASTREINTE_KILLS") ? qEnvironmentVariableIntValue("ASTREINTE_KILLS") : 12;
    const auto seed = qEnvironmentVariableIsSet("ASTREINTE_SEED")
                          ? quint32(qEnvironmentVariableIntValue("ASTREINTE_SEED"))
                          : QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u, %d kills", seed, kills);
    const auto port = freePort();
    ServerProcess server(port, port);
    QVERIFY2(server.prepare() && server.start(), qPrintable(server.problem()));
    auto enrolling = launch({QStringLiteral("--enrol"), server.invite(QStringLiteral("officer-a"))});
    QVERIFY(enrolling);
    while (!enrolling->canReadLine() && enrolling->waitForReadyRead(patience)) {
    }
    const auto digits = QString::fromUtf8(enrolling->readLine().trimmed()).section(QLatin1Char(' '), 1);
    QVERIFY2(server.confirm(digits), qPrintable(digits + server.problem()));
    QVERIFY(enrolling->waitForFinished(patience));
    QCOMPARE(enrolling->exitCode(), 0);

    for (int kill = 0; kill < kills; ++kill) {
        // One in ten dies while it is unlocking, the others anywhere in the second and a half that follows.
        const int delay = random.bounded(10) == 0 ? -1 - random.bounded(800) : 1 + random.bounded(1500);
        QVERIFY2(live((kill + 1) * firstOf, delay), qPrintable(m_lastFailure));
        if (kill % 100 == 99)
            qInfo("%d kills, %lld submissions acknowledged", kill + 1, (long long)m_submitted.size());
    }
    auto last = launch({QStringLiteral("--drain")});
    QVERIFY(last);
    QVERIFY(last->waitForFinished(patience));
    while (last->canReadLine())
        hear(last->readLine());
    QVERIFY2(last->exitCode() == 0, qPrintable(m_lastFailure));

    const auto ids = server.texts(QStringLiteral("SELECT id FROM submission"));
    const QSet<QString> stored(ids.begin(), ids.end());
    qInfo("%d kills, %d of them at work; %lld submissions acknowledged, %lld on the phone, %lld on the server", kills,
          m_killedBusy, (long long)m_submitted.size(), (long long)m_items.size(), (long long)stored.size());
    // 0 lost: what was acknowledged is on the phone, received, and on the server.
    QCOMPARE(m_submitted - stored, QSet<QString>());
    for (auto item = m_items.cbegin(); item != m_items.cend(); ++item)
        QVERIFY2(item.value() != QStringLiteral("queued"), qPrintable(item.key()));
    const QSet<QString> onPhone(m_items.keyBegin(), m_items.keyEnd());
    QCOMPARE(stored, onPhone);
    // 0 twice: one revision each, no message under two ids, one picture each.
    QCOMPARE(server.count(QStringLiteral("SELECT count(*) FROM revision")), int(stored.size()));
    QCOMPARE(server.count(QStringLiteral("SELECT count(*) FROM revision_photo")), int(stored.size()));
    QCOMPARE(server.count(QStringLiteral("SELECT count(DISTINCT sha256) FROM revision_photo")), int(stored.size()));
    // Every photo that was said to be saved is in a draft or in a submission. A submission whose acknowledgement died
    // with the process holds one that nobody told us of.
    const auto unaccounted = m_photos - m_spent - m_inDrafts;
    const auto untold = onPhone - m_submitted;
    QVERIFY2(unaccounted.size() <= untold.size(),
             qPrintable(QStringList(unaccounted.begin(), unaccounted.end()).join(QLatin1Char(' '))));
    QVERIFY(m_submitted.size() > 0);
}

int main(int argc, char *argv[])
{
    // Qt Test gives a function five minutes; a thousand lives take longer.
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "14400000");
    const QCoreApplication application(argc, argv);
    TestKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kills.moc"
