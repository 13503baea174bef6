// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/journal/book.h"
#include "tests/server/stage.h"

#include <QFile>
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
    void silentAtEveryStation();
    void exerciseHasItsOwn();
    void strictestPolicyLetsItPass();
    void faultOfTheRealIntake();
    void faultOfTheRealGate();
    void keysOfASelfTestOpenNothingElse();
    void selfTestSubmitsNothingReal();
    void selfTestDecidesNothingReal();
    void peopleSubmitNoSelfTest();
    void peopleDecideOnNoSelfTest();
    void keysEndWithTheirSelfTest();

private:
    // A self-test whose keys we hold, as whoever read the command's memory would.
    struct Stolen
    {
        std::unique_ptr<tests::Phone> officer;
        std::unique_ptr<tests::Phone> authority;
        submission::Submission submission;
    };
    std::unique_ptr<tests::Stage> m_stage;
    command::SelfTestWalk setOut();
    Stolen stolen();
    submission::SubmissionContent selfTestOf(tests::Phone &phone);
    void missed();
    qint64 count(storage::Sql sql);
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

// Neither a message's own row goes out as a self-test, nor a self-test whose statement is another's.
void TestSelfTest::forgedProbeIsRefused()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE publication SET channel = 'self-test' WHERE submission = ?",
                                submission.id().text());
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    const auto first = begun();
    const auto probe = begun();
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE decision SET statement = (SELECT statement FROM decision WHERE submission = ?) "
                                "WHERE submission = ?",
                                first.id, probe.id);
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 2);
    QCOMPARE(leaves(journal::Event::Alarm), 2);
    QCOMPARE(m_stage->prefecture.page("/self-test/" + first.id.toLatin1()).status, 200);
    QCOMPARE(m_stage->prefecture.page("/self-test/" + probe.id.toLatin1()).status, 404);
}

// Nobody was there: the server notices by itself.
void TestSelfTest::missed()
{
    m_stage->prefecture.skew = m_stage->prefecture.skew.load() + 3min;
    QVERIFY(m_stage->prefecture.service().sweep());
}

// What stopped, and before which station, is what whoever is woken needs to know.
void TestSelfTest::alarmNamesTheStation()
{
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

qint64 TestSelfTest::count(storage::Sql sql)
{
    const auto value = store().read([&](Connection &connection) {
        return connection.one(sql, [](const storage::Row &row) { return row.number(0); });
    });
    return value ? value->value_or(-1) : -1;
}

// Wherever it stands, and however long: nobody is told, called or shown anything.
void TestSelfTest::silentAtEveryStation()
{
    const auto nothingIsShown = [&](const submission::SubmissionId &id) {
        QVERIFY(m_stage->prefecture.service().callDown());
        QVERIFY(count("SELECT COUNT(*) FROM step") > 0); // each of which tells people of anything else
        QCOMPARE(count("SELECT COUNT(*) FROM notice"), 0);
        QCOMPARE(count("SELECT COUNT(*) FROM duty_call"), 0);
        QCOMPARE(count("SELECT COUNT(*) FROM incident"), 0);
        for (const auto *path : {"/v1/review", "/v1/reports", "/v1/incidents", "/v1/oral-approvals"})
            for (auto *phone : {m_stage->authority.get(), m_stage->officer.get()})
                QVERIFY2(!phone->send("GET", path).body.contains(id.text().toLatin1()), path);
        for (auto *phone : {m_stage->authority.get(), m_stage->officer.get()}) {
            QCOMPARE(phone->send("GET", "/v1/submissions/" + id.text().toLatin1()).status, 404);
            QCOMPARE(phone->send("GET", "/v1/submissions/" + id.text().toLatin1() + "/1/manifest").status, 404);
            QVERIFY(!phone->send("GET", "/v1/configuration").body.contains("self-test:"));
        }
        for (const auto *name :
             {"astreinte_submissions", "astreinte_submissions_waiting", "astreinte_publications_queued",
              "astreinte_publications_uncertain", "astreinte_publication_oldest_timestamp_seconds"})
            QCOMPARE(metric(name), QByteArray("0"));
    };
    QVERIFY(store().write([](Transaction &transaction) { return transaction->run("DELETE FROM notice"); }));
    auto walk = setOut();
    const auto id = submission::SubmissionId::parse(walk.probe().id).value();
    QVERIFY(walk.submit());
    m_stage->prefecture.skew = std::chrono::milliseconds(100s); // when an officer's proposal would have rung
    nothingIsShown(id);
    QVERIFY(walk.approve());
    nothingIsShown(id);
    QVERIFY(m_stage->prefecture.publish());
    nothingIsShown(id);
    QVERIFY(!m_stage->prefecture.addPerson(QStringLiteral("imposter"), QStringLiteral("selfTest")));
    QCOMPARE(store().read(identity::listDevices).value().size(), std::size_t(3));
}

void TestSelfTest::exerciseHasItsOwn()
{
    m_stage = std::make_unique<tests::Stage>();
    m_stage->prefecture.exercise = true;
    QVERIFY(m_stage->set());
    const auto probe = begun();
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QVERIFY(store().read([&](Connection &connection) { return self_test::isPublished(connection, probe.id); }).value());
    QCOMPARE(leaves(journal::Event::Alarm), 0);
}

// What a prefecture asks of its messages and authorities is not asked of what is nobody's.
void TestSelfTest::strictestPolicyLetsItPass()
{
    QFile file(m_stage->prefecture.folder() + QStringLiteral("/policy.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"v":1,"grave":{"channels":["site","x"],"templates":["inondation"]},"delegationsRequired":true})");
    file.close();
    QVERIFY(m_stage->prefecture.restart());
    const auto probe = begun();
    QVERIFY(m_stage->prefecture.publish());
    QVERIFY(store().read([&](Connection &connection) { return self_test::isPublished(connection, probe.id); }).value());
}

// The point of it all: what would stop an officer's message stops the self-test, and it says where.
void TestSelfTest::faultOfTheRealIntake()
{
    QVERIFY(store().write(
        [](Transaction &transaction) { return transaction->run("ALTER TABLE revision_author RENAME TO mislaid"); }));
    const auto proposal = submission::Submission::freeze(m_stage->officer->draft()).value();
    QVERIFY(m_stage->officer->submit(proposal).status >= 500);
    auto walk = setOut();
    QVERIFY(!walk.submit());
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("avant la réception")), qPrintable(lastAlarm()));
    QVERIFY(phonesWarn());
}

void TestSelfTest::faultOfTheRealGate()
{
    const auto proposal = m_stage->received(m_stage->officer->draft());
    const auto decision = tests::Stage::by(*m_stage->authority, proposal);
    // The roster can no longer be asked who is on duty.
    QVERIFY(store().write([](Transaction &transaction) { return transaction->run("DROP VIEW deciding_slot"); }));
    QVERIFY(m_stage->authority->decide(decision).status >= 500);
    auto walk = setOut();
    QVERIFY(walk.submit());
    QVERIFY(!walk.approve());
    missed();
    QVERIFY2(lastAlarm().contains(QStringLiteral("avant la validation")), qPrintable(lastAlarm()));
    QVERIFY(phonesWarn());
}

submission::SubmissionContent TestSelfTest::selfTestOf(tests::Phone &phone)
{
    auto content = phone.draft();
    content.kind = submission::Kind::SelfTest;
    content.incident.reset();
    content.messageTemplate.reset();
    content.values = {};
    content.texts = {{QStringLiteral("self-test"), {{QStringLiteral("fr"), QStringLiteral("Essai")}}}};
    return content;
}

TestSelfTest::Stolen TestSelfTest::stolen()
{
    auto officer = std::make_unique<tests::Phone>(m_stage->prefecture, self_test::officer);
    auto authority = std::make_unique<tests::Phone>(m_stage->prefecture, self_test::authority);
    const auto submission = submission::Submission::freeze(selfTestOf(*officer)).value();
    authority->rosterEntry = submission.id().text();
    authority->rosterVersion = 2;
    const auto known = store().write([&](Transaction &transaction) {
        return self_test::begin(transaction, submission.id().text(),
                                {officer->dev.verifyingKey(), officer->apr.verifyingKey()},
                                {authority->dev.verifyingKey(), authority->apr.verifyingKey()}, now(), 120s);
    });
    if (!known)
        qWarning("%s", qPrintable(known.error().toString()));
    return {std::move(officer), std::move(authority), submission};
}

namespace {

bool refused(const tests::Reply &reply, const char *why)
{
    const auto so = reply.status >= 400 && reply.status < 500 && reply.body.contains(why);
    if (!so)
        qWarning("%d %s", reply.status, reply.body.constData());
    return so;
}

} // namespace

void TestSelfTest::keysOfASelfTestOpenNothingElse()
{
    auto keys = stolen();
    for (auto *thief : {keys.officer.get(), keys.authority.get()}) {
        for (const auto *path : {"/v1/configuration", "/v1/review", "/v1/notices", "/v1/incidents", "/v1/reports",
                                 "/v1/oral-approvals", "/v1/handover"})
            QVERIFY2(refused(thief->send("GET", path), "not-allowed"), path);
        const auto picture = tests::pngPicture(1);
        QCOMPARE(thief->upload(keys.submission.id(), picture), 403);
    }
    // What a self-test may, somebody with the database's keys sends where the public reads.
    QCOMPARE(keys.officer->submit(keys.submission).status, 201);
    QCOMPARE(keys.authority->decide(tests::Stage::by(*keys.authority, keys.submission)).status, 201);
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE publication SET channel = 'site' WHERE submission = ?",
                                keys.submission.id().text());
    }));
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(leaves(journal::Event::Alarm), 1);
    QCOMPARE(m_stage->pageStatus(keys.submission), 404);
}

void TestSelfTest::selfTestSubmitsNothingReal()
{
    auto keys = stolen();
    const auto proposal = submission::Submission::freeze(keys.officer->draft()).value();
    QVERIFY(refused(keys.officer->submit(proposal), "not-allowed"));
    auto report = selfTestOf(*keys.officer);
    report.kind = submission::Kind::FieldReport;
    report.texts = {};
    QVERIFY(refused(keys.officer->submit(submission::Submission::freeze(report).value()), "not-allowed"));
    // Under its own kind, for a channel that the public reads: it cannot even be written.
    for (const auto *channel : {"site", "x", "facebook"}) {
        auto content = selfTestOf(*keys.officer);
        content.texts[QLatin1String(channel)] = {{QStringLiteral("fr"), QStringLiteral("Crue")}};
        QCOMPARE(submission::Submission::freeze(content).error().reason, Reason::InvalidValue);
        content.texts.remove(QStringLiteral("self-test"));
        QCOMPARE(submission::Submission::freeze(content).error().reason, Reason::InvalidValue);
    }
    QCOMPARE(count("SELECT COUNT(*) FROM submission"), 0);
}

void TestSelfTest::selfTestDecidesNothingReal()
{
    auto keys = stolen();
    const auto real = m_stage->received(m_stage->officer->draft());
    QVERIFY(!keys.authority->statementOn(real.id().text(), 1)); // neither the manifest nor a challenge
    const auto asked = keys.authority->send("POST", "/v1/challenges", {{"Content-Type", "application/json"}},
                                            "{\"revision\":1,\"submission\":\"" + real.id().text().toLatin1() + "\"}");
    QVERIFY(refused(asked, "not-allowed"));
    // With a challenge that was written into the database for it.
    for (const auto decision : {submission::Decision::Approve, submission::Decision::Reject}) {
        auto statement = tests::Stage::by(*m_stage->authority, real);
        statement.issuer = self_test::authority;
        statement.rosterEntry = keys.authority->rosterEntry;
        statement.decision = decision;
        statement.reason = QStringLiteral("faux");
        QVERIFY(store().write([&](Transaction &transaction) {
            return transaction->run("UPDATE challenge SET kid = ? WHERE challenge = ?", keys.authority->kid(),
                                    statement.challenge);
        }));
        QVERIFY(refused(keys.authority->decide(statement), "not-allowed"));
    }
    // Its signature, brought by a real phone; then a whole decision forged behind the gate.
    const auto statement = tests::Stage::by(*m_stage->authority, real);
    const auto forged =
        signature::signCompact(keys.authority->apr, submission::typ::statement, statement.toPayload().value()).value();
    QVERIFY(refused(m_stage->authority->send("POST", "/v1/statements", {{"Content-Type", "application/jose"}}, forged),
                    "unknown-key"));
    QVERIFY(store().write([&](Transaction &transaction) {
        auto own = statement;
        own.issuer = self_test::authority;
        own.rosterEntry = keys.authority->rosterEntry;
        const auto signedOne = keys.authority->signStatement(own);
        return transaction
            ->run("INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, statement, "
                  "manifest_sha256, reply, roster_version, decided_at) SELECT submission, revision, 'forged', "
                  "'self-test:authority', ?, 'approve', CAST(? AS BLOB), manifest_sha256, CAST(? AS BLOB), 2, "
                  "received_at FROM revision WHERE submission = ?",
                  keys.authority->apr.kid(), signedOne, signedOne, real.id().text())
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
}

void TestSelfTest::peopleSubmitNoSelfTest()
{
    auto draft = m_stage->officer->draft();
    draft.texts[QStringLiteral("self-test")] = {{QStringLiteral("fr"), QStringLiteral("Crue")}};
    const auto named = submission::Submission::freeze(draft);
    QCOMPARE(named.error().reason, Reason::InvalidValue);
    QVERIFY2(named.error().detail.contains(QStringLiteral("self-test")), qPrintable(named.error().detail));
    for (auto *phone : {m_stage->officer.get(), m_stage->authority.get()})
        QVERIFY(refused(phone->submit(submission::Submission::freeze(selfTestOf(*phone)).value()), "not-allowed"));
    // Nor is what a self-test said corrected or taken down by anybody.
    const auto probe = begun();
    QVERIFY(m_stage->prefecture.publish());
    auto withdrawal = m_stage->officer->draft();
    withdrawal.action = submission::Action::Withdraw;
    withdrawal.target = submission::SubmissionId::parse(probe.id).value();
    withdrawal.texts = {};
    withdrawal.messageTemplate.reset();
    withdrawal.values = {{QStringLiteral("reason"), QStringLiteral("erreur")}};
    QVERIFY(
        refused(m_stage->officer->submit(submission::Submission::freeze(withdrawal).value()), "forbidden-transition"));
}

void TestSelfTest::peopleDecideOnNoSelfTest()
{
    auto keys = stolen();
    QCOMPARE(keys.officer->submit(keys.submission).status, 201);
    auto statement = tests::Stage::by(*keys.authority, keys.submission);
    statement.issuer = m_stage->authority->person;
    statement.rosterEntry = m_stage->authority->rosterEntry;
    const auto asked =
        m_stage->authority->send("POST", "/v1/challenges", {{"Content-Type", "application/json"}},
                                 "{\"revision\":1,\"submission\":\"" + keys.submission.id().text().toLatin1() + "\"}");
    QVERIFY(refused(asked, "not-allowed"));
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE challenge SET kid = ?", m_stage->authority->kid());
    }));
    QVERIFY(refused(m_stage->authority->decide(statement), "not-allowed"));
    // Its own officer is not its authority either.
    auto own = tests::Stage::by(*keys.authority, keys.submission);
    own.issuer = keys.officer->person;
    QVERIFY(store().write([&](Transaction &transaction) {
        return transaction->run("UPDATE challenge SET kid = ?", keys.officer->kid());
    }));
    QVERIFY(refused(keys.officer->decide(own), "own-submission"));
    // The honest one, once.
    const auto honest = tests::Stage::by(*keys.authority, keys.submission);
    QCOMPARE(keys.authority->decide(honest).status, 201);
    QVERIFY(refused(keys.authority->decide(tests::Stage::by(*keys.authority, keys.submission)), "already-decided"));
}

void TestSelfTest::keysEndWithTheirSelfTest()
{
    auto keys = stolen();
    QCOMPARE(keys.officer->submit(keys.submission).status, 201);
    const auto statement = tests::Stage::by(*keys.authority, keys.submission);
    m_stage->prefecture.skew = std::chrono::milliseconds(121s);
    QVERIFY(refused(keys.authority->decide(statement), "off-duty"));
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(refused(keys.officer->submit(submission::Submission::freeze(selfTestOf(*keys.officer)).value()),
                    "revoked-key"));
}

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
