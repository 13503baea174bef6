// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "tests/server/stage.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using tests::Phone;

// BRIEF §1.1: gendarmerie, SDIS and police report from the field; it stays inside, and what it says of casualties is
// for few, whatever a screen does.
class TestReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void dutyReadsAllOthersTheirOwn();
    void casualtiesAreForFew_data();
    void casualtiesAreForFew();
    void casualtiesAreInNoOtherAnswer();
    void seenIsToldToTheAuthorOnce();
    void photosAreForTheSameReaders();
    void photoThatMustNotLeaveIsRefused();
    void reportOpensNoIncident();
    void neverDecidedOn();
    void publishedOnlyAsANewProposal();
    void nationalCampaignIsNotForTheOnCallOfficer();

private:
    std::unique_ptr<tests::Stage> m_stage;
    std::unique_ptr<Phone> m_fire;
    std::unique_ptr<Phone> m_police;
    std::unique_ptr<Phone> phone(const QString &person, const QString &role)
    {
        auto made = std::make_unique<Phone>(m_stage->prefecture, person);
        return m_stage->prefecture.addPerson(person, role) && made->enrol() ? std::move(made) : nullptr;
    }
    submission::SubmissionContent report(const QList<QByteArray> &pictures = {});
    QString sent(const submission::SubmissionContent &report)
    {
        const auto frozen = submission::Submission::freeze(report).value();
        const auto reply = m_fire->submit(frozen);
        if (reply.status != 201)
            qWarning("%s", reply.body.constData());
        return frozen.id().text();
    }
    static QJsonArray itemsFor(Phone &phone)
    {
        return phone.send("GET", "/v1/reports").json().value(QLatin1String("items")).toArray();
    }
};

static const QString canary = QStringLiteral("deux blessés graves, canari-7731");

void TestReports::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    m_fire = phone(QStringLiteral("codis-a"), QStringLiteral("liaison:sdis"));
    m_police = phone(QStringLiteral("cic-a"), QStringLiteral("liaison:police"));
    QVERIFY(m_fire && m_police);
}

submission::SubmissionContent TestReports::report(const QList<QByteArray> &pictures)
{
    auto draft = m_fire->draft(pictures);
    draft.kind = submission::Kind::FieldReport;
    draft.incident.reset();
    draft.texts.clear();
    draft.messageTemplate.reset();
    draft.values = {{QStringLiteral("what"), QStringLiteral("Feu de chaume, 3 ha")},
                    {QStringLiteral("where"), QJsonObject{{QStringLiteral("code"), QStringLiteral("36044")},
                                                          {QStringLiteral("nom"), QStringLiteral("Châteauroux")}}},
                    {QStringLiteral("access"), QStringLiteral("Par la D 67")},
                    {QStringLiteral("casualties"), canary},
                    {QStringLiteral("resources"), QStringLiteral("2 FPT, 1 CCF")}};
    return draft;
}

void TestReports::dutyReadsAllOthersTheirOwn()
{
    const auto id = sent(report());
    for (auto *reader : {m_stage->officer.get(), m_stage->authority.get(), m_fire.get()}) {
        const auto items = itemsFor(*reader);
        QCOMPARE(items.size(), 1);
        const auto item = items.at(0).toObject();
        QCOMPARE(item.value(QLatin1String("submission")).toString(), id);
        QCOMPARE(item.value(QLatin1String("what")).toString(), QStringLiteral("Feu de chaume, 3 ha"));
        QCOMPARE(item.value(QLatin1String("service")).toString(), QStringLiteral("liaison:sdis"));
        QVERIFY(item.value(QLatin1String("communes")).toArray().contains(QStringLiteral("36044")));
    }
    QVERIFY(itemsFor(*m_police).isEmpty());
    QCOMPARE(m_police->send("GET", "/v1/reports/" + id.toLatin1()).reason(), QStringLiteral("unknown-submission"));
    auto dpo = phone(QStringLiteral("dpo-a"), QStringLiteral("dpo"));
    QVERIFY(dpo);
    QCOMPARE(dpo->send("GET", "/v1/reports").reason(), QStringLiteral("not-allowed"));
}

void TestReports::casualtiesAreForFew_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("readable");
    QTest::newRow("duty authority") << "dutyAuthority" << true;
    QTest::newRow("prefect") << "prefect" << true;
    QTest::newRow("civil defence") << "sidpcOfficer" << true;
    QTest::newRow("on-call officer") << "onCallOfficer" << false;
    QTest::newRow("communication") << "commsOfficer" << false;
}

void TestReports::casualtiesAreForFew()
{
    QFETCH(QString, role);
    QFETCH(bool, readable);
    const auto id = sent(report());
    auto reader = phone(QStringLiteral("reader-a"), role);
    QVERIFY(reader);
    const auto reply = reader->send("GET", "/v1/reports/" + id.toLatin1());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.contains("canari-7731"), readable);
    QCOMPARE(reply.json().value(QLatin1String("restricted")).toBool(), !readable);
    QCOMPARE(reply.json().value(QLatin1String("resources")).toString(), QStringLiteral("2 FPT, 1 CCF"));
    // Who wrote it reads it.
    QVERIFY(m_fire->send("GET", "/v1/reports/" + id.toLatin1()).body.contains("canari-7731"));
}

// Even when nothing else was written that could name the report.
void TestReports::casualtiesAreInNoOtherAnswer()
{
    auto draft = report();
    draft.values = {{QStringLiteral("casualties"), canary}};
    const auto id = sent(draft).toLatin1();
    for (auto *reader : {m_stage->officer.get(), m_stage->authority.get()})
        for (const auto &path :
             {QByteArray("/v1/reports"), QByteArray("/v1/review"), QByteArray("/v1/incidents"),
              QByteArray("/v1/submissions/" + id), QByteArray("/v1/submissions/" + id + "/1/manifest")})
            QVERIFY2(!reader->send("GET", path).body.contains("canari-7731"), path.constData());
    for (const auto &path : {QByteArray("/"), QByteArray("/feed.json"), QByteArray("/messages/" + id)})
        QVERIFY(!m_stage->prefecture.page(path).body.contains("canari-7731"));
}

void TestReports::seenIsToldToTheAuthorOnce()
{
    const auto id = sent(report());
    QVERIFY(m_fire->send("GET", "/v1/reports/" + id.toLatin1()).status == 200);
    for (int again = 0; again < 2; ++again)
        QCOMPARE(m_stage->officer->send("GET", "/v1/reports/" + id.toLatin1()).status, 200);
    const auto reply = m_fire->send("GET", "/v1/submissions/" + id.toLatin1()).json();
    const auto status =
        signature::parseCompact(reply.value(QLatin1String("status")).toString().toLatin1(), submission::typ::status)
            .value()
            .verify(m_stage->prefecture.service().serverKey.verifyingKey())
            .value();
    const auto payload = QJsonDocument::fromJson(status.payload()).object();
    QCOMPARE(payload.value(QLatin1String("state")).toString(), QStringLiteral("received"));
    const auto steps = payload.value(QLatin1String("steps")).toArray();
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps.at(1).toObject().value(QLatin1String("state")).toString(), QStringLiteral("in_review"));
    QCOMPARE(steps.at(1).toObject().value(QLatin1String("by")).toString(), QStringLiteral("officer-a"));
}

void TestReports::photosAreForTheSameReaders()
{
    const auto picture = tests::pngPicture(7);
    const auto draft = report({picture});
    QVERIFY(m_fire->upload(draft.id, picture) < 300);
    const auto id = sent(draft);
    const auto whole = m_stage->officer->send("GET", "/v1/reports/" + id.toLatin1()).json();
    const auto sha256 = whole.value(QLatin1String("photos")).toArray().at(0).toObject().value(QLatin1String("sha256"));
    QCOMPARE(sha256.toString().toLatin1(), QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex());
    const auto path = "/v1/renditions/" + sha256.toString().toLatin1();
    QCOMPARE(m_stage->officer->send("GET", path).body, picture);
    QCOMPARE(m_stage->authority->send("GET", path).body, picture);
    QCOMPARE(m_fire->send("GET", path).body, picture);
    QCOMPARE(m_police->send("GET", path).reason(), QStringLiteral("unknown-submission"));
    QCOMPARE(m_stage->prefecture.page("/photos/" + sha256.toString().toLatin1()).status, 404);
    // The exact position stays between phone and server.
    QVERIFY(!QJsonDocument(whole).toJson().contains("\"lat\""));
}

// A place of care is nobody's picture (BRIEF §2): what is to be deleted goes into no report either, whatever the phone.
void TestReports::photoThatMustNotLeaveIsRefused()
{
    const auto picture = tests::pngPicture(7);
    auto draft = report({picture});
    QVERIFY(m_fire->upload(draft.id, picture) < 300);
    auto forbidden = draft;
    forbidden.photos[0].rights->answers.insert(QStringLiteral("Q02"), QStringLiteral("Q02-soin"));
    QCOMPARE(m_fire->submit(submission::Submission::freeze(forbidden).value()).reason(),
             QStringLiteral("rights-incomplete"));
    draft.photos[0].rights.reset(); // not asked yet: for the inside only, as the questionnaire itself says
    QCOMPARE(m_fire->submit(submission::Submission::freeze(draft).value()).status, 201);
}

// An incident with its clock is opened by those who run the duty; a report joins one that is open.
void TestReports::reportOpensNoIncident()
{
    auto draft = report();
    draft.incident = submission::IncidentRef{m_fire->ids.next().value(), QStringLiteral("Feu"), draft.createdAt};
    const auto refused = m_fire->submit(submission::Submission::freeze(draft).value());
    QCOMPARE(refused.reason(), QStringLiteral("not-allowed"));
    QVERIFY(refused.body.contains("incident"));
    auto opening = m_stage->officer->draft();
    opening.incident = draft.incident;
    (void)m_stage->received(opening);
    QCOMPARE(m_fire->submit(submission::Submission::freeze(draft).value()).status, 201);
}

void TestReports::neverDecidedOn()
{
    const auto id = sent(report());
    auto statement = m_stage->authority->statementOn(id, 1);
    QVERIFY(statement);
    QCOMPARE(m_stage->authority->decide(*statement).reason(), QStringLiteral("forbidden-transition"));
    for (const auto decision : {submission::Decision::Return, submission::Decision::Reject}) {
        statement = m_stage->authority->statementOn(id, 1);
        statement->decision = decision;
        statement->reason = QStringLiteral("Merci.");
        QCOMPARE(m_stage->authority->decide(*statement).reason(), QStringLiteral("forbidden-transition"));
    }
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(m_fire->stateOf(id), QStringLiteral("received"));
}

// A later revision of the report is no way round; a proposal of its own is the only one.
void TestReports::publishedOnlyAsANewProposal()
{
    const auto first = report();
    const auto id = sent(first);
    auto turned = submission::Submission::freeze(first).value().nextDraft();
    turned.kind = submission::Kind::Proposal;
    turned.messageTemplate = m_fire->draft().messageTemplate;
    turned.texts = m_fire->draft().texts;
    QVERIFY(m_fire->submit(submission::Submission::freeze(turned).value()).status >= 400);
    const auto proposal = m_stage->received(m_stage->officer->draft());
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, proposal)).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 404);
    QCOMPARE(m_stage->prefecture.page("/messages/" + proposal.id().text().toLatin1()).status, 200);
}

// BRIEF §1.4, « relay national campaign »: not the on-call officer; the communication bureau may.
void TestReports::nationalCampaignIsNotForTheOnCallOfficer()
{
    auto relay = m_stage->officer->draft();
    relay.messageTemplate->id = QStringLiteral("relais-campagne");
    const auto refused = m_stage->officer->submit(submission::Submission::freeze(relay).value());
    QCOMPARE(refused.reason(), QStringLiteral("not-allowed"));
    QVERIFY(refused.body.contains("relais-campagne"));
    auto bureau = phone(QStringLiteral("breci-a"), QStringLiteral("commsOfficer"));
    QVERIFY(bureau);
    auto theirs = bureau->draft();
    theirs.messageTemplate->id = QStringLiteral("relais-campagne");
    QCOMPARE(bureau->submit(submission::Submission::freeze(theirs).value()).status, 201);
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
