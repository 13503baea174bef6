// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/pinned_network.h"
#include "core/signature/bytes.h"
#include "server/http/tls_identity.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;

namespace {

constexpr int patience = 10'000; // ms
const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// A real TLS 1.3 server that says what it is told to, whatever it was asked.
class Teller
{
public:
    bool open()
    {
        const auto made = http::openTlsIdentity(m_folder.path(), {QStringLiteral("127.0.0.1")});
        if (!made)
            return false;
        QFile chain(made->chainFile);
        QFile key(made->keyFile);
        if (!chain.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
            return false;
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_3OrLater);
        tls.setLocalCertificateChain(QSslCertificate::fromDevice(&chain));
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(tls);
        QObject::connect(&m_server, &QSslServer::pendingConnectionAvailable, &m_server, [this] {
            auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection());
            sockets.append(socket);
            QObject::connect(socket, &QSslSocket::readyRead, socket, [this, socket] { hear(socket); });
        });
        identity = {{},
                    {QByteArray::fromBase64(made->pin, QByteArray::Base64UrlEncoding)},
                    QSslCertificate::fromData(made->authorityPem)};
        return m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] HttpRequest request(const QByteArray &method, const QByteArray &body = {}) const
    {
        return {method, QUrl(QStringLiteral("https://127.0.0.1:%1/v1/thing?a=b").arg(m_server.serverPort())), {}, body};
    }

    QList<QPointer<QSslSocket>> sockets;
    QByteArray heard;
    int requests = 0;
    // Called with the number of the request once it is whole.
    std::function<void(QSslSocket *, int)> say = [](QSslSocket *socket, int) { socket->write(ok); };
    ServerIdentity identity;

private:
    void hear(QSslSocket *socket)
    {
        m_pending[socket] += socket->readAll();
        while (socket->state() == QAbstractSocket::ConnectedState) {
            auto &pending = m_pending[socket];
            const auto end = pending.indexOf("\r\n\r\n");
            const auto field = pending.indexOf("Content-Length: ");
            const auto length = field < 0 || field > end
                                    ? 0
                                    : pending.mid(field + 16, pending.indexOf('\r', field) - field - 16).toInt();
            if (end < 0 || pending.size() < end + 4 + length)
                return;
            heard = pending.first(end + 4 + length);
            pending.remove(0, heard.size());
            say(socket, ++requests);
        }
    }

    QTemporaryDir m_folder;
    QSslServer m_server;
    QHash<QSslSocket *, QByteArray> m_pending;
};

} // namespace

// The network of the product against a server that keeps no rule.
class TestPinnedNetwork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_teller = std::make_unique<Teller>();
        QVERIFY(m_teller->open());
        m_network = std::make_unique<PinnedNetwork>();
        m_network->setServer(m_teller->identity);
    }
    void cleanup()
    {
        m_network.reset();
        m_teller.reset();
    }
    void a_request_arrives_as_it_was_made();
    void answers_come_back_or_are_told_as_lost_data();
    void answers_come_back_or_are_told_as_lost();
    void the_connection_is_kept_and_no_request_repeated();
    void nothing_is_said_to_another_server_data();
    void nothing_is_said_to_another_server();
    void another_identity_gets_another_connection();
    void silence_has_an_end();
    void a_long_request_does_not_hold_up_the_others();
    void nobody_is_answered_who_has_gone();
    void a_header_never_becomes_two();
    void one_leaves_behind_another();
    void what_is_behind_ends_with_the_one_before_data();
    void what_is_behind_ends_with_the_one_before();
    void what_is_given_up_leaves_no_further();
    void a_stream_is_heard_and_closed_in_its_middle();
    void a_refused_stream_says_why();

private:
    // The answer to one request; NetworkUnreachable after `patience` too.
    Result<HttpReply> ask(const HttpRequest &request, const Transport::Progress &progress = {})
    {
        std::optional<Result<HttpReply>> answer;
        m_network->send(
            request, this, [&](Result<HttpReply> reply) { answer = std::move(reply); }, progress);
        (void)QTest::qWaitFor([&] { return answer.has_value(); }, patience);
        return answer ? *answer : fail(Reason::Internal, QStringLiteral("no answer"));
    }
    // A request of lane 7, and another one behind it as soon as it has left; both answers, in the order they came.
    void sendTwo(QList<Result<HttpReply>> &answers)
    {
        auto first = m_teller->request("PATCH", QByteArray(1'000'000, 'a'));
        auto second = m_teller->request("PATCH", QByteArray(500'000, 'b'));
        first.lane = second.lane = 7;
        second.behind = true;
        const auto keep = [&answers](Result<HttpReply> reply) { answers.append(std::move(reply)); };
        m_network->send(first, this, keep, [this, keep, second, left = false](qint64 sent) mutable {
            if (sent == 1'000'000 && !std::exchange(left, true))
                m_network->send(second, this, keep);
        });
    }
    std::unique_ptr<Teller> m_teller;
    std::unique_ptr<PinnedNetwork> m_network;
};

void TestPinnedNetwork::a_request_arrives_as_it_was_made()
{
    QByteArray body(3'000'000, 'x');
    for (qsizetype i = 0; i < body.size(); i += 997)
        body[i] = char(i % 251);
    qint64 last = 0;
    bool growing = true;
    const auto reply = ask(m_teller->request("PATCH", body), [&](qint64 sent) {
        growing = growing && sent >= last && sent <= 3'000'000;
        last = sent;
    });
    QVERIFY(reply && reply->status == 200 && reply->body == "ok");
    QVERIFY(m_teller->heard.startsWith("PATCH /v1/thing?a=b HTTP/1.1\r\nHost: 127.0.0.1:"));
    QVERIFY(m_teller->heard.endsWith(body));
    QVERIFY(growing);
    QCOMPARE(last, 3'000'000);
    QVERIFY(ask(m_teller->request("GET")));
    QVERIFY(!m_teller->heard.contains("Content-Length"));
}

void TestPinnedNetwork::answers_come_back_or_are_told_as_lost_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<int>("status"); // 0: lost
    QTest::newRow("whole") << ok << false << 200;
    QTest::newRow("whole, then closed") << ok << true << 200;
    QTest::newRow("a refusal") << QByteArray("HTTP/1.1 409 No\r\nContent-Length: 0\r\n\r\n") << false << 409;
    QTest::newRow("an interim reply first") << "HTTP/1.1 100 Continue\r\n\r\n" + ok << false << 200;
    QTest::newRow("a redirect is not followed")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: https://other.example/\r\nContent-Length: 0\r\n\r\n") << false
        << 302;
    QTest::newRow("nothing") << QByteArray() << true << 0;
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le") << true << 0;
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok") << true << 0;
    QTest::newRow("a body without end") << QByteArray("HTTP/1.1 200 OK\r\n\r\nok") << true << 0;
    QTest::newRow("a cut chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nok") << true
                                 << 0;
    QTest::newRow("garbage") << QByteArray(5000, '\xff') + "\r\n" << false << 0;
    QTest::newRow("a header without end") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(100'000, 'a') << false << 0;
    QTest::newRow("two answers") << ok + ok << false << 0;
}

void TestPinnedNetwork::answers_come_back_or_are_told_as_lost()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, closes);
    QFETCH(int, status);
    m_teller->say = [&](QSslSocket *socket, int) {
        socket->write(said);
        if (closes)
            socket->disconnectFromHost();
    };
    const auto reply = ask(m_teller->request("GET"));
    QCOMPARE(reply ? reply->status : 0, status);
    if (!reply)
        QCOMPARE(reply.error().reason, Reason::NetworkUnreachable);
    // What one server said wrong harms no later request.
    m_teller->say = [](QSslSocket *socket, int) { socket->write(ok); };
    const auto next = ask(m_teller->request("GET"));
    QVERIFY2(next, next ? "" : qPrintable(next.error().toString()));
}

// SECURITY §4: a network that repeats a POST by itself was seen to send it four times.
void TestPinnedNetwork::the_connection_is_kept_and_no_request_repeated()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(ask(m_teller->request("POST", "{}")));
    QCOMPARE(m_teller->sockets.size(), 1);
    m_teller->say = [](QSslSocket *socket, int) { socket->abort(); };
    const auto lost = ask(m_teller->request("POST", "{}"));
    QVERIFY(!lost);
    QCOMPARE(lost.error().reason, Reason::NetworkUnreachable);
    QTest::qWait(100);
    QCOMPARE(m_teller->requests, 6);
    m_teller->say = [](QSslSocket *socket, int) {
        socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    };
    QVERIFY(ask(m_teller->request("GET")));
    QVERIFY(ask(m_teller->request("GET")));
    QCOMPARE(m_teller->sockets.size(), 3);
}

void TestPinnedNetwork::nothing_is_said_to_another_server_data()
{
    QTest::addColumn<bool>("pinned");
    QTest::addColumn<bool>("anchored");
    QTest::newRow("another key") << false << true;
    QTest::newRow("another authority") << true << false;
}

void TestPinnedNetwork::nothing_is_said_to_another_server()
{
    QFETCH(bool, pinned);
    QFETCH(bool, anchored);
    auto identity = m_teller->identity;
    if (!pinned)
        identity.pins = {signature::sha256("another key")};
    if (!anchored) {
        Teller other;
        QVERIFY(other.open());
        identity.anchors = other.identity.anchors;
    }
    m_network->setServer(identity);
    const auto reply = ask(m_teller->request("POST", "secret"));
    QVERIFY(!reply);
    QCOMPARE(reply.error().reason, Reason::WrongCertificate);
    QTest::qWait(100);
    QCOMPARE(m_teller->requests, 0);
    QVERIFY(m_teller->heard.isEmpty());
    auto plain = m_teller->request("GET");
    plain.url.setScheme(QStringLiteral("http"));
    QCOMPARE(ask(plain).error().reason, Reason::WrongCertificate);
}

void TestPinnedNetwork::another_identity_gets_another_connection()
{
    QVERIFY(ask(m_teller->request("GET")));
    auto identity = m_teller->identity;
    identity.pins = {signature::sha256("the key after it")};
    m_network->setServer(identity);
    QVERIFY(!ask(m_teller->request("GET")));
    QCOMPARE(m_teller->requests, 1);
}

void TestPinnedNetwork::silence_has_an_end()
{
    m_teller->say = [](QSslSocket *socket, int) { socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no"); };
    auto request = m_teller->request("GET");
    request.timeout = std::chrono::milliseconds{300};
    const auto reply = ask(request);
    QVERIFY(!reply);
    QCOMPARE(reply.error().reason, Reason::NetworkUnreachable);
}

void TestPinnedNetwork::a_long_request_does_not_hold_up_the_others()
{
    m_teller->say = [](QSslSocket *socket, int number) {
        if (number > 1)
            socket->write(ok);
    };
    bool first = false;
    m_network->send(m_teller->request("GET"), this, [&](const Result<HttpReply> &) { first = true; });
    QVERIFY(QTest::qWaitFor([&] { return m_teller->requests == 1; }, patience));
    // More than there are connections: they wait for one another, not for the one that is silent.
    int answered = 0;
    for (int i = 0; i < 20; ++i)
        m_network->send(m_teller->request("GET"), this,
                        [&](const Result<HttpReply> &reply) { answered += reply ? 1 : 0; });
    QVERIFY(QTest::qWaitFor([&] { return answered == 20; }, patience));
    QVERIFY(!first);
    QVERIFY(m_teller->sockets.size() <= 6);
}

void TestPinnedNetwork::nobody_is_answered_who_has_gone()
{
    auto caller = std::make_unique<QObject>();
    bool answered = false;
    m_network->send(m_teller->request("GET"), caller.get(), [&](const Result<HttpReply> &) { answered = true; });
    m_teller->say = [&](QSslSocket *socket, int) {
        caller.reset();
        socket->write(ok);
    };
    QVERIFY(QTest::qWaitFor([&] { return m_teller->requests == 1; }, patience));
    QVERIFY(ask(m_teller->request("GET")));
    QVERIFY(!answered);
    // Whoever leaves while the application goes down takes the network with it.
    m_network->send(m_teller->request("GET"), this, [this](const Result<HttpReply> &) { m_network.reset(); });
    QVERIFY(QTest::qWaitFor([&] { return !m_network; }, patience));
}

void TestPinnedNetwork::a_header_never_becomes_two()
{
    auto request = m_teller->request("GET");
    request.headers = {{"Last-Event-ID", "1\r\nX-Other: 2"}};
    QVERIFY(!ask(request));
    QCOMPARE(m_teller->requests, 0);
}

void TestPinnedNetwork::one_leaves_behind_another()
{
    m_teller->say = [this](QSslSocket *socket, int number) {
        if (number == 2) // not a byte before it has both; then both at once
            socket->write(ok + "HTTP/1.1 204 No Content\r\n\r\n");
        QCOMPARE(m_teller->heard.back(), number == 1 ? 'a' : 'b');
    };
    QList<Result<HttpReply>> answers;
    sendTwo(answers);
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, patience);
    QVERIFY(answers[0] && answers[0]->status == 200 && answers[0]->body == "ok");
    QVERIFY(answers[1] && answers[1]->status == 204);
    QCOMPARE(m_teller->sockets.size(), 1);
    m_teller->say = [](QSslSocket *socket, int) { socket->write(ok); };
    const auto next = ask(m_teller->request("GET"));
    QVERIFY(next && next->body == "ok");
    QCOMPARE(m_teller->sockets.size(), 1);
}

void TestPinnedNetwork::what_is_behind_ends_with_the_one_before_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("firstAnswered");
    QTest::newRow("cut") << QByteArray() << false;
    QTest::newRow("closed") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                            << true;
    QTest::newRow("garbage behind") << ok + "HTTP/9 hello\r\n" << true;
    QTest::newRow("three answers to two") << ok + ok + ok << true;
}

void TestPinnedNetwork::what_is_behind_ends_with_the_one_before()
{
    QFETCH(QByteArray, first);
    QFETCH(bool, firstAnswered);
    m_teller->say = [&](QSslSocket *socket, int number) {
        if (number == 2 && first.isEmpty())
            socket->abort();
        else if (number == 2)
            socket->write(first);
    };
    QList<Result<HttpReply>> answers;
    sendTwo(answers);
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), 2, patience);
    QCOMPARE(answers[0].has_value(), firstAnswered);
    QVERIFY(!answers[1]);
    QCOMPARE(answers[1].error().reason, Reason::NetworkUnreachable);
    QCOMPARE(m_teller->requests, 2); // and neither again
    m_teller->say = [](QSslSocket *socket, int) { socket->write(ok); };
    QVERIFY(ask(m_teller->request("GET")));
    QCOMPARE(m_teller->sockets.size(), 2);
}

void TestPinnedNetwork::what_is_given_up_leaves_no_further()
{
    m_teller->say = [this](QSslSocket *, int number) {
        if (number == 2)
            m_network->giveUp(7);
    };
    QList<Result<HttpReply>> answers;
    sendTwo(answers);
    QTRY_COMPARE_WITH_TIMEOUT(m_teller->requests, 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_teller->sockets[0]->state() == QAbstractSocket::UnconnectedState, patience);
    QVERIFY(answers.isEmpty());
    // In its middle: the server never has the whole of it.
    auto request = m_teller->request("PATCH", QByteArray(20'000'000, 'c'));
    request.lane = 8;
    m_network->send(
        request, this, [&](const Result<HttpReply> &reply) { answers.append(reply); },
        [this](qint64 sent) {
            if (sent > 0)
                m_network->giveUp(8);
        });
    QTRY_COMPARE_WITH_TIMEOUT(m_teller->sockets.size(), 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_teller->sockets[1]->state() == QAbstractSocket::UnconnectedState, patience);
    QCOMPARE(m_teller->requests, 2);
    QVERIFY(answers.isEmpty());
    m_teller->say = [](QSslSocket *socket, int) { socket->write(ok); };
    QVERIFY(ask(m_teller->request("GET")));
}

void TestPinnedNetwork::a_stream_is_heard_and_closed_in_its_middle()
{
    m_teller->say = [](QSslSocket *socket, int) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: 1\n\n");
    };
    std::unique_ptr<EventStream> stream(m_network->listen(m_teller->request("GET"), nullptr));
    QByteArray heard;
    bool opened = false;
    bool closed = false;
    connect(stream.get(), &EventStream::opened, this, [&] { opened = true; });
    connect(stream.get(), &EventStream::received, this, [&](const QByteArray &bytes) {
        heard += bytes;
        if (heard.contains("data: 2"))
            stream.reset();
    });
    QVERIFY(QTest::qWaitFor([&] { return heard == "data: 1\n\n"; }, patience));
    QVERIFY(opened);
    m_teller->sockets.last()->write("data: 2\n\n");
    QVERIFY(QTest::qWaitFor([&] { return !stream; }, patience));
    QVERIFY(QTest::qWaitFor(
        [&] { return !m_teller->sockets.last() || m_teller->sockets.last()->state() == QSslSocket::UnconnectedState; },
        patience));
    stream.reset(m_network->listen(m_teller->request("GET"), nullptr));
    connect(stream.get(), &EventStream::closed, this,
            [&](const Failure &failure) { closed = failure.reason == Reason::NetworkUnreachable; });
    QVERIFY(QTest::qWaitFor([&] { return m_teller->requests == 2; }, patience));
    m_teller->sockets.last()->disconnectFromHost();
    QVERIFY(QTest::qWaitFor([&] { return closed; }, patience));
}

void TestPinnedNetwork::a_refused_stream_says_why()
{
    m_teller->say = [](QSslSocket *socket, int) {
        socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 20\r\n\r\n{\"reason\"");
    };
    const std::unique_ptr<EventStream> stream(m_network->listen(m_teller->request("GET"), nullptr));
    std::optional<Failure> told;
    connect(stream.get(), &EventStream::closed, this, [&](const Failure &failure) { told = failure; });
    QVERIFY(QTest::qWaitFor([&] { return told.has_value(); }, patience));
    QCOMPARE(told->reason, Reason::ServerUnavailable);
    QCOMPARE(told->detail, QStringLiteral("401"));
}

QTEST_GUILESS_MAIN(TestPinnedNetwork)
#include "tst_pinned_network.moc"
