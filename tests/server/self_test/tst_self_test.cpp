// SPDX-License-Identifier: EUPL-1.2
#include "server/self_test/self_test.h"

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

private:
    std::unique_ptr<tests::Stage> m_stage;
    int m_number = 0;
    self_test::Probe begun();
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

self_test::Probe TestSelfTest::begun()
{
    const auto id = QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(++m_number, 12, 10, QLatin1Char('0'));
    return store()
        .write([&](Transaction &transaction) { return self_test::begin(transaction, id, now(), 120s); })
        .value();
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

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
