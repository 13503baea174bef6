// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/sending.h"
#include "tests/app/sync/courier_stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

const QByteArray picture(300'000, 'p');

} // namespace

// PAINS 2: what is sent over which network is decided in one place, said before, and done.
class TestSending : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<CourierStage>();
        QVERIFY(m_stage->set());
        m_stage->serve();
        m_stage->courier->start();
    }
    void cleanup() { m_stage.reset(); }

    void decision_data();
    void decision();
    void does_what_the_button_says_data();
    void does_what_the_button_says();
    void a_held_message_lets_the_others_pass();
    void an_upload_stops_where_the_wifi_ends();
    void a_person_may_send_all_the_same();
    void the_choice_survives_a_restart();

private:
    std::unique_ptr<CourierStage> m_stage;
};

// Written by hand from the words of the settings, not from the code: T text, P photo; n now, w on Wi-Fi, r out of
// roaming, x with a network.
void TestSending::decision_data()
{
    QTest::addColumn<int>("network");
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("photosRoaming");
    QTest::addColumn<char>("text");
    QTest::addColumn<char>("photo");
    const auto row = [](const char *name, Medium network, SendingChoice choice, bool roaming, char text, char photo) {
        QTest::newRow(name) << int(network) << int(choice) << roaming << text << photo;
    };
    row("Wi-Fi, anywhere", Medium::Wifi, SendingChoice::Anywhere, false, 'n', 'n');
    row("Wi-Fi, photos on Wi-Fi", Medium::Wifi, SendingChoice::PhotosOnWifi, false, 'n', 'n');
    row("Wi-Fi, Wi-Fi only", Medium::Wifi, SendingChoice::WifiOnly, false, 'n', 'n');
    row("cellular, anywhere", Medium::Cellular, SendingChoice::Anywhere, false, 'n', 'n');
    row("cellular, photos on Wi-Fi", Medium::Cellular, SendingChoice::PhotosOnWifi, true, 'n', 'w');
    row("cellular, Wi-Fi only", Medium::Cellular, SendingChoice::WifiOnly, true, 'w', 'w');
    row("roaming, anywhere, photos too", Medium::Roaming, SendingChoice::Anywhere, true, 'n', 'n');
    row("roaming, anywhere, photos not", Medium::Roaming, SendingChoice::Anywhere, false, 'n', 'r');
    row("roaming, photos on Wi-Fi", Medium::Roaming, SendingChoice::PhotosOnWifi, true, 'n', 'w');
    row("roaming, Wi-Fi only", Medium::Roaming, SendingChoice::WifiOnly, true, 'w', 'w');
    row("unknown, anywhere", Medium::Unknown, SendingChoice::Anywhere, false, 'n', 'n');
    row("unknown, photos on Wi-Fi", Medium::Unknown, SendingChoice::PhotosOnWifi, true, 'n', 'w');
    row("unknown, Wi-Fi only", Medium::Unknown, SendingChoice::WifiOnly, true, 'w', 'w');
    row("none, anywhere", Medium::None, SendingChoice::Anywhere, true, 'x', 'x');
    row("none, photos on Wi-Fi", Medium::None, SendingChoice::PhotosOnWifi, true, 'x', 'x');
    row("none, Wi-Fi only", Medium::None, SendingChoice::WifiOnly, true, 'x', 'x');
}

void TestSending::decision()
{
    QFETCH(int, network);
    QFETCH(int, choice);
    QFETCH(bool, photosRoaming);
    QFETCH(char, text);
    QFETCH(char, photo);
    const QHash<char, Departure> meaning{
        {'n', Departure::Now}, {'w', Departure::OnWifi}, {'r', Departure::OffRoaming}, {'x', Departure::WithNetwork}};
    const SendingRules rules{SendingChoice(choice), photosRoaming};
    const auto medium = Medium(network);
    for (const qint64 size : {qint64(1), qint64(2'000), qint64(60'000'000)}) {
        QCOMPARE(departure(medium, rules, CargoKind::Text, size), meaning[text]);
        QCOMPARE(departure(medium, rules, CargoKind::Photo, size), meaning[photo]);
        // A message with photos waits for the photos: the server takes them first.
        QCOMPARE(departure(medium, rules, 900, size), meaning[photo]);
    }
    // Nothing left to upload is nothing to pay for.
    QCOMPARE(departure(medium, rules, CargoKind::Photo, 0), Departure::Now);
    QCOMPARE(departure(medium, rules, 900, 0), meaning[text]);
    QCOMPARE(departure(medium, rules, 900, 900, true), text == 'x' ? Departure::WithNetwork : Departure::Now);
}

void TestSending::does_what_the_button_says_data()
{
    QTest::addColumn<int>("network");
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("withPhoto");
    for (const auto network : {Medium::Wifi, Medium::Cellular, Medium::Roaming, Medium::Unknown})
        for (const auto *choice : {"anywhere", "photosOnWifi", "wifiOnly"})
            for (const bool withPhoto : {false, true})
                QTest::addRow("network %d, %s, %s", int(network), choice, withPhoto ? "photo" : "text")
                    << int(network) << QString::fromLatin1(choice) << withPhoto;
}

void TestSending::does_what_the_button_says()
{
    QFETCH(int, network);
    QFETCH(QString, choice);
    QFETCH(bool, withPhoto);
    m_stage->connectivity.carry(Medium(network));
    m_stage->sending->setChoice(choice);
    const auto said = withPhoto ? m_stage->sending->photosLabel() : m_stage->sending->textLabel();
    const auto id =
        m_stage->enqueue(QStringLiteral("Route inondée"), withPhoto ? QList<QByteArray>{picture} : QList<QByteArray>());
    if (said == QStringLiteral("Send now")) {
        QTRY_COMPARE(m_stage->state(id), submission::State::Received);
        return;
    }
    QVERIFY2(said.contains(QStringLiteral("Wi-Fi")), qPrintable(said));
    QTest::qWait(60);
    QCOMPARE(m_stage->script->asked.size(), 0); // not a byte
    QCOMPARE(m_stage->outbox->find(id)->attempts, 0);
    m_stage->connectivity.carry(Medium::Wifi);
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
}

void TestSending::a_held_message_lets_the_others_pass()
{
    m_stage->connectivity.carry(Medium::Cellular);
    m_stage->sending->setChoice(QStringLiteral("photosOnWifi"));
    const auto photo = m_stage->enqueue(QStringLiteral("Avec photo"), {picture});
    const auto text = m_stage->enqueue(QStringLiteral("Sans photo"));
    QTRY_COMPARE(m_stage->state(text), submission::State::Received);
    QCOMPARE(m_stage->state(photo), submission::State::Queued);
    QCOMPARE(m_stage->asked("POST", QStringLiteral("/v1/uploads")), 0);
}

void TestSending::an_upload_stops_where_the_wifi_ends()
{
    m_stage->connectivity.carry(Medium::Wifi);
    m_stage->sending->setChoice(QStringLiteral("photosOnWifi"));
    bool left = false;
    m_stage->serve([&](const HttpRequest &request) -> std::optional<HttpReply> {
        // The person walks out of the building while the first part travels.
        if (request.method == "PATCH" && !left) {
            left = true;
            QMetaObject::invokeMethod(
                this, [this] { m_stage->connectivity.carry(Medium::Cellular); }, Qt::QueuedConnection);
        }
        return std::nullopt;
    });
    const QByteArray large(5'000'000, 'l');
    const auto id = m_stage->enqueue(QStringLiteral("Avec grande photo"), {large});
    QTRY_VERIFY(left);
    QTest::qWait(60);
    QVERIFY(m_stage->asked("PATCH", QStringLiteral("/v1/uploads")) <= 2);
    QCOMPARE(m_stage->state(id), submission::State::Queued);
    QCOMPARE(m_stage->outbox->find(id)->attempts, 0); // held back is not failed
    // A text still leaves.
    const auto text = m_stage->enqueue(QStringLiteral("Sans photo"));
    QTRY_COMPARE(m_stage->state(text), submission::State::Received);
    m_stage->connectivity.carry(Medium::Wifi);
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
    qint64 sent = 0;
    for (const auto &request : m_stage->script->asked)
        sent += request.method == "PATCH" ? request.body.size() : 0;
    QVERIFY2(sent <= large.size() + (1 << 20), QByteArray::number(sent)); // one part again at most
}

void TestSending::a_person_may_send_all_the_same()
{
    m_stage->connectivity.carry(Medium::Cellular);
    m_stage->sending->setChoice(QStringLiteral("wifiOnly"));
    const auto id = m_stage->enqueue(QStringLiteral("Avec photo"), {picture});
    QTest::qWait(40);
    QCOMPARE(m_stage->script->asked.size(), 0);
    QVERIFY(m_stage->outbox->change(id, [](OutboxItem &item) { item.anyNetwork = true; }));
    m_stage->courier->tryNow();
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
}

void TestSending::the_choice_survives_a_restart()
{
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("preferences.ini"));
    {
        Sending sending(file, m_stage->connectivity);
        QCOMPARE(sending.choice(), QStringLiteral("anywhere")); // nothing waits unless someone asked for it
        QSignalSpy changed(&sending, &Sending::changed);
        sending.setChoice(QStringLiteral("wifiOnly"));
        sending.setPhotosRoaming(false);
        QCOMPARE(changed.count(), 2);
    }
    const Sending again(file, m_stage->connectivity);
    QCOMPARE(again.choice(), QStringLiteral("wifiOnly"));
    QVERIFY(!again.photosRoaming());
}

QTEST_GUILESS_MAIN(TestSending)
#include "tst_sending.moc"
