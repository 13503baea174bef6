// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/receipt.h"
#include "tests/server/phone.h"

#include <QtTest>

using namespace astreinte;
using tests::Phone;
using tests::Prefecture;

// From enrolment to permalink, over real sockets, with nothing simulated on the server's side.
class TestWay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void fromPhotoToPermalink();
    void correctionReplacesAndWithdrawalRemoves();
    void returnedComesBackAsNewRevision();
    void fieldReportStaysInside();

private:
    std::unique_ptr<Prefecture> m_prefecture;
    std::unique_ptr<Phone> m_officer;
    std::unique_ptr<Phone> m_authority;
    QString approved(const submission::SubmissionContent &draft);
};

void TestWay::init()
{
    m_officer.reset();
    m_authority.reset();
    m_prefecture = std::make_unique<Prefecture>();
    QVERIFY(m_prefecture->start());
    QVERIFY(m_prefecture->addPerson(QStringLiteral("officer-a"), QStringLiteral("onCallOfficer")));
    QVERIFY(m_prefecture->addPerson(QStringLiteral("authority-a"), QStringLiteral("dutyAuthority")));
    QVERIFY(m_prefecture->addDuty(QStringLiteral("slot-1"), QStringLiteral("authority-a")));
    m_officer = std::make_unique<Phone>(*m_prefecture, QStringLiteral("officer-a"));
    m_authority = std::make_unique<Phone>(*m_prefecture, QStringLiteral("authority-a"));
    QVERIFY(m_officer->enrol());
    QVERIFY(m_authority->enrol());
    m_authority->rosterEntry = QStringLiteral("slot-1");
    m_authority->rosterVersion = 2;
}

QString TestWay::approved(const submission::SubmissionContent &draft)
{
    const auto frozen = submission::Submission::freeze(draft);
    if (!frozen || m_officer->submit(*frozen).status != 201)
        return {};
    auto statement = m_authority->statementOn(draft.id.text(), draft.revision);
    if (!statement || m_authority->decide(*statement).status != 201 || !m_prefecture->publish())
        return {};
    return draft.id.text();
}

void TestWay::fromPhotoToPermalink()
{
    const auto picture = tests::pngPicture(1);
    const auto draft = m_officer->draft({picture});
    const auto frozen = submission::Submission::freeze(draft);
    QVERIFY2(frozen, qPrintable(frozen ? QString() : frozen.error().toString()));
    QCOMPARE(m_officer->submit(*frozen).reason(), QStringLiteral("missing-photo"));
    QCOMPARE(m_officer->upload(draft.id, picture), 204);
    const auto reply = m_officer->submit(*frozen);
    QVERIFY2(reply.status == 201, reply.body.constData());
    const auto jws = signature::parseCompact(reply.json().value(QLatin1String("receipt")).toString().toLatin1(),
                                             submission::typ::receipt);
    QVERIFY(jws);
    const auto verified = jws->verify(m_prefecture->service().serverKey.verifyingKey());
    QVERIFY(verified);
    const auto receipt = submission::Receipt::fromPayload(verified->payload());
    QVERIFY(receipt);
    QVERIFY(receipt->covers(*frozen, m_officer->kid()));
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("received"));

    const auto queue = m_authority->send("GET", "/v1/review").json().value(QLatin1String("items")).toArray();
    QCOMPARE(queue.size(), 1);
    const auto item = queue[0].toObject();
    QCOMPARE(item.value(QLatin1String("title")).toString(), QStringLiteral("Inondation, crue"));
    QCOMPARE(item.value(QLatin1String("communes")).toArray(), QJsonArray{QStringLiteral("36044")});
    QCOMPARE(item.value(QLatin1String("incident")).toString(), draft.incident->id.text());
    QCOMPARE(item.value(QLatin1String("incidentTitle")).toString(), draft.incident->title);
    QCOMPARE(item.value(QLatin1String("knownAt")).toString(), signature::toText(draft.incident->knownAt));
    QVERIFY(item.value(QLatin1String("firstPublicAt")).isNull());
    QCOMPARE(item.value(QLatin1String("factsAt")).toString(), signature::toText(draft.factsAt));
    auto statement = m_authority->statementOn(draft.id.text(), 1);
    QVERIFY(statement);
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("in_review"));
    QCOMPARE(m_authority->send("GET", "/v1/renditions/" + signature::hex(signature::sha256(picture))).body, picture);
    QCOMPARE(m_prefecture->page("/messages/" + draft.id.text().toLatin1()).status, 404);

    const auto decided = m_authority->decide(*statement);
    QVERIFY2(decided.status == 201, decided.body.constData());
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("authorised"));
    QCOMPARE(m_prefecture->page("/messages/" + draft.id.text().toLatin1()).status, 404);
    QCOMPARE(m_prefecture->publish().value_or(-1), 1);
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("published"));

    const auto page = m_prefecture->page("/messages/" + draft.id.text().toLatin1());
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("Crue de l’Indre à Châteauroux."));
    QVERIFY(page.body.contains("River Indre flooding"));
    QVERIFY(!page.body.contains("<script"));
    QVERIFY(!page.body.contains("officer-a") && !page.body.contains("1.6903"));
    QCOMPARE(m_prefecture->page("/photos/" + signature::hex(signature::sha256(picture))).body, picture);
    QVERIFY(m_prefecture->page("/feed.json").body.contains(draft.id.text().toLatin1()));
    QVERIFY(m_prefecture->page("/feed.atom").body.contains(draft.id.text().toLatin1()));
    const auto incidents = m_officer->send("GET", "/v1/incidents").json().value(QLatin1String("items")).toArray();
    QVERIFY(incidents[0].toObject().value(QLatin1String("firstPublicAt")).isString());
}

void TestWay::correctionReplacesAndWithdrawalRemoves()
{
    const auto first = approved(m_officer->draft());
    QVERIFY(!first.isEmpty());
    auto correction = m_officer->draft();
    correction.action = submission::Action::Correct;
    correction.target = submission::SubmissionId::parse(first).value();
    correction.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("La crue baisse à Châteauroux.");
    const auto second = approved(correction);
    QVERIFY(!second.isEmpty());
    QCOMPARE(m_officer->stateOf(first), QStringLiteral("corrected"));
    QVERIFY(m_prefecture->page("/messages/" + first.toLatin1()).body.contains("/messages/" + second.toLatin1()));
    QVERIFY(!m_prefecture->page("/").body.contains("Crue de l’Indre à Châteauroux."));

    auto withdrawal = m_officer->draft();
    withdrawal.action = submission::Action::Withdraw;
    withdrawal.target = submission::SubmissionId::parse(second).value();
    withdrawal.texts.clear();
    withdrawal.messageTemplate.reset();
    withdrawal.values = {};
    withdrawal.incident.reset();
    const auto third = approved(withdrawal);
    QVERIFY(!third.isEmpty());
    const auto gone = m_prefecture->page("/messages/" + second.toLatin1());
    QCOMPARE(gone.status, 410);
    QVERIFY(gone.body.contains("Message retiré le"));
    QVERIFY(!gone.body.contains("La crue baisse"));
    QCOMPARE(m_officer->stateOf(second), QStringLiteral("withdrawn"));
    QVERIFY(!m_prefecture->page("/feed.json").body.contains("La crue baisse"));
}

void TestWay::returnedComesBackAsNewRevision()
{
    const auto draft = m_officer->draft();
    const auto frozen = submission::Submission::freeze(draft).value();
    QCOMPARE(m_officer->submit(frozen).status, 201);
    auto statement = m_authority->statementOn(draft.id.text(), 1);
    QVERIFY(statement);
    statement->decision = submission::Decision::Return;
    statement->reason = QStringLiteral("Préciser l’heure.");
    QCOMPARE(m_authority->decide(*statement).status, 201);
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("returned"));
    const auto next = submission::Submission::freeze(frozen.nextDraft()).value();
    QCOMPARE(m_officer->submit(next).status, 201);
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("received"));
}

void TestWay::fieldReportStaysInside()
{
    auto draft = m_officer->draft();
    draft.kind = submission::Kind::FieldReport;
    draft.texts.clear();
    draft.messageTemplate.reset();
    draft.values = {{QStringLiteral("text"), QStringLiteral("Deux véhicules bloqués rue du Pont.")}};
    QCOMPARE(m_officer->submit(submission::Submission::freeze(draft).value()).status, 201);
    auto statement = m_authority->statementOn(draft.id.text(), 1);
    if (statement) {
        statement->channels = {QStringLiteral("site")};
        QVERIFY(m_authority->decide(*statement).status >= 400);
    }
    QCOMPARE(m_prefecture->publish().value_or(-1), 0);
    QCOMPARE(m_officer->stateOf(draft.id.text()), QStringLiteral("received"));
    QVERIFY(!m_prefecture->page("/").body.contains("rue du Pont"));
}

QTEST_GUILESS_MAIN(TestWay)
#include "tst_way.moc"
