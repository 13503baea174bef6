// SPDX-License-Identifier: EUPL-1.2
// Every limit of time, memory and places, with the times shortened: the slow and the many are cut, the others served.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

class TestLimits : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Server> m_server;
    void start(const Limits &limits, const QString &spoolFolder = {});
    [[nodiscard]] WireClient client() const { return WireClient(m_server->port()); }

private Q_SLOTS:
    void cleanup() { m_server.reset(); }
    void aSlowHeaderIsCut();
    void aDrippingHeaderIsCut();
    void aStalledBodyIsCut();
    void aDrippingBodyIsCut();
    void aSteadyBodyAboveTheRateIsNot();
    void anIdleConnectionIsClosed();
    void aReaderWhoDoesNotReadIsCut();
    void aRefusalIsReadInSpiteOfABodyOnItsWay();
    void slowBodiesHoldNoMemory();
    void spooledBodiesArriveWhole();
    void aBodyThatFindsNoMemoryComesBackLater();
    void aBodyThatFindsNoDiskIsSaid();
    void textsPassWhenPhotosFillTheBudget();
    void theLongestIdleMakesRoom();
    void nobodyBeingServedMakesRoom();
    void oneAddressHasItsShare();
    void slowSendersMakeRoom();
    void slowReadersMakeRoom();
};

void TestLimits::start(const Limits &limits, const QString &spoolFolder)
{
    Options options;
    options.limits = limits;
    options.spoolFolder = spoolFolder;
    const auto size = [](const Request &request) {
        return Response::bytes("text/plain", QByteArray::number(request.body.size()));
    };
    m_server = std::make_unique<Server>(
        options, std::vector<Route>{
                     {"GET", "/", noBody, size},
                     {"POST", "/json", jsonBodyLimit, size},
                     {"PATCH", "/part", partBodyLimit, size},
                     {"PATCH", "/digest", partBodyLimit,
                      [](const Request &request) {
                          return Response::bytes(
                              "text/plain", QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex());
                      }},
                     {"PATCH", "/slow", partBodyLimit,
                      [size](const Request &request) {
                          std::this_thread::sleep_for(700ms);
                          return size(request);
                      }},
                     {"GET", "/large", noBody, [](const Request &) {
                          return Response::bytes("text/plain", QByteArray(32 * 1024 * 1024, 'x'));
                      }}});
    QVERIFY(m_server->listen());
}

void TestLimits::aSlowHeaderIsCut()
{
    Limits limits;
    limits.headerDeadline = 400ms;
    start(limits);
    WireClient slow = client();
    slow.send("GET / HTTP/1.1\r\nHost: te");
    QElapsedTimer timer;
    timer.start();
    const auto reply = slow.reply();
    QCOMPARE(reply.status, 408);
    QVERIFY(reply.closes());
    QVERIFY2(timer.elapsed() >= 350 && timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_server->counters().timeouts, 1);
}

void TestLimits::aDrippingHeaderIsCut()
{
    Limits limits;
    limits.headerDeadline = 500ms;
    limits.linger = 100ms;
    start(limits);
    WireClient slow = client();
    QElapsedTimer timer;
    timer.start();
    slow.send("GET / HTTP/1.1\r\nHost: test\r\n");
    while (timer.elapsed() < 5000 && slow.send("X: y\r\n"))
        std::this_thread::sleep_for(50ms);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void TestLimits::aStalledBodyIsCut()
{
    Limits limits;
    limits.bodyProgress = 400ms;
    start(limits);
    WireClient slow = client();
    slow.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\nhello");
    QCOMPARE(slow.reply(false, 2s).status, 408);
    QCOMPARE(m_server->counters().bufferedBodyBytes, 0);
}

void TestLimits::aDrippingBodyIsCut()
{
    Limits limits;
    limits.bodyProgress = 400ms;
    limits.bodyGrace = 600ms;
    limits.bodyRate = 1024;
    limits.linger = 100ms;
    start(limits);
    WireClient slow = client();
    QElapsedTimer timer;
    timer.start();
    slow.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\n");
    while (timer.elapsed() < 5000 && slow.send("x")) // never silent for long: the stall timer alone lets it live
        std::this_thread::sleep_for(50ms);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void TestLimits::aSteadyBodyAboveTheRateIsNot()
{
    Limits limits;
    limits.bodyProgress = 400ms;
    limits.bodyGrace = 600ms;
    limits.bodyRate = 1024;
    start(limits);
    WireClient slow = client();
    slow.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 10000\r\n\r\n");
    for (int i = 0; i < 20; ++i) { // 5,000 bytes a second over two seconds: three windows and more
        QVERIFY(slow.send(QByteArray(500, 'x')));
        std::this_thread::sleep_for(100ms);
    }
    QCOMPARE(slow.reply().body, "10000");
}

void TestLimits::anIdleConnectionIsClosed()
{
    Limits limits;
    limits.idle = 400ms;
    start(limits);
    WireClient silent = client();
    QVERIFY(silent.closedByPeer(2s));
    WireClient used = client();
    used.send(wireRequest("GET", "/"));
    QCOMPARE(used.reply().status, 200);
    QVERIFY(used.closedByPeer(2s));
}

void TestLimits::aReaderWhoDoesNotReadIsCut()
{
    Limits limits;
    limits.writeProgress = 400ms;
    start(limits);
    WireClient deaf = client();
    deaf.send(wireRequest("GET", "/large"));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->counters().timeouts, 1, 3000);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->counters().openConnections, 0, 3000);
}

void TestLimits::aRefusalIsReadInSpiteOfABodyOnItsWay()
{
    start({});
    for (int i = 0; i < 10; ++i) {
        WireClient eager = client();
        eager.send("POST /json HTTP/1.1\r\nHost: test\r\nContent-Length: 8000000\r\n\r\n");
        QVERIFY(eager.send(QByteArray(8'000'000, 'x'))); // all of it, before looking at the answer
        QCOMPARE(eager.reply().status, 413);
    }
}

void TestLimits::slowBodiesHoldNoMemory()
{
    Limits limits;
    limits.bufferedBodies = 4 * 1024 * 1024;
    start(limits);
    std::vector<WireClient> holders;
    for (int i = 0; i < 10; ++i) { // ten times 900 kB sent, nothing finished
        holders.push_back(client());
        QVERIFY(holders.back().send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n\r\n" +
                                    QByteArray(900'000, 'x')));
    }
    QTRY_VERIFY(m_server->counters().spooledBodies >= 7);
    QVERIFY(m_server->counters().bufferedBodyBytes <= 3 * 1024 * 1024);
    WireClient late = client();
    late.send(wireRequest("PATCH", "/part", {}, QByteArray(900'000, 'x')));
    QCOMPARE(late.reply(false, 3s).body, "900000");
    for (WireClient &holder : holders) {
        QVERIFY(holder.send(QByteArray(100'000, 'y')));
        QCOMPARE(holder.reply().body, "1000000");
    }
    QCOMPARE(m_server->counters().bufferedBodyBytes, 0);
}

void TestLimits::spooledBodiesArriveWhole()
{
    Limits limits;
    limits.bufferedBodies = 6 * 1024 * 1024;
    start(limits);
    QByteArray body(4'000'000, 'a');
    for (qsizetype i = 0; i < body.size(); i += 101)
        body[i] = static_cast<char>(i / 101);
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    for (const bool chunked : {false, true}) {
        const qint64 before = m_server->counters().spooledBodies;
        WireClient phone = client();
        const QByteArray framed = QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
        phone.send(chunked ? wireRequest("PATCH", "/digest", "Transfer-Encoding: chunked\r\n") + framed
                           : wireRequest("PATCH", "/digest", {}, body));
        QCOMPARE(phone.reply().body, digest);
        QCOMPARE(m_server->counters().spooledBodies, before + 1);
    }
}

void TestLimits::aBodyThatFindsNoMemoryComesBackLater()
{
    Limits limits;
    limits.bufferedBodies = 1024 * 1024;
    limits.bodyBudgetWait = 200ms;
    start(limits);
    WireClient phone = client();
    phone.send(wireRequest("PATCH", "/part", {}, QByteArray(2'000'000, 'x')));
    const auto reply = phone.reply();
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.headers.value("retry-after").toInt() > 0);
    QCOMPARE(m_server->counters().bufferedBodyBytes, 0);
}

void TestLimits::aBodyThatFindsNoDiskIsSaid()
{
    Limits limits;
    limits.bufferedBodies = 4 * 1024 * 1024;
    start(limits, QStringLiteral("/nonexistent/folder"));
    WireClient phone = client();
    phone.send(wireRequest("PATCH", "/part", {}, QByteArray(4'000'000, 'x')));
    const auto reply = phone.reply();
    QCOMPARE(reply.status, 507);
    QVERIFY(reply.body.contains("disk-full"));
}

void TestLimits::textsPassWhenPhotosFillTheBudget()
{
    Limits limits;
    limits.bufferedBodies = 4 * 1024 * 1024;
    start(limits);
    std::vector<WireClient> holders;
    for (int i = 0; i < 2; ++i) { // in their handlers for 700 ms, with three quarters of the budget
        holders.push_back(client());
        holders.back().send(wireRequest("PATCH", "/slow", {}, QByteArray(1'500'000, 'x')));
    }
    QTRY_VERIFY(m_server->counters().bufferedBodyBytes >= 3'000'000);
    WireClient photo = client();
    photo.send(wireRequest("PATCH", "/part", {}, QByteArray(1'000'000, 'x')));
    QElapsedTimer timer;
    timer.start();
    WireClient text = client();
    text.send(wireRequest("POST", "/json", {}, QByteArray(200'000, 'x')));
    QCOMPARE(text.reply(false, 2s).body, "200000");
    QVERIFY2(timer.elapsed() < 600, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(photo.reply().body, "1000000"); // waits its turn, then passes
}

void TestLimits::theLongestIdleMakesRoom()
{
    Limits limits;
    limits.connections = 20;
    limits.connectionsPerAddress = 20;
    start(limits);
    std::vector<WireClient> silent;
    for (int i = 0; i < 100; ++i)
        silent.push_back(client());
    WireClient late = client();
    late.send(wireRequest("GET", "/"));
    QCOMPARE(late.reply(false, 2s).status, 200);
    QVERIFY(silent.front().closedByPeer(1s));
    QVERIFY(m_server->counters().openConnections <= 21);
    QVERIFY(m_server->counters().evicted >= 80);
}

void TestLimits::nobodyBeingServedMakesRoom()
{
    Limits limits;
    limits.connections = 4;
    start(limits);
    std::vector<WireClient> busy;
    for (int i = 0; i < 4; ++i) {
        busy.push_back(client());
        busy.back().send(wireRequest("PATCH", "/slow"));
    }
    QTRY_COMPARE(m_server->counters().requests, 4);
    WireClient fifth = client();
    QVERIFY(fifth.closedByPeer(2s));
    QCOMPARE(m_server->counters().turnedAway, 1);
    for (WireClient &one : busy)
        QCOMPARE(one.reply().status, 200);
}

void TestLimits::oneAddressHasItsShare()
{
    Limits limits;
    limits.connectionsPerAddress = 3;
    start(limits);
    std::vector<WireClient> busy;
    for (int i = 0; i < 3; ++i) {
        busy.push_back(client());
        busy.back().send(wireRequest("PATCH", "/slow"));
    }
    QTRY_COMPARE(m_server->counters().requests, 3);
    WireClient fourth = client();
    QVERIFY(fourth.closedByPeer(2s));
}

void TestLimits::slowSendersMakeRoom()
{
    Limits limits;
    limits.connectionsPerAddress = 20;
    start(limits);
    WireClient steady = client();
    steady.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\n\r\n");
    std::vector<WireClient> slow;
    for (int i = 0; i < 60; ++i) {
        slow.push_back(client());
        slow.back().send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\nx");
        QVERIFY(steady.send(QByteArray(1000, 'x'))); // moves all the time
        std::this_thread::sleep_for(2ms);
    }
    WireClient late = client();
    late.send(wireRequest("GET", "/"));
    QCOMPARE(late.reply(false, 2s).status, 200);
    QCOMPARE(steady.reply(false, 2s).body, "60000");
}

void TestLimits::slowReadersMakeRoom()
{
    Limits limits;
    limits.connectionsPerAddress = 4;
    start(limits);
    std::vector<WireClient> deaf;
    for (int i = 0; i < 4; ++i) {
        deaf.push_back(client());
        deaf.back().send(wireRequest("GET", "/large"));
    }
    QTRY_COMPARE(m_server->counters().responses2xx, 4);
    WireClient late = client();
    late.send(wireRequest("GET", "/"));
    QCOMPARE(late.reply(false, 2s).status, 200);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
