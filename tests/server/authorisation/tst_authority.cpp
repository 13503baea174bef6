// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/identity/people.h"
#include "server/roster/delegations.h"
#include "server/roster/roster.h"
#include "tests/server/stage.h"

#include <QJsonArray>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using submission::Statement;
using submission::Submission;
using tests::Phone;
using tests::Reply;

// BRIEF §1.2 and §1.4 to §1.6: two persons for what is grave, one who decides alone and says why, approval by voice,
// delegations that lapse, facts that are asked about again; and what SECURITY §8 has about withdrawal.
class TestAuthority : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void graveNeedsTwoPersons();
    void onePersonOnTwoPhones();
    void graveCountersignForgedInTheDatabase();
    void graveSettingsAreRead();
    void agreementIsNeeded();
    void agreementForAChannel();
    void agreementLoweredForThePublisher();
    void agreementsAreWellFormed();
    void soleDecision();
    void soleDecisionIsForTheDutyAuthority();
    void oldFactsAreAskedAgain();
    void oralApprovalPublishesNothing();
    void oralApprovalIsRegularised();
    void oralApprovalDisowned();
    void oralApprovalRefused();
    void lapsedDelegation();
    void delegationThatDoesNotCover();
    void publishedAfterWithdrawal();

private:
    std::unique_ptr<tests::Stage> m_stage;
    std::unique_ptr<Phone> m_director;
    storage::Store &store() { return *m_stage->prefecture.service().store; }
    bool setPolicy(const QByteArray &json);
    int pageStatus(const Submission &submission) { return m_stage->pageStatus(submission); }
    Statement by(Phone &phone, const Submission &submission) { return tests::Stage::by(phone, submission); }
    Reply recordOral(Phone &phone, const Submission &submission, QJsonObject changes = {});
    QString oralState(Phone &phone);
    bool inTransaction(const std::function<Result<>(storage::Transaction &)> &job)
    {
        return store().write(job).has_value();
    }
};

void TestAuthority::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("director-a"), QStringLiteral("cabinetDirector")));
    m_director = std::make_unique<Phone>(m_stage->prefecture, QStringLiteral("director-a"));
    QVERIFY(m_director->enrol());
}

bool TestAuthority::setPolicy(const QByteArray &json)
{
    QFile file(m_stage->prefecture.folder() + QStringLiteral("/policy.json"));
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.flush() &&
           m_stage->prefecture.restart();
}

void TestAuthority::graveNeedsTwoPersons()
{
    QVERIFY(setPolicy(R"({"v":1,"grave":{"channels":[],"templates":["inondation"]},"delegationsRequired":false})"));
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(m_stage->authority->stateOf(submission.id().text()), QStringLiteral("in_review"));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(pageStatus(submission), 404);
    // Again by the same person: not a second one.
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).reason(),
             QStringLiteral("already-decided"));
    QCOMPARE(m_director->decide(by(*m_director, submission)).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(pageStatus(submission), 200);
}

void TestAuthority::onePersonOnTwoPhones()
{
    QVERIFY(setPolicy(R"({"v":1,"grave":{"channels":["site"],"templates":[]},"delegationsRequired":false})"));
    const auto submission = m_stage->received(m_stage->officer->draft());
    Phone second(m_stage->prefecture, QStringLiteral("authority-a"));
    QVERIFY(second.enrol());
    second.rosterEntry = m_stage->authority->rosterEntry;
    second.rosterVersion = m_stage->authority->rosterVersion;
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(second.decide(by(second, submission)).reason(), QStringLiteral("already-decided"));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(pageStatus(submission), 404);
}

// Whoever writes in the database can copy a statement, not sign one: the publisher counts persons by their keys.
void TestAuthority::graveCountersignForgedInTheDatabase()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QVERIFY(setPolicy(R"({"v":1,"grave":{"channels":["site"],"templates":[]},"delegationsRequired":false})"));
    QVERIFY(inTransaction([&](storage::Transaction &transaction) -> Result<> {
        auto copied = transaction->run("INSERT INTO countersign SELECT submission, revision, 'forged', 'director-a', "
                                       "statement, manifest_sha256, reply, roster_version, decided_at FROM decision");
        return copied ? Result<>() : tl::unexpected(copied.error());
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->officer->stateOf(submission.id().text()), QStringLiteral("failed"));
    QCOMPARE(pageStatus(submission), 404);
}

void TestAuthority::graveSettingsAreRead()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("policy.json"));
    QCOMPARE(authorisation::Policy::load(path).value(), authorisation::Policy());
    for (const QByteArray bad :
         {"", "{}", R"({"v":2,"grave":{"channels":[],"templates":[]},"delegationsRequired":true})",
          R"({"v":1,"grave":{"channels":[]},"delegationsRequired":true})",
          R"({"v":1,"grave":{"channels":[],"templates":[],"x":1},"delegationsRequired":true})",
          R"({"v":1,"v":1,"grave":{"channels":[],"templates":[]},"delegationsRequired":true})"}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bad);
        file.close();
        QVERIFY2(!authorisation::Policy::load(path), bad.constData());
    }
    // A policy that cannot be read stops the server: it would otherwise be the absence of one.
    QVERIFY(!setPolicy("{"));
}

// BRIEF §1.5: the template `disparition` asks for the prosecutor's agreement; nothing goes out without its record.
void TestAuthority::agreementIsNeeded()
{
    auto draft = m_stage->officer->draft();
    draft.messageTemplate->id = QStringLiteral("disparition");
    const auto without = m_stage->received(draft);
    const auto refused = m_stage->authority->decide(by(*m_stage->authority, without));
    QCOMPARE(refused.reason(), QStringLiteral("agreement-missing"));
    QVERIFY(refused.body.contains("parquet"));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    // It may still be sent back to its author.
    auto returned = by(*m_stage->authority, without);
    returned.decision = submission::Decision::Return;
    returned.reason = QStringLiteral("Demander l’accord du parquet.");
    QCOMPARE(m_stage->authority->decide(returned).status, 201);

    draft.id = m_stage->officer->ids.next().value();
    draft.agreements = {{QStringLiteral("parquet"), QStringLiteral("Permanence du parquet"), m_stage->prefecture.now(),
                         submission::Means::Phone}};
    const auto with = m_stage->received(draft);
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, with)).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(pageStatus(with), 200);
    QVERIFY(!m_stage->prefecture.page("/messages/" + with.id().text().toLatin1()).body.contains("Permanence du"));
}

void TestAuthority::agreementForAChannel()
{
    QVERIFY(setPolicy(R"({"v":1,"grave":{"channels":[],"templates":[]},"delegationsRequired":false,)"
                      R"("agreements":{"channels":{"site":["cos"]},"templates":{}}})"));
    auto draft = m_stage->officer->draft();
    const auto without = m_stage->received(draft);
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, without)).reason(),
             QStringLiteral("agreement-missing"));
    // The phones are told beforehand.
    const auto reply = m_stage->officer->send("GET", "/v1/configuration").json();
    const auto jws = reply.value(QLatin1String("configuration")).toString().toLatin1();
    const auto payload = signature::parseCompact(jws, submission::typ::configuration)
                             .value()
                             .verify(m_stage->prefecture.service().serverKey.verifyingKey())
                             .value()
                             .payload();
    const auto agreements = QJsonDocument::fromJson(payload)
                                .object()
                                .value(QLatin1String("policy"))
                                .toObject()
                                .value(QLatin1String("agreements"))
                                .toObject();
    QCOMPARE(agreements.value(QLatin1String("channels")).toObject().value(QLatin1String("site")).toArray(),
             QJsonArray{QStringLiteral("cos")});
    // An agreement that no template file explains could never be recorded.
    QVERIFY(!setPolicy(R"({"v":1,"grave":{"channels":[],"templates":[]},"delegationsRequired":false,)"
                       R"("agreements":{"channels":{"site":["nobody"]},"templates":{}}})"));
}

// The publisher asks again: a decision from before the policy was raised does not pass it.
void TestAuthority::agreementLoweredForThePublisher()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QVERIFY(setPolicy(R"({"v":1,"grave":{"channels":[],"templates":[]},"delegationsRequired":false,)"
                      R"("agreements":{"channels":{},"templates":{"inondation":["cos"]}}})"));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->officer->stateOf(submission.id().text()), QStringLiteral("failed"));
    QCOMPARE(pageStatus(submission), 404);
}

void TestAuthority::agreementsAreWellFormed()
{
    const auto with = [this](QList<submission::Agreement> agreements) {
        auto draft = m_stage->officer->draft();
        draft.agreements = std::move(agreements);
        return Submission::freeze(draft).has_value();
    };
    const auto now = m_stage->prefecture.now();
    const auto cos = QStringLiteral("cos");
    const auto who = QStringLiteral("COS");
    QVERIFY(with({{cos, who, now, submission::Means::Radio}}));
    QVERIFY(with({{QStringLiteral("parquet_si_victimes"), who, now, submission::Means::NotConcerned}}));
    // Only what depends on a case may be « not concerned »; nothing comes twice; somebody is named.
    QVERIFY(!with({{cos, who, now, submission::Means::NotConcerned}}));
    QVERIFY(!with({{cos, who, now, submission::Means::Radio}, {cos, who, now, submission::Means::Phone}}));
    QVERIFY(!with({{cos, QString(), now, submission::Means::Radio}}));
    QVERIFY(!with({{cos, QStringLiteral("COS\u202E"), now, submission::Means::Radio}}));
}

void TestAuthority::soleDecision()
{
    const auto submission = Submission::freeze(m_stage->authority->draft()).value();
    QCOMPARE(m_stage->authority->submit(submission).status, 201);
    auto statement = by(*m_stage->authority, submission);
    QCOMPARE(m_stage->authority->decide(statement).reason(), QStringLiteral("own-submission"));
    statement.sole = true;
    statement.reason = QStringLiteral("Aucune autre autorité joignable, consigne vitale.");
    QCOMPARE(m_stage->authority->decide(statement).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(pageStatus(submission), 200);
    const auto status = m_stage->authority->send("GET", "/v1/submissions/" + submission.id().text().toLatin1()).json();
    const auto jws =
        signature::parseCompact(status.value(QLatin1String("status")).toString().toLatin1(), submission::typ::status)
            .value();
    QVERIFY(jws.unverifiedPayload().contains("Aucune autre autorité joignable"));
}

void TestAuthority::soleDecisionIsForTheDutyAuthority()
{
    auto draft = m_director->draft();
    const auto submission = Submission::freeze(draft).value();
    QCOMPARE(m_director->submit(submission).status, 201);
    auto statement = by(*m_director, submission);
    statement.sole = true;
    statement.reason = QStringLiteral("Aucune autre autorité joignable.");
    QCOMPARE(m_director->decide(statement).reason(), QStringLiteral("own-submission"));
    // And by an authority that wrote nothing, it is a false declaration.
    const auto other = m_stage->received(m_stage->officer->draft());
    auto false_ = by(*m_stage->authority, other);
    false_.sole = true;
    false_.reason = QStringLiteral("Aucune autre autorité joignable.");
    QCOMPARE(m_stage->authority->decide(false_).reason(), QStringLiteral("invalid-value"));
    // Without its reason it cannot even be written.
    false_.reason = QStringLiteral("court");
    QCOMPARE(false_.toPayload().error().reason, Reason::ReasonRequired);
    false_.decision = submission::Decision::Reject;
    QVERIFY(!false_.toPayload());
}

void TestAuthority::oldFactsAreAskedAgain()
{
    const auto submission = m_stage->received(m_stage->officer->draft()); // facts of 5 minutes ago
    m_stage->prefecture.skew = std::chrono::milliseconds(24min);
    auto still = by(*m_stage->authority, submission);
    m_stage->prefecture.skew = std::chrono::milliseconds(25min + 30s);
    auto statement = by(*m_stage->authority, submission);
    const auto refused = m_stage->authority->decide(statement);
    QCOMPARE(refused.reason(), QStringLiteral("facts-stale"));
    statement.factsConfirmed = true;
    QCOMPARE(m_stage->authority->decide(statement).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(pageStatus(submission), 200);
}

Reply TestAuthority::recordOral(Phone &phone, const Submission &submission, QJsonObject changes)
{
    const auto manifest =
        phone.send("GET", "/v1/submissions/" + submission.id().text().toLatin1() + "/1/manifest").body;
    QJsonObject payload{{QStringLiteral("v"), 1},
                        {QStringLiteral("id"), phone.ids.next().value().text()},
                        {QStringLiteral("submission"), submission.id().text()},
                        {QStringLiteral("revision"), 1},
                        {QStringLiteral("manifest"), QLatin1String(signature::hex(signature::sha256(manifest)))},
                        {QStringLiteral("authority"), QStringLiteral("authority-a")},
                        {QStringLiteral("means"), QStringLiteral("phone")},
                        {QStringLiteral("readBack"), QStringLiteral("Texte relu mot pour mot.")},
                        {QStringLiteral("givenAt"), signature::toText(m_stage->prefecture.now() - 2min)}};
    for (auto change = changes.constBegin(); change != changes.constEnd(); ++change)
        payload.insert(change.key(), change.value());
    const auto jws =
        signature::signCompact(phone.dev, submission::typ::oralApproval, signature::canonicalJson(payload).value())
            .value();
    return phone.send("POST", "/v1/oral-approvals", {{"Content-Type", "application/jose"}}, jws);
}

QString TestAuthority::oralState(Phone &phone)
{
    const auto items = phone.send("GET", "/v1/oral-approvals").json().value(QLatin1String("items")).toArray();
    return items.size() == 1 ? items[0].toObject().value(QLatin1String("state")).toString() : QString();
}

void TestAuthority::oralApprovalPublishesNothing()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(recordOral(*m_stage->officer, submission).status, 201);
    QCOMPARE(oralState(*m_stage->officer), QStringLiteral("toRegularise"));
    QCOMPARE(oralState(*m_stage->authority), QStringLiteral("toRegularise"));
    QCOMPARE(oralState(*m_stage->colleague), QString());
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(pageStatus(submission), 404);
    m_stage->prefecture.skew = std::chrono::milliseconds(24h);
    QCOMPARE(oralState(*m_stage->authority), QStringLiteral("overdue"));
}

void TestAuthority::oralApprovalIsRegularised()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(recordOral(*m_stage->officer, submission).status, 201);
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(oralState(*m_stage->officer), QStringLiteral("confirmed"));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    const auto leaves = store().read([](storage::Connection &connection) {
        return connection.all("SELECT event FROM journal_leaf ORDER BY position",
                              [](const storage::Row &row) { return row.text(0); });
    });
    const std::vector<QString> expected{QStringLiteral("intake"),    QStringLiteral("oral-approval"),
                                        QStringLiteral("statement"), QStringLiteral("regularised"),
                                        QStringLiteral("intent"),    QStringLiteral("outcome"),
                                        QStringLiteral("intent"),    QStringLiteral("outcome")}; // page, CAP file
    QCOMPARE(*leaves, expected);
}

void TestAuthority::oralApprovalDisowned()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(recordOral(*m_stage->officer, submission).status, 201);
    auto statement = by(*m_stage->authority, submission);
    statement.decision = submission::Decision::Reject;
    statement.reason = QStringLiteral("Je n’ai rien validé.");
    statement.channels.clear();
    QCOMPARE(m_stage->authority->decide(statement).status, 201);
    QCOMPARE(oralState(*m_stage->authority), QStringLiteral("disowned"));
}

void TestAuthority::oralApprovalRefused()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    auto &officer = *m_stage->officer;
    const auto with = [&](const char *name, const QJsonValue &value) {
        return recordOral(officer, submission, {{QLatin1String(name), value}}).reason();
    };
    QCOMPARE(with("authority", QStringLiteral("officer-b")), QStringLiteral("not-allowed"));
    QCOMPARE(with("authority", QStringLiteral("nobody")), QStringLiteral("not-allowed"));
    QCOMPARE(with("means", QStringLiteral("telepathy")), QStringLiteral("invalid-value"));
    QCOMPARE(with("manifest", QString(64, QLatin1Char('0'))), QStringLiteral("manifest-mismatch"));
    QCOMPARE(with("revision", 2), QStringLiteral("stale-revision"));
    QCOMPARE(with("givenAt", signature::toText(m_stage->prefecture.now() - 25h)), QStringLiteral("invalid-value"));
    QCOMPARE(with("givenAt", signature::toText(m_stage->prefecture.now() + 10min)), QStringLiteral("invalid-value"));
    // The duty of the stage began an hour ago.
    QCOMPARE(with("givenAt", signature::toText(m_stage->prefecture.now() - 2h)), QStringLiteral("off-duty"));
    QCOMPARE(recordOral(*m_stage->colleague, submission).reason(), QStringLiteral("not-allowed"));
    QCOMPARE(oralState(*m_stage->authority), QString());
}

void TestAuthority::lapsedDelegation()
{
    auto &prefecture = m_stage->prefecture;
    QVERIFY(prefecture.addPerson(QStringLiteral("prefect-a"), QStringLiteral("prefect")));
    QVERIFY(inTransaction([&](storage::Transaction &transaction) {
        const roster::Delegation delegation{QStringLiteral("d1"),
                                            QStringLiteral("prefect-a"),
                                            QStringLiteral("authority-a"),
                                            {QStringLiteral("communication")},
                                            QStringLiteral("36"),
                                            QStringLiteral("36-2026-11-02"),
                                            QStringLiteral("45"),
                                            prefecture.now() - 1h,
                                            {},
                                            {}};
        return roster::addDelegation(transaction, delegation, prefecture.now()).and_then([&] {
            return roster::addSlot(transaction, {QStringLiteral("slot-d"),
                                                 QStringLiteral("dutyAuthority"),
                                                 QStringLiteral("authority-a"),
                                                 prefecture.now() - 1h,
                                                 prefecture.now() + 8h,
                                                 {},
                                                 QStringLiteral("d1")});
        });
    }));
    m_stage->authority->rosterEntry = QStringLiteral("slot-d");
    m_stage->authority->rosterVersion = 3;
    const auto first = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, first)).status, 201);
    // The préfet changes: nothing was touched in the delegation, and it is worth nothing any more.
    prefecture.skew = std::chrono::milliseconds(1s);
    QVERIFY(prefecture.addPerson(QStringLiteral("prefect-b"), QStringLiteral("prefect")));
    const auto second = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, second)).reason(), QStringLiteral("no-delegation"));
    // What was decided under it while it held stays decided.
    QCOMPARE(prefecture.publish().value_or(-1), 1);
    QCOMPARE(pageStatus(first), 200);
    QCOMPARE(pageStatus(second), 404);
}

void TestAuthority::delegationThatDoesNotCover()
{
    auto &prefecture = m_stage->prefecture;
    QVERIFY(prefecture.addPerson(QStringLiteral("prefect-a"), QStringLiteral("prefect")));
    const auto holds = [&](const roster::Delegation &delegation) {
        QVERIFY2(inTransaction([&](storage::Transaction &transaction) {
                     return roster::addDelegation(transaction, delegation, prefecture.now());
                 }),
                 qPrintable(delegation.id));
    };
    const auto asked = [&](const char *id) {
        return store()
            .read([&](storage::Connection &connection) {
                return roster::delegationHolds(connection, QLatin1String(id), QStringLiteral("authority-a"),
                                               prefecture.now());
            })
            .value_or(true);
    };
    const roster::Delegation good{QStringLiteral("good"),        QStringLiteral("prefect-a"),
                                  QStringLiteral("authority-a"), {QStringLiteral("communication")},
                                  QStringLiteral("36"),          QStringLiteral("r"),
                                  QStringLiteral("1"),           prefecture.now() - 1h,
                                  prefecture.now() + 1h,         {}};
    auto other = good;
    holds(good);
    other.id = QStringLiteral("matter");
    other.scope = {QStringLiteral("marches-publics")};
    holds(other);
    other = good;
    other.id = QStringLiteral("territory");
    other.territory = QStringLiteral("18");
    holds(other);
    other = good;
    other.id = QStringLiteral("past");
    other.from -= 48h;
    other.to = prefecture.now() - 1h;
    holds(other);
    other = good;
    other.id = QStringLiteral("person");
    other.grantee = QStringLiteral("officer-a");
    holds(other);
    QVERIFY(asked("good"));
    for (const char *id : {"matter", "territory", "past", "person", "unknown"})
        QVERIFY2(!asked(id), id);
    other = good;
    other.id = QStringLiteral("self-made");
    other.grantor = QStringLiteral("officer-a");
    QVERIFY(!inTransaction([&](storage::Transaction &transaction) {
        return roster::addDelegation(transaction, other, prefecture.now());
    }));
}

// Withdrawn once, a message does not come back: not by its own authorisation, not by a row put back.
void TestAuthority::publishedAfterWithdrawal()
{
    const auto submission = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    auto draft = m_stage->authority->draft();
    draft.action = submission::Action::Withdraw;
    draft.target = submission.id();
    const auto withdrawal = Submission::freeze(draft).value();
    QCOMPARE(m_stage->authority->submit(withdrawal).status, 201);
    QCOMPARE(m_stage->authority->decide(by(*m_stage->authority, withdrawal)).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 2); // from the page and from the alerts
    QCOMPARE(pageStatus(submission), 410);
    QVERIFY(inTransaction([&](storage::Transaction &transaction) -> Result<> {
        auto done = transaction->run("UPDATE publication SET state = 'authorised' WHERE submission = ?",
                                     submission.id().text());
        return done ? Result<>() : tl::unexpected(done.error());
    }));
    (void)m_stage->prefecture.publish();
    QCOMPARE(pageStatus(submission), 410);
    QVERIFY(!m_stage->prefecture.page("/").body.contains(submission.id().text().toLatin1()));
}

QTEST_GUILESS_MAIN(TestAuthority)
#include "tst_authority.moc"
