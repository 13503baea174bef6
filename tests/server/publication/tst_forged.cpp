// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/publication/site_adapter.h"
#include "tests/server/publication/publication_stage.h"

#include <QtTest>

using namespace astreinte;
using authorisation::Authorisation;
using authorisation::Realm;
using publication::Attempt;
using submission::State;
using submission::Submission;

// What must not go out, or not to the public, whoever may write into the database.
class TestForged : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typesForbid();
    void exerciseReachesNoRealChannel();
    void exerciseInARealInstallation();
    void exerciseIsSaidEverywhere();
    void forgedQueueRow();
    void forgedStatementRow();
    void changedSubmissionBehindTheManifest();
    void renditionReplacedAfterApproval();
    void authorisationDiesWithItsRevision();
    void expiredBeforePublication();

private:
    Submission authorisedExercise();

    std::unique_ptr<tests::PublicationStage> m_stage;
};

void TestForged::init()
{
    m_stage = std::make_unique<tests::PublicationStage>();
    QVERIFY(m_stage->set());
}

Submission TestForged::authorisedExercise()
{
    m_stage = std::make_unique<tests::PublicationStage>();
    m_stage->prefecture.exercise = true;
    if (!m_stage->set())
        qWarning("no stage");
    auto draft = m_stage->officer->draft();
    draft.exercise = true;
    const auto prefix = QStringLiteral("EXERCICE EXERCICE EXERCICE – ");
    draft.texts = {{QStringLiteral("site"), {{QStringLiteral("fr"), prefix + QStringLiteral("Crue.")}}},
                   {QStringLiteral("facebook"), {{QStringLiteral("fr"), prefix + QStringLiteral("Crue.")}}}};
    auto frozen = m_stage->received(draft);
    const auto statement = m_stage->authority->statementOn(draft.id.text(), 1);
    if (!statement || m_stage->authority->decide(*statement).status != 201)
        qWarning("not authorised");
    return frozen;
}

// Types, not conditions: what an exercise allows is of another type than what reaches the public, and nobody but the
// verifier makes either.
void TestForged::typesForbid()
{
    using Real = Authorisation<Realm::Real>;
    using Exercise = Authorisation<Realm::Exercise>;
    static_assert(!std::is_convertible_v<Exercise, Real> && !std::is_convertible_v<Real, Exercise>);
    static_assert(!std::is_assignable_v<Real &, Exercise> && !std::is_default_constructible_v<Real>);
    static_assert(!std::is_constructible_v<Real, Exercise> && !std::is_aggregate_v<Real>);
    static_assert(!std::is_constructible_v<Real, submission::Manifest, submission::Statement, Submission, QString,
                                           const storage::Blobs &>);
    using SelfTest = Authorisation<Realm::SelfTest>;
    static_assert(!std::is_convertible_v<SelfTest, Real> && !std::is_constructible_v<Real, SelfTest>);
    static_assert(!std::is_constructible_v<SelfTest, QString, QString>);
    using RealSite = publication::SiteAdapter<Realm::Real>;
    using ExerciseSite = publication::SiteAdapter<Realm::Exercise>;
    static_assert(std::is_invocable_v<decltype(&RealSite::publish), RealSite, const Real &>);
    static_assert(!std::is_invocable_v<decltype(&RealSite::publish), RealSite, const Exercise &>);
    static_assert(!std::is_invocable_v<decltype(&ExerciseSite::publish), ExerciseSite, const Real &>);
    using RealPlace = std::unique_ptr<publication::ChannelAdapter<Realm::Real>>;
    static_assert(std::is_convertible_v<std::unique_ptr<RealSite>, RealPlace>);
    static_assert(!std::is_convertible_v<std::unique_ptr<ExerciseSite>, RealPlace>);
    static_assert(!std::is_invocable_v<decltype(&RealSite::publish), RealSite, const SelfTest &>);
    QVERIFY((!std::is_constructible_v<RealPlace, std::unique_ptr<ExerciseSite>>));
}

void TestForged::exerciseReachesNoRealChannel()
{
    const auto submission = authorisedExercise();
    auto publisher = m_stage->publisherOn(m_stage->store());
    const auto call = [] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}}; };
    publisher.add<Realm::Real>(m_stage->scripted<Realm::Real>(QStringLiteral("facebook"), call));
    publisher.add<Realm::Real>(m_stage->scripted<Realm::Real>(QStringLiteral("site"), call));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_stage->calls, 0);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("failed"));
}

// Who can write into the database turns the exercise into the real world, and its row back into one that waits.
void TestForged::exerciseInARealInstallation()
{
    const auto submission = authorisedExercise();
    QVERIFY(m_stage->store().write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE setting SET value = 'no' WHERE name = 'exercise'");
    }));
    auto publisher = m_stage->publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_stage->calls, 0);
    QVERIFY(m_stage->alarmed(submission));
    QVERIFY(!m_stage->prefecture.page("/").body.contains("Crue."));
}

void TestForged::exerciseIsSaidEverywhere()
{
    const auto submission = authorisedExercise();
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 2);
    const auto id = submission.id().text().toLatin1();
    for (const QByteArray &path : {QByteArray("/"), "/exercice/" + id, QByteArray("/widget"), QByteArray("/board"),
                                   QByteArray("/messages/" + id), QByteArray("/nowhere")})
        if (const auto page = m_stage->prefecture.page(path); page.status == 200 || page.status == 404)
            QVERIFY2(path == "/nowhere" || page.body.contains("EXERCICE, EXERCICE, EXERCICE"), path);
    QCOMPARE(m_stage->prefecture.page("/messages/" + id).status, 404);
    QCOMPARE(m_stage->prefecture.page("/cap/" + id + ".xml").status, 404);
    QVERIFY(m_stage->prefecture.page("/exercice/cap/" + id + ".xml").body.contains("<status>Exercise</status>"));
    QVERIFY(m_stage->prefecture.page("/feed.json").body.contains("\"title\":\"EXERCICE EXERCICE EXERCICE"));
    // A text that does not say so first is not taken at all.
    auto bare = m_stage->officer->draft();
    bare.exercise = true;
    QCOMPARE(m_stage->officer->submit(Submission::freeze(bare).value()).reason(), QStringLiteral("invalid-value"));
}

// A row in the queue that no decision stands behind, and one with another message's decision behind it.
void TestForged::forgedQueueRow()
{
    const auto approved = m_stage->authorised();
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    const auto undecided = m_stage->received(m_stage->officer->draft());
    const auto forge = [&] {
        return m_stage->store().write([&](storage::Transaction &transaction) {
            return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                    "queued_at) SELECT manifest_sha256, 'site', submission, revision, 'authorised', 1 "
                                    "FROM revision WHERE submission = ? ON CONFLICT (manifest_sha256, channel) "
                                    "DO UPDATE SET state = 'authorised'",
                                    undecided.id().text());
        });
    };
    const auto refused = [&] {
        return m_stage->prefecture.publish().value_or(-1) == 1 && m_stage->alarmed(undecided) &&
               m_stage->pageStatus(undecided) == 404;
    };
    QVERIFY(!m_stage->alarmed(undecided));
    QVERIFY(forge());
    QVERIFY(refused());
    QVERIFY(m_stage->store().write([&](storage::Transaction &transaction) {
        return transaction->run("INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, reason, "
                                "statement, manifest_sha256, reply, roster_version, decided_at) SELECT ?, 1, 'forged', "
                                "person, apr_kid, decision, reason, statement, manifest_sha256, reply, roster_version, "
                                "decided_at FROM decision WHERE submission = ?",
                                undecided.id().text(), approved.id().text());
    }));
    QVERIFY(forge());
    QVERIFY(refused());
}

void TestForged::forgedStatementRow()
{
    const auto submission = m_stage->authorised();
    // Another text, with its own digest everywhere a database writer can put it.
    bool changed = false;
    QVERIFY(m_stage->store().write([&](storage::Transaction &transaction) -> Result<> {
        auto bytes =
            transaction->one("SELECT manifest FROM revision", [](const storage::Row &row) { return row.bytes(0); });
        auto forged = bytes->value();
        forged.replace("Crue", "Crux");
        changed = forged != bytes->value();
        const QString digest = QLatin1String(signature::hex(signature::sha256(forged)));
        (void)transaction->run("UPDATE revision SET manifest = ?, manifest_sha256 = ?", forged, digest);
        (void)transaction->run("UPDATE decision SET manifest_sha256 = ?", digest);
        auto done = transaction->run("UPDATE publication SET manifest_sha256 = ?", digest);
        return done ? Result<>() : tl::unexpected(done.error());
    }));
    QVERIFY(changed);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("failed"));
    QCOMPARE(m_stage->pageStatus(submission), 404);
}

// The values that a CAP message is made of are not in the manifest: they are what the author's phone signed.
void TestForged::changedSubmissionBehindTheManifest()
{
    const auto submission = m_stage->authorised();
    auto other = m_stage->officer->draft();
    other.id = submission.id();
    other.values.insert(QStringLiteral("coursEau"), QStringLiteral("la Creuse"));
    other.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("Un autre texte.");
    const auto jws = m_stage->officer->jwsOf(Submission::freeze(other).value());
    QVERIFY(m_stage->store().write(
        [&](storage::Transaction &transaction) { return transaction->run("UPDATE revision SET jws = ?", jws); }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QVERIFY(m_stage->alarmed(submission));
    QCOMPARE(m_stage->pageStatus(submission), 404);
}

void TestForged::renditionReplacedAfterApproval()
{
    const auto picture = tests::pngPicture(9);
    const auto submission = m_stage->authorised({picture});
    const QString digest = QLatin1String(signature::hex(signature::sha256(picture)));
    QVERIFY(m_stage->prefecture.replaceBlob(digest, tests::pngPicture(10)));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->stateOf(submission), QStringLiteral("failed"));
    QCOMPARE(m_stage->pageStatus(submission), 404);
    QCOMPARE(m_stage->prefecture.page("/photos/" + digest.toLatin1()).status, 404);
}

void TestForged::authorisationDiesWithItsRevision()
{
    const auto submission = m_stage->authorised();
    QCOMPARE(m_stage->officer->submit(Submission::freeze(submission.nextDraft()).value()).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(m_stage->pageStatus(submission), 404);
    // Even when somebody puts the row back.
    QVERIFY(m_stage->store().write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE publication SET state = 'authorised'");
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->pageStatus(submission), 404);
}

void TestForged::expiredBeforePublication()
{
    const auto submission = m_stage->authorised();
    m_stage->prefecture.skew = std::chrono::milliseconds(std::chrono::hours(13)); // inondation holds 720 minutes
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->pageStatus(submission), 404);
}

QTEST_GUILESS_MAIN(TestForged)
#include "tst_forged.moc"
