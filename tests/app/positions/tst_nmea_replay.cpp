// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/nmea_replay.h"
#include "tests/app/devices.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

// NMEA 0183: the exclusive or of what stands between `$` and `*`.
QByteArray sentence(const QByteArray &body)
{
    quint8 sum = 0;
    for (const char c : body)
        sum = quint8(sum ^ quint8(c));
    return '$' + body + '*' + QByteArray::number(sum, 16).rightJustified(2, '0').toUpper() + "\r\n";
}

} // namespace

class TestNmeaReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_fix_has_hemispheres_age_and_accuracy_data();
    void a_fix_has_hemispheres_age_and_accuracy();
    void a_log_without_a_fix_is_said();
};

void TestNmeaReplay::a_fix_has_hemispheres_age_and_accuracy_data()
{
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    // Degrees and minutes by hand: 46° 48.174' = 46.8029, 1° 41.418' = 1.6903 (PAINS 13: every sign).
    QTest::newRow("N E") << QByteArray("4648.174,N,00141.418,E") << 46.8029 << 1.6903;
    QTest::newRow("N W") << QByteArray("4648.174,N,00141.418,W") << 46.8029 << -1.6903;
    QTest::newRow("S E") << QByteArray("4648.174,S,00141.418,E") << -46.8029 << 1.6903;
    QTest::newRow("S W") << QByteArray("4648.174,S,00141.418,W") << -46.8029 << -1.6903;
}

void TestNmeaReplay::a_fix_has_hemispheres_age_and_accuracy()
{
    QFETCH(QByteArray, place);
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QTemporaryDir folder;
    QFile log(folder.filePath(QStringLiteral("walk.nmea")));
    QVERIFY(log.open(QIODevice::WriteOnly));
    for (int second = 0; second < 3; ++second) {
        const auto time = "12000" + QByteArray::number(second) + ".00";
        log.write(sentence("GPGGA," + time + ',' + place + ",1,08,1.6,160.0,M,47.0,M,,"));
        log.write(sentence("GPRMC," + time + ",A," + place + ",0.0,0.0,221126,,,A"));
    }
    log.close();
    ManualClock clock;
    platform::NmeaReplay replay(log.fileName(), clock);
    QVERIFY(replay.simulated());
    replay.start();
    QTRY_VERIFY_WITH_TIMEOUT(replay.lastFix().has_value(), 10'000);
    QVERIFY(!replay.problem());
    const auto fix = *replay.lastFix();
    QVERIFY(std::abs(fix.latitude - latitude) < 1e-4);
    QVERIFY(std::abs(fix.longitude - longitude) < 1e-4);
    QVERIFY(fix.simulated);
    QVERIFY(fix.accuracyM > 0 && fix.accuracyM < 100);
    // Its age counts from the replay, not from the log's date.
    QVERIFY(app::ageAt(fix, clock.now()) < std::chrono::seconds(10));
    clock.skew = std::chrono::minutes(4);
    QVERIFY(app::ageAt(fix, clock.now()) >= std::chrono::minutes(4));
    QVERIFY(app::ageAt(fix, clock.now()) > app::freshFixAge);
}

void TestNmeaReplay::a_log_without_a_fix_is_said()
{
    ManualClock clock;
    platform::NmeaReplay replay(QStringLiteral("/nowhere/at-all.nmea"), clock);
    replay.start();
    QTRY_VERIFY_WITH_TIMEOUT(replay.problem().has_value(), 5000);
    QVERIFY(!replay.lastFix());
}

QTEST_GUILESS_MAIN(TestNmeaReplay)
#include "tst_nmea_replay.moc"
