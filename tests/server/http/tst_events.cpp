// SPDX-License-Identifier: EUPL-1.2
// Server-Sent Events: the wire format (WHATWG HTML 9.2), Last-Event-ID, audiences, heartbeats, listeners too slow.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QElapsedTimer>
#include <QTest>
#include <atomic>
#include <mutex>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

class TestEvents : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<EventHub> m_hub;
    std::unique_ptr<Server> m_server;
    std::mutex m_storeMutex;
    std::vector<Event> m_store;

    void start(const Limits &limits = {}, EventHub::Bounds bounds = {});
    [[nodiscard]] WireClient listener(const QByteArray &name, const QByteArray &lastEventId = {});
    [[nodiscard]] std::vector<Event> after(const QByteArray &id);
    void record(const Event &event);

private Q_SLOTS:
    void init() { m_store.clear(); }
    void cleanup();
    void delivers();
    void lateNewsIsNotToldAgain();
    void writesTheFormat_data();
    void writesTheFormat();
    void resumesAfterLastEventId();
    void missesNothingWhileTheReplayRuns();
    void onlyTheAudienceHears();
    void saysSomethingWhenNothingHappens();
    void aSlowListenerIsCutOffAndResumes();
    void aRevokedListenerIsCut();
    void aListenerThatLeavesIsForgotten();
    void stoppingEndsStreams();
    void theHubMayGoFirst();
    void publishingFromManyThreads();
};

void TestEvents::cleanup()
{
    m_server.reset();
    m_hub.reset();
}

void TestEvents::start(const Limits &limits, EventHub::Bounds bounds)
{
    m_hub = std::make_unique<EventHub>(bounds);
    Options options;
    options.limits = limits;
    m_server = std::make_unique<Server>(
        options, std::vector<Route>{{"GET", "/events/{name}", noBody, [this](const Request &request) {
                                         return Response::events(
                                             m_hub->subscribe(request.captures[0], request.header("last-event-id"),
                                                              [this](const QByteArray &id) { return after(id); }));
                                     }}});
    QVERIFY(m_server->listen());
}

std::vector<Event> TestEvents::after(const QByteArray &id)
{
    const std::lock_guard lock(m_storeMutex);
    std::vector<Event> page;
    for (const Event &event : m_store)
        if (event.id.toInt() > id.toInt() && page.size() < 10)
            page.push_back(event);
    return page;
}

void TestEvents::record(const Event &event)
{
    {
        const std::lock_guard lock(m_storeMutex);
        m_store.push_back(event);
    }
    m_hub->publish(event);
}

WireClient TestEvents::listener(const QByteArray &name, const QByteArray &lastEventId)
{
    WireClient client(m_server->port());
    client.send(wireRequest("GET", "/events/" + name,
                            lastEventId.isEmpty() ? QByteArray() : "Last-Event-ID: " + lastEventId + "\r\n"));
    const QByteArray head = client.readUntil("retry: 3000\n\n");
    if (!head.startsWith("HTTP/1.1 200 OK\r\n") || !head.contains("content-type: text/event-stream\r\n"))
        qWarning("not a stream: %s", head.constData());
    return client;
}

// Another process told it, and this one hears of it only now: ids go forward for every listener.
void TestEvents::lateNewsIsNotToldAgain()
{
    start();
    auto client = listener("officer", "35");
    m_hub->publish({"34", "n", "late"});
    m_hub->publish({"35", "n", "late"});
    m_hub->publish({"36", "n", "new"});
    const auto stream = client.readUntil("data: new\n\n");
    QVERIFY2(stream.contains("id: 36\n") && !stream.contains("late"), stream.constData());
}

void TestEvents::delivers()
{
    start();
    WireClient phone = listener("a");
    m_hub->publish({"7", "submission", "{\"state\":\"received\"}"});
    QCOMPARE(phone.readUntil("\n\n"), "id: 7\nevent: submission\ndata: {\"state\":\"received\"}\n\n");
    m_hub->publish({"8", "review", "x"});
    QCOMPARE(phone.readUntil("\n\n"), "id: 8\nevent: review\ndata: x\n\n");
}

void TestEvents::writesTheFormat_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lines") << Event{"1", "n", "a\nb"} << QByteArray("id: 1\nevent: n\ndata: a\ndata: b\n\n");
    QTest::newRow("CR LF") << Event{"1", "n", "a\r\nb\rc"}
                           << QByteArray("id: 1\nevent: n\ndata: a\ndata: b\ndata: c\n\n");
    QTest::newRow("no name") << Event{"1", "", "a"} << QByteArray("id: 1\ndata: a\n\n");
    QTest::newRow("empty data") << Event{"1", "n", ""} << QByteArray("id: 1\nevent: n\ndata: \n\n");
    QTest::newRow("a field in the name") << Event{"1", "n\ndata: forged", "a"}
                                         << QByteArray("id: 1\nevent: ndata: forged\ndata: a\n\n");
    QTest::newRow("a field in the id") << Event{"1\r\nevent: forged", "n", "a"}
                                       << QByteArray("id: 1event: forged\nevent: n\ndata: a\n\n");
}

void TestEvents::writesTheFormat()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, bytes);
    start();
    WireClient phone = listener("a");
    m_hub->publish(event);
    QCOMPARE(phone.readUntil("\n\n"), bytes);
}

void TestEvents::resumesAfterLastEventId()
{
    start();
    for (int i = 1; i <= 35; ++i) // more than three pages
        record({QByteArray::number(i), "n", "x"});
    WireClient phone = listener("a", "3");
    for (int i = 4; i <= 35; ++i)
        QCOMPARE(phone.readUntil("\n\n"), "id: " + QByteArray::number(i) + "\nevent: n\ndata: x\n\n");
    record({"36", "n", "live"});
    QCOMPARE(phone.readUntil("\n\n"), "id: 36\nevent: n\ndata: live\n\n");
}

void TestEvents::missesNothingWhileTheReplayRuns()
{
    start();
    record({"1", "n", "x"});
    std::atomic<int> next = 2;
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        while (!stop) {
            record({QByteArray::number(next++), "n", "x"});
            std::this_thread::sleep_for(1ms);
        }
    });
    for (int round = 0; round < 20; ++round) {
        WireClient phone = listener("a", "1");
        const int last = next + 20;
        for (int i = 2; i < last; ++i) { // each once, in order, over the seam between replay and live
            const QByteArray frame = phone.readUntil("\n\n");
            if (frame != "id: " + QByteArray::number(i) + "\nevent: n\ndata: x\n\n") {
                stop = true;
                writer.join();
                QFAIL(qPrintable(QStringLiteral("%1: %2").arg(i).arg(QString::fromLatin1(frame))));
            }
        }
    }
    stop = true;
    writer.join();
}

void TestEvents::onlyTheAudienceHears()
{
    start();
    WireClient author = listener("author");
    WireClient authority = listener("authority");
    m_hub->publish({"1", "n", "for one"}, [](const QByteArray &name) { return name == "authority"; });
    m_hub->publish({"2", "n", "for all"});
    QCOMPARE(author.readUntil("\n\n"), "id: 2\nevent: n\ndata: for all\n\n");
    QCOMPARE(authority.readUntil("\n\n"), "id: 1\nevent: n\ndata: for one\n\n");
    QCOMPARE(authority.readUntil("\n\n"), "id: 2\nevent: n\ndata: for all\n\n");
}

void TestEvents::saysSomethingWhenNothingHappens()
{
    Limits limits;
    limits.heartbeat = 200ms;
    limits.idle = 300ms; // a silent listener is not an idle connection
    start(limits);
    WireClient phone = listener("a");
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 4; ++i)
        QCOMPARE(phone.readUntil("\n\n"), ":\n\n");
    QVERIFY(timer.elapsed() > 600 && timer.elapsed() < 2500);
}

void TestEvents::aSlowListenerIsCutOffAndResumes()
{
    start({}, {50, 10 * 1024 * 1024});
    WireClient slow = listener("slow");
    WireClient quick = listener("quick");
    const QByteArray large(200'000, 'x');
    QByteArray last;
    for (int i = 1; i <= 200; ++i) {
        record({QByteArray::number(i), "n", large});
        QVERIFY(quick.readUntil("\n\n").startsWith("id: " + QByteArray::number(i) + '\n'));
    }
    QTRY_COMPARE(m_server->counters().listenersCutOff, 1);
    QCOMPARE(m_hub->listeners(), 1);
    int received = 0;
    for (QByteArray frame = slow.readUntil("\n\n"); frame.endsWith("\n\n"); frame = slow.readUntil("\n\n")) {
        last = frame.mid(4, frame.indexOf('\n') - 4);
        QCOMPARE(last, QByteArray::number(++received)); // what it got was whole and in order
    }
    QVERIFY(received < 200);
    WireClient again = listener("slow", last.isEmpty() ? "0" : last);
    for (int i = received + 1; i <= 200; ++i)
        QVERIFY(again.readUntil("\n\n").startsWith("id: " + QByteArray::number(i) + '\n'));
}

void TestEvents::aRevokedListenerIsCut()
{
    start();
    WireClient revoked = listener("a");
    WireClient other = listener("b");
    m_hub->disconnect("a");
    QVERIFY(revoked.closedByPeer(2s));
    m_hub->publish({"1", "n", "x"});
    QVERIFY(other.readUntil("\n\n").startsWith("id: 1"));
}

void TestEvents::aListenerThatLeavesIsForgotten()
{
    start();
    std::vector<WireClient> phones;
    for (int i = 0; i < 20; ++i)
        phones.push_back(listener("a"));
    QCOMPARE(m_hub->listeners(), 20);
    QCOMPARE(m_server->counters().eventListeners, 20);
    for (std::size_t i = 0; i < phones.size(); ++i)
        i % 2 ? phones[i].reset() : phones[i].close();
    QTRY_COMPARE(m_hub->listeners(), 0);
    QTRY_COMPARE(m_server->counters().openConnections, 0);
}

void TestEvents::stoppingEndsStreams()
{
    start();
    WireClient phone = listener("a");
    QElapsedTimer timer;
    timer.start();
    m_server->stop();
    QVERIFY(timer.elapsed() < 2000);
    QVERIFY(phone.closedByPeer(1s));
}

void TestEvents::theHubMayGoFirst()
{
    start();
    WireClient phone = listener("a");
    m_hub.reset();
    QVERIFY(phone.closedByPeer(2s));
}

void TestEvents::publishingFromManyThreads()
{
    start({}, {100'000, 64 * 1024 * 1024});
    WireClient phone = listener("a");
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([this, t] {
            for (int i = 0; i < 500; ++i)
                m_hub->publish({QByteArray::number(t * 1000 + i), "n", "x"});
        });
    for (std::thread &thread : threads)
        thread.join();
    QSet<QByteArray> seen;
    for (int i = 0; i < 2000; ++i)
        seen.insert(phone.readUntil("\n\n"));
    QCOMPARE(seen.size(), 2000);
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
