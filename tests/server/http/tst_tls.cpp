// SPDX-License-Identifier: EUPL-1.2
// TLS 1.3 only (SECURITY section 3), with Qt's own client, OpenSSL's and curl.
#include "server/http/server.h"
#include "server/http/tls_identity.h"
#include "tests/server/http/tls_client.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

class TestTls : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    TlsIdentity m_identity;
    EventHub m_hub;
    std::unique_ptr<Server> m_server;
    void start(const Limits &limits = {});

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_server.reset(); }
    void olderVersionsAreRefused_data();
    void olderVersionsAreRefused();
    void agreesOnTheServersPreference();
    void anotherProtocolIsRefused();
    void sendsLeafAndAuthority();
    void answersLargeBodiesBothWays();
    void qtVerifiesTheName();
    void qtRefusesWithoutTheAuthority();
    void curlVerifiesIt();
    void eventsComeThroughTls();
    void plainTextIsClosed();
    void stalledHandshakesAreCut();
    void manyStalledHandshakesShutNobodyOut();
    void certificatesAreReloaded();
    void aWrongKeyIsAFailure();
};

void TestTls::initTestCase()
{
    const auto identity = openTlsIdentity(m_folder.filePath(QStringLiteral("tls")),
                                          {QStringLiteral("localhost"), QStringLiteral("127.0.0.1")});
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().toString()));
    m_identity = *identity;
}

void TestTls::start(const Limits &limits)
{
    Options options;
    options.tls = TlsFiles{m_identity.chainFile, m_identity.keyFile};
    options.limits = limits;
    m_server = std::make_unique<Server>(
        options,
        std::vector<Route>{
            {"GET", "/", noBody,
             [](const Request &request) { return Response::bytes("text/plain", request.secure ? "secure" : "plain"); }},
            {"GET", "/events", noBody, [this](const Request &) { return Response::events(m_hub.subscribe("a")); }},
            {"PATCH", "/part", partBodyLimit,
             [](const Request &request) { return Response::bytes("application/octet-stream", request.body); }}});
    const auto listening = m_server->listen();
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().toString()));
}

void TestTls::olderVersionsAreRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("secured");
    QTest::newRow("1.0") << TLS1_VERSION << false;
    QTest::newRow("1.1") << TLS1_1_VERSION << false;
    QTest::newRow("1.2") << TLS1_2_VERSION << false;
    QTest::newRow("1.3") << TLS1_3_VERSION << true;
}

void TestTls::olderVersionsAreRefused()
{
    QFETCH(int, version);
    QFETCH(bool, secured);
    start();
    TlsClient client(m_server->port(), {.version = version});
    QCOMPARE(client.secured(), secured);
    QTRY_COMPARE(m_server->counters().handshakeFailures, secured ? 0 : 1);
}

void TestTls::agreesOnTheServersPreference()
{
    start();
    TlsClient client(m_server->port(),
                     {.groups = "P-256:X25519", .cipherSuites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384"});
    QVERIFY2(client.agreed().startsWith("TLSv1.3 TLS_AES_256_GCM_SHA384 "), client.agreed().constData());
    TlsClient modern(m_server->port());
    QVERIFY2(modern.agreed().endsWith(" X25519"), modern.agreed().constData());
    TlsClient curve(m_server->port(), {.groups = "P-256"});
    QVERIFY(curve.secured());
    TlsClient weak(m_server->port(), {.groups = "P-521"});
    QVERIFY(!weak.secured());
}

void TestTls::anotherProtocolIsRefused()
{
    start();
    QVERIFY(!TlsClient(m_server->port(), {.protocols = "\x02h2"}).secured());
    QVERIFY(TlsClient(m_server->port(), {.protocols = "\x02h2\x08http/1.1"}).secured());
}

void TestTls::sendsLeafAndAuthority()
{
    start();
    TlsClient client(m_server->port());
    const auto chain = client.chain();
    QCOMPARE(chain.size(), 2);
    const QList<QSslCertificate> authority = QSslCertificate::fromData(m_identity.authorityPem);
    QCOMPARE(chain[1], authority.first().digest(QCryptographicHash::Sha256));
}

void TestTls::answersLargeBodiesBothWays()
{
    start();
    TlsClient client(m_server->port());
    QByteArray body(4 * 1024 * 1024, 'a');
    for (qsizetype i = 0; i < body.size(); i += 101)
        body[i] = static_cast<char>(i / 101);
    body.replace(body.size() - 3, 3, "end");
    for (int i = 0; i < 3; ++i) {
        QVERIFY(client.send(wireRequest("PATCH", "/part", {}, body)));
        const QByteArray reply = client.readUntil(body.last(30));
        QVERIFY(reply.endsWith(body));
    }
    QVERIFY(client.send(wireRequest("GET", "/")));
    const QByteArray reply = client.readUntil("secure");
    QVERIFY(reply.contains("secure"));
    QVERIFY(reply.contains("strict-transport-security: "));
}

void TestTls::qtVerifiesTheName()
{
    start();
    for (const auto &name : {QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("other.test")}) {
        QSslSocket socket;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromData(m_identity.authorityPem));
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_server->port(), name);
        const bool expected = name != QStringLiteral("other.test");
        QCOMPARE(socket.waitForEncrypted(5000), expected);
        if (!expected)
            continue;
        QCOMPARE(socket.sessionProtocol(), QSsl::TlsV1_3);
        const QByteArray key = socket.peerCertificate().publicKey().toDer();
        QCOMPARE(QCryptographicHash::hash(key, QCryptographicHash::Sha256)
                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                 m_identity.pin);
    }
}

void TestTls::qtRefusesWithoutTheAuthority()
{
    start();
    QSslSocket socket;
    socket.connectToHostEncrypted(QStringLiteral("localhost"), m_server->port());
    QVERIFY(!socket.waitForEncrypted(5000));
}

void TestTls::curlVerifiesIt()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    start();
    QProcess process;
    process.start(curl, {QStringLiteral("-sS"), QStringLiteral("--cacert"), m_identity.authorityFile,
                         QStringLiteral("https://localhost:%1/").arg(m_server->port())});
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.readAllStandardOutput(), "secure");
}

void TestTls::eventsComeThroughTls()
{
    start();
    TlsClient phone(m_server->port());
    phone.send(wireRequest("GET", "/events"));
    QVERIFY(phone.readUntil("retry: 3000\n\n").contains("text/event-stream"));
    for (int i = 0; i < 3; ++i) {
        m_hub.publish({QByteArray::number(i), "n", QByteArray(40'000, 'x')});
        const QByteArray frame = phone.readUntil("x\n\n");
        QVERIFY(frame.startsWith("id: " + QByteArray::number(i) + "\nevent: n\ndata: xxx"));
        QVERIFY(frame.size() > 40'000);
    }
}

void TestTls::plainTextIsClosed()
{
    start();
    WireClient client(m_server->port());
    client.send(wireRequest("GET", "/"));
    QVERIFY(client.closedByPeer(2s));
}

void TestTls::stalledHandshakesAreCut()
{
    Limits limits;
    limits.handshake = 400ms;
    start(limits);
    WireClient silent(m_server->port());
    WireClient begun(m_server->port());
    begun.send(QByteArrayView("\x16\x03\x01\x02\x00\x01\x00", 7)); // a record begun, never ended
    QVERIFY(silent.closedByPeer(2s));
    QVERIFY(begun.closedByPeer(2s));
    QCOMPARE(m_server->counters().timeouts, 2);
}

void TestTls::manyStalledHandshakesShutNobodyOut()
{
    Limits limits;
    limits.handshakes = 16;
    start(limits);
    std::vector<WireClient> stalled;
    for (int i = 0; i < 200; ++i) {
        stalled.emplace_back(m_server->port());
        stalled.back().send(QByteArrayView("\x16\x03\x01\x02\x00\x01\x00", 7));
    }
    QElapsedTimer timer;
    timer.start();
    TlsClient client(m_server->port());
    QVERIFY(client.secured());
    client.send(wireRequest("GET", "/"));
    QVERIFY(client.readUntil("secure").contains("secure"));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(m_server->counters().openConnections < 40);
}

void TestTls::certificatesAreReloaded()
{
    start();
    const QByteArray before = TlsClient(m_server->port()).chain().first();
    const auto later = openTlsIdentity(m_folder.filePath(QStringLiteral("tls")),
                                       {QStringLiteral("localhost"), QStringLiteral("127.0.0.1")},
                                       QDateTime::currentDateTimeUtc().addDays(leafDays - 10));
    QVERIFY(later);
    QCOMPARE(later->pin, m_identity.pin);
    QVERIFY(m_server->reloadTls());
    QTRY_VERIFY(TlsClient(m_server->port()).chain().first() != before);
}

void TestTls::aWrongKeyIsAFailure()
{
    const auto other = openTlsIdentity(m_folder.filePath(QStringLiteral("other")), {QStringLiteral("localhost")});
    QVERIFY(other);
    Options options;
    options.tls = TlsFiles{m_identity.chainFile, other->keyFile};
    Server mismatched(options, {});
    const auto listening = mismatched.listen();
    QVERIFY(!listening);
    QCOMPARE(listening.error().reason, Reason::InvalidValue);
    QVERIFY(listening.error().detail.contains(other->keyFile));
    options.tls = TlsFiles{QStringLiteral("/nonexistent"), other->keyFile};
    Server absent(options, {});
    QVERIFY(absent.listen().error().detail.contains(QStringLiteral("/nonexistent")));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
