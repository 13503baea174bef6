// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/site_adapter.h"
#include "tests/server/database.h"
#include "tests/server/publication/publication_stage.h"

#include <QtTest>
#include <array>
#include <barrier>
#include <thread>

using namespace astreinte;
using authorisation::Realm;
using publication::Attempt;
using submission::State;
using submission::Submission;

namespace {

struct Killed
{
};

} // namespace

// How the calls to a channel end, and who makes them.
class TestPublisher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void killedBetweenIntentAndResult();
    void uncertainIsFoundByLookingUp();
    void uncertainPermalinkIsNotPublished();
    void publishedOnceOnly();
    void channelWithoutAdapterFailsVisibly();
    void newChannelIsAnAdapter_data();
    void newChannelIsAnAdapter();
    void rateLimited();
    void livingPublisherIsNotTakenForDead();
    void publishersShareTheQueue();
    void heldRowIsPassedOver();

private:
    std::unique_ptr<tests::PublicationStage> m_stage;
};

void TestPublisher::init()
{
    m_stage = std::make_unique<tests::PublicationStage>();
    QVERIFY(m_stage->set());
}

void TestPublisher::killedBetweenIntentAndResult()
{
    const auto submission = m_stage->authorised();
    auto first = m_stage->publisherWith([]() -> Attempt { throw Killed(); });
    QVERIFY_EXCEPTION_THROWN((void)first.publishWaiting(), Killed);
    QCOMPARE(m_stage->calls, 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("publishing"));
    QVERIFY(m_stage->prefecture.restart());
    // The next process looks, finds nothing, and calls nobody again.
    auto second = m_stage->publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(second.recover().value_or(-1), 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(second.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_stage->calls, 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("uncertain"));
}

void TestPublisher::uncertainIsFoundByLookingUp()
{
    const auto submission = m_stage->authorised();
    auto first = m_stage->publisherWith([] { return Attempt{State::Uncertain, {}, QStringLiteral("no reply"), {}}; });
    QCOMPARE(first.publishWaiting().value_or(-1), 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("uncertain"));
    auto second = m_stage->publisherWith([] { return Attempt{}; }, true);
    QCOMPARE(second.lookForUncertain().value_or(-1), 1);
    QCOMPARE(m_stage->calls, 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
}

void TestPublisher::uncertainPermalinkIsNotPublished()
{
    const auto submission = m_stage->authorised();
    auto publisher = m_stage->publisherOn(m_stage->store());
    // The wrong authority: the page cannot be read back, so nobody may call it published.
    publisher.add<Realm::Real>(std::make_unique<publication::SiteAdapter<Realm::Real>>(
        m_stage->store(), m_stage->prefecture.service().rulebook, publication::PageReader({}),
        [this] { return m_stage->prefecture.now(); }));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("uncertain"));
}

void TestPublisher::publishedOnceOnly()
{
    const auto submission = m_stage->authorised();
    auto publisher = m_stage->publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    auto rival = m_stage->publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/2"), {}, {}};
    });
    std::thread other([&rival] { (void)rival.publishWaiting(); });
    (void)publisher.publishWaiting();
    other.join();
    QCOMPARE(m_stage->calls, 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
}

void TestPublisher::channelWithoutAdapterFailsVisibly()
{
    const auto submission = m_stage->authorised({}, {QStringLiteral("site"), QStringLiteral("x")});
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 2);
    const auto steps = m_stage->store().read(
        [&](storage::Connection &connection) { return review::stepsOf(connection, submission.id().text()); });
    QVERIFY(steps);
    const auto failed = std::ranges::find(*steps, State::Failed, &submission::StatusStep::state);
    QVERIFY(failed != steps->end());
    QCOMPARE(failed->channel.value_or(QString()), QStringLiteral("x"));
    QCOMPARE(failed->reason.value_or(QString()), QStringLiteral("canal non configuré"));
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
}

// A network that nobody serves yet: with an adapter it is served, and neither gate nor verifier hears of it.
void TestPublisher::newChannelIsAnAdapter_data()
{
    QTest::addColumn<QString>("channel");
    for (const auto *channel : {"facebook", "x", "mastodon", "bluesky"})
        QTest::newRow(channel) << QString::fromLatin1(channel);
}

void TestPublisher::newChannelIsAnAdapter()
{
    QFETCH(QString, channel);
    const auto submission = m_stage->authorised({}, {QStringLiteral("site"), channel});
    const auto call = [] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}}; };
    auto publisher = m_stage->publisherWith(call);
    publisher.add<Realm::Real>(m_stage->scripted<Realm::Real>(channel, call));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_stage->calls, 2);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
    QVERIFY(!m_stage->alarmed(submission));
}

// A network says how long to wait; nobody calls it before, and then once.
void TestPublisher::rateLimited()
{
    const auto submission = m_stage->authorised();
    int answers = 0;
    auto publisher = m_stage->publisherWith([&answers] {
        return answers++ == 0 ? Attempt{State::Failed, {}, QStringLiteral("429"), std::chrono::minutes(5)}
                              : Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(publisher.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_stage->calls, 1);
    m_stage->prefecture.skew = std::chrono::milliseconds(std::chrono::minutes(6));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(publisher.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_stage->calls, 2);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
}

// A second publisher starts while the first waits for its channel.
void TestPublisher::livingPublisherIsNotTakenForDead()
{
    const auto submission = m_stage->authorised();
    auto elsewhere = storage::Store::open(m_stage->store().address()).value();
    auto first = m_stage->publisherWith([&]() -> Attempt {
        auto second = m_stage->publisherOn(*elsewhere);
        if (!second.recover() || !second.publishWaiting() || !second.lookForUncertain())
            qWarning("the second publisher failed");
        return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
    });
    QCOMPARE(first.publishWaiting().value_or(-1), 1);
    QCOMPARE(m_stage->calls, 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
    const auto doubts = m_stage->store().read([](storage::Connection &connection) {
        return connection.one("SELECT COUNT(*) FROM step WHERE state = 'uncertain'",
                              [](const storage::Row &row) { return row.number(0); });
    });
    QCOMPARE(doubts->value_or(-1), 0);
}

// Two at once on twelve messages: each goes out once, and both had work.
void TestPublisher::publishersShareTheQueue()
{
    constexpr int messages = 12;
    std::vector<Submission> submissions;
    for (int i = 0; i < messages; ++i)
        submissions.push_back(m_stage->authorised());
    std::array<int, 2> calls{};
    std::barrier together(2);
    std::vector<std::thread> publishers;
    for (auto &mine : calls)
        publishers.emplace_back([&] {
            auto own = storage::Store::open(m_stage->store().address()).value();
            auto publisher = m_stage->publisherOn(*own);
            publisher.add<Realm::Real>(std::unique_ptr<publication::ChannelAdapter<Realm::Real>>(
                std::make_unique<tests::ScriptedChannel<Realm::Real>>(QStringLiteral("site"), mine, []() -> Attempt {
                    QThread::msleep(20);
                    return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
                })));
            together.arrive_and_wait();
            if (!publisher.publishWaiting())
                qWarning("a publisher failed");
        });
    for (auto &publisher : publishers)
        publisher.join();
    QCOMPARE(calls[0] + calls[1], messages);
    QVERIFY2(calls[0] > 0 && calls[1] > 0, qPrintable(QStringLiteral("%1 and %2").arg(calls[0]).arg(calls[1])));
    for (const auto &submission : submissions)
        QCOMPARE(m_stage->stateOf(submission), QStringLiteral("published"));
}

// Somebody else's transaction holds the row: the publisher does not wait for it, and takes it when it is free.
void TestPublisher::heldRowIsPassedOver()
{
    if (!tests::onPostgres())
        return; // SQLite locks the file, not a row
    const auto held = m_stage->authorised();
    const auto free = m_stage->authorised();
    auto publisher = m_stage->publisherWith([]() -> Attempt {
        return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
    });
    auto holder = storage::Connection::open(m_stage->store().address()).value();
    QVERIFY(holder->execute("BEGIN"));
    const auto rows = holder->one(
        "SELECT channel FROM publication WHERE submission = ? FOR UPDATE",
        [](const storage::Row &row) { return row.text(0); }, held.id().text());
    QCOMPARE(rows->value_or(QString()), QStringLiteral("site"));
    QVERIFY(publisher.publishWaiting());
    QCOMPARE(m_stage->stateOf(held), QStringLiteral("authorised"));
    QCOMPARE(m_stage->stateOf(free), QStringLiteral("published"));
    QCOMPARE(m_stage->calls, 1);
    QVERIFY(holder->execute("ROLLBACK"));
    QVERIFY(publisher.publishWaiting());
    QCOMPARE(m_stage->stateOf(held), QStringLiteral("published"));
    QCOMPARE(m_stage->calls, 2);
}

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
