// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/tus_upload.h"
#include "core/signature/bytes.h"
#include "tests/link/enrolled_phone.h"

#include <QTest>
#include <QTimer>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr quint32 seed = 20261122;
constexpr int mishaps = 20;

} // namespace

// The application's uploads over a bad network, counted on the wire: everything between the phone's socket and the
// server's, TLS and HTTP included, TCP and IP headers not.
class TestLossy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<EnrolledPhone>(seed);
        QVERIFY(m_stage->set());
        // Its own notices and polling would be counted too.
        m_stage->phone->kill();
        m_stage->proxy.forgetCounts();
    }
    void cleanup() { m_stage.reset(); }

    void a_clean_link_costs_two_percent_at_most();
    void each_drop_sends_one_part_again_at_most();
    void a_server_that_dies_gets_it_once();
    void broken_in_every_way_data();
    void broken_in_every_way();

private:
    std::unique_ptr<EnrolledPhone> m_stage;
};

void TestLossy::a_clean_link_costs_two_percent_at_most()
{
    const auto picture = noisePicture({4000, 3000}, 1);
    QVERIFY(picture.size() > 8'000'000);
    QCOMPARE(m_stage->upload(picture), QString());
    const auto wire = m_stage->proxy.bytesUp() + m_stage->proxy.bytesDown();
    const double ratio = double(wire) / double(picture.size());
    qInfo("payload %lld bytes, wire %lld bytes (both ways, TLS and HTTP included), ratio %.4f, %d parts",
          (long long)picture.size(), (long long)wire, ratio, m_stage->transport.parts);
    QVERIFY2(ratio <= 1.02, QByteArray::number(ratio));
    QCOMPARE(m_stage->transport.partBytes, qint64(picture.size()));
    QCOMPARE(m_stage->failures, 0);
}

void TestLossy::each_drop_sends_one_part_again_at_most()
{
    const auto picture = noisePicture({4000, 3000}, 2);
    LossyProxy::Weather weather;
    weather.dropEvery = 500'000;
    weather.mostHarm = mishaps;
    m_stage->proxy.setWeather(weather);
    QCOMPARE(m_stage->upload(picture), QString());
    QVERIFY(m_stage->proxy.drops() >= 5);
    const auto again = m_stage->proxy.bytesUp() - qint64(double(picture.size()) * 1.02);
    qInfo(
        "payload %lld bytes, %d drops, %lld bytes sent again on the wire (%.0f kB for each drop, largest part %lld kB)",
        (long long)picture.size(), m_stage->proxy.drops(), (long long)std::max<qint64>(0, again),
        double(std::max<qint64>(0, again)) / m_stage->proxy.drops() / 1000,
        (long long)m_stage->transport.largestPart / 1000);
    QVERIFY2(again <= m_stage->proxy.drops() * m_stage->transport.largestPart, QByteArray::number(again));
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM blob")), 1);
}

// Wherever it is: receiving a part, keeping it while the next one arrives, answering.
void TestLossy::a_server_that_dies_gets_it_once()
{
    const auto picture = noisePicture({4000, 3000}, 3);
    int deaths = 0;
    bool back = true;
    QTimer watch;
    connect(&watch, &QTimer::timeout, this, [&] {
        if (m_stage->proxy.bytesUp() < (deaths + 1) * qint64(1'700'000) || deaths == 6)
            return;
        ++deaths;
        m_stage->server->kill();
        back = back && m_stage->server->start();
    });
    watch.start(1);
    QCOMPARE(m_stage->upload(picture), QString());
    watch.stop();
    QVERIFY(back);
    QCOMPARE(deaths, 6);
    // What it had received whole and not kept yet, and what was on the way.
    const auto again = m_stage->proxy.bytesUp() - qint64(double(picture.size()) * 1.02);
    QVERIFY2(again <= deaths * 2 * qint64(m_stage->transport.largestPart), QByteArray::number(again));
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM blob")), 1);
    QCOMPARE(m_stage->server->storedPicture(signature::sha256(picture)), picture);
}

void TestLossy::broken_in_every_way_data()
{
    QTest::addColumn<int>("dropEvery");
    QTest::addColumn<int>("delayMs");
    QTest::addColumn<int>("duplicatePerMille");
    QTest::addColumn<int>("truncatePerMille");
    QTest::newRow("drops") << 60'000 << 0 << 0 << 0;
    QTest::newRow("delays") << 0 << 40 << 0 << 0;
    QTest::newRow("duplicates") << 0 << 0 << 60 << 0;
    QTest::newRow("truncations") << 0 << 0 << 0 << 60;
    QTest::newRow("all at once") << 200'000 << 10 << 20 << 20;
}

// The whole application: three messages with a photo each leave through it, once each.
void TestLossy::broken_in_every_way()
{
    QFETCH(int, dropEvery);
    QFETCH(int, delayMs);
    QFETCH(int, duplicatePerMille);
    QFETCH(int, truncatePerMille);
    auto &phone = *m_stage->phone;
    phone.start();
    QVERIFY(phone.unlock());
    LossyProxy::Weather weather;
    weather.dropEvery = dropEvery;
    weather.delayMs = delayMs;
    weather.duplicatePerMille = duplicatePerMille;
    weather.truncatePerMille = truncatePerMille;
    weather.mostHarm = mishaps;
    m_stage->proxy.setWeather(weather);
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!phone.takePublishablePhoto(jpegPicture({1600, 1200}, 100 + i)).isEmpty());
        QVERIFY(phone.fillFirstMessage());
        ids.append(phone.submit());
        QVERIFY(!ids.last().isEmpty());
    }
    const auto received = [&] {
        return std::ranges::all_of(ids, [&](const QString &id) {
            const auto row = phone.app().outbox()->items()->find(id);
            return row.value(QStringLiteral("state")).toString() == QStringLiteral("received");
        });
    };
    // Back-off grows with the mishaps: a person who taps « try now » stands for the network that comes back.
    QElapsedTimer sinceTap;
    sinceTap.start();
    const bool sent = QTest::qWaitFor(
        [&] {
            if (sinceTap.elapsed() > 2000) {
                phone.connectivity->set(true);
                sinceTap.start();
            }
            return received();
        },
        EnrolledPhone::patience);
    QVERIFY2(sent, qPrintable(phone.app().link()->label()));
    qInfo("%d drops, %d duplicates, %d truncations", m_stage->proxy.drops(), m_stage->proxy.duplicates(),
          m_stage->proxy.truncations());
    QVERIFY(delayMs > 0 || m_stage->proxy.harm() > 0);
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM submission")), 3);
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM revision")), 3);
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM revision_photo")), 3);
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM blob")), 3);
}

QTEST_MAIN(TestLossy)
#include "tst_lossy.moc"
