// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/reply_parser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace astreinte::app;

using Expecting = ReplyParser::Expecting;
using State = ReplyParser::State;

Q_DECLARE_METATYPE(astreinte::app::ReplyParser::Expecting)
Q_DECLARE_METATYPE(astreinte::app::ReplyParser::State)

// Replies as RFC 9112 has them, and as an enemy would write them.
class TestReplyParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void a_reply_is_read_however_it_is_cut_data();
    void a_reply_is_read_however_it_is_cut();
    void what_is_no_reply_is_broken_data();
    void what_is_no_reply_is_broken();
    void limits_hold_data();
    void limits_hold();
    void a_stream_is_taken_as_it_comes();
    void a_cut_reply_is_never_done();
    void what_follows_is_kept_for_the_next_where_one_is_awaited();
    void arbitrary_bytes_end_in_a_state();
};

void TestReplyParser::a_reply_is_read_however_it_is_cut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Expecting>("expecting");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepsAlive");
    const auto row = [](const char *name, const char *bytes, int status, const char *body, bool keepsAlive,
                        Expecting expecting = Expecting::Reply) {
        QTest::newRow(name) << QByteArray(bytes) << expecting << status << QByteArray(body) << keepsAlive;
    };
    row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true);
    row("length, twice the same", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", 200, "ok", true);
    row("no body", "HTTP/1.1 204 No Content\r\nUpload-Offset: 4\r\n\r\n", 204, "", true);
    row("not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 90\r\n\r\n", 304, "", true);
    row("empty", "HTTP/1.1 201 Created\r\ncontent-length:0\r\n\r\n", 201, "", true);
    row("without a phrase", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, "", true);
    row("closing", "HTTP/1.1 503 No\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nno", 503, "no", false);
    row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 200, "ok", false);
    row("to a HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", 200, "", true, Expecting::NoBody);
    row("interim replies before it",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n"
        "Content-Length: 2\r\n\r\nok",
        200, "ok", true);
    // RFC 9112 §7.1.3's own form, with an extension and a trailer.
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;name=\"v\"\r\npedia \r\nE\r\nin \r\n\r\n"
        "chunks.\r\n0\r\nDigest: x\r\n\r\n",
        200, "Wikipedia in \r\n\r\nchunks.", true);
}

void TestReplyParser::a_reply_is_read_however_it_is_cut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Expecting, expecting);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepsAlive);
    for (qsizetype step = 1; step <= bytes.size(); ++step) {
        ReplyParser parser(expecting);
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            QCOMPARE(parser.state(), State::Unfinished);
            parser.feed(bytes.mid(at, step));
        }
        QCOMPARE(parser.state(), State::Done);
        QCOMPARE(parser.reply().status, status);
        QCOMPARE(parser.reply().body, body);
        QCOMPARE(parser.keepsAlive(), keepsAlive);
    }
}

void TestReplyParser::what_is_no_reply_is_broken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n");
    row("HTTP/2", "HTTP/2.0 200 OK\r\n");
    row("HTTP/0.9", "<html></html>\r\n");
    row("a status of two digits", "HTTP/1.1 20 OK\r\n");
    row("a signed status", "HTTP/1.1 +20 OK\r\n");
    row("a status beyond the classes", "HTTP/1.1 999 OK\r\n");
    row("a status that runs on", "HTTP/1.1 2000 OK\r\n");
    row("a line that ends with LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n");
    row("a CR inside", ok + "A: b\rc\r\n\r\n");
    row("a NUL inside", ok + QByteArray("A: b\0c\r\n\r\n", 10));
    row("a field without name", ok + ": b\r\n\r\n");
    row("a space before the colon", ok + "Content-Length : 0\r\n\r\n");
    row("a folded field", ok + "A: b\r\n c\r\n\r\n");
    row("a field without colon", ok + "A\r\n\r\n");
    row("another protocol is offered", "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    row("no length", ok + "\r\n");
    row("a length below zero", ok + "Content-Length: -1\r\n\r\n");
    row("a length with a sign", ok + "Content-Length: +1\r\n\r\nx");
    row("a length in hexadecimal", ok + "Content-Length: 0x1\r\n\r\nx");
    row("a length beyond 64 bits", ok + "Content-Length: 18446744073709551617\r\n\r\nx");
    row("a length of nothing", ok + "Content-Length:\r\n\r\n");
    row("two lengths", ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx");
    row("a length and chunks", ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("another coding", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    row("chunked twice", ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("chunks in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("a chunk without size", ok + "Transfer-Encoding: chunked\r\n\r\n\r\n");
    row("a chunk below zero", ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\n");
    row("a chunk's size in two ways", ok + "Transfer-Encoding: chunked\r\n\r\n0x4\r\nWiki\r\n");
    row("a chunk longer than it says", ok + "Transfer-Encoding: chunked\r\n\r\n4\r\nWikipedia\r\n");
    row("a chunk beyond 64 bits", ok + "Transfer-Encoding: chunked\r\n\r\n10000000000000004\r\nWiki\r\n");
    row("more than was asked", ok + "Content-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n");
}

void TestReplyParser::what_is_no_reply_is_broken()
{
    QFETCH(QByteArray, bytes);
    ReplyParser whole;
    QCOMPARE(whole.feed(bytes), State::Broken);
    QCOMPARE(whole.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), State::Broken);
    ReplyParser slow;
    for (const char byte : bytes)
        slow.feed(QByteArrayView(&byte, 1));
    QCOMPARE(slow.state(), State::Broken);
}

void TestReplyParser::limits_hold_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("again");
    QTest::addColumn<qint64>("most");
    QTest::newRow("a line without end") << QByteArray("HTTP/1.1 200 ") << QByteArray("aaaaaaaa") << qint64(40'000);
    QTest::newRow("fields without end") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("A: b\r\n") << qint64(1'000);
    QTest::newRow("long fields without end")
        << QByteArray("HTTP/1.1 200 OK\r\n") << "A: " + QByteArray(1000, 'b') + "\r\n"
        << qint64(40'000);
    QTest::newRow("interim replies without end")
        << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << qint64(1'000);
    QTest::newRow("trailers without end") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
                                          << QByteArray("A: b\r\n") << qint64(40'000);
    QTest::newRow("an extension without end") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;")
                                              << QByteArray("aaaaaaaa") << qint64(40'000);
    QTest::newRow("chunks without end") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                        << "100000\r\n" + QByteArray(0x100000, 'x') + "\r\n"
                                        << qint64(66) * 1024 * 1024;
}

void TestReplyParser::limits_hold()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, again);
    QFETCH(qint64, most);
    ReplyParser parser;
    parser.feed(begin);
    qint64 fed = 0;
    while (parser.state() == State::Unfinished && fed <= most) {
        parser.feed(again);
        fed += again.size();
    }
    QCOMPARE(parser.state(), State::Broken);
    ReplyParser announced;
    QCOMPARE(announced.feed("HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n"), State::Broken);
}

void TestReplyParser::a_stream_is_taken_as_it_comes()
{
    for (const QByteArray framing : {"", "Transfer-Encoding: chunked\r\n"}) {
        ReplyParser parser(Expecting::Stream);
        parser.feed("HTTP/1.1 200 OK\r\n" + framing);
        QVERIFY(!parser.headIsDone());
        parser.feed("\r\n");
        QVERIFY(parser.headIsDone());
        for (int i = 0; i < 100; ++i) {
            parser.feed(framing.isEmpty() ? "data: 1\n\n" : "9\r\ndata: 1\n\n\r\n");
            QCOMPARE(parser.takeBody(), QByteArray("data: 1\n\n"));
        }
        QCOMPARE(parser.state(), State::Unfinished);
        QVERIFY(!parser.keepsAlive());
    }
}

void TestReplyParser::a_cut_reply_is_never_done()
{
    const QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n0\r\n\r\n";
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        ReplyParser parser;
        QCOMPARE(parser.feed(bytes.first(size)), State::Unfinished);
    }
}

// Bytes that anyone could send, many near a real reply: whatever comes, it ends, and never outside its limits.
void TestReplyParser::what_follows_is_kept_for_the_next_where_one_is_awaited()
{
    const QByteArray first = "HTTP/1.1 204 No Content\r\nUpload-Offset: 4\r\n\r\n";
    const QByteArray second = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const auto both = first + second;
    for (qsizetype cut = 0; cut <= both.size(); ++cut) {
        ReplyParser parser;
        QByteArray next;
        parser.feed(both.first(cut), &next);
        if (parser.state() == State::Unfinished)
            QCOMPARE(parser.feed(both.sliced(cut), &next), State::Done);
        else
            next += both.sliced(cut);
        QCOMPARE(parser.reply().status, 204);
        QCOMPARE(next, second);
        ReplyParser alone;
        QCOMPARE(alone.feed(both), State::Broken);
    }
}

void TestReplyParser::arbitrary_bytes_end_in_a_state()
{
    QRandomGenerator random(20261122);
    const QByteArray real =
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (int i = 0; i < 20'000; ++i) {
        auto bytes = real;
        for (int change = random.bounded(6); change >= 0; --change) {
            const auto at = random.bounded(int(bytes.size()));
            switch (random.bounded(3)) {
            case 0:
                bytes[at] = char(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, random.bounded(8));
                break;
            default:
                bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), 5));
            }
            if (bytes.isEmpty())
                bytes = "H";
        }
        ReplyParser whole;
        ReplyParser cut;
        whole.feed(bytes);
        const auto middle = random.bounded(int(bytes.size()) + 1);
        cut.feed(bytes.first(middle));
        cut.feed(bytes.sliced(middle));
        QCOMPARE(cut.state(), whole.state());
        if (whole.state() == State::Done)
            QVERIFY(cut.reply().body == whole.reply().body && whole.reply().body.size() <= bytes.size());
    }
}

QTEST_APPLESS_MAIN(TestReplyParser)
#include "tst_reply_parser.moc"
