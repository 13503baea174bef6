// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "server/identity/invitations.h"
#include "tests/server/stage.h"

#include <QElapsedTimer>
#include <QtTest>
#include <thread>

using namespace astreinte;
using tests::Headers;
using tests::Phone;
using tests::Reply;

// SECURITY §8, "Requests", through the real server.
class TestRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void signedRequestIsAccepted();
    void unsignedIsRefused();
    void replayIsRefused();
    void alteredInFlight_data();
    void alteredInFlight();
    void clock_data();
    void clock();
    void unknownKey();
    void hostileKeyIds_data();
    void hostileKeyIds();
    void secondSignatureIsRefused();
    void pendingDeviceWaits();
    void revokedDeviceGetsItsWipeOrder();
    void revokedListenerIsCutOff();
    void documentsAreFetchedByTheirDigest();
    void metricsCountRoutesAndStatuses();
    void twoPhonesOfOnePersonAreTwoDevices();
    void failedRequestSpendsNoNonce();

private:
    std::unique_ptr<tests::Stage> m_stage;
    Phone &officer() { return *m_stage->officer; }
    static void replace(Headers &headers, const QByteArray &name, const QByteArray &before, const QByteArray &after);
};

void TestRequests::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

void TestRequests::replace(Headers &headers, const QByteArray &name, const QByteArray &before, const QByteArray &after)
{
    for (auto &[key, value] : headers)
        if (key.toLower() == name)
            value.replace(before, after);
}

void TestRequests::signedRequestIsAccepted()
{
    const auto reply = officer().send("GET", "/v1/configuration?have=a,b");
    QCOMPARE(reply.status, 200);
    const auto etag = reply.header("etag");
    QVERIFY(!etag.isEmpty());
    QCOMPARE(officer().send("GET", "/v1/configuration?have=a,b", {{"If-None-Match", etag}}).status, 304);
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("officer-c"), QStringLiteral("onCallOfficer")));
    QCOMPARE(officer().send("GET", "/v1/configuration?have=a,b", {{"If-None-Match", etag}}).status, 200);
}

void TestRequests::unsignedIsRefused()
{
    const auto reply = officer().connection.exchange("GET", "/v1/configuration", {});
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.reason(), QStringLiteral("signature-missing"));
    QCOMPARE(reply.header("content-type"), QByteArray("application/problem+json"));
}

void TestRequests::replayIsRefused()
{
    const auto headers = officer().signedHeaders("GET", "/v1/incidents", {}, {});
    QCOMPARE(officer().connection.exchange("GET", "/v1/incidents", headers).status, 200);
    const auto again = officer().connection.exchange("GET", "/v1/incidents", headers);
    QCOMPARE(again.status, 401);
    QCOMPARE(again.reason(), QStringLiteral("nonce-replayed"));
    // Also after a restart: the nonces are in the database.
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(officer().connection.exchange("GET", "/v1/incidents", headers).reason(), QStringLiteral("nonce-replayed"));
}

void TestRequests::alteredInFlight_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("reason");
    const QByteArray body = "{\"revision\":1,\"submission\":\"0190a1b2-0000-7000-8000-000000000000\"}";
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target, const QByteArray &sent,
                        const QByteArray &header, const char *reason) {
        QTest::newRow(name) << method << target << sent << header << QString::fromLatin1(reason);
    };
    row("body", "POST", "/v1/challenges?a=1", QByteArray(body).replace(":1", ":2"), {}, "digest-mismatch");
    row("digest", "POST", "/v1/challenges?a=1", body, "content-digest", "bad-signature");
    row("path", "POST", "/v1/statements?a=1", body, {}, "bad-signature");
    row("query", "POST", "/v1/challenges?a=2", body, {}, "bad-signature");
    row("query removed", "POST", "/v1/challenges", body, {}, "signature-coverage");
    row("idempotency key", "POST", "/v1/challenges?a=1", body, "idempotency-key", "bad-signature");
    row("content type", "POST", "/v1/challenges?a=1", body, "content-type", "bad-signature");
    row("nonce", "POST", "/v1/challenges?a=1", body, "signature-input", "bad-signature");
}

void TestRequests::alteredInFlight()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    QFETCH(QString, reason);
    const QByteArray honest = "{\"revision\":1,\"submission\":\"0190a1b2-0000-7000-8000-000000000000\"}";
    auto headers = m_stage->authority->signedHeaders(
        "POST", "/v1/challenges?a=1", {{"Content-Type", "application/json"}, {"Idempotency-Key", "\"k1\""}}, honest);
    if (header == "content-digest")
        for (auto &[name, value] : headers)
            if (name.toLower() == "content-digest")
                value = signature::contentDigest(signature::sha256("another body"));
    if (header == "idempotency-key")
        replace(headers, header, "k1", "k2");
    if (header == "content-type")
        replace(headers, header, "json", "jose");
    if (header == "signature-input")
        replace(headers, header, "nonce=\"", "nonce=\"A");
    const auto reply = m_stage->authority->connection.exchange(method, target, headers, body);
    QVERIFY(reply.status == 401 || reply.status == 400);
    QCOMPARE(reply.reason(), reason);
}

void TestRequests::clock_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<QString>("reason");
    QTest::newRow("118 s old, life of 120 s") << 118 << QString();
    QTest::newRow("117 s ahead") << -117 << QString();
    QTest::newRow("125 s ahead") << -125 << QStringLiteral("clock-skew");
    QTest::newRow("a day ahead") << -86'400 << QStringLiteral("clock-skew");
    QTest::newRow("a day old") << 86'400 << QStringLiteral("clock-skew");
}

void TestRequests::clock()
{
    QFETCH(int, age);
    QFETCH(QString, reason);
    const auto headers = officer().signedHeaders("GET", "/v1/incidents", {}, {}, std::chrono::seconds(age));
    const auto reply = officer().connection.exchange("GET", "/v1/incidents", headers);
    QCOMPARE(reply.reason(), reason);
    QVERIFY(!reply.header("date").isEmpty());
}

void TestRequests::unknownKey()
{
    Phone stranger(m_stage->prefecture, QStringLiteral("officer-a"));
    const auto reply = stranger.send("GET", "/v1/incidents");
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.reason(), QStringLiteral("unknown-key"));
}

void TestRequests::hostileKeyIds_data()
{
    QTest::addColumn<QByteArray>("kid");
    QTest::newRow("traversal") << QByteArray("../../../../etc/passwd");
    QTest::newRow("SQL") << QByteArray("' OR 1=1 --");
    QTest::newRow("long") << QByteArray(8'000, 'a');
}

void TestRequests::hostileKeyIds()
{
    QFETCH(QByteArray, kid);
    auto headers = officer().signedHeaders("GET", "/v1/incidents", {}, {});
    replace(headers, "signature-input", officer().kid().toLatin1(), kid);
    const auto reply = officer().connection.exchange("GET", "/v1/incidents", headers);
    QVERIFY2(reply.status == 401 || reply.status == 400 || reply.status == 413, QByteArray::number(reply.status));
    QCOMPARE(officer().send("GET", "/v1/incidents").status, 200);
}

void TestRequests::secondSignatureIsRefused()
{
    auto headers = officer().signedHeaders("GET", "/v1/incidents", {}, {});
    const auto other = m_stage->colleague->signedHeaders("GET", "/v1/incidents", {}, {});
    headers += other;
    QVERIFY(officer().connection.exchange("GET", "/v1/incidents", headers).status >= 400);
}

void TestRequests::pendingDeviceWaits()
{
    Phone fresh(m_stage->prefecture, QStringLiteral("officer-a"));
    const auto code = identity::invite(*m_stage->prefecture.service().store, fresh.person, m_stage->prefecture.now());
    QVERIFY(code);
    QCOMPARE(fresh.sendEnrolment(code->code).status, 201);
    const auto reply = fresh.send("GET", "/v1/configuration");
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.reason(), QStringLiteral("pending-device"));
    QVERIFY(fresh.confirm());
    QCOMPARE(fresh.send("GET", "/v1/configuration").status, 200);
}

void TestRequests::revokedDeviceGetsItsWipeOrder()
{
    QVERIFY(m_stage->prefecture.service().store->write([&](storage::Transaction &transaction) {
        return identity::revokeDevice(transaction, officer().kid(), m_stage->prefecture.now());
    }));
    const auto reply = officer().send("GET", "/v1/configuration");
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.reason(), QStringLiteral("revoked-key"));
    const auto order =
        signature::parseCompact(reply.json().value(QLatin1String("wipe")).toString().toLatin1(), submission::typ::wipe);
    QVERIFY(order);
    const auto verified = order->verify(m_stage->prefecture.service().serverKey.verifyingKey());
    QVERIFY(verified);
    QVERIFY(verified->payload().contains("\"aud\":\"" + officer().kid().toLatin1() + '"'));
    // The others are not concerned.
    QCOMPARE(m_stage->colleague->send("GET", "/v1/configuration").status, 200);
}

void TestRequests::revokedListenerIsCutOff()
{
    const auto headers = officer().signedHeaders("GET", "/v1/notices", {}, {});
    std::thread revoker([this] {
        while (m_stage->prefecture.service().hub.listeners() == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        (void)m_stage->prefecture.service().store->write([&](storage::Transaction &transaction) {
            return identity::revokeDevice(transaction, officer().kid(), m_stage->prefecture.now());
        });
    });
    QElapsedTimer timer;
    timer.start();
    tests::Connection listener(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
    const auto stream = listener.stream("/v1/notices", headers, "no such mark", 1);
    revoker.join();
    QVERIFY2(stream.contains("text/event-stream"), stream);
    QVERIFY2(timer.elapsed() < 10'000, "the stream ended because it was cut, not because time was over");
}

// A phone that holds neither document still gets a configuration that its strict reader takes, and each document by
// its digest.
void TestRequests::documentsAreFetchedByTheirDigest()
{
    const auto reply = officer().send("GET", "/v1/configuration?have=");
    QCOMPARE(reply.status, 200);
    const auto jws = signature::parseCompact(reply.json().value(QLatin1String("configuration")).toString().toLatin1(),
                                             submission::typ::configuration);
    QVERIFY2(jws, jws ? "" : qPrintable(jws.error().toString()));
    const auto payload = signature::parseStrictObject(jws->unverifiedPayload());
    QVERIFY2(payload, payload ? "" : qPrintable(payload.error().toString()));
    int apart = 0;
    for (const auto &name : {QStringLiteral("templates"), QStringLiteral("rights")}) {
        const auto entry = payload->value(name).toObject();
        const auto sha256 = entry.value(QLatin1String("sha256")).toString().toLatin1();
        const auto document = officer().send("GET", "/v1/documents/" + sha256);
        QCOMPARE(document.status, 200);
        QCOMPARE(signature::hex(signature::sha256(document.body)), sha256);
        if (entry.contains(QLatin1String("document")))
            QCOMPARE(entry.value(QLatin1String("document")).toString().toUtf8(), document.body);
        else
            ++apart;
    }
    QCOMPARE(apart, 1); // together they are beyond 256 KiB
    QCOMPARE(officer().send("GET", "/v1/documents/" + QByteArray(64, '0')).status, 404);
    QCOMPARE(officer().connection.exchange("GET", "/v1/documents/" + QByteArray(64, '0'), {}).status, 401);
}

void TestRequests::metricsCountRoutesAndStatuses()
{
    QCOMPARE(officer().send("GET", "/v1/incidents").status, 200);
    QCOMPARE(officer().connection.exchange("GET", "/v1/incidents", {}).status, 401);
    QCOMPARE(officer().connection.exchange("GET", "/v1/no-such", {}).status, 404);
    const auto text = m_stage->prefecture.page("/metrics").body;
    const auto has = [&text](const QByteArray &line) { return ('\n' + text).contains('\n' + line + '\n'); };
    QVERIFY2(has(R"(astreinte_http_responses_total{method="GET",route="/v1/incidents",status="200"} 1)"), text);
    QVERIFY2(has(R"(astreinte_http_responses_total{method="GET",route="/v1/incidents",status="401"} 1)"), text);
    QVERIFY2(has(R"(astreinte_http_responses_total{method="",route="",status="404"} 1)"), text);
    QVERIFY2(has("astreinte_publication_oldest_timestamp_seconds 0"), text);
    QVERIFY2(has("astreinte_publications_queued 0"), text);
}

void TestRequests::twoPhonesOfOnePersonAreTwoDevices()
{
    Phone second(m_stage->prefecture, QStringLiteral("officer-a"));
    QVERIFY(second.enrol());
    const auto headers = officer().signedHeaders("GET", "/v1/incidents", {}, {});
    auto stolen = headers;
    replace(stolen, "signature-input", officer().kid().toLatin1(), second.kid().toLatin1());
    QCOMPARE(second.connection.exchange("GET", "/v1/incidents", stolen).reason(), QStringLiteral("bad-signature"));
}

void TestRequests::failedRequestSpendsNoNonce()
{
    // A request refused for its content may be corrected by sending the same bytes once the cause is gone.
    const auto target = QByteArray("/v1/submissions/0190a1b2-0000-7000-8000-000000000000");
    const auto headers = officer().signedHeaders("GET", target, {}, {});
    QCOMPARE(officer().connection.exchange("GET", target, headers).reason(), QStringLiteral("unknown-submission"));
    QCOMPARE(officer().connection.exchange("GET", target, headers).reason(), QStringLiteral("unknown-submission"));
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
