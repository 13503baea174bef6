// SPDX-License-Identifier: EUPL-1.2
// What an ordinary client may expect: routes, methods, bodies, keep-alive, files, problem documents, headers.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <stdexcept>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

namespace {

Response describe(const Request &request)
{
    return Response::json(
        200, {{QStringLiteral("method"), QString::fromLatin1(request.method)},
              {QStringLiteral("path"), QString::fromLatin1(request.path)},
              {QStringLiteral("query"), QString::fromLatin1(request.query)},
              {QStringLiteral("authority"), QString::fromLatin1(request.authority)},
              {QStringLiteral("address"), QString::fromLatin1(request.remoteAddress)},
              {QStringLiteral("x"), QString::fromLatin1(request.header("X-Many"))},
              {QStringLiteral("size"), static_cast<qint64>(request.body.size())},
              {QStringLiteral("sha256"),
               QString::fromLatin1(QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex())}});
}

QJsonObject objectOf(const WireReply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

} // namespace

class TestSemantics : public QObject
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
    void answersGet();
    void headHasTheLengthButNoBody();
    void anotherMethodIs405WithAllow();
    void anUnknownPathIs404();
    void optionsIsAnsweredByTheServer();
    void joinsRepeatedFields();
    void takesAbsoluteTargets();
    void keepsConnectionsAlive();
    void closesWhenAsked();
    void answersPipelinedRequestsInOrder();
    void answersAfterAHalfClose();
    void readsChunkedBodies();
    void dropsTrailers();
    void says100Continue();
    void refusesBeforeTheBodyWhenNotAdmitted();
    void streamsFiles();
    void aMissingFileIs500();
    void anExceptionIs500();
    void everyReplyCarriesTheSecurityHeaders();
    void noHandlerCanSplitAHeader();
    void problemDocumentsCarryTheReason();
    void slowHandlersDoNotHoldOthers();
    void answersMayComeLater();
    void anAnswerThatNeverComesIs500();
    void aRouteSpeaksOnItsRefusals();
    void countsWhatHappens();
    void stopLetsRunningRequestsFinish();
    void aTakenPortIsAFailure();
    void onlyATrustedProxySpeaksForOthers();
};

std::vector<Route> TestSemantics::routes()
{
    const auto text = [](const Request &) { return Response::bytes("text/plain", "hello"); };
    return {
        {"GET", "/hello", noBody, text},
        {"GET", "/describe", noBody, describe},
        {"POST", "/json", jsonBodyLimit, describe},
        {"PATCH", "/part", partBodyLimit, describe},
        {"GET", "/slow", noBody,
         [this](const Request &) {
             std::this_thread::sleep_for(400ms);
             ++m_handled;
             return Response::bytes("text/plain", "slow");
         }},
        {"POST", "/closed", partBodyLimit, describe,
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
        {"POST", "/spoken", 10, describe, {}, {}, {{"x-spoken", "always"}}},
        {"GET", "/throw", noBody, [](const Request &) -> Response { throw std::runtime_error("boom"); }},
        {"GET", "/split", noBody,
         [](const Request &) {
             return Response::empty(200)
                 .with("x-name", "a\r\nSet-Cookie: b")
                 .with("bad name", "x")
                 .with("content-length", "9999");
         }},
        {"GET", "/framed", noBody,
         [](const Request &) {
             return Response::bytes("text/html", "<p>")
                 .with("x-frame-options", {})
                 .with("content-security-policy", "x");
         }},
    };
}

void TestSemantics::init()
{
    m_handled = 0;
    m_server = std::make_unique<Server>(Options{}, routes());
    const auto listening = m_server->listen();
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().toString()));
    QVERIFY(m_server->port() != 0);
}

WireReply TestSemantics::ask(const QByteArray &bytes, bool head)
{
    WireClient client(m_server->port());
    client.send(bytes);
    return client.reply(head);
}

void TestSemantics::answersGet()
{
    const auto reply = ask(wireRequest("GET", "/describe?a=1&b=%20"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), "application/json");
    QCOMPARE(objectOf(reply)[QStringLiteral("path")].toString(), QStringLiteral("/describe"));
    QCOMPARE(objectOf(reply)[QStringLiteral("query")].toString(), QStringLiteral("a=1&b=%20"));
    QCOMPARE(objectOf(reply)[QStringLiteral("authority")].toString(), QStringLiteral("test"));
    QCOMPARE(objectOf(reply)[QStringLiteral("address")].toString(), QStringLiteral("127.0.0.1"));
    QVERIFY(!reply.closes());
}

void TestSemantics::headHasTheLengthButNoBody()
{
    WireClient client(m_server->port());
    client.send(wireRequest("HEAD", "/hello") + wireRequest("GET", "/hello"));
    const auto head = client.reply(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length"), "5");
    QCOMPARE(client.reply().body, "hello"); // the next bytes are the next reply: HEAD sent no body
}

void TestSemantics::anotherMethodIs405WithAllow()
{
    const auto reply = ask(wireRequest("DELETE", "/hello"));
    QCOMPARE(reply.status, 405);
    QCOMPARE(reply.headers.value("allow"), "GET, HEAD, OPTIONS");
}

void TestSemantics::anUnknownPathIs404()
{
    QCOMPARE(ask(wireRequest("GET", "/nothing")).status, 404);
    QCOMPARE(ask(wireRequest("GET", "/hello/")).status, 404);
}

void TestSemantics::optionsIsAnsweredByTheServer()
{
    const auto reply = ask(wireRequest("OPTIONS", "/json"));
    QCOMPARE(reply.status, 204);
    QCOMPARE(reply.headers.value("allow"), "OPTIONS, POST");
    const auto all = ask(wireRequest("OPTIONS", "*"));
    QCOMPARE(all.status, 204);
    QCOMPARE(all.headers.value("allow"), "GET, HEAD, OPTIONS, PATCH, POST");
}

void TestSemantics::joinsRepeatedFields()
{
    const auto reply = ask(wireRequest("GET", "/describe", "X-Many: a\r\nx-many:  b  \r\n"));
    QCOMPARE(objectOf(reply)[QStringLiteral("x")].toString(), QStringLiteral("a, b"));
}

void TestSemantics::takesAbsoluteTargets()
{
    const auto reply = ask(wireRequest("GET", "http://test/describe?q"));
    QCOMPARE(objectOf(reply)[QStringLiteral("path")].toString(), QStringLiteral("/describe"));
    QCOMPARE(ask(wireRequest("GET", "http://other/describe")).status, 400);
    QCOMPARE(ask(wireRequest("GET", "ftp://test/describe")).status, 400);
}

void TestSemantics::keepsConnectionsAlive()
{
    WireClient client(m_server->port());
    for (int i = 0; i < 20; ++i) {
        QVERIFY(client.send(wireRequest("POST", "/json", {}, QByteArray(1000, 'x'))));
        QCOMPARE(objectOf(client.reply())[QStringLiteral("size")].toInt(), 1000);
    }
    QCOMPARE(m_server->counters().accepted, 1);
}

void TestSemantics::closesWhenAsked()
{
    WireClient client(m_server->port());
    client.send(wireRequest("GET", "/hello", "Connection: close\r\n"));
    QVERIFY(client.reply().closes());
    QVERIFY(client.closedByPeer(2s));
    WireClient old(m_server->port());
    old.send("GET /hello HTTP/1.0\r\nHost: test\r\n\r\n");
    QCOMPARE(old.reply().status, 200);
    QVERIFY(old.closedByPeer(2s));
}

void TestSemantics::answersPipelinedRequestsInOrder()
{
    WireClient client(m_server->port());
    QByteArray requests;
    for (int i = 0; i < 50; ++i)
        requests += i == 0 ? wireRequest("GET", "/slow")
                           : wireRequest("POST", "/json", {}, QByteArray(i, 'x')); // the first is the slowest
    QVERIFY(client.send(requests));
    QCOMPARE(client.reply().body, "slow");
    for (int i = 1; i < 50; ++i)
        QCOMPARE(objectOf(client.reply())[QStringLiteral("size")].toInt(), i);
}

void TestSemantics::answersAfterAHalfClose()
{
    WireClient client(m_server->port());
    client.send(wireRequest("GET", "/slow") + wireRequest("GET", "/hello"));
    client.halfClose();
    QCOMPARE(client.reply().body, "slow");
    QCOMPARE(client.reply().body, "hello");
    QVERIFY(client.closedByPeer(2s));
}

void TestSemantics::readsChunkedBodies()
{
    const QByteArray fields = "Transfer-Encoding: chunked\r\n";
    const auto reply = ask(wireRequest("POST", "/json", fields) + "4\r\nWiki\r\n5;note=\"a\"\r\npedia\r\n0\r\n\r\n");
    QCOMPARE(objectOf(reply)[QStringLiteral("size")].toInt(), 9);
    // sha256("Wikipedia"), computed with coreutils
    QCOMPARE(objectOf(reply)[QStringLiteral("sha256")].toString(),
             QStringLiteral("d38b38a2dd476e045c299e8ee5d6466834456d97bd592a71746b423a6a05f386"));
    WireClient slow(m_server->port());
    slow.send(wireRequest("POST", "/json", fields));
    for (const char c : QByteArrayLiteral("4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n"))
        QVERIFY(slow.send(QByteArray(1, c)));
    QCOMPARE(objectOf(slow.reply())[QStringLiteral("size")].toInt(), 9);
}

void TestSemantics::dropsTrailers()
{
    const auto reply = ask(wireRequest("POST", "/json", "Transfer-Encoding: chunked\r\nX-Many: head\r\n") +
                           "1\r\na\r\n0\r\nX-Many: trailer\r\n\r\n");
    QCOMPARE(objectOf(reply)[QStringLiteral("x")].toString(), QStringLiteral("head"));
}

void TestSemantics::says100Continue()
{
    WireClient client(m_server->port());
    client.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.reply().status, 100);
    client.send("hello");
    QCOMPARE(objectOf(client.reply())[QStringLiteral("size")].toInt(), 5);
    client.send("PATCH /part HTTP/1.1\r\nHost: test\r\nContent-Length: 9000000\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.reply().status, 413); // not 100: nothing was sent for nothing
}

void TestSemantics::refusesBeforeTheBodyWhenNotAdmitted()
{
    WireClient client(m_server->port());
    client.send("POST /closed HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\n");
    const auto reply = client.reply();
    QCOMPARE(reply.status, 401);
    QCOMPARE(objectOf(reply)[QStringLiteral("reason")].toString(), QStringLiteral("unknown-key"));
    QVERIFY(reply.closes());
    QCOMPARE(ask(wireRequest("POST", "/closed", "Authorization: yes\r\n", "x")).status, 200);
}

void TestSemantics::streamsFiles()
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

void TestSemantics::aMissingFileIs500()
{
    QCOMPARE(ask(wireRequest("GET", "/file")).status, 500);
}

void TestSemantics::anExceptionIs500()
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

void TestSemantics::everyReplyCarriesTheSecurityHeaders()
{
    for (const QByteArray &bytes : {wireRequest("GET", "/hello"), wireRequest("GET", "/nothing"),
                                    wireRequest("DELETE", "/hello"), QByteArray("garbage\r\n\r\n")}) {
        const auto reply = ask(bytes);
        QVERIFY(reply.status >= 200);
        QCOMPARE(reply.headers.value("x-content-type-options"), "nosniff");
        QCOMPARE(reply.headers.value("x-frame-options"), "DENY");
        QCOMPARE(reply.headers.value("referrer-policy"), "no-referrer");
        QCOMPARE(reply.headers.value("cache-control"), "no-store");
        QVERIFY(reply.headers.value("content-security-policy").startsWith("default-src 'none'"));
        QVERIFY(reply.headers.value("date").endsWith(" GMT"));
        QVERIFY(!reply.headers.contains("server"));
    }
    const auto framed = ask(wireRequest("GET", "/framed"));
    QVERIFY(!framed.headers.contains("x-frame-options"));
    QCOMPARE(framed.headers.value("content-security-policy"), "x");
}

void TestSemantics::noHandlerCanSplitAHeader()
{
    const auto reply = ask(wireRequest("GET", "/split"));
    QCOMPARE(reply.headers.value("x-name"), "a  Set-Cookie: b");
    QVERIFY(!reply.headers.contains("set-cookie"));
    QVERIFY(!reply.headers.contains("bad name"));
    QCOMPARE(reply.headers.value("content-length"), "0");
}

void TestSemantics::problemDocumentsCarryTheReason()
{
    const auto reply = ask(wireRequest("POST", "/json", {}, QByteArray(300'000, 'x')));
    QCOMPARE(reply.status, 413);
    QCOMPARE(reply.headers.value("content-type"), "application/problem+json");
    const QJsonObject problem = objectOf(reply);
    QCOMPARE(problem[QStringLiteral("type")].toString(), QStringLiteral("about:blank"));
    QCOMPARE(problem[QStringLiteral("status")].toInt(), 413);
    QCOMPARE(problem[QStringLiteral("reason")].toString(), QStringLiteral("too-large"));
    QVERIFY(!problem[QStringLiteral("title")].toString().isEmpty());
}

void TestSemantics::slowHandlersDoNotHoldOthers()
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

void TestSemantics::answersMayComeLater()
{
    QCOMPARE(ask(wireRequest("GET", "/later")).body, "first");
    const auto composed = ask(wireRequest("GET", "/later?composed")).body;
    QVERIFY2(composed == "composed" || composed == "second", composed); // whichever was given first
}

void TestSemantics::anAnswerThatNeverComesIs500()
{
    QCOMPARE(ask(wireRequest("GET", "/never")).status, 500);
    QCOMPARE(ask(wireRequest("GET", "/thrown-later")).status, 500);
    QCOMPARE(ask(wireRequest("GET", "/hello")).status, 200);
}

void TestSemantics::aRouteSpeaksOnItsRefusals()
{
    for (const auto &body : {QByteArray("short"), QByteArray(11, 'x')}) {
        const auto reply = ask(wireRequest("POST", "/spoken", {}, body));
        QCOMPARE(reply.status, body.size() > 10 ? 413 : 200);
        QCOMPARE(reply.headers.value("x-spoken"), "always");
    }
}

void TestSemantics::countsWhatHappens()
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

void TestSemantics::stopLetsRunningRequestsFinish()
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

void TestSemantics::aTakenPortIsAFailure()
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

void TestSemantics::onlyATrustedProxySpeaksForOthers()
{
    const QByteArray request = wireRequest("GET", "/describe", "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n");
    QCOMPARE(objectOf(ask(request))[QStringLiteral("address")].toString(), QStringLiteral("127.0.0.1"));
    m_server.reset();
    Options options;
    options.trustedProxies = {"127.0.0.1"};
    options.limits.connectionsPerAddress = 1;
    m_server = std::make_unique<Server>(options, routes());
    QVERIFY(m_server->listen());
    WireClient busy(m_server->port());
    busy.send(wireRequest("GET", "/slow"));
    QTRY_COMPARE(m_server->counters().requests, 1);
    QCOMPARE(objectOf(ask(request))[QStringLiteral("address")].toString(), QStringLiteral("198.51.100.7"));
    for (const char *nonsense : {"", "unknown", "198.51.100.7, <script>", "1.2.3.4:80"})
        QCOMPARE(
            objectOf(ask(wireRequest("GET", "/describe",
                                     QByteArray("X-Forwarded-For: ") + nonsense + "\r\n")))[QStringLiteral("address")]
                .toString(),
            QStringLiteral("127.0.0.1"));
    QCOMPARE(busy.reply().body, "slow");
}

QTEST_GUILESS_MAIN(TestSemantics)
#include "tst_semantics.moc"
