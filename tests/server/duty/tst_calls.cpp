// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/deployment/deployment.h"
#include "server/duty/calls.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"
#include "server/roster/roster.h"
#include "tests/server/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryFile>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using tests::Phone;

// BRIEF §1.4: what nobody decides goes down the roster at 0, 5, 10 and 15 minutes, and the time to acknowledge is kept.
// BRIEF §1.3: who takes over reads what is open and says so.
class TestCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
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
    void promisedUpdateIsTheSecondClock();
    void incidentIsClosedByWhoMay();
    void whyTheHourWasMissedIsKept();
    void rosterTroublesReachEveryPhone();
    void handoverIsReadAndAcknowledged();
    void handoverIsInTheJournal();
    void handoverIsForWhoTakesOver();
    void handoverRefusals();

private:
    std::unique_ptr<tests::Stage> m_stage;
    std::unique_ptr<Phone> m_director;
    std::unique_ptr<Phone> m_prefect;
    routes::Service &service() { return m_stage->prefecture.service(); }
    void later(std::chrono::milliseconds much) { m_stage->prefecture.skew = m_stage->prefecture.skew.load() + much; }
    submission::Submission proposal();
    QJsonArray calls();
    QStringList called();
    bool addSlot(const QString &entry, const QString &role, const QString &person, std::chrono::minutes from,
                 std::chrono::minutes to);
    // What the stand-alone verifier says of the journal as it is now; "" when it refuses it.
    QString verified();
    QJsonArray notes(Phone &phone)
    {
        return phone.send("GET", "/v1/handover").json().value(QLatin1String("items")).toArray();
    }
    static tests::Reply post(Phone &phone, const QByteArray &path, const QJsonObject &body)
    {
        return phone.send("POST", path, {{"Content-Type", "application/json"}},
                          QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
};

void TestCalls::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("director-a"), QStringLiteral("cabinetDirector")));
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("prefect-a"), QStringLiteral("prefect")));
    m_director = std::make_unique<Phone>(m_stage->prefecture, QStringLiteral("director-a"));
    m_prefect = std::make_unique<Phone>(m_stage->prefecture, QStringLiteral("prefect-a"));
    QVERIFY(m_director->enrol() && m_prefect->enrol());
}

submission::Submission TestCalls::proposal()
{
    auto draft = m_stage->officer->draft();
    draft.incident = submission::IncidentRef{m_stage->officer->ids.next().value(), QStringLiteral("Crue de l’Indre"),
                                             m_stage->prefecture.now() - 5min};
    return m_stage->received(draft);
}

QJsonArray TestCalls::calls()
{
    const auto items = m_stage->officer->send("GET", "/v1/incidents").json().value(QLatin1String("items")).toArray();
    return items.at(0).toObject().value(QLatin1String("calls")).toArray();
}

// The persons called, in order.
QStringList TestCalls::called()
{
    QStringList persons;
    for (const auto all = calls(); const auto &call : all)
        persons.prepend(call.toObject().value(QLatin1String("person")).toString());
    return persons;
}

bool TestCalls::addSlot(const QString &entry, const QString &role, const QString &person, std::chrono::minutes from,
                        std::chrono::minutes to)
{
    const auto now = m_stage->prefecture.now();
    return service()
        .store
        ->write([&](storage::Transaction &transaction) {
            return roster::addSlot(transaction, {entry, role, person, now + from, now + to});
        })
        .has_value();
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

// BRIEF §1.6: the first publication stops the one-hour clock, and what it promises starts the second.
void TestCalls::promisedUpdateIsTheSecondClock()
{
    const auto known = m_stage->prefecture.now() - 5min;
    const auto promised = signature::toDateTime(m_stage->prefecture.now() + 90min).toLocalTime();
    auto draft = m_stage->officer->draft();
    draft.incident = submission::IncidentRef{m_stage->officer->ids.next().value(), QStringLiteral("Crue"), known};
    draft.values.insert(QStringLiteral("prochainPoint"),
                        promised.toOffsetFromUtc(promised.offsetFromUtc()).toString(Qt::ISODate));
    const auto submission = m_stage->received(draft);
    const auto incident = [this] {
        return m_stage->officer->send("GET", "/v1/incidents")
            .json()
            .value(QLatin1String("items"))
            .toArray()
            .at(0)
            .toObject();
    };
    QCOMPARE(incident().value(QLatin1String("knownAt")).toString(), signature::toText(known));
    QVERIFY(incident().value(QLatin1String("firstPublicAt")).isNull() &&
            incident().value(QLatin1String("nextUpdateAt")).isNull());
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QVERIFY(m_stage->prefecture.publish());
    const auto first = signature::instantFromText(incident().value(QLatin1String("firstPublicAt")).toString());
    QVERIFY(first && *first >= known + 5min && *first < known + 6min);
    const auto next = signature::instantFromText(incident().value(QLatin1String("nextUpdateAt")).toString());
    QVERIFY(next);
    QCOMPARE(signature::toUnixSeconds(*next), promised.toSecsSinceEpoch());
}

void TestCalls::incidentIsClosedByWhoMay()
{
    const auto submission = proposal();
    const auto id = m_stage->officer->send("GET", "/v1/incidents")
                        .json()
                        .value(QLatin1String("items"))
                        .toArray()
                        .at(0)
                        .toObject()
                        .value(QLatin1String("id"))
                        .toString()
                        .toLatin1();
    const auto path = "/v1/incidents/" + id + "/closure";
    const auto closedAt = [this] {
        return m_stage->officer->send("GET", "/v1/incidents")
            .json()
            .value(QLatin1String("items"))
            .toArray()
            .at(0)
            .toObject()
            .value(QLatin1String("closedAt"));
    };
    QCOMPARE(m_stage->colleague->send("POST", path).reason(), QStringLiteral("not-allowed"));
    QVERIFY(closedAt().isNull());
    QCOMPARE(m_stage->officer->send("POST", path).status, 200); // who opened it
    const auto closed = closedAt();
    QVERIFY(closed.isString());
    later(5min);
    QCOMPARE(m_stage->authority->send("POST", path).status, 200);
    QCOMPARE(closedAt(), closed);
    QVERIFY(verified().contains(QStringLiteral("event\tincident-closed\t1\n")));
    QCOMPARE(m_stage->authority->send("POST", "/v1/incidents/none/closure").reason(),
             QStringLiteral("unknown-submission"));
    // Nothing of it is handed over any more.
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    const auto note = notes(*m_stage->colleague).at(0).toObject().value(QLatin1String("note")).toString();
    QVERIFY(QJsonDocument::fromJson(note.toUtf8()).object().value(QLatin1String("incidents")).toArray().isEmpty());
}

// BRIEF §1.3: what is wrong in the next 72 hours is in the configuration that the server signs for each phone.
// BRIEF §1.6: the reason is logged when the hour was missed, and not before.
void TestCalls::whyTheHourWasMissedIsKept()
{
    const auto submission = proposal();
    const auto incident = [this] {
        return m_stage->officer->send("GET", "/v1/incidents")
            .json()
            .value(QLatin1String("items"))
            .toArray()
            .at(0)
            .toObject();
    };
    const auto path = "/v1/incidents/" + incident().value(QLatin1String("id")).toString().toLatin1() + "/lateness";
    const auto say = [&](Phone &phone, const QString &reason) {
        return post(phone, path, {{QStringLiteral("reason"), reason}});
    };
    later(54min); // known five minutes before
    QCOMPARE(say(*m_stage->officer, QStringLiteral("Trop tôt.")).reason(), QStringLiteral("invalid-value"));
    later(2min);
    QVERIFY(say(*m_stage->officer, QStringLiteral("a\u202Eb")).status >= 400);
    QVERIFY(say(*m_stage->officer, QString(501, QLatin1Char('x'))).status >= 400);
    QVERIFY(!incident().contains(QLatin1String("lateReason")));
    const auto reason = QStringLiteral("Relais de téléphonie hors service jusqu’à 4 h 20.");
    QCOMPARE(say(*m_stage->officer, reason).status, 200);
    QCOMPARE(incident().value(QLatin1String("lateReason")).toString(), reason);
    // Published late is late all the same; the last word counts, and each is in the journal.
    QCOMPARE(say(*m_stage->colleague, QStringLiteral("Groupe électrogène en panne.")).status, 200);
    QCOMPARE(incident().value(QLatin1String("lateReason")).toString(), QStringLiteral("Groupe électrogène en panne."));
    QVERIFY(verified().contains(QStringLiteral("event\thour-missed\t2\n")));
}

void TestCalls::rosterTroublesReachEveryPhone()
{
    const auto now = m_stage->prefecture.now();
    const auto add = [&](const roster::Slot &slot) {
        return service()
            .store->write([&](storage::Transaction &transaction) { return roster::addSlot(transaction, slot); })
            .has_value();
    };
    const auto authority = QStringLiteral("dutyAuthority");
    const auto officer = QStringLiteral("onCallOfficer");
    QVERIFY(add({QStringLiteral("overlap"),
                 authority,
                 QStringLiteral("director-a"),
                 now + 1h,
                 now + 2h,
                 {},
                 QStringLiteral("unknown")}));
    QVERIFY(add({QStringLiteral("both"), officer, QStringLiteral("authority-a"), now - 1h, now + 100h, {}, {}}));
    const auto body = m_stage->officer->send("GET", "/v1/configuration?have=").json();
    const auto document = signature::parseCompact(body.value(QLatin1String("configuration")).toString().toLatin1(),
                                                  submission::typ::configuration);
    QVERIFY(document);
    const auto verified = document->verify(service().serverKey.verifyingKey());
    QVERIFY(verified);
    QMap<QString, QJsonObject> troubles;
    for (const auto all =
             QJsonDocument::fromJson(verified->payload()).object().value(QLatin1String("rosterWarnings")).toArray();
         const auto &each : all)
        troubles.insert(each.toObject().value(QLatin1String("trouble")).toString(), each.toObject());
    QCOMPARE(troubles.keys(), (QStringList{QStringLiteral("gap"), QStringLiteral("missingDelegation"),
                                           QStringLiteral("officerIsAuthority"), QStringLiteral("overlap")}));
    QCOMPARE(troubles.value(QStringLiteral("gap")).value(QLatin1String("role")).toString(),
             authority); // once slot-1 is over
    QCOMPARE(troubles.value(QStringLiteral("overlap")).value(QLatin1String("from")).toString(),
             signature::toText(now + 1h));
    QCOMPARE(troubles.value(QStringLiteral("missingDelegation")).value(QLatin1String("persons")).toArray(),
             QJsonArray{QStringLiteral("director-a")});
    QCOMPARE(troubles.value(QStringLiteral("officerIsAuthority")).value(QLatin1String("persons")).toArray(),
             QJsonArray{QStringLiteral("authority-a")});
}

void TestCalls::handoverIsReadAndAcknowledged()
{
    QVERIFY(
        addSlot(QStringLiteral("day"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-a"), -600min, 1min));
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), 1min, 600min));
    const auto submission = proposal();
    QCOMPARE(post(*m_stage->officer, "/v1/handover/remarks",
                  {{QStringLiteral("remark"), QStringLiteral("Rappeler le maire à 7 h.")}})
                 .status,
             200);
    QVERIFY(notes(*m_stage->colleague).isEmpty());
    later(2min);
    const auto found = notes(*m_stage->colleague);
    QCOMPARE(found.size(), 1);
    const auto item = found.at(0).toObject();
    const auto text = item.value(QLatin1String("note")).toString().toUtf8();
    const auto note = QJsonDocument::fromJson(text).object();
    QCOMPARE(note.value(QLatin1String("outgoing")).toArray().at(0).toObject().value(QLatin1String("remark")).toString(),
             QStringLiteral("Rappeler le maire à 7 h."));
    QCOMPARE(note.value(QLatin1String("incidents")).toArray().size(), 1);
    QCOMPARE(note.value(QLatin1String("waiting")).toArray().size(), 1);
    QCOMPARE(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(),
             item.value(QLatin1String("sha256")).toString().toLatin1());
    // What was read stays what it was.
    m_stage->authority->rosterVersion += 2; // the two slots above
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(notes(*m_stage->colleague), found);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements",
                  {{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                   {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}})
                 .status,
             200);
    QVERIFY(notes(*m_stage->colleague).isEmpty());
}

QString TestCalls::verified()
{
    QTemporaryFile file;
    if (!file.open() || !service().journal.writeExport(file))
        return {};
    file.flush();
    QProcess process;
    process.start(QStringLiteral(ASTREINTE_PROGRAMS "/astreinte-journal-verify"),
                  {QStringLiteral("--key"), service().journal.verifier().value().toText(), file.fileName()});
    return process.waitForFinished() && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput())
                                                                : QString();
}

// The note that was read, and who says so: two leaves, whoever asks again, and nothing of it in the tree itself.
void TestCalls::handoverIsInTheJournal()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    QVERIFY(!verified().contains(QStringLiteral("event\thandover")));
    const auto item = notes(*m_stage->colleague).at(0).toObject();
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
    QVERIFY(verified().contains(QStringLiteral("event\thandover\t1\n")));
    QVERIFY(!verified().contains(QStringLiteral("taken-over")));
    const QJsonObject body{{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                           {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}};
    for (int times = 0; times < 2; ++times)
        QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements", body).status, 200);
    QVERIFY(verified().contains(QStringLiteral("event\thandover\t1\n")));
    QVERIFY(verified().contains(QStringLiteral("event\ttaken-over\t1\n")));
    const auto leaf = service().store->read([](storage::Connection &connection) {
        return journal::leafAbout(connection, QStringLiteral("handover:night"), journal::Event::TakenOver);
    });
    QVERIFY(leaf && *leaf && (*leaf)->opening);
    const auto told = QJsonDocument::fromJson((*leaf)->opening->content).object();
    QCOMPARE(told.value(QLatin1String("person")).toString(), QStringLiteral("officer-b"));
    QCOMPARE(told.value(QLatin1String("sha256")), item.value(QLatin1String("sha256")));
    QVERIFY(!(*leaf)->leaf.contains("officer-b"));
}

void TestCalls::handoverIsForWhoTakesOver()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    const auto item = notes(*m_stage->colleague).at(0).toObject();
    QVERIFY(notes(*m_stage->officer).isEmpty());
    const QJsonObject body{{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                           {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}};
    QCOMPARE(post(*m_stage->officer, "/v1/handover/acknowledgements", body).reason(), QStringLiteral("invalid-value"));
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
}

void TestCalls::handoverRefusals()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements",
                  {{QStringLiteral("entry"), QStringLiteral("night")},
                   {QStringLiteral("sha256"), QString(64, QLatin1Char('0'))}})
                 .reason(),
             QStringLiteral("manifest-mismatch"));
    const QJsonObject remark{{QStringLiteral("remark"), QStringLiteral("Rien à signaler.")}};
    QCOMPARE(post(*m_stage->officer, "/v1/handover/remarks", remark).reason(), QStringLiteral("off-duty"));
    QVERIFY(post(*m_stage->colleague, "/v1/handover/remarks", {{QStringLiteral("remark"), QStringLiteral("a\u202Eb")}})
                .status >= 400);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/remarks", remark).status, 200);
}

QTEST_GUILESS_MAIN(TestCalls)
#include "tst_calls.moc"
