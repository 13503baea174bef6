// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/server_link.h"
#include "tests/app/devices.h"
#include "tests/app/scripted_transport.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

class TestServerLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_refusal_is_told_as_seen_from_the_phone_data();
    void a_refusal_is_told_as_seen_from_the_phone();
};

void TestServerLink::a_refusal_is_told_as_seen_from_the_phone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reason>("told");
    const auto row = [](const char *name, int status, const char *body, Reason told) {
        QTest::newRow(name) << status << QByteArray(body) << told;
    };
    // "Free some space" would send the officer to empty a phone that has room.
    row("the server's disk is full", 507, R"({"reason":"disk-full"})", Reason::ServerFull);
    row("the server cannot write", 500, R"({"reason":"storage-failed"})", Reason::ServerUnavailable);
    row("the server was rolled back", 500, R"({"reason":"storage-newer"})", Reason::ServerUnavailable);
    row("a proxy's page", 502, "<html>Bad Gateway</html>", Reason::ServerUnavailable);
    row("a reason of the catalogue", 413, R"({"reason":"too-large"})", Reason::TooLarge);
    row("nothing that we know", 403, "no", Reason::UnexpectedReply);
}

void TestServerLink::a_refusal_is_told_as_seen_from_the_phone()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Reason, told);
    const auto script = std::make_shared<ScriptedTransport::Script>();
    script->answer = [&](const HttpRequest &) -> Result<HttpReply> { return HttpReply{status, {}, body}; };
    ScriptedTransport transport(script);
    const ManualClock clock;
    ServerLink link(transport, clock);
    const auto key = std::make_shared<const signature::SigningKey>(*signature::SigningKey::generate());
    link.open({{QUrl(QStringLiteral("https://127.0.0.1:1")), {}, {}}, key, key->verifyingKey()});
    ServerLink::Call call;
    call.method = "GET";
    call.path = "/v1/incidents";
    std::optional<Failure> failure;
    link.send(call, this, [&](const Result<HttpReply> &reply) {
        if (!reply)
            failure = reply.error();
    });
    QTRY_VERIFY(failure);
    QCOMPARE(failure->reason, told);
    // Whatever it is, the courier tries again or asks a person: it never drops.
    QVERIFY(*failureEntry(failure->reason).how != 0);
}

QTEST_GUILESS_MAIN(TestServerLink)
#include "tst_server_link.moc"
