// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/inquiry.h"
#include "app/sync/server_link.h"
#include "tests/app/devices.h"
#include "tests/app/scripted_transport.h"

#include <QSignalSpy>
#include <QTest>
#include <deque>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;
using namespace std::chrono_literals;

// A board's question to a server that the test plays.
class TestInquiry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void a_lost_answer_is_asked_for_again();
    void the_delays_grow_by_the_retry_table();
    void the_servers_next_sign_of_life_ends_the_wait();
    void a_refusal_is_not_asked_again();
    void asked_under_way_asks_once_more();
    void nothing_is_heard_after_the_lock();
    void a_closed_link_is_not_asked();
    void only_a_list_has_items_data();
    void only_a_list_has_items();

private:
    [[nodiscard]] int asked() const { return int(m_script->asked.size()); }
    // These answers, then none.
    void answer(std::deque<Result<HttpReply>> answers);
    static Result<HttpReply> list() { return HttpReply{200, {}, R"({"items":[]})"}; }

    std::shared_ptr<ScriptedTransport::Script> m_script;
    std::unique_ptr<ScriptedTransport> m_transport;
    ManualClock m_clock;
    std::unique_ptr<ServerLink> m_link;
    std::unique_ptr<Inquiry> m_inquiry;
    std::unique_ptr<QSignalSpy> m_answered;
};

void TestInquiry::init()
{
    m_script = std::make_shared<ScriptedTransport::Script>();
    m_transport = std::make_unique<ScriptedTransport>(m_script);
    m_link = std::make_unique<ServerLink>(*m_transport, m_clock);
    const auto key = std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate());
    m_link->open({{QUrl(QStringLiteral("https://127.0.0.1:1")), {}, {}}, key, key->verifyingKey()});
    m_inquiry = std::make_unique<Inquiry>(*m_link, "/v1/oral-approvals");
    m_inquiry->jitter = [](std::chrono::milliseconds) { return 1ms; };
    m_answered = std::make_unique<QSignalSpy>(m_inquiry.get(), &Inquiry::answered);
}

void TestInquiry::cleanup()
{
    m_answered.reset();
    m_inquiry.reset();
    m_link.reset();
    m_transport.reset();
}

void TestInquiry::answer(std::deque<Result<HttpReply>> answers)
{
    m_script->answer = [left = std::move(answers)](const HttpRequest &) mutable -> Result<HttpReply> {
        if (left.empty())
            return fail(Reason::NetworkUnreachable);
        auto next = std::move(left.front());
        left.pop_front();
        return next;
    };
}

void TestInquiry::a_lost_answer_is_asked_for_again()
{
    answer({fail(Reason::NetworkUnreachable), HttpReply{503, {}, {}}, fail(Reason::WrongCertificate), list()});
    QSignalSpy failed(m_inquiry.get(), &Inquiry::failed);
    m_inquiry->ask();
    QTRY_COMPARE(m_answered->count(), 1);
    QCOMPARE(m_answered->first().first().toByteArray(), QByteArray(R"({"items":[]})"));
    QCOMPARE(failed.count(), 3);
    QTest::qWait(50);
    QCOMPARE(asked(), 4);
    QVERIFY(!m_inquiry->busy());
}

void TestInquiry::the_delays_grow_by_the_retry_table()
{
    QList<qint64> caps;
    m_inquiry->jitter = [&caps](std::chrono::milliseconds atMost) {
        caps.append(atMost.count());
        return 1ms;
    };
    m_inquiry->ask();
    QTRY_VERIFY(caps.size() >= 11);
    // 1 s, doubled for each failure in a row, at most 5 min.
    QCOMPARE(caps.first(11),
             (QList<qint64>{1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000}));
}

void TestInquiry::the_servers_next_sign_of_life_ends_the_wait()
{
    m_inquiry->jitter = [](std::chrono::milliseconds) { return 1h; };
    m_inquiry->ask();
    QTRY_VERIFY(asked() == 1 && !m_inquiry->busy());
    answer({list(), list()});
    m_link->get("/v1/incidents", this, [](const Result<HttpReply> &) {});
    QTRY_COMPARE(m_answered->count(), 1);
    QTest::qWait(50);
    QCOMPARE(asked(), 3);
}

void TestInquiry::a_refusal_is_not_asked_again()
{
    answer({HttpReply{403, {}, R"({"reason":"not-allowed"})"}});
    m_inquiry->ask();
    QTRY_VERIFY(asked() == 1 && !m_inquiry->busy());
    QTest::qWait(50);
    QCOMPARE(asked(), 1);
    answer({list()});
    m_inquiry->ask();
    QTRY_COMPARE(m_answered->count(), 1);
}

// The answer under way may be older than what made the board ask again.
void TestInquiry::asked_under_way_asks_once_more()
{
    answer({list(), list(), list()});
    m_inquiry->ask();
    m_inquiry->ask();
    m_inquiry->ask();
    QTRY_COMPARE(m_answered->count(), 2);
    QTest::qWait(50);
    QCOMPARE(asked(), 2);
}

void TestInquiry::nothing_is_heard_after_the_lock()
{
    answer({list()});
    m_inquiry->ask();
    m_inquiry->forget();
    QTest::qWait(50);
    QCOMPARE(m_answered->count(), 0);
    // Locked while it waits to ask again.
    m_inquiry->jitter = [](std::chrono::milliseconds) { return 20ms; };
    m_inquiry->ask();
    QTRY_VERIFY(asked() == 2 && !m_inquiry->busy());
    m_inquiry->forget();
    QTest::qWait(100);
    QCOMPARE(asked(), 2);
    // Unlocked before the answer of before the lock came: the new question's is the one that counts.
    answer({list(), HttpReply{200, {}, "{}"}});
    m_inquiry->ask();
    m_inquiry->forget();
    m_inquiry->ask();
    QTRY_COMPARE(m_answered->count(), 1);
    QTest::qWait(50);
    QCOMPARE(m_answered->count(), 1);
    QCOMPARE(m_answered->first().first().toByteArray(), QByteArray("{}"));
}

void TestInquiry::a_closed_link_is_not_asked()
{
    m_link->close();
    m_inquiry->ask();
    QTest::qWait(20);
    QCOMPARE(asked(), 0);
}

void TestInquiry::only_a_list_has_items_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("count"); // -1: refused
    QTest::newRow("none yet") << QByteArray(R"({"items":[]})") << 0;
    QTest::newRow("two") << QByteArray(R"({"items":[{},{}],"at":"2026-11-22T03:00:00Z"})") << 2;
    QTest::newRow("more than the reader's first limit")
        << QByteArray(R"({"items":[{"title":")" + QByteArray(400'000, 'a') + R"("}]})") << 1;
    QTest::newRow("another document") << QByteArray(R"({"receipt":"x"})") << -1;
    QTest::newRow("no list") << QByteArray(R"({"items":{"0":{}}})") << -1;
    QTest::newRow("twice") << QByteArray(R"({"items":[],"items":[{}]})") << -1;
    QTest::newRow("a page") << QByteArray("<html></html>") << -1;
    QTest::newRow("nothing") << QByteArray() << -1;
}

void TestInquiry::only_a_list_has_items()
{
    QFETCH(QByteArray, reply);
    QFETCH(int, count);
    const auto items = itemsOf(reply);
    QCOMPARE(items ? int(items->size()) : -1, count);
}

QTEST_GUILESS_MAIN(TestInquiry)
#include "tst_inquiry.moc"
