// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/lease.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "tests/app/sync/courier_stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;
using namespace std::chrono_literals;

// What the server may order a phone to do, and for how long a phone may do without it (SECURITY §3).
class TestOrders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<CourierStage>();
        QVERIFY(m_stage->set());
    }
    void cleanup() { m_stage.reset(); }

    void only_the_servers_order_for_this_phone_wipes_data();
    void only_the_servers_order_for_this_phone_wipes();
    void the_lease_ends_after_72_hours();
    void a_clock_set_back_gains_nothing();
    void only_an_accepted_request_renews_the_lease_data();
    void only_an_accepted_request_renews_the_lease();

private:
    [[nodiscard]] int wipesAfter(const HttpReply &reply);
    bool ask();

    std::unique_ptr<CourierStage> m_stage;
};

bool TestOrders::ask()
{
    bool answered = false;
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/configuration";
    m_stage->link->send(call, this, [&](const Result<HttpReply> &) { answered = true; });
    return QTest::qWaitFor([&] { return answered; }, 5000);
}

int TestOrders::wipesAfter(const HttpReply &reply)
{
    QSignalSpy ordered(m_stage->link.get(), &ServerLink::wipeOrdered);
    m_stage->script->answer = [reply](const HttpRequest &) -> Result<HttpReply> { return reply; };
    return ask() ? int(ordered.count()) : -1;
}

void TestOrders::only_the_servers_order_for_this_phone_wipes_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<int>("wipes");
    QTest::newRow("as the server signs it") << QStringLiteral("good") << 1;
    for (const auto *flaw : {"another device", "no audience", "another key", "this device's own key",
                             "a receipt's type", "no type", "a later version", "alg none", "HS256 with the public key",
                             "cut short", "empty", "not a text", "with status 200", "with status 403", "without JSON"})
        QTest::newRow(flaw) << QString::fromLatin1(flaw) << 0;
}

void TestOrders::only_the_servers_order_for_this_phone_wipes()
{
    QFETCH(QString, order);
    QFETCH(int, wipes);
    const auto is = [&](const char *name) { return order == QLatin1String(name); };
    QJsonObject payload{{QStringLiteral("v"), is("a later version") ? 2 : 1},
                        {QStringLiteral("aud"), m_stage->link->kid()},
                        {QStringLiteral("iat"), QStringLiteral("2026-11-22T08:00:00.000Z")}};
    const auto stranger = *signature::SigningKey::generate();
    if (is("another device"))
        payload.insert(QStringLiteral("aud"), stranger.kid());
    if (is("no audience"))
        payload.remove(QStringLiteral("aud"));
    const auto &key = is("another key")             ? stranger
                      : is("this device's own key") ? m_stage->deviceKey()
                                                    : m_stage->serverKey();
    const auto typ = is("a receipt's type") ? submission::typ::receipt : submission::typ::wipe;
    auto jws = *signature::signCompact(key, typ, *signature::canonicalJson(payload));
    const auto withHeader = [&](const QByteArray &header) {
        const auto parts = jws.split('.');
        return signature::base64Url(header) + '.' + parts[1] + '.' + parts[2];
    };
    const auto kid = m_stage->serverKey().kid().toLatin1();
    if (is("no type"))
        jws = withHeader("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}");
    if (is("alg none"))
        jws = withHeader("{\"alg\":\"none\",\"kid\":\"" + kid + "\",\"typ\":\"astreinte-wipe+jws\"}");
    if (is("HS256 with the public key"))
        jws = withHeader("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\",\"typ\":\"astreinte-wipe+jws\"}");
    if (is("cut short"))
        jws.chop(10);
    if (is("empty"))
        jws.clear();
    QByteArray body = "{\"reason\":\"revoked-key\",\"wipe\":\"" + jws + "\"}";
    if (is("not a text"))
        body = "{\"reason\":\"revoked-key\",\"wipe\":{\"jws\":\"" + jws + "\"}}";
    if (is("without JSON"))
        body = jws;
    const int status = is("with status 200") ? 200 : is("with status 403") ? 403 : 401;
    QCOMPARE(wipesAfter({status, {}, body}), wipes);
}

void TestOrders::the_lease_ends_after_72_hours()
{
    Lease lease(m_stage->vault(), *m_stage->link, m_stage->clock);
    QSignalSpy changed(&lease, &Lease::changed);
    QVERIFY(lease.load());
    QVERIFY(!lease.over());
    m_stage->clock.skew = 72h - 5min;
    lease.check();
    QVERIFY(!lease.over());
    m_stage->clock.skew = 72h + 1min;
    lease.check();
    QVERIFY(lease.over());
    QCOMPARE(changed.count(), 1);
    // Kept in the vault: a restart does not begin a new lease.
    Lease again(m_stage->vault(), *m_stage->link, m_stage->clock);
    QVERIFY(again.load());
    QVERIFY(again.over());
    // The first accepted request ends it, for both and for the next start.
    m_stage->script->answer = [](const HttpRequest &) -> Result<HttpReply> { return HttpReply{200, {}, "{}"}; };
    QVERIFY(ask());
    QVERIFY(!again.over());
    Lease third(m_stage->vault(), *m_stage->link, m_stage->clock);
    QVERIFY(third.load());
    QVERIFY(!third.over());
}

void TestOrders::a_clock_set_back_gains_nothing()
{
    Lease lease(m_stage->vault(), *m_stage->link, m_stage->clock);
    QVERIFY(lease.load());
    m_stage->clock.skew = 71h;
    lease.check();
    m_stage->clock.skew = 0h;
    lease.check();
    QVERIFY(!lease.over());
    // Seen past the end once, it stays ended, also after a restart with the clock where it was.
    m_stage->clock.skew = 73h;
    lease.check();
    m_stage->clock.skew = -200h;
    lease.check();
    QVERIFY(lease.over());
    Lease again(m_stage->vault(), *m_stage->link, m_stage->clock);
    QVERIFY(again.load());
    QVERIFY(again.over());
}

void TestOrders::only_an_accepted_request_renews_the_lease_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("renews");
    QTest::newRow("200") << 200 << true;
    QTest::newRow("304") << 304 << true;
    for (const int status : {302, 400, 401, 403, 404, 500, 503})
        QTest::addRow("%d", status) << status << false;
    QTest::newRow("unreachable") << 0 << false;
}

void TestOrders::only_an_accepted_request_renews_the_lease()
{
    QFETCH(int, status);
    QFETCH(bool, renews);
    Lease lease(m_stage->vault(), *m_stage->link, m_stage->clock);
    QVERIFY(lease.load());
    m_stage->clock.skew = 73h;
    lease.check();
    QVERIFY(lease.over());
    m_stage->script->answer = [status](const HttpRequest &) -> Result<HttpReply> {
        return status == 0 ? Result<HttpReply>(fail(Reason::NetworkUnreachable)) : HttpReply{status, {}, "{}"};
    };
    QVERIFY(ask());
    QCOMPARE(lease.over(), !renews);
}

QTEST_GUILESS_MAIN(TestOrders)
#include "tst_orders.moc"
