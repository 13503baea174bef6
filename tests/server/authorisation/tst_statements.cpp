// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "tests/server/stage.h"

#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using submission::Statement;
using submission::Submission;
using tests::Phone;
using tests::Reply;

// SECURITY §8, "Statements": each attack is refused, and the public page shows nothing.
class TestStatements : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void beforeAnyDecision();
    void byTheAuthor();
    void byAnAuthorityWhoIsAuthor();
    void withdrawnFromTheAuthors();
    void byAColleague();
    void onAStaleRevision();
    void editBetweenDisplayAndSignature();
    void alteredByte();
    void otherManifestBytes();
    void statementOfAForB();
    void challengeTwice();
    void challengeOfAnotherPhone();
    void challengeOfAnotherSubmission();
    void challengeExpired();
    void offDuty();
    void slotOfAnother();
    void rosterChangedInBetween();
    void cabinetDirectorNeedsNoSlot();
    void signedWithTheRequestKey();
    void anotherTypeOfDocument();
    void headerWithJwk();
    void duplicateDecision();
    void nonCanonicalBase64();
    void phoneClockSetBack();
    void longLife();
    void otherAudience();
    void inTheNameOfAnother();
    void returnWithoutReason();
    void channelThatTheManifestLacks();
    void decidedTwice();
    void sameStatementAgainGetsTheSameReply();
    void revokedBetweenSignatureAndSending();

private:
    std::unique_ptr<tests::Stage> m_stage;
    std::unique_ptr<Submission> m_submission;
    bool m_publishes = false;
    Phone &authority() { return *m_stage->authority; }
    Statement honest() { return tests::Stage::by(authority(), *m_submission); }
    Reply sendJws(Phone &phone, const QByteArray &jws)
    {
        return phone.send("POST", "/v1/statements", {{"Content-Type", "application/jose"}}, jws);
    }
    void refused(const Reply &reply, int status, const char *reason);
};

void TestStatements::init()
{
    m_publishes = false;
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    m_submission = std::make_unique<Submission>(m_stage->received(m_stage->officer->draft()));
}

// Whatever the test tried: the publisher runs, and only an honest decision reaches the public.
void TestStatements::cleanup()
{
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(m_stage->pageStatus(*m_submission), m_publishes ? 200 : 404);
    QCOMPARE(m_stage->prefecture.page("/").body.contains(m_submission->id().text().toLatin1()), m_publishes);
    QCOMPARE(m_stage->prefecture.page("/feed.json").body.contains(m_submission->id().text().toLatin1()), m_publishes);
}

void TestStatements::refused(const Reply &reply, int status, const char *reason)
{
    QCOMPARE(reply.reason(), QLatin1String(reason));
    QCOMPARE(reply.status, status);
}

void TestStatements::beforeAnyDecision()
{
    // Nothing but the state of the database changed: somebody wrote the row of an authorised publication by hand.
    const auto manifest =
        authority().send("GET", "/v1/submissions/" + m_submission->id().text().toLatin1() + "/1/manifest").body;
    const QString digest = QLatin1String(signature::hex(signature::sha256(manifest)));
    QVERIFY(m_stage->prefecture.service().store->write([&](storage::Transaction &transaction) {
        return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                "queued_at) VALUES (?, 'site', ?, 1, 'authorised', 0)",
                                digest, m_submission->id().text());
    }));
}

void TestStatements::byTheAuthor()
{
    const auto reply =
        m_stage->officer->send("POST", "/v1/challenges", {{"Content-Type", "application/json"}},
                               "{\"revision\":1,\"submission\":\"" + m_submission->id().text().toLatin1() + "\"}");
    refused(reply, 403, "not-allowed");
    auto statement = honest();
    statement.issuer = QStringLiteral("officer-a");
    refused(m_stage->officer->decide(statement), 410, "unknown-challenge");
}

void TestStatements::byAnAuthorityWhoIsAuthor()
{
    const auto draft = authority().draft();
    QCOMPARE(authority().submit(Submission::freeze(draft).value()).status, 201);
    const auto statement = authority().statementOn(draft.id.text(), 1);
    QVERIFY(statement);
    refused(authority().decide(*statement), 403, "own-submission");
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(m_stage->prefecture.page("/messages/" + draft.id.text().toLatin1()).status, 404);
}

void TestStatements::withdrawnFromTheAuthors()
{
    auto draft = authority().draft();
    draft.authors = {QStringLiteral("authority-a"), QStringLiteral("officer-a")};
    const auto first = Submission::freeze(draft).value();
    QCOMPARE(authority().submit(first).status, 201);
    auto next = first.nextDraft();
    next.authors = {QStringLiteral("officer-a")};
    next.device = m_stage->officer->kid();
    QCOMPARE(m_stage->officer->submit(Submission::freeze(next).value()).status, 201);
    const auto statement = authority().statementOn(draft.id.text(), 2);
    QVERIFY(statement);
    refused(authority().decide(*statement), 403, "own-submission");
}

void TestStatements::byAColleague()
{
    auto statement = honest();
    refused(sendJws(*m_stage->colleague, authority().signStatement(statement)), 401, "unknown-key");
}

void TestStatements::onAStaleRevision()
{
    const auto statement = honest();
    QCOMPARE(m_stage->officer->submit(Submission::freeze(m_submission->nextDraft()).value()).status, 201);
    refused(authority().decide(statement), 409, "stale-revision");
}

void TestStatements::editBetweenDisplayAndSignature()
{
    auto statement = honest();
    auto edited = m_submission->nextDraft();
    edited.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("Texte changé.");
    QCOMPARE(m_stage->officer->submit(Submission::freeze(edited).value()).status, 201);
    // The number of the new revision with the bytes of the old one.
    const auto fresh = authority().statementOn(m_submission->id().text(), 2);
    QVERIFY(fresh);
    statement.revision = 2;
    statement.challenge = fresh->challenge;
    refused(authority().decide(statement), 409, "manifest-mismatch");
}

void TestStatements::alteredByte()
{
    auto jws = authority().signStatement(honest());
    const auto dot = jws.indexOf('.');
    jws[dot + 20] = jws[dot + 20] == 'A' ? 'B' : 'A';
    const auto reply = sendJws(authority(), jws);
    QVERIFY(reply.reason() == QLatin1String("bad-signature") || reply.reason() == QLatin1String("malformed-jws"));
}

void TestStatements::otherManifestBytes()
{
    auto statement = honest();
    statement.manifestSha256[0] = static_cast<char>(statement.manifestSha256[0] ^ 1);
    refused(authority().decide(statement), 409, "manifest-mismatch");
    statement = honest();
    statement.manifestBytes += 1;
    refused(authority().decide(statement), 409, "manifest-mismatch");
}

void TestStatements::statementOfAForB()
{
    const auto other = m_stage->received(m_stage->officer->draft());
    auto forA = authority().statementOn(other.id().text(), 1).value();
    const auto forB = honest();
    forA.submission = m_submission->id();
    forA.challenge = forB.challenge;
    refused(authority().decide(forA), 409, "manifest-mismatch");
}

void TestStatements::challengeTwice()
{
    auto first = honest();
    first.decision = submission::Decision::Return;
    first.reason = QStringLiteral("Préciser.");
    QCOMPARE(authority().decide(first).status, 201);
    auto second = first;
    second.id = authority().ids.next().value();
    refused(authority().decide(second), 410, "used-challenge");
}

void TestStatements::challengeOfAnotherPhone()
{
    Phone second(m_stage->prefecture, QStringLiteral("authority-a"));
    QVERIFY(second.enrol());
    auto statement = honest();
    refused(second.decide(statement), 410, "unknown-challenge");
}

void TestStatements::challengeOfAnotherSubmission()
{
    const auto other = m_stage->received(m_stage->officer->draft());
    auto statement = honest();
    statement.challenge = authority().statementOn(other.id().text(), 1)->challenge;
    refused(authority().decide(statement), 410, "unknown-challenge");
}

void TestStatements::challengeExpired()
{
    auto statement = honest();
    m_stage->prefecture.skew = std::chrono::milliseconds(5min + 1s);
    statement.issuedAt += 300s;
    statement.expiresAt += 300s;
    refused(authority().decide(statement), 410, "unknown-challenge");
}

void TestStatements::offDuty()
{
    const auto statement = honest();
    m_stage->prefecture.skew = std::chrono::milliseconds(24h + 1s);
    auto late = honest();
    late.expiresAt = late.issuedAt + 600s;
    refused(authority().decide(late), 403, "off-duty");
}

void TestStatements::slotOfAnother()
{
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("authority-b"), QStringLiteral("dutyAuthority")));
    Phone other(m_stage->prefecture, QStringLiteral("authority-b"));
    QVERIFY(other.enrol());
    other.rosterVersion = 2;
    other.rosterEntry = QStringLiteral("slot-1");
    const auto statement = other.statementOn(m_submission->id().text(), 1);
    QVERIFY(statement);
    refused(other.decide(*statement), 403, "off-duty");
}

void TestStatements::rosterChangedInBetween()
{
    const auto statement = honest();
    QVERIFY(m_stage->prefecture.removeDuty(QStringLiteral("slot-1")));
    refused(authority().decide(statement), 403, "off-duty");
}

void TestStatements::cabinetDirectorNeedsNoSlot()
{
    QVERIFY(m_stage->prefecture.addPerson(QStringLiteral("director-a"), QStringLiteral("cabinetDirector")));
    Phone director(m_stage->prefecture, QStringLiteral("director-a"));
    QVERIFY(director.enrol());
    const auto statement = director.statementOn(m_submission->id().text(), 1);
    QVERIFY(statement);
    QCOMPARE(director.decide(*statement).status, 201);
    m_publishes = true;
}

void TestStatements::signedWithTheRequestKey()
{
    const auto jws =
        signature::signCompact(authority().dev, submission::typ::statement, honest().toPayload().value()).value();
    refused(sendJws(authority(), jws), 401, "unknown-key");
}

void TestStatements::anotherTypeOfDocument()
{
    const auto payload = honest().toPayload().value();
    for (const auto type : {submission::typ::submission, submission::typ::possession, submission::typ::decision})
        refused(sendJws(authority(), signature::signCompact(authority().apr, type, payload).value()), 400,
                "malformed-jws");
}

void TestStatements::headerWithJwk()
{
    const auto payload = signature::base64Url(honest().toPayload().value());
    const auto kid = authority().apr.kid().toLatin1();
    for (const auto &extra : {QByteArray(R"(,"jwk":{"kty":"EC"})"), QByteArray(R"(,"jku":"https://evil.example/k")"),
                              QByteArray(R"(,"x5u":"https://evil.example/c")"), QByteArray(R"(,"crit":["exp"])")}) {
        const auto header =
            signature::base64Url(R"({"alg":"ES256","kid":")" + kid + R"(","typ":"astreinte-auth+jws")" + extra + '}');
        const auto signedPart = header + '.' + payload;
        const auto jws = signedPart + '.' + signature::base64Url(authority().apr.sign(signedPart).value());
        refused(sendJws(authority(), jws), 400, "malformed-jws");
    }
}

void TestStatements::duplicateDecision()
{
    auto statement = honest();
    statement.decision = submission::Decision::Reject;
    statement.reason = QStringLiteral("Non.");
    auto payload = statement.toPayload().value();
    payload.replace(R"("decision":"reject")", R"("decision":"reject","decision":"approve")");
    const auto jws = signature::signCompact(authority().apr, submission::typ::statement, payload).value();
    refused(sendJws(authority(), jws), 400, "malformed-json");
}

void TestStatements::nonCanonicalBase64()
{
    auto jws = authority().signStatement(honest());
    refused(sendJws(authority(), jws + '='), 400, "malformed-jws");
    // 64 bytes take 86 characters, whose last carries four unused bits.
    const auto last = jws.back();
    jws.back() = last == 'A' ? 'B' : static_cast<char>(last + 1);
    const auto reply = sendJws(authority(), jws);
    QVERIFY(reply.status >= 400);
}

void TestStatements::phoneClockSetBack()
{
    auto statement = honest();
    statement.issuedAt -= 3600s;
    statement.expiresAt -= 3600s;
    refused(authority().decide(statement), 401, "signature-expired");
    statement = honest();
    statement.issuedAt += 3600s;
    statement.expiresAt += 3600s;
    refused(authority().decide(statement), 401, "clock-skew");
}

void TestStatements::longLife()
{
    auto payload = honest().toPayload().value();
    const auto expiry = payload.indexOf("\"exp\":") + 6;
    payload.replace(expiry, 10, QByteArray::number(signature::toUnixSeconds(m_stage->prefecture.now()) + 86'400));
    const auto jws = signature::signCompact(authority().apr, submission::typ::statement, payload).value();
    refused(sendJws(authority(), jws), 400, "invalid-value");
}

void TestStatements::otherAudience()
{
    auto statement = honest();
    statement.audience = QStringLiteral("https://elsewhere.example");
    refused(authority().decide(statement), 400, "wrong-audience");
}

void TestStatements::inTheNameOfAnother()
{
    auto statement = honest();
    statement.issuer = QStringLiteral("prefect-a");
    refused(authority().decide(statement), 403, "not-allowed");
}

void TestStatements::returnWithoutReason()
{
    auto payload = honest().toPayload().value();
    payload.replace(R"("decision":"approve")", R"("decision":"return")");
    const auto jws = signature::signCompact(authority().apr, submission::typ::statement, payload).value();
    refused(sendJws(authority(), jws), 422, "reason-required");
}

void TestStatements::channelThatTheManifestLacks()
{
    auto statement = honest();
    statement.channels = {QStringLiteral("site"), QStringLiteral("facebook")};
    refused(authority().decide(statement), 409, "manifest-mismatch");
}

void TestStatements::decidedTwice()
{
    auto first = honest();
    first.decision = submission::Decision::Reject;
    first.reason = QStringLiteral("Doublon.");
    QCOMPARE(authority().decide(first).status, 201);
    auto second = honest();
    const auto reply = authority().decide(second);
    QCOMPARE(reply.status, 409);
    QVERIFY(reply.reason() == QLatin1String("already-decided") ||
            reply.reason() == QLatin1String("forbidden-transition"));
}

void TestStatements::sameStatementAgainGetsTheSameReply()
{
    const auto jws = authority().signStatement(honest());
    const auto first = sendJws(authority(), jws);
    const auto again = sendJws(authority(), jws);
    QCOMPARE(first.status, 201);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    m_publishes = true;
}

void TestStatements::revokedBetweenSignatureAndSending()
{
    const auto statement = honest();
    QVERIFY(m_stage->prefecture.service().store->write([&](storage::Transaction &transaction) {
        return identity::revokeDevice(transaction, authority().kid(), m_stage->prefecture.now());
    }));
    refused(authority().decide(statement), 401, "revoked-key");
}

QTEST_GUILESS_MAIN(TestStatements)
#include "tst_statements.moc"
