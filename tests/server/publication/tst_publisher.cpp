// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/journal/book.h"
#include "server/publication/site_adapter.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QtTest>
#include <array>
#include <barrier>
#include <thread>

using namespace astreinte;
using authorisation::Authorisation;
using authorisation::Realm;
using publication::Attempt;
using submission::State;
using submission::Submission;
using tests::Phone;

namespace {

// A network that can be told how its calls end, and that remembers how often it was called.
template <Realm realm>
class ScriptedChannel final : public publication::ChannelAdapter<realm>
{
public:
    ScriptedChannel(QString channel, int &calls, std::function<Attempt()> script, bool findable = false)
        : m_channel(std::move(channel)), m_calls(calls), m_script(std::move(script)), m_findable(findable)
    {
    }
    [[nodiscard]] QString channel() const override { return m_channel; }
    Attempt publish(const Authorisation<realm> &) override
    {
        ++m_calls;
        return m_script();
    }
    Attempt lookUp(const Authorisation<realm> &) override
    {
        return m_findable ? Attempt{State::Published, QStringLiteral("https://found.example/1"), {}, {}}
                          : Attempt{State::Uncertain, {}, {}, {}};
    }

private:
    QString m_channel;
    int &m_calls;
    std::function<Attempt()> m_script;
    bool m_findable;
};

struct Killed
{
};

} // namespace

class TestPublisher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void killedBetweenIntentAndResult();
    void uncertainIsFoundByLookingUp();
    void publishedOnceOnly();
    void channelWithoutAdapterFailsVisibly();
    void newChannelIsAnAdapter_data();
    void newChannelIsAnAdapter();
    void typesForbid();
    void exerciseReachesNoRealChannel();
    void exerciseInARealInstallation();
    void exerciseIsSaidEverywhere();
    void forgedQueueRow();
    void changedSubmissionBehindTheManifest();
    void rateLimited();
    void livingPublisherIsNotTakenForDead();
    void publishersShareTheQueue();
    void heldRowIsPassedOver();
    void renditionReplacedAfterApproval();
    void authorisationDiesWithItsRevision();
    void forgedStatementRow();
    void expiredBeforePublication();
    void uncertainPermalinkIsNotPublished();

private:
    std::unique_ptr<tests::Stage> m_stage;
    int m_calls = 0;
    Submission authorised(const QList<QByteArray> &pictures = {},
                          const QStringList &channels = {QStringLiteral("site")});
    Submission authorisedExercise();
    bool alarmed(const Submission &submission);
    template <Realm realm>
    std::unique_ptr<publication::ChannelAdapter<realm>> scripted(QString channel, std::function<Attempt()> script,
                                                                 bool findable = false)
    {
        return std::make_unique<ScriptedChannel<realm>>(std::move(channel), m_calls, std::move(script), findable);
    }
    publication::Publisher publisherWith(std::function<Attempt()> script, bool findable = false);
    storage::Store &store() { return *m_stage->prefecture.service().store; }
    QString stateOf(const Submission &submission) { return m_stage->officer->stateOf(submission.id().text()); }
};

void TestPublisher::init()
{
    m_calls = 0;
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

Submission TestPublisher::authorised(const QList<QByteArray> &pictures, const QStringList &channels)
{
    auto draft = m_stage->officer->draft(pictures);
    for (const auto &channel : channels)
        draft.texts[channel] = {{QStringLiteral("fr"), QStringLiteral("Crue de l’Indre.")}};
    for (const auto &picture : pictures)
        (void)m_stage->officer->upload(draft.id, picture);
    auto frozen = m_stage->received(draft);
    auto statement = m_stage->authority->statementOn(draft.id.text(), 1).value();
    if (m_stage->authority->decide(statement).status != 201)
        qWarning("not authorised");
    return frozen;
}

publication::Publisher TestPublisher::publisherWith(std::function<Attempt()> script, bool findable)
{
    publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                     [this] { return m_stage->prefecture.now(); });
    publisher.add<Realm::Real>(scripted<Realm::Real>(QStringLiteral("site"), std::move(script), findable));
    return publisher;
}

void TestPublisher::killedBetweenIntentAndResult()
{
    const auto submission = authorised();
    auto first = publisherWith([]() -> Attempt { throw Killed(); });
    QVERIFY_EXCEPTION_THROWN((void)first.publishWaiting(), Killed);
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("publishing"));
    QVERIFY(m_stage->prefecture.restart());
    // The next process looks, finds nothing, and calls nobody again.
    auto second = publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(second.recover().value_or(-1), 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(second.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("uncertain"));
}

void TestPublisher::uncertainIsFoundByLookingUp()
{
    const auto submission = authorised();
    auto first = publisherWith([] { return Attempt{State::Uncertain, {}, QStringLiteral("no reply"), {}}; });
    QCOMPARE(first.publishWaiting().value_or(-1), 1);
    QCOMPARE(stateOf(submission), QStringLiteral("uncertain"));
    auto second = publisherWith([] { return Attempt{}; }, true);
    QCOMPARE(second.lookForUncertain().value_or(-1), 1);
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
}

void TestPublisher::publishedOnceOnly()
{
    const auto submission = authorised();
    auto publisher = publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    auto rival = publisherWith([] { return Attempt{State::Published, QStringLiteral("https://x.example/2"), {}, {}}; });
    std::thread other([&rival] { (void)rival.publishWaiting(); });
    (void)publisher.publishWaiting();
    other.join();
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
}

void TestPublisher::channelWithoutAdapterFailsVisibly()
{
    const auto submission = authorised({}, {QStringLiteral("site"), QStringLiteral("x")});
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 2);
    const auto steps = store().read(
        [&](storage::Connection &connection) { return review::stepsOf(connection, submission.id().text()); });
    QVERIFY(steps);
    const auto failed = std::ranges::find(*steps, State::Failed, &submission::StatusStep::state);
    QVERIFY(failed != steps->end());
    QCOMPARE(failed->channel.value_or(QString()), QStringLiteral("x"));
    QCOMPARE(failed->reason.value_or(QString()), QStringLiteral("canal non configuré"));
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
}

// A network that nobody serves yet: with an adapter it is served, and neither gate nor verifier hears of it.
void TestPublisher::newChannelIsAnAdapter_data()
{
    QTest::addColumn<QString>("channel");
    for (const auto *channel : {"facebook", "x", "mastodon", "bluesky"})
        QTest::newRow(channel) << QString::fromLatin1(channel);
}

void TestPublisher::newChannelIsAnAdapter()
{
    QFETCH(QString, channel);
    const auto submission = authorised({}, {QStringLiteral("site"), channel});
    const auto call = [] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}}; };
    auto publisher = publisherWith(call);
    publisher.add<Realm::Real>(scripted<Realm::Real>(channel, call));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_calls, 2);
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
    QVERIFY(!alarmed(submission));
}

// Types, not conditions: what an exercise allows is of another type than what reaches the public, and nobody but the
// verifier makes either.
void TestPublisher::typesForbid()
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

Submission TestPublisher::authorisedExercise()
{
    m_stage = std::make_unique<tests::Stage>();
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

void TestPublisher::exerciseReachesNoRealChannel()
{
    const auto submission = authorisedExercise();
    publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                     [this] { return m_stage->prefecture.now(); });
    const auto call = [] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}}; };
    publisher.add<Realm::Real>(scripted<Realm::Real>(QStringLiteral("facebook"), call));
    publisher.add<Realm::Real>(scripted<Realm::Real>(QStringLiteral("site"), call));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_calls, 0);
    QCOMPARE(stateOf(submission), QStringLiteral("failed"));
}

// Who can write into the database turns the exercise into the real world, and its row back into one that waits.
void TestPublisher::exerciseInARealInstallation()
{
    const auto submission = authorisedExercise();
    QVERIFY(store().write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE setting SET value = 'no' WHERE name = 'exercise'");
    }));
    auto publisher = publisherWith([] {
        return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_calls, 0);
    QVERIFY(alarmed(submission));
    QVERIFY(!m_stage->prefecture.page("/").body.contains("Crue."));
}

void TestPublisher::exerciseIsSaidEverywhere()
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

bool TestPublisher::alarmed(const Submission &submission)
{
    const auto leaf = store().read([&](storage::Connection &connection) {
        return journal::leafAbout(connection, journal::subjectOf(submission.id().text(), submission.revision()),
                                  journal::Event::Alarm);
    });
    return leaf && leaf->has_value();
}

// A row in the queue that no decision stands behind, and one with another message's decision behind it.
void TestPublisher::forgedQueueRow()
{
    const auto approved = authorised();
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    const auto undecided = m_stage->received(m_stage->officer->draft());
    const auto forge = [&] {
        return store().write([&](storage::Transaction &transaction) {
            return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                    "queued_at) SELECT manifest_sha256, 'site', submission, revision, 'authorised', 1 "
                                    "FROM revision WHERE submission = ? ON CONFLICT (manifest_sha256, channel) "
                                    "DO UPDATE SET state = 'authorised'",
                                    undecided.id().text());
        });
    };
    const auto refused = [&] {
        return m_stage->prefecture.publish().value_or(-1) == 1 && alarmed(undecided) &&
               m_stage->prefecture.page("/messages/" + undecided.id().text().toLatin1()).status == 404;
    };
    QVERIFY(!alarmed(undecided));
    QVERIFY(forge());
    QVERIFY(refused());
    QVERIFY(store().write([&](storage::Transaction &transaction) {
        return transaction->run("INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, reason, "
                                "statement, manifest_sha256, reply, roster_version, decided_at) SELECT ?, 1, 'forged', "
                                "person, apr_kid, decision, reason, statement, manifest_sha256, reply, roster_version, "
                                "decided_at FROM decision WHERE submission = ?",
                                undecided.id().text(), approved.id().text());
    }));
    QVERIFY(forge());
    QVERIFY(refused());
}

// The values that a CAP message is made of are not in the manifest: they are what the author's phone signed.
void TestPublisher::changedSubmissionBehindTheManifest()
{
    const auto submission = authorised();
    auto other = m_stage->officer->draft();
    other.id = submission.id();
    other.values.insert(QStringLiteral("coursEau"), QStringLiteral("la Creuse"));
    other.texts[QStringLiteral("site")][QStringLiteral("fr")] = QStringLiteral("Un autre texte.");
    const auto jws = m_stage->officer->jwsOf(Submission::freeze(other).value());
    QVERIFY(store().write(
        [&](storage::Transaction &transaction) { return transaction->run("UPDATE revision SET jws = ?", jws); }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QVERIFY(alarmed(submission));
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
}

// A network says how long to wait; nobody calls it before, and then once.
void TestPublisher::rateLimited()
{
    const auto submission = authorised();
    int answers = 0;
    auto publisher = publisherWith([&answers] {
        return answers++ == 0 ? Attempt{State::Failed, {}, QStringLiteral("429"), std::chrono::minutes(5)}
                              : Attempt{State::Published, QStringLiteral("https://x.example/1"), {}, {}};
    });
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(publisher.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_calls, 1);
    m_stage->prefecture.skew = std::chrono::milliseconds(std::chrono::minutes(6));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(publisher.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_calls, 2);
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
}

// Two at once on twelve messages: each goes out once, and both had work.
void TestPublisher::publishersShareTheQueue()
{
    constexpr int messages = 12;
    std::vector<Submission> submissions;
    for (int i = 0; i < messages; ++i)
        submissions.push_back(authorised());
    std::array<int, 2> calls{};
    std::barrier together(2);
    std::vector<std::thread> publishers;
    for (auto &mine : calls)
        publishers.emplace_back([&] {
            auto own = storage::Store::open(store().address()).value();
            publication::Publisher publisher(*own, m_stage->prefecture.service().blobs,
                                             [this] { return m_stage->prefecture.now(); });
            publisher.add<Realm::Real>(std::unique_ptr<publication::ChannelAdapter<Realm::Real>>(
                std::make_unique<ScriptedChannel<Realm::Real>>(QStringLiteral("site"), mine, []() -> Attempt {
                    QThread::msleep(20);
                    return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
                })));
            together.arrive_and_wait();
            if (!publisher.publishWaiting())
                qWarning("a publisher failed");
        });
    for (auto &publisher : publishers)
        publisher.join();
    QCOMPARE(calls[0] + calls[1], messages);
    QVERIFY2(calls[0] > 0 && calls[1] > 0, qPrintable(QStringLiteral("%1 and %2").arg(calls[0]).arg(calls[1])));
    for (const auto &submission : submissions)
        QCOMPARE(stateOf(submission), QStringLiteral("published"));
}

// Somebody else's transaction holds the row: the publisher does not wait for it, and takes it when it is free.
void TestPublisher::heldRowIsPassedOver()
{
    if (!tests::onPostgres())
        return; // SQLite locks the file, not a row
    const auto held = authorised();
    const auto free = authorised();
    auto publisher = publisherWith([]() -> Attempt {
        return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
    });
    auto holder = storage::Connection::open(store().address()).value();
    QVERIFY(holder->execute("BEGIN"));
    const auto rows = holder->one(
        "SELECT channel FROM publication WHERE submission = ? FOR UPDATE",
        [](const storage::Row &row) { return row.text(0); }, held.id().text());
    QCOMPARE(rows->value_or(QString()), QStringLiteral("site"));
    QVERIFY(publisher.publishWaiting());
    QCOMPARE(stateOf(held), QStringLiteral("authorised"));
    QCOMPARE(stateOf(free), QStringLiteral("published"));
    QCOMPARE(m_calls, 1);
    QVERIFY(holder->execute("ROLLBACK"));
    QVERIFY(publisher.publishWaiting());
    QCOMPARE(stateOf(held), QStringLiteral("published"));
    QCOMPARE(m_calls, 2);
}

// A second publisher starts while the first waits for its channel.
void TestPublisher::livingPublisherIsNotTakenForDead()
{
    const auto submission = authorised();
    auto elsewhere = storage::Store::open(store().address()).value();
    auto first = publisherWith([&]() -> Attempt {
        publication::Publisher second(*elsewhere, m_stage->prefecture.service().blobs,
                                      [this] { return m_stage->prefecture.now(); });
        if (!second.recover() || !second.publishWaiting() || !second.lookForUncertain())
            qWarning("the second publisher failed");
        return {State::Published, QStringLiteral("https://example.fr/1"), {}, {}};
    });
    QCOMPARE(first.publishWaiting().value_or(-1), 1);
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("published"));
    const auto doubts = store().read([](storage::Connection &connection) {
        return connection.one("SELECT COUNT(*) FROM step WHERE state = 'uncertain'",
                              [](const storage::Row &row) { return row.number(0); });
    });
    QCOMPARE(doubts->value_or(-1), 0);
}

void TestPublisher::renditionReplacedAfterApproval()
{
    const auto picture = tests::pngPicture(9);
    const auto submission = authorised({picture});
    const QString digest = QLatin1String(signature::hex(signature::sha256(picture)));
    QVERIFY(m_stage->prefecture.replaceBlob(digest, tests::pngPicture(10)));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(stateOf(submission), QStringLiteral("failed"));
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
    QCOMPARE(m_stage->prefecture.page("/photos/" + digest.toLatin1()).status, 404);
}

void TestPublisher::authorisationDiesWithItsRevision()
{
    const auto submission = authorised();
    QCOMPARE(m_stage->officer->submit(Submission::freeze(submission.nextDraft()).value()).status, 201);
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 0);
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
    // Even when somebody puts the row back.
    QVERIFY(store().write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE publication SET state = 'authorised'");
    }));
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
}

void TestPublisher::forgedStatementRow()
{
    const auto submission = authorised();
    // Another text, with its own digest everywhere a database writer can put it.
    bool changed = false;
    QVERIFY(store().write([&](storage::Transaction &transaction) -> Result<> {
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
    QCOMPARE(stateOf(submission), QStringLiteral("failed"));
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
}

void TestPublisher::expiredBeforePublication()
{
    const auto submission = authorised();
    m_stage->prefecture.skew = std::chrono::milliseconds(std::chrono::hours(13)); // inondation holds 720 minutes
    QCOMPARE(m_stage->prefecture.publish().value_or(-1), 1);
    QCOMPARE(m_stage->prefecture.page("/messages/" + submission.id().text().toLatin1()).status, 404);
}

void TestPublisher::uncertainPermalinkIsNotPublished()
{
    const auto submission = authorised();
    publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                     [this] { return m_stage->prefecture.now(); });
    // The wrong authority: the page cannot be read back, so nobody may call it published.
    publisher.add<Realm::Real>(std::make_unique<publication::SiteAdapter<Realm::Real>>(
        store(), m_stage->prefecture.service().rulebook, publication::PageReader({}),
        [this] { return m_stage->prefecture.now(); }));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(stateOf(submission), QStringLiteral("uncertain"));
}

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
