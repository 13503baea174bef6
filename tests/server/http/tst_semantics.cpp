// SPDX-License-Identifier: EUPL-1.2
// What an ordinary client may expect: routes, methods, bodies, keep-alive, problem documents, headers.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QCryptographicHash>
#include <QTest>
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

} // namespace

class TestSemantics : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Server> m_server;

    std::vector<Route> routes();
    WireReply ask(const QByteArray &bytes);

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
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
    void everyReplyCarriesTheSecurityHeaders();
    void problemDocumentsCarryTheReason();
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
         [](const Request &) {
             std::this_thread::sleep_for(400ms);
             return Response::bytes("text/plain", "slow");
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
    m_server = std::make_unique<Server>(Options{}, routes());
    const auto listening = m_server->listen();
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().toString()));
    QVERIFY(m_server->port() != 0);
}

WireReply TestSemantics::ask(const QByteArray &bytes)
{
    WireClient client(m_server->port());
    client.send(bytes);
    return client.reply();
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
