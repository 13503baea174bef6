// SPDX-License-Identifier: EUPL-1.2
// Requests that two parsers in a row could read differently (request smuggling), and malformed ones: all refused, the
// connection closed, nothing of what follows taken for a request.
#include "server/http/server.h"
#include "tests/server/http/wire_client.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

namespace {

// Followed by this request, which must never be taken for one.
const QByteArray hidden = "GET /smuggled HTTP/1.1\r\nHost: test\r\n\r\n";
const QByteArray start = "POST / HTTP/1.1\r\nHost: test\r\n";

void row(const char *name, const QByteArray &bytes, int status = 400)
{
    QTest::newRow(name) << bytes << status;
}

// RFC 9112 6: where the body ends.
void lengthsAndCodings()
{
    row("two lengths", start + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + hidden);
    row("two equal lengths", start + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" + hidden);
    row("a list of lengths", start + "Content-Length: 5, 6\r\n\r\nhello" + hidden);
    row("a list of equal lengths", start + "Content-Length: 5, 5\r\n\r\nhello" + hidden);
    row("a signed length", start + "Content-Length: +5\r\n\r\nhello" + hidden);
    row("a negative length", start + "Content-Length: -1\r\n\r\n" + hidden);
    row("a hexadecimal length", start + "Content-Length: 0x5\r\n\r\nhello" + hidden);
    row("an empty length", start + "Content-Length:\r\n\r\n" + hidden);
    row("a length of 2^64", start + "Content-Length: 18446744073709551616\r\n\r\n" + hidden);
    row("a length of 2^63", start + "Content-Length: 9223372036854775808\r\n\r\n" + hidden);
    row("length and chunked", start + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden);
    row("chunked and length", start + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + hidden);
    row("unknown coding", start + "Transfer-Encoding: gzip\r\n\r\n" + hidden);
    row("identity coding", start + "Transfer-Encoding: identity\r\n\r\n" + hidden);
    row("coding before chunked", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden);
    row("chunked twice", start + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + hidden);
    row("chunked in two fields",
        start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden);
    row("coding with a tab", start + "Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n" + hidden);
    row("space before the colon", start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden);
    row("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden);
}

// RFC 9112 2, 3 and 5: the request line and the fields.
void linesAndTargets()
{
    row("no Host", "GET / HTTP/1.1\r\n\r\n" + hidden);
    row("no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n" + hidden);
    row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + hidden);
    row("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n" + hidden);
    row("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n" + hidden);
    row("a Host with credentials", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n" + hidden);
    row("HTTP/0.9", "GET /\r\n\r\n" + hidden);
    row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: test\r\n\r\n" + hidden);
    row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: test\r\n\r\n" + hidden);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    row("bare line feeds", "GET / HTTP/1.1\nHost: test\n\n" + hidden);
    row("one bare line feed", "GET / HTTP/1.1\r\nHost: test\nX: y\r\n\r\n" + hidden);
    row("a bare carriage return", "GET / HTTP/1.1\r\nHost: test\rX: y\r\n\r\n" + hidden);
    row("NUL in a value", "GET / HTTP/1.1\r\nHost: test\r\nX: a" + QByteArray(1, '\0') + "b\r\n\r\n" + hidden);
    row("space in a name", "GET / HTTP/1.1\r\nHost: test\r\nX y: z\r\n\r\n" + hidden);
    row("no colon", "GET / HTTP/1.1\r\nHost: test\r\nnothing\r\n\r\n" + hidden);
    row("an empty name", "GET / HTTP/1.1\r\nHost: test\r\n: x\r\n\r\n" + hidden);
    row("a space before the first field", "GET / HTTP/1.1\r\n Host: test\r\n\r\n" + hidden);
    row("two spaces", "GET  / HTTP/1.1\r\nHost: test\r\n\r\n" + hidden);
    row("a target without slash", "GET smuggled HTTP/1.1\r\nHost: test\r\n\r\n");
    row("a fragment", "GET /#a HTTP/1.1\r\nHost: test\r\n\r\n" + hidden);
    row("bytes above ASCII in the target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: test\r\n\r\n" + hidden);
    row("a backslash", "GET /a\\..\\b HTTP/1.1\r\nHost: test\r\n\r\n" + hidden);
    row("CONNECT", "CONNECT test:443 HTTP/1.1\r\nHost: test\r\n\r\n" + hidden);
    row("unknown expectation", start + "Content-Length: 5\r\nExpect: tea\r\n\r\nhello" + hidden, 417);
}

// RFC 9112 7.1 and the limits.
void chunksAndSizes()
{
    row("chunk size not hexadecimal", start + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n" + hidden);
    row("negative chunk", start + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n" + hidden);
    row("chunk of 2^64", start + "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\nhello" + hidden);
    row("huge chunk", start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello" + hidden, 413);
    row("chunk longer than said", start + "Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n" + hidden);
    row("chunk ended by line feed", start + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n" + hidden);
    row("endless chunk extension",
        start + "Transfer-Encoding: chunked\r\n\r\n5;" + QByteArray(200'000, 'a') + "\r\nhello\r\n0\r\n\r\n");
    row("endless trailers", start + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + QByteArray(200'000, 'a'));
    row("header of 17 KiB", "GET / HTTP/1.1\r\nHost: test\r\nX: " + QByteArray(17'000, 'a') + "\r\n\r\n", 431);
    row("101 fields", "GET / HTTP/1.1\r\nHost: test\r\n" + QByteArray("A: b\r\n").repeated(100) + "\r\n", 431);
    row("target of 20 KiB", "GET /" + QByteArray(20'000, 'a') + " HTTP/1.1\r\nHost: test\r\n\r\n", 431);
    row("body for a route without", "GET / HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n\r\nx" + hidden, 413);
    row("a TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15));
    row("noise", QByteArray("\x00\x01\x02\xff\xfe\r\n\r\n", 9));
}

} // namespace

class TestFraming : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Server> m_server;
    std::atomic<int> m_smuggled = 0;

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
};

void TestFraming::init()
{
    m_smuggled = 0;
    const auto size = [](const Request &request) {
        return Response::bytes("text/plain", QByteArray::number(request.body.size()));
    };
    m_server =
        std::make_unique<Server>(Options{}, std::vector<Route>{{"GET", "/", noBody, size},
                                                               {"POST", "/", jsonBodyLimit, size},
                                                               {"GET", "/smuggled", noBody, [this](const Request &) {
                                                                    ++m_smuggled;
                                                                    return Response::empty(200);
                                                                }}});
    QVERIFY(m_server->listen());
}

void TestFraming::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    lengthsAndCodings();
    linesAndTargets();
    chunksAndSizes();
}

void TestFraming::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    WireClient client(m_server->port());
    QVERIFY(client.send(bytes));
    const auto reply = client.reply();
    QCOMPARE(reply.status, status);
    QVERIFY(reply.closes());
    client.halfClose();
    QVERIFY(client.closedByPeer(3s));
    QCOMPARE(m_smuggled.load(), 0);
}

void TestFraming::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const QByteArray start = "POST / HTTP/1.1\r\nHost: test\r\n";
    QTest::newRow("empty lines before a request")
        << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\n\r\n") << QByteArray("0");
    QTest::newRow("leading zeros") << start + "Content-Length: 0005\r\n\r\nhello" << QByteArray("5");
    QTest::newRow("chunked in capitals") << start + "Transfer-Encoding: CHUNKED\r\n\r\n1\r\na\r\n0\r\n\r\n"
                                         << QByteArray("1");
    QTest::newRow("Host with a port") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n") << QByteArray("0");
    QTest::newRow("100 fields") << QByteArray("GET / HTTP/1.1\r\nHost: test\r\n") +
                                       QByteArray("A: b\r\n").repeated(99) + "\r\n"
                                << QByteArray("0");
    QTest::newRow("header of 15 KiB") << QByteArray("GET / HTTP/1.1\r\nHost: test\r\nX: ") + QByteArray(15'000, 'a') +
                                             "\r\n\r\n"
                                      << QByteArray("0");
    QTest::newRow("UTF-8 in a value") << QByteArray("GET / HTTP/1.1\r\nHost: test\r\nX: \xc3\xa9\r\n\r\n")
                                      << QByteArray("0");
    QTest::newRow("the whole limit") << start + "Content-Length: 262144\r\n\r\n" + QByteArray(262'144, 'x')
                                     << QByteArray("262144");
}

void TestFraming::accepts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    WireClient client(m_server->port());
    QVERIFY(client.send(bytes));
    const auto reply = client.reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, body);
}

QTEST_GUILESS_MAIN(TestFraming)
#include "tst_framing.moc"
