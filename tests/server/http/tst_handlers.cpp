// SPDX-License-Identifier: EUPL-1.2
// What a handler may do, and what the server does around it: before, after, later, never, and at its end.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <stdexcept>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

class TestHandlers : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Server> m_server;
    QTemporaryDir m_folder;
    std::atomic<int> m_handled = 0;
    std::vector<std::thread> m_late;

    std::vector<Route> routes();
    WireReply ask(const QByteArray &bytes, bool head = false);

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_server.reset();
        for (auto &thread : m_late)
            thread.join();
        m_late.clear();
    }
    void refusesBeforeTheBodyWhenNotAdmitted();
    void streamsFiles();
    void aMissingFileIs500();
    void anExceptionIs500();
    void noHandlerCanSplitAHeader();
    void slowHandlersDoNotHoldOthers();
    void answersMayComeLater();
    void anAnswerThatNeverComesIs500();
    void aRouteSpeaksOnItsRefusals();
    void countsWhatHappens();
    void stopLetsRunningRequestsFinish();
    void aTakenPortIsAFailure();
};

std::vector<Route> TestHandlers::routes()
{
    const auto text = [](const Request &) { return Response::bytes("text/plain", "hello"); };
    return {
        {"GET", "/hello", noBody, text},
        {"GET", "/slow", noBody,
         [this](const Request &) {
             std::this_thread::sleep_for(400ms);
             ++m_handled;
             return Response::bytes("text/plain", "slow");
         }},
        {"POST", "/closed", partBodyLimit, text,
         [](const Request &request) -> Result<> {
             if (request.header("authorization") == "yes")
                 return {};
             return fail(Reason::UnknownKey, QStringLiteral("no key"));
         }},
        {"GET", "/file", noBody,
         [this](const Request &) {
             return Response::fromFile("application/octet-stream", m_folder.filePath(QStringLiteral("big")));
         }},
        {"GET",
         "/later",
         noBody,
         {},
         {},
         [this](const Request &request, const Answer &answer) {
             m_late.emplace_back([answer, how = request.query] {
                 std::this_thread::sleep_for(50ms);
                 if (how == "composed")
                     answer.composed([] { return Response::bytes("text/plain", "composed"); });
                 else
                     answer(Response::bytes("text/plain", "first"));
                 answer(Response::bytes("text/plain", "second"));
             });
         }},
        {"GET", "/never", noBody, {}, {}, [](const Request &, const Answer &) {}},
        {"GET",
         "/thrown-later",
         noBody,
         {},
         {},
         [](const Request &, const Answer &) { throw std::runtime_error("boom"); }},
        {"POST", "/spoken", 10, text, {}, {}, {{"x-spoken", "always"}}},
        {"GET", "/throw", noBody, [](const Request &) -> Response { throw std::runtime_error("boom"); }},
        {"GET", "/split", noBody,
         [](const Request &) {
             return Response::empty(200)
                 .with("x-name", "a\r\nSet-Cookie: b")
                 .with("bad name", "x")
                 .with("content-length", "9999");
         }},
    };
}

void TestHandlers::init()
{
    m_handled = 0;
    m_server = std::make_unique<Server>(Options{}, routes());
    const auto listening = m_server->listen();
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().toString()));
    QVERIFY(m_server->port() != 0);
}

WireReply TestHandlers::ask(const QByteArray &bytes, bool head)
{
    WireClient client(m_server->port());
    client.send(bytes);
    return client.reply(head);
}

void TestHandlers::refusesBeforeTheBodyWhenNotAdmitted()
{
    WireClient client(m_server->port());
    client.send("POST /closed HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\n");
    const auto reply = client.reply();
    QCOMPARE(reply.status, 401);
    QCOMPARE(objectOf(reply)[QStringLiteral("reason")].toString(), QStringLiteral("unknown-key"));
    QVERIFY(reply.closes());
    QCOMPARE(ask(wireRequest("POST", "/closed", "Authorization: yes\r\n", "x")).status, 200);
}

void TestHandlers::streamsFiles()
{
    QByteArray contents(3'000'000, 'a');
    for (qsizetype i = 0; i < contents.size(); i += 997)
        contents[i] = static_cast<char>(i);
    QFile file(m_folder.filePath(QStringLiteral("big")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents);
    file.close();
    const auto reply = ask(wireRequest("GET", "/file"));
    QCOMPARE(reply.headers.value("content-length"), "3000000");
    QVERIFY(reply.body == contents);
    QCOMPARE(ask(wireRequest("HEAD", "/file"), true).headers.value("content-length"), "3000000");
    QVERIFY(file.remove());
}

void TestHandlers::aMissingFileIs500()
{
    QCOMPARE(ask(wireRequest("GET", "/file")).status, 500);
}

void TestHandlers::anExceptionIs500()
{
    WireClient client(m_server->port());
    client.send(wireRequest("GET", "/throw"));
    const auto reply = client.reply();
    QCOMPARE(reply.status, 500);
    QVERIFY(!reply.body.contains("boom"));
    client.send(wireRequest("GET", "/hello"));
    QCOMPARE(client.reply().status, 200);
    QCOMPARE(m_server->counters().handlerExceptions, 1);
}

void TestHandlers::noHandlerCanSplitAHeader()
{
    const auto reply = ask(wireRequest("GET", "/split"));
    QCOMPARE(reply.headers.value("x-name"), "a  Set-Cookie: b");
    QVERIFY(!reply.headers.contains("set-cookie"));
    QVERIFY(!reply.headers.contains("bad name"));
    QCOMPARE(reply.headers.value("content-length"), "0");
}

void TestHandlers::slowHandlersDoNotHoldOthers()
{
    std::vector<WireClient> waiting;
    for (int i = 0; i < 6; ++i)
        waiting.emplace_back(m_server->port()).send(wireRequest("GET", "/slow"));
    QTRY_COMPARE(m_server->counters().requests, 6);
    QCOMPARE(ask(wireRequest("GET", "/hello")).status, 200);
    QVERIFY(m_handled < 6); // one after the other it would have come last
    for (WireClient &client : waiting)
        QCOMPARE(client.reply().body, "slow");
}

void TestHandlers::answersMayComeLater()
{
    QCOMPARE(ask(wireRequest("GET", "/later")).body, "first");
    const auto composed = ask(wireRequest("GET", "/later?composed")).body;
    QVERIFY2(composed == "composed" || composed == "second", composed); // whichever was given first
}

void TestHandlers::anAnswerThatNeverComesIs500()
{
    QCOMPARE(ask(wireRequest("GET", "/never")).status, 500);
    QCOMPARE(ask(wireRequest("GET", "/thrown-later")).status, 500);
    QCOMPARE(ask(wireRequest("GET", "/hello")).status, 200);
}

void TestHandlers::aRouteSpeaksOnItsRefusals()
{
    for (const auto &body : {QByteArray("short"), QByteArray(11, 'x')}) {
        const auto reply = ask(wireRequest("POST", "/spoken", {}, body));
        QCOMPARE(reply.status, body.size() > 10 ? 413 : 200);
        QCOMPARE(reply.headers.value("x-spoken"), "always");
    }
}

void TestHandlers::countsWhatHappens()
{
    QCOMPARE(ask(wireRequest("GET", "/hello")).status, 200);
    QCOMPARE(ask(wireRequest("GET", "/nothing")).status, 404);
    const Counters counters = m_server->counters();
    QCOMPARE(counters.accepted, 2);
    QCOMPARE(counters.requests, 2);
    QCOMPARE(counters.responses2xx, 1);
    QCOMPARE(counters.responses4xx, 1);
    QCOMPARE(counters.refused, 1);
    QVERIFY(counters.bytesIn > 0 && counters.bytesOut > counters.bytesIn);
    QCOMPARE(counters.bufferedBodyBytes, 0);
    QCOMPARE(counters.byRoute.size(), std::size_t(2));
    QCOMPARE(counters.byRoute[0].pattern, QByteArray()); // no such route
    QCOMPARE(counters.byRoute[0].status, 404);
    QCOMPARE(counters.byRoute[1].pattern, QByteArray("/hello"));
    QCOMPARE(counters.byRoute[1].replies, 1);
}

void TestHandlers::stopLetsRunningRequestsFinish()
{
    WireClient running(m_server->port());
    WireClient idle(m_server->port());
    running.send(wireRequest("GET", "/slow"));
    QTest::qWait(100);
    QElapsedTimer timer;
    timer.start();
    m_server->stop();
    QVERIFY(timer.elapsed() < 3000);
    const auto reply = running.reply();
    QCOMPARE(reply.body, "slow");
    QVERIFY(reply.closes());
    QCOMPARE(m_handled.load(), 1);
    QVERIFY(idle.closedByPeer(1s));
}

void TestHandlers::aTakenPortIsAFailure()
{
    Options options;
    options.port = m_server->port();
    Server second(options, {});
    const auto listening = second.listen();
    QVERIFY(!listening);
    QVERIFY(listening.error().detail.contains(QString::number(options.port)));
    Options wrong;
    wrong.address = QStringLiteral("not-an-address");
    Server third(wrong, {});
    QCOMPARE(third.listen().error().reason, Reason::InvalidValue);
}

QTEST_GUILESS_MAIN(TestHandlers)
#include "tst_handlers.moc"
