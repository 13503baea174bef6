// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "tests/server/stage.h"

#include <QtTest>
#include <thread>

using namespace astreinte;
using submission::Submission;
using tests::Phone;

class TestSubmissions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void repeatedGetsTheSameReceipt();
    void lostReplyThenRepeated();
    void eightAtOnceMakeOne();
    void otherContentConflicts();
    void missingPhotoThenAccepted();
    void photoOfAnotherDeviceDoesNotCount();
    void photoDescribedOtherwiseIsRefused();
    void wrongIdempotencyKey();
    void signedByAnotherDevice();
    void inTheNameOfAnother();
    void liaisonSendsReportsOnly();
    void unknownTemplate();
    void textBeyondTheChannel();
    void hostileText();
    void rightsIncomplete_data();
    void rightsIncomplete();
    void revisionNeedsItsParent();
    void colleagueMayNotReviseNorRead();
    void restartKeepsEverything();
    void exercisesStayApart();
    void noticesResume();
    void noticesReachAuthorsAndReviewersOnly();
    void noticesMissedAreTheirsOnly();

private:
    std::unique_ptr<tests::Stage> m_stage;
    Phone &officer() { return *m_stage->officer; }
};

void TestSubmissions::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

void TestSubmissions::repeatedGetsTheSameReceipt()
{
    const auto frozen = Submission::freeze(officer().draft()).value();
    const auto first = officer().submit(frozen);
    const auto again = officer().submit(frozen);
    QCOMPARE(first.status, 201);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
}

void TestSubmissions::lostReplyThenRepeated()
{
    const auto frozen = Submission::freeze(officer().draft()).value();
    const auto jws = officer().jwsOf(frozen);
    const tests::Headers headers{{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}};
    officer().connection.sendAndVanish("POST", "/v1/submissions",
                                       officer().signedHeaders("POST", "/v1/submissions", headers, jws), jws);
    QTRY_COMPARE(officer().stateOf(frozen.id().text()), QStringLiteral("received"));
    QCOMPARE(officer().submit(frozen).status, 200);
    QCOMPARE(m_stage->authority->send("GET", "/v1/review").json().value(QLatin1String("items")).toArray().size(), 1);
}

void TestSubmissions::eightAtOnceMakeOne()
{
    const auto frozen = Submission::freeze(officer().draft()).value();
    const auto jws = officer().jwsOf(frozen);
    const tests::Headers headers{{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}};
    std::vector<tests::Headers> requests;
    for (int i = 0; i < 8; ++i)
        requests.push_back(officer().signedHeaders("POST", "/v1/submissions", headers, jws));
    std::vector<tests::Reply> replies(requests.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < requests.size(); ++i)
        threads.emplace_back([&, i] {
            tests::Connection connection(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
            replies[i] = connection.exchange("POST", "/v1/submissions", requests[i], jws);
        });
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(std::ranges::count(replies, 201, &tests::Reply::status), 1);
    QCOMPARE(std::ranges::count(replies, 200, &tests::Reply::status), 7);
    for (const auto &reply : replies)
        QCOMPARE(reply.body, replies.front().body);
}

void TestSubmissions::otherContentConflicts()
{
    auto draft = officer().draft();
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).status, 201);
    draft.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("Autre texte.");
    const auto reply = officer().submit(Submission::freeze(draft).value());
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.reason(), QStringLiteral("conflicting-content"));
}

void TestSubmissions::missingPhotoThenAccepted()
{
    const auto picture = tests::pngPicture(3);
    const auto draft = officer().draft({picture});
    const auto frozen = Submission::freeze(draft).value();
    const auto reply = officer().submit(frozen);
    QCOMPARE(reply.status, 424);
    QCOMPARE(reply.json().value(QLatin1String("detail")).toString().toLatin1(),
             signature::hex(signature::sha256(picture)));
    QCOMPARE(officer().upload(draft.id, picture), 204);
    QCOMPARE(officer().submit(frozen).status, 201);
}

void TestSubmissions::photoOfAnotherDeviceDoesNotCount()
{
    const auto picture = tests::pngPicture(4);
    const auto theirs = m_stage->colleague->draft({picture});
    QCOMPARE(m_stage->colleague->upload(theirs.id, picture), 204);
    QCOMPARE(m_stage->colleague->submit(Submission::freeze(theirs).value()).status, 201);
    // The officer knows the digest, and nothing more.
    QCOMPARE(officer().submit(Submission::freeze(officer().draft({picture})).value()).status, 424);
    QCOMPARE(officer().send("GET", "/v1/renditions/" + signature::hex(signature::sha256(picture))).status, 404);
}

void TestSubmissions::photoDescribedOtherwiseIsRefused()
{
    const auto picture = tests::pngPicture(5);
    auto draft = officer().draft({picture});
    QCOMPARE(officer().upload(draft.id, picture), 204);
    draft.photos[0].width = 17; // no channel would mind
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).reason(), QStringLiteral("invalid-value"));
}

void TestSubmissions::wrongIdempotencyKey()
{
    const auto frozen = Submission::freeze(officer().draft()).value();
    const auto reply = officer().send("POST", "/v1/submissions",
                                      {{"Content-Type", "application/jose"}, {"Idempotency-Key", "\"other:1\""}},
                                      officer().jwsOf(frozen));
    QCOMPARE(reply.reason(), QStringLiteral("invalid-value"));
}

void TestSubmissions::signedByAnotherDevice()
{
    const auto frozen = Submission::freeze(m_stage->colleague->draft()).value();
    const auto reply = officer().send(
        "POST", "/v1/submissions", {{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}},
        m_stage->colleague->jwsOf(frozen));
    QCOMPARE(reply.status, 403);
}

void TestSubmissions::inTheNameOfAnother()
{
    auto draft = officer().draft();
    draft.authors = {QStringLiteral("officer-b")};
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).reason(), QStringLiteral("not-allowed"));
}

void TestSubmissions::liaisonSendsReportsOnly()
{
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("sdis-a"), QStringLiteral("liaison:sdis")));
    Phone liaison(m_stage->prefecture, QStringLiteral("sdis-a"));
    QVERIFY(liaison.enrol());
    auto draft = liaison.draft();
    QCOMPARE(liaison.submit(Submission::freeze(draft).value()).reason(), QStringLiteral("not-allowed"));
    draft.incident.reset(); // which a report does not open
    draft.kind = submission::Kind::FieldReport;
    draft.texts.clear();
    draft.messageTemplate.reset();
    draft.values = {{QStringLiteral("text"), QStringLiteral("Feu circonscrit.")}};
    QCOMPARE(liaison.submit(Submission::freeze(draft).value()).status, 201);
    QCOMPARE(liaison.send("GET", "/v1/review").reason(), QStringLiteral("not-allowed"));
}

void TestSubmissions::unknownTemplate()
{
    auto draft = officer().draft();
    draft.messageTemplate->id = QStringLiteral("inconnu");
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).reason(), QStringLiteral("unknown-template"));
}

void TestSubmissions::textBeyondTheChannel()
{
    auto draft = officer().draft();
    draft.texts[QStringLiteral("x")] = {{QStringLiteral("fr"), QString(280, QLatin1Char('a'))}};
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).status, 201);
    auto longer = officer().draft();
    longer.texts[QStringLiteral("x")] = {{QStringLiteral("fr"), QString(281, QLatin1Char('a'))}};
    const auto reply = officer().submit(Submission::freeze(longer).value());
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.reason(), QStringLiteral("text-too-long"));
}

void TestSubmissions::hostileText()
{
    // U+202E turns the reading around; freeze() refuses it, so the payload is written by hand.
    const auto frozen = Submission::freeze(officer().draft()).value();
    auto payload = frozen.payload();
    payload.replace("Crue de l", "Crue \xe2\x80\xae de l");
    const auto jws = signature::signCompact(officer().dev, submission::typ::submission, payload).value();
    const auto reply =
        officer().send("POST", "/v1/submissions",
                       {{"Content-Type", "application/jose"}, {"Idempotency-Key", frozen.idempotencyKey()}}, jws);
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.reason(), QStringLiteral("malformed-text"));
}

void TestSubmissions::rightsIncomplete_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("answer");
    QTest::newRow("unanswered") << "Q20"
                                << "";
    QTest::newRow("consent needed") << "Q05"
                                    << "Q05-reconnaissables";
    QTest::newRow("forbidden") << "Q08"
                               << "Q08-oui";
}

void TestSubmissions::rightsIncomplete()
{
    QFETCH(QString, question);
    QFETCH(QString, answer);
    const auto picture = tests::pngPicture(6);
    auto draft = officer().draft({picture});
    auto &answers = draft.photos[0].rights->answers;
    if (answer.isEmpty())
        answers.remove(question);
    else
        answers[question] = answer;
    // The phone claims that all is well; the server assesses again.
    draft.photos[0].rights->outcome = QStringLiteral("publishable");
    QCOMPARE(officer().upload(draft.id, picture), 204);
    const auto reply = officer().submit(Submission::freeze(draft).value());
    QVERIFY2(reply.status == 422, reply.body);
    QVERIFY2(reply.reason() == QLatin1String("rights-incomplete") ||
                 reply.reason() == QLatin1String("unknown-question"),
             reply.body);
}

void TestSubmissions::revisionNeedsItsParent()
{
    const auto first = m_stage->received(officer().draft());
    auto second = first.nextDraft();
    second.parent = QByteArray(32, 'x');
    QCOMPARE(officer().submit(Submission::freeze(second).value()).reason(), QStringLiteral("stale-revision"));
    auto third = first.nextDraft();
    third.revision = 3;
    QCOMPARE(officer().submit(Submission::freeze(third).value()).reason(), QStringLiteral("stale-revision"));
    QCOMPARE(officer().submit(Submission::freeze(first.nextDraft()).value()).status, 201);
}

void TestSubmissions::colleagueMayNotReviseNorRead()
{
    const auto first = m_stage->received(officer().draft());
    auto theft = first.nextDraft();
    theft.authors = {QStringLiteral("officer-b")};
    theft.device = m_stage->colleague->kid();
    QCOMPARE(m_stage->colleague->submit(Submission::freeze(theft).value()).reason(), QStringLiteral("not-allowed"));
    QCOMPARE(m_stage->colleague->stateOf(first.id().text()), QStringLiteral("unknown-submission"));
    QCOMPARE(m_stage->colleague->send("GET", "/v1/submissions/" + first.id().text().toLatin1() + "/1/manifest").status,
             404);
}

void TestSubmissions::restartKeepsEverything()
{
    const auto picture = tests::pngPicture(7);
    const auto draft = officer().draft({picture});
    QCOMPARE(officer().upload(draft.id, picture), 204);
    const auto frozen = Submission::freeze(draft).value();
    const auto receipt = officer().submit(frozen).body;
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(officer().submit(frozen).body, receipt);
    QCOMPARE(m_stage->authority->send("GET", "/v1/renditions/" + signature::hex(signature::sha256(picture))).body,
             picture);
    QVERIFY(m_stage->authority->statementOn(draft.id.text(), 1));
}

// An installation is of one realm: neither takes what is the other's, and neither becomes the other.
void TestSubmissions::exercisesStayApart()
{
    auto draft = officer().draft();
    draft.exercise = true;
    for (auto &text : draft.texts[QStringLiteral("site")])
        text.prepend(QStringLiteral("EXERCICE EXERCICE EXERCICE – "));
    QCOMPARE(officer().submit(Submission::freeze(draft).value()).reason(), QStringLiteral("invalid-value"));
    (void)m_stage->received(officer().draft());
    auto settings = m_stage->prefecture.service().settings().value();
    settings.exercise = true;
    QCOMPARE(m_stage->prefecture.service().adopt(settings).error().reason, Reason::ForbiddenTransition);
}

void TestSubmissions::noticesResume()
{
    const auto before = m_stage->prefecture.service().store->read(notices::lastId).value();
    (void)m_stage->received(officer().draft());
    tests::Connection listener(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
    const auto headers = officer().signedHeaders("GET", "/v1/notices", {}, {}) +
                         tests::Headers{{"Last-Event-ID", QByteArray::number(before)}};
    const auto stream = listener.stream("/v1/notices", headers, "\n\n", 2);
    QVERIFY2(stream.contains("text/event-stream"), stream);
    QVERIFY2(stream.contains("\"state\":\"received\""), stream);
    QVERIFY(stream.contains("id: " + QByteArray::number(before + 1)) ||
            stream.contains("id:" + QByteArray::number(before + 1)));
}

// Live: the colleague, who wrote nothing, hears of the configuration that comes after and of nothing before it.
void TestSubmissions::noticesReachAuthorsAndReviewersOnly()
{
    QByteArray heardByColleague;
    QByteArray heardByOfficer;
    QByteArray heardByAuthority;
    std::vector<std::thread> listeners;
    const auto listen = [&](Phone &phone, QByteArray &heard) {
        const auto headers = phone.signedHeaders("GET", "/v1/notices", {}, {});
        listeners.emplace_back([this, headers, &heard] {
            tests::Connection listener(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
            heard = listener.stream("/v1/notices", headers, "event: configuration", 1);
        });
    };
    listen(*m_stage->colleague, heardByColleague);
    listen(officer(), heardByOfficer);
    listen(*m_stage->authority, heardByAuthority);
    auto &service = m_stage->prefecture.service();
    QTRY_COMPARE(service.hub.listeners(), 3);
    auto draft = officer().draft();
    draft.incident.reset();
    (void)m_stage->received(draft);
    QVERIFY(service.store->write([&](storage::Transaction &transaction) {
        return notices::post(transaction, {0, QStringLiteral("configuration"), {}, 0, {}}, m_stage->prefecture.now());
    }));
    for (auto &listener : listeners)
        listener.join();
    const auto id = draft.id.text().toLatin1();
    QVERIFY2(heardByColleague.contains("event: configuration") && !heardByColleague.contains(id), heardByColleague);
    QVERIFY2(heardByOfficer.contains("event: submission") && !heardByOfficer.contains("event: review"), heardByOfficer);
    QVERIFY2(heardByAuthority.contains("event: submission") && heardByAuthority.contains("event: review"),
             heardByAuthority);
}

void TestSubmissions::noticesMissedAreTheirsOnly()
{
    auto &service = m_stage->prefecture.service();
    const auto before = service.store->read(notices::lastId).value();
    auto draft = officer().draft();
    draft.incident.reset();
    (void)m_stage->received(draft);
    const auto missedBy = [&](const QString &person, bool reviews) {
        QStringList events;
        const auto missed = service.store->read([&](storage::Connection &connection) {
            return notices::sinceFor(connection, {person, reviews}, before, 100);
        });
        for (const auto &notice : missed.value())
            events.append(notice.event);
        return events;
    };
    QCOMPARE(missedBy(QStringLiteral("officer-b"), false), QStringList());
    QCOMPARE(missedBy(QStringLiteral("officer-a"), false), QStringList{QStringLiteral("submission")});
    QCOMPARE(missedBy(QStringLiteral("authority-a"), true),
             QStringList({QStringLiteral("submission"), QStringLiteral("review")}));
}

QTEST_GUILESS_MAIN(TestSubmissions)
#include "tst_submissions.moc"
