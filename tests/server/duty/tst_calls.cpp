// SPDX-License-Identifier: EUPL-1.2
#include "server/deployment/deployment.h"
#include "server/duty/calls.h"
#include "server/notices/notices.h"
#include "tests/server/duty/duty_stage.h"

#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using tests::Phone;

// BRIEF §1.4: what nobody decides goes down the roster at 0, 5, 10 and 15 minutes, and the time to acknowledge is kept.
class TestCalls : public QObject, protected tests::DutyStage
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(set()); }
    void callsGoDownTheRoster();
    void openedStopsTheCalls();
    void openedAndNotDecidedBeginsAgain();
    void decidedEndsTheCalls();
    void roundsHaveAnEnd();
    void openedBeforeAnyCall();
    void serverThatWasAwayGoesOnWhereItStood();
    void callIsForOnePersonAlone();
    void authorIsNotCalled();
    void phoneThatWasRevokedIsNotCalled();
    void approvedByVoiceWaits();
    void secondSignatureIsCalledFor();
    void newRevisionIsCalledAnew();

private:
    QJsonArray calls() { return incident().value(QLatin1String("calls")).toArray(); }
    QStringList called();
};

// The persons called, in order.
QStringList TestCalls::called()
{
    QStringList persons;
    for (const auto all = calls(); const auto &call : all)
        persons.prepend(call.toObject().value(QLatin1String("person")).toString());
    return persons;
}

void TestCalls::callsGoDownTheRoster()
{
    const auto submission = proposal();
    const QStringList expected{QStringLiteral("authority-a"), QStringLiteral("authority-a"),
                               QStringLiteral("director-a"), QStringLiteral("prefect-a")};
    QCOMPARE(service().callDown().value_or(-1), 1);
    for (qsizetype stage = 1; stage < expected.size(); ++stage) {
        QCOMPARE(called(), expected.first(stage));
        later(4min + 50s);
        QCOMPARE(service().callDown().value_or(-1), 0);
        later(15s);
        QCOMPARE(service().callDown().value_or(-1), 1);
    }
    later(14min + 50s);
    QCOMPARE(service().callDown().value_or(-1), 0);
    QCOMPARE(called(), expected);
    for (const auto all = calls(); const auto &call : all)
        QVERIFY(call.toObject().value(QLatin1String("answeredAt")).isNull());
}

void TestCalls::openedStopsTheCalls()
{
    const auto submission = proposal();
    QCOMPARE(service().callDown().value_or(-1), 1);
    later(6min);
    QCOMPARE(service().callDown().value_or(-1), 1);
    // The author reads it again, and so does somebody who does not decide: nobody was reached by that.
    QCOMPARE(
        m_stage->officer->send("GET", "/v1/submissions/" + submission.id().text().toLatin1() + "/1/manifest").status,
        200);
    QVERIFY(calls().at(0).toObject().value(QLatin1String("answeredAt")).isNull());
    const auto opened = m_stage->prefecture.now();
    QVERIFY(m_director->statementOn(submission.id().text(), 1));
    const auto all = calls();
    QCOMPARE(all.size(), 2);
    for (const auto &each : all) {
        const auto call = each.toObject();
        QCOMPARE(call.value(QLatin1String("answeredBy")).toString(), QStringLiteral("director-a"));
        const auto at = signature::instantFromText(call.value(QLatin1String("answeredAt")).toString()).value();
        QVERIFY(at >= opened && at < opened + 10s);
    }
    later(14min + 50s);
    QCOMPARE(service().callDown().value_or(-1), 0);
}

// Who opened it fell asleep over it: fifteen minutes later the ladder begins again at its foot, with its own pace.
void TestCalls::openedAndNotDecidedBeginsAgain()
{
    const auto id = proposal().id().text();
    QCOMPARE(service().callDown().value_or(-1), 1);
    QVERIFY(m_stage->authority->statementOn(id, 1));
    later(10min);
    QVERIFY(m_stage->authority->statementOn(id, 1)); // looking again puts nothing off
    later(4min + 50s);
    QCOMPARE(service().callDown().value_or(-1), 0);
    later(15s);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QVERIFY(calls().at(0).toObject().value(QLatin1String("answeredAt")).isNull());
    QCOMPARE(calls().at(0).toObject().value(QLatin1String("stage")).toInt(), 4);
    for (int stage = 5; stage < 8; ++stage) {
        later(4min + 50s);
        QCOMPARE(service().callDown().value_or(-1), 0);
        later(15s);
        QCOMPARE(service().callDown().value_or(-1), 1);
    }
    QCOMPARE(called(),
             (QStringList{QStringLiteral("authority-a"), QStringLiteral("authority-a"), QStringLiteral("authority-a"),
                          QStringLiteral("director-a"), QStringLiteral("prefect-a")}));
    // The time to acknowledge of each round is its own.
    QVERIFY(m_director->statementOn(id, 1));
    for (const auto all = calls(); const auto &each : all) {
        const auto call = each.toObject();
        const auto second = call.value(QLatin1String("stage")).toInt() >= 4;
        QCOMPARE(call.value(QLatin1String("answeredBy")).toString(),
                 second ? QStringLiteral("director-a") : QStringLiteral("authority-a"));
    }
}

void TestCalls::decidedEndsTheCalls()
{
    for (const auto decision : {submission::Decision::Approve, submission::Decision::Return}) {
        const auto submission = proposal();
        QCOMPARE(service().callDown().value_or(-1), 1);
        auto statement = tests::Stage::by(*m_stage->authority, submission);
        statement.decision = decision;
        if (decision == submission::Decision::Return)
            statement.reason = QStringLiteral("Préciser le secteur.");
        QCOMPARE(m_stage->authority->decide(statement).status, 201);
        later(3h);
        QCOMPARE(service().callDown().value_or(-1), 0);
    }
}

// Nobody answers a night long: the telephones ring for six rounds, not until the week is over.
void TestCalls::roundsHaveAnEnd()
{
    const auto submission = proposal();
    int made = 0;
    for (int minute = 0; minute < 6 * 60; ++minute) {
        made += service().callDown().value_or(-1000);
        later(1min);
    }
    QCOMPARE(made, 6 * 4);
}

void TestCalls::openedBeforeAnyCall()
{
    const auto submission = proposal();
    later(90s);
    QVERIFY(m_stage->authority->statementOn(submission.id().text(), 1));
    const auto call = calls().at(0).toObject();
    QCOMPARE(call.value(QLatin1String("answeredBy")).toString(), QStringLiteral("authority-a"));
    const auto arrived = signature::instantFromText(call.value(QLatin1String("at")).toString()).value();
    const auto answered = signature::instantFromText(call.value(QLatin1String("answeredAt")).toString()).value();
    QVERIFY(answered - arrived >= 90s && answered - arrived < 110s);
    QCOMPARE(service().callDown().value_or(-1), 0);
}

void TestCalls::serverThatWasAwayGoesOnWhereItStood()
{
    const auto submission = proposal();
    later(40min);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(service().callDown().value_or(-1), 0);
    later(5min + 1s);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(called(), (QStringList{QStringLiteral("authority-a"), QStringLiteral("authority-a")}));
}

void TestCalls::callIsForOnePersonAlone()
{
    const auto submission = proposal();
    QCOMPARE(service().callDown().value_or(-1), 1);
    const auto events = [this](const QString &person, bool reviews) {
        int heard = 0;
        const auto all = service().store->read([&](storage::Connection &connection) {
            return notices::sinceFor(connection, {person, reviews}, 0, 500);
        });
        for (const auto &notice : all.value())
            heard += notice.event == QLatin1String("call") ? 1 : 0;
        return heard;
    };
    QCOMPARE(events(QStringLiteral("authority-a"), true), 1);
    QCOMPARE(events(QStringLiteral("director-a"), true), 0);
    QCOMPARE(events(QStringLiteral("officer-a"), false), 0);
    notices::Notice call;
    call.event = QStringLiteral("call");
    call.person = QStringLiteral("authority-a");
    QVERIFY(notices::concerns(call, {QStringLiteral("authority-a"), true}, {}));
    QVERIFY(!notices::concerns(call, {QStringLiteral("director-a"), true}, {QStringLiteral("director-a")}));
}

void TestCalls::authorIsNotCalled()
{
    auto draft = m_stage->authority->draft();
    draft.incident = submission::IncidentRef{m_stage->officer->ids.next().value(), QStringLiteral("Crue de l’Indre"),
                                             m_stage->prefecture.now() - 5min};
    QCOMPARE(m_stage->authority->submit(submission::Submission::freeze(draft).value()).status, 201);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(called(), QStringList{QStringLiteral("director-a")});
}

void TestCalls::phoneThatWasRevokedIsNotCalled()
{
    const auto submission = proposal();
    QVERIFY(service().store->write([&](storage::Transaction &transaction) {
        return identity::revokeDevice(transaction, m_stage->authority->kid(), m_stage->prefecture.now());
    }));
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(called(), QStringList{QStringLiteral("director-a")});
}

void TestCalls::approvedByVoiceWaits()
{
    const auto submission = proposal();
    QVERIFY(service().store->write([&](storage::Transaction &transaction) -> Result<> {
        auto put = transaction->run("INSERT INTO oral_approval (id, submission, revision, manifest_sha256, authority, "
                                    "recorded_by, means, read_back, given_at, recorded_at, due_at, document, reply) "
                                    "VALUES ('o', ?, 1, '', 'authority-a', 'officer-a', 'phone', 'x', 0, 0, 0, '', '')",
                                    submission.id().text());
        return put ? Result<>() : tl::unexpected(put.error());
    }));
    QCOMPARE(service().callDown().value_or(-1), 0);
}

void TestCalls::secondSignatureIsCalledFor()
{
    QFile file(m_stage->prefecture.folder() + QStringLiteral("/policy.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"v":1,"grave":{"channels":["site"],"templates":[]},"delegationsRequired":false})");
    file.close();
    QVERIFY(m_stage->prefecture.restart());
    const auto submission = proposal();
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(called().last(), QStringLiteral("director-a"));
    // The review says who has signed, and that it was the first.
    const auto items = m_director->send("GET", "/v1/review").json().value(QLatin1String("items")).toArray();
    const auto approvals = items.at(0).toObject().value(QLatin1String("approvals")).toArray();
    QCOMPARE(approvals.size(), 1);
    QCOMPARE(approvals.at(0).toObject().value(QLatin1String("person")).toString(), QStringLiteral("authority-a"));
    // Who signed first and looks again does not answer for the second.
    QVERIFY(m_stage->authority->statementOn(submission.id().text(), 1));
    later(5min + 1s);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QVERIFY(m_director->statementOn(submission.id().text(), 1));
    later(14min + 50s);
    QCOMPARE(service().callDown().value_or(-1), 0);
    later(15s);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(called().last(), QStringLiteral("director-a"));
}

void TestCalls::newRevisionIsCalledAnew()
{
    const auto first = proposal();
    QCOMPARE(service().callDown().value_or(-1), 1);
    QVERIFY(m_stage->authority->statementOn(first.id().text(), 1));
    QCOMPARE(m_stage->officer->submit(submission::Submission::freeze(first.nextDraft()).value()).status, 201);
    QCOMPARE(service().callDown().value_or(-1), 1);
    QCOMPARE(calls().size(), 2);
    QVERIFY(calls().at(0).toObject().value(QLatin1String("answeredAt")).isNull());
}

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
