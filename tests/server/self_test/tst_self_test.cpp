// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"
#include "server/self_test/way.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/journal/book.h"
#include "tests/server/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using storage::Connection;
using storage::Transaction;

class TestSelfTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void arrivesInSilence();
    void alarmWhenItDoesNotArrive();
    void alarmWhenNobodyBegins();
    void forgedProbeIsRefused();
    void alarmNamesTheStation();
    void keysOfASelfTestOpenNothingElse();
    void phonesAreNotSelfTests();
    void gateTakesOneApprovalOnly();

private:
    std::unique_ptr<tests::Stage> m_stage;
    command::SelfTestWalk setOut();
    self_test::Probe begun();
    QString lastAlarm();
    int leaves(journal::Event event);
    bool phonesWarn();
    QByteArray metric(const QByteArray &name);
    storage::Store &store() { return *m_stage->prefecture.service().store; }
    signature::Instant now() { return m_stage->prefecture.now(); }
};

void TestSelfTest::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

// On its way: begun, submitted over TLS and approved.
command::SelfTestWalk TestSelfTest::setOut()
{
    auto &service = m_stage->prefecture.service();
    return command::SelfTestWalk::begin(
               store(), publication::PageReader(m_stage->prefecture.authorityPem()), service.serverKey.verifyingKey(),
               [this] { return now(); }, 120s)
        .value();
}

self_test::Probe TestSelfTest::begun()
{
    auto walk = setOut();
    const auto through = walk.submit().and_then([&] { return walk.approve(); });
    if (!through)
        qWarning("%s", qPrintable(through.error().toString()));
    return walk.probe();
}

QString TestSelfTest::lastAlarm()
{
    const auto content = store().read([](Connection &connection) {
        return connection.one("SELECT content FROM journal_leaf WHERE event = 'alarm' ORDER BY position DESC LIMIT 1",
                              [](const storage::Row &row) { return row.bytes(0); });
    });
    return QJsonDocument::fromJson(content->value_or(QByteArray())).object().value(QLatin1String("detail")).toString();
}

int TestSelfTest::leaves(journal::Event event)
{
    const auto count = store().read([&](Connection &connection) {
        return connection.one(
            "SELECT COUNT(*) FROM journal_leaf WHERE event = ?",
            [](const storage::Row &row) { return static_cast<int>(row.number(0)); },
            QString(journal::eventName(event)));
    });
    return count->value();
}

bool TestSelfTest::phonesWarn()
{
    const auto reply = m_stage->officer->send("GET", "/v1/configuration");
    const auto jws = signature::parseCompact(reply.json().value(QLatin1String("configuration")).toString().toLatin1(),
                                             submission::typ::configuration);
    return jws && QJsonDocument::fromJson(jws->unverifiedPayload()).object().contains(QLatin1String("selfTestAlarm"));
}

QByteArray TestSelfTest::metric(const QByteArray &name)
{
    const auto lines = m_stage->prefecture.page("/metrics").body.split('\n');
    const auto found = std::ranges::find_if(lines, [&](const auto &line) { return line.startsWith(name + ' '); });
    return found == lines.end() ? QByteArray() : found->mid(name.size() + 1);
}

void TestSelfTest::arrivesInSilence()
{
    const auto notices = store().read(notices::lastId).value();
    const auto probe = begun();
    QCOMPARE(m_stage->prefecture.page("/self-test/" + probe.id.toLatin1()).status, 404);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QVERIFY(store().read([&](Connection &connection) { return self_test::isPublished(connection, probe.id); }).value());
    QVERIFY(store().write([&](Transaction &transaction) { return self_test::arrive(transaction, probe, now()); }));
    QCOMPARE(leaves(journal::Event::Intent), 1);
    QCOMPARE(leaves(journal::Event::Outcome), 1);
    QCOMPARE(leaves(journal::Event::SelfTest), 1);
    QCOMPARE(leaves(journal::Event::Alarm), 0);
    // No phone was told, and no reader of the public page sees anything.
    QCOMPARE(store().read(notices::lastId).value(), notices);
    for (const auto *path : {"/", "/feed.atom", "/feed.json", "/widget", "/board"})
        QVERIFY(!m_stage->prefecture.page(path).body.contains(probe.id.toLatin1()));
    QCOMPARE(m_stage->prefecture.page("/messages/" + probe.id.toLatin1()).status, 404);
    QVERIFY(m_stage->authority->send("GET", "/v1/review").json().value(QLatin1String("items")).toArray().isEmpty());
    QVERIFY(!phonesWarn());
    QCOMPARE(metric("astreinte_self_test_alarm"), QByteArray("0"));
    QVERIFY(metric("astreinte_self_test_arrived_timestamp_seconds").toLongLong() > 0);
}

// The publisher does not run: the server itself notices, once, and says so until the next one arrives.
void TestSelfTest::alarmWhenItDoesNotArrive()
{
    const auto notices = store().read(notices::lastId).value();
    (void)begun();
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(leaves(journal::Event::Alarm), 0);
    m_stage->prefecture.skew = std::chrono::milliseconds(3min);
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    QVERIFY(phonesWarn());
    QVERIFY(store().read(notices::lastId).value() > notices);
    QCOMPARE(metric("astreinte_self_test_alarm"), QByteArray("1"));
    const auto next = begun();
    QVERIFY(m_stage->prefecture.publish());
    QVERIFY(store().write([&](Transaction &transaction) { return self_test::arrive(transaction, next, now()); }));
    QVERIFY(!phonesWarn());
    QCOMPARE(metric("astreinte_self_test_alarm"), QByteArray("0"));
}

void TestSelfTest::alarmWhenNobodyBegins()
{
    QVERIFY(m_stage->prefecture.service().sweep()); // an installation without the timer is not watched
    QCOMPARE(leaves(journal::Event::Alarm), 0);
    const auto probe = begun();
    QVERIFY(m_stage->prefecture.publish());
    QVERIFY(store().write([&](Transaction &transaction) { return self_test::arrive(transaction, probe, now()); }));
    m_stage->prefecture.skew = std::chrono::milliseconds(25h);
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(leaves(journal::Event::Alarm), 0);
    m_stage->prefecture.skew = std::chrono::milliseconds(27h);
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    QVERIFY(phonesWarn());
}

// Neither a row without a document nor a message's own row goes out as a self-test.
void TestSelfTest::forgedProbeIsRefused()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                "queued_at) SELECT manifest_sha256, 'self-test', submission, revision, 'authorised', 1 "
                                "FROM revision WHERE submission = ?",
                                submission.id().text());
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    const auto probe = begun();
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE self_test SET document = ? WHERE id = ?", QByteArray("{}"), probe.id);
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(leaves(journal::Event::Alarm), 2);
    QCOMPARE(m_stage->prefecture.page("/self-test/" + probe.id.toLatin1()).status, 404);
}

// What stopped, and before which station, is what whoever is woken needs to know.
void TestSelfTest::alarmNamesTheStation()
{
    const auto missed = [&] {
        m_stage->prefecture.skew = m_stage->prefecture.skew.load() + 3min;
        QVERIFY(m_stage->prefecture.service().sweep());
    };
    (void)setOut();
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("réception")), qPrintable(lastAlarm()));
    auto submitted = setOut();
    QVERIFY(submitted.submit());
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("validation")), qPrintable(lastAlarm()));
    (void)begun();
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("avant la publication")), qPrintable(lastAlarm()));
    (void)begun();
    QVERIFY(m_stage->prefecture.publish());
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("relu")), qPrintable(lastAlarm()));
    QCOMPARE(leaves(journal::Event::Alarm), 4);
}

// A self-test of ours whose keys we hold, as whoever read the command's memory would, at every door of a message.
void TestSelfTest::keysOfASelfTestOpenNothingElse()
{
    tests::Phone thief(m_stage->prefecture, QStringLiteral("authority-a")); // its keys are a self-test's, not enrolled
    const auto id = QStringLiteral("0190a1b2-0000-7000-8000-000000000001");
    QVERIFY(store().write([&](Transaction &transaction) {
        return self_test::begin(transaction, id, {thief.dev.verifyingKey(), thief.apr.verifyingKey()}, now(), 120s);
    }));
    for (const auto *path : {"/v1/configuration", "/v1/review", "/v1/notices"}) {
        const auto reply = thief.send("GET", path);
        QCOMPARE(reply.status, 401);
        QVERIFY2(reply.body.contains("unknown-key"), reply.body.constData());
    }
    QCOMPARE(thief.submit(submission::Submission::freeze(thief.draft()).value()).status, 401);
    // Its signature under a real message, brought by a real phone, and then written into the database behind the gate.
    const auto real = m_stage->received(m_stage->officer->draft());
    const auto statement = m_stage->authority->statementOn(real.id().text(), 1).value();
    const auto forged = signature::signCompact(thief.apr, submission::typ::statement, statement.toPayload().value());
    const auto brought =
        m_stage->authority->send("POST", "/v1/statements", {{"Content-Type", "application/jose"}}, *forged);
    QVERIFY2(brought.body.contains("unknown-key"), brought.body.constData());
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction
            ->run("INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, statement, "
                  "manifest_sha256, reply, roster_version, decided_at) SELECT submission, revision, 'forged', "
                  "'authority-a', ?, 'approve', CAST(? AS BLOB), manifest_sha256, CAST(? AS BLOB), 2, received_at FROM "
                  "revision WHERE submission = ?",
                  thief.apr.kid(), *forged, *forged, real.id().text())
            .and_then([&](int) {
                return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, "
                                        "state, queued_at) SELECT manifest_sha256, 'site', submission, 1, "
                                        "'authorised', 1 FROM revision WHERE submission = ?",
                                        real.id().text());
            });
    }));
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    QCOMPARE(m_stage->pageStatus(real), 404);
    // Nor does what a self-test may be go where the public reads.
    const auto proof = begun();
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE publication SET channel = 'site' WHERE submission = ?", proof.id);
    }));
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(leaves(journal::Event::Alarm), 2);
    QCOMPARE(m_stage->prefecture.page("/messages/" + proof.id.toLatin1()).status, 404);
}

void TestSelfTest::phonesAreNotSelfTests()
{
    auto walk = setOut();
    for (const auto *path : {"/v1/self-test", "/v1/self-test/approval"})
        for (auto *phone : {m_stage->officer.get(), m_stage->authority.get()}) {
            const auto document = store().read(
                [&](Connection &connection) { return self_test::documentOf(connection, walk.probe().id); });
            const auto jws = signature::signCompact(phone->dev, self_test::typ::submission, *document);
            const auto reply = phone->send("POST", path, {{"Content-Type", "application/jose"}}, *jws);
            QCOMPARE(reply.status, 401);
            QVERIFY2(reply.body.contains("unknown-key"), reply.body.constData());
        }
    // Its own keys, once it is overdue.
    m_stage->prefecture.skew = std::chrono::milliseconds(3min);
    QVERIFY(!walk.submit());
}

void TestSelfTest::gateTakesOneApprovalOnly()
{
    auto early = setOut();
    QVERIFY(!early.approve()); // not received
    QVERIFY(early.submit());
    QVERIFY(!early.submit());
    // What the gate is given under the device's key, for another one, or for another server.
    const auto device = signature::SigningKey::generate().value();
    const auto authority = signature::SigningKey::generate().value();
    const auto id = QStringLiteral("0190a1b2-0000-7000-8000-000000000002");
    const auto probe = store().write([&](Transaction &transaction) {
        return self_test::begin(transaction, id, {device.verifyingKey(), authority.verifyingKey()}, now(), 120s);
    });
    const auto document =
        store().read([&](Connection &connection) { return self_test::documentOf(connection, id); }).value();
    const auto submitted = signature::signCompact(device, self_test::typ::submission, document).value();
    QVERIFY(store().write(
        [&](Transaction &transaction) { return self_test::receive(transaction, device.kid(), submitted, now()); }));
    const auto origin = m_stage->prefecture.origin();
    const self_test::Approval good{origin, id, probe->documentSha256, now(), now() + 60s};
    const auto brought = [&](const self_test::Approval &approval, const signature::SigningKey &key) {
        const auto jws = signature::signCompact(key, self_test::typ::statement, approval.toPayload().value()).value();
        return store().write([&](Transaction &transaction) {
            return self_test::approve(transaction, device.kid(), jws, origin, now());
        });
    };
    auto elsewhere = good;
    elsewhere.audience = QStringLiteral("https://other.example");
    auto another = good;
    another.documentSha256 = early.probe().documentSha256;
    auto late = good;
    late.expiresAt = now() - 1s;
    QCOMPARE(brought(good, device).error().reason, Reason::UnknownKey);
    QCOMPARE(brought(elsewhere, authority).error().reason, Reason::WrongAudience);
    QCOMPARE(brought(another, authority).error().reason, Reason::ManifestMismatch);
    QCOMPARE(brought(late, authority).error().reason, Reason::SignatureExpired);
    QVERIFY(brought(good, authority));
    QCOMPARE(brought(good, authority).error().reason, Reason::ForbiddenTransition);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
}

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
