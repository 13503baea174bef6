// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"
#include "server/journal/book.h"
#include "server/publication/queue.h"
#include "tests/server/kills/killed.h"
#include "tests/server/stage.h"

#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using storage::Connection;
using storage::Row;
using submission::State;
using tests::End;

// The real process dies before each of its writes, syncs and packets in turn; another one follows. Whatever the step:
// what was authorised is out once, or a person is told that nobody knows.
class TestPublisherKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void ourOwnSite();
    void dailySelfTest();
    void networkThatCanBeAsked();
    void networkThatCannot();
    void repeatingIsNoticed();

private:
    std::unique_ptr<tests::Stage> m_stage;
    QTemporaryDir m_outside;
    static End run(const QStringList &command, int killAt = 0) { return tests::runKilled(command, killAt).end; }
    submission::Submission authorised(const QString &channel);
    QString stateOf(const QString &submission, const QString &channel);
    int published(const QString &submission, const QString &channel);
    // The shipped program with its own channels: site, CAP and the self-test's.
    QStringList publisherOnce()
    {
        return {QStringLiteral(PUBLISHER), QStringLiteral("--data"), m_stage->prefecture.folder(),
                QStringLiteral("--once")};
    }
    QString authorisedSelfTest();
    QStringList networkCommand(const char *manner);
    [[nodiscard]] QString outside() const { return m_outside.filePath(QStringLiteral("posts")); }
    int posts(const submission::Submission &submission);
    storage::Store &store() { return *m_stage->prefecture.service().store; }
};

void TestPublisherKills::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

submission::Submission TestPublisherKills::authorised(const QString &channel)
{
    auto draft = m_stage->officer->draft();
    draft.texts = {{channel, {{QStringLiteral("fr"), QStringLiteral("Crue de l’Indre.")}}}};
    auto frozen = m_stage->received(draft);
    const auto statement = m_stage->authority->statementOn(draft.id.text(), 1);
    if (!statement || m_stage->authority->decide(*statement).status != 201)
        qWarning("not authorised");
    return frozen;
}

QString TestPublisherKills::stateOf(const QString &submission, const QString &channel)
{
    const auto state = store().read([&](Connection &connection) {
        return connection.one(
            "SELECT state FROM publication WHERE submission = ? AND channel = ?",
            [](const Row &row) { return row.text(0); }, submission, channel);
    });
    return state ? state->value_or(QStringLiteral("none")) : state.error().toString();
}

// How often the journal says that this went out on this channel.
int TestPublisherKills::published(const QString &submission, const QString &channel)
{
    const auto leaves = store().read([&](Connection &connection) {
        return connection.all(
            "SELECT content FROM journal_leaf WHERE subject = ? AND event = 'outcome'",
            [](const Row &row) { return row.bytes(0); }, journal::subjectOf(submission, 1));
    });
    return static_cast<int>(std::ranges::count_if(leaves.value(), [&](const QByteArray &content) {
        const auto said = QJsonDocument::fromJson(content);
        return said[QStringLiteral("channel")] == channel &&
               said[QStringLiteral("state")] == QLatin1String("published");
    }));
}

void TestPublisherKills::ourOwnSite()
{
    const auto command = publisherOnce();
    int step = 1;
    for (;; ++step) {
        const auto submission = authorised(QStringLiteral("site"));
        const auto id = submission.id().text();
        const auto end = run(command, step);
        QVERIFY(end != End::Wrong);
        // What was out when it died is what stays: nobody sees two versions of it.
        const auto early = m_stage->prefecture.page("/cap/" + id.toLatin1() + ".xml");
        QCOMPARE(run(command), End::Done);
        for (const auto &channel : {QStringLiteral("site"), QStringLiteral("cap")}) {
            QVERIFY2(stateOf(id, channel) == QLatin1String("published"),
                     qPrintable(QStringLiteral("step %1, %2: %3").arg(step).arg(channel, stateOf(id, channel))));
            QCOMPARE(published(id, channel), 1);
        }
        QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 200);
        const auto alert = m_stage->prefecture.page("/cap/" + id.toLatin1() + ".xml");
        QCOMPARE(alert.status, 200);
        QVERIFY(early.status == 404 || early.body == alert.body);
        if (end == End::Done)
            break;
    }
    qInfo("killed before each of %d steps", step - 1);
    QVERIFY(step > 40);
}

QString TestPublisherKills::authorisedSelfTest()
{
    auto walk = command::SelfTestWalk::begin(store(), publication::PageReader(m_stage->prefecture.authorityPem()),
                                             m_stage->prefecture.service().serverKey.verifyingKey(),
                                             deployment::systemNow, std::chrono::minutes(10));
    if (!walk || !walk->submit() || !walk->approve())
        return {};
    return walk->probe().id;
}

// The proof of the way must not be what breaks on it: written once, and read back by whoever comes after.
void TestPublisherKills::dailySelfTest()
{
    const QString channel(submission::selfTestChannel);
    int step = 1;
    for (;; ++step) {
        const auto id = authorisedSelfTest();
        QVERIFY(!id.isEmpty());
        const auto probe = [&] {
            return store().read([&](Connection &connection) { return self_test::find(connection, id); }).value();
        };
        const auto end = run(publisherOnce(), step);
        QVERIFY(end != End::Wrong);
        const auto early = probe()->postedAt;
        QCOMPARE(run(publisherOnce()), End::Done);
        QVERIFY2(stateOf(id, channel) == QLatin1String("published"),
                 qPrintable(QStringLiteral("step %1: %2").arg(step).arg(stateOf(id, channel))));
        QCOMPARE(published(id, channel), 1);
        QVERIFY(probe()->postedAt && (!early || early == probe()->postedAt));
        QVERIFY(m_stage->prefecture.page("/self-test/" + id.toLatin1()).body.contains(probe()->posted->toLatin1()));
        if (end == End::Done)
            break;
    }
    qInfo("killed before each of %d steps", step - 1);
    QVERIFY(step > 20);
}

QStringList TestPublisherKills::networkCommand(const char *manner)
{
    return {QStringLiteral(PUBLISHER_SUBJECT), m_stage->prefecture.folder(), outside(), QLatin1String(manner)};
}

int TestPublisherKills::posts(const submission::Submission &submission)
{
    const auto digest = store().read([&](Connection &connection) {
        return connection.one(
            "SELECT manifest_sha256 FROM revision WHERE submission = ?", [](const Row &row) { return row.text(0); },
            submission.id().text());
    });
    QFile file(outside());
    return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count(digest->value().toLatin1())) : 0;
}

void TestPublisherKills::networkThatCanBeAsked()
{
    const auto channel = QStringLiteral("facebook");
    int step = 1;
    for (;; ++step) {
        const auto submission = authorised(channel);
        const auto end = run(networkCommand("findable"), step);
        QVERIFY(end != End::Wrong);
        QCOMPARE(run(networkCommand("findable")), End::Done);
        QVERIFY2(posts(submission) == 1,
                 qPrintable(QStringLiteral("step %1: %2 posts").arg(step).arg(posts(submission))));
        QCOMPARE(stateOf(submission.id().text(), channel), QStringLiteral("published"));
        QCOMPARE(published(submission.id().text(), channel), 1);
        if (end == End::Done)
            break;
    }
    qInfo("killed before each of %d steps", step - 1);
    QVERIFY(step > 20);
}

// Nobody can be asked: it is never repeated, and a person sees that it must be looked for.
void TestPublisherKills::networkThatCannot()
{
    const auto channel = QStringLiteral("facebook");
    int uncertain = 0;
    int step = 1;
    for (;; ++step) {
        const auto submission = authorised(channel);
        const auto id = submission.id().text();
        const auto end = run(networkCommand("silent"), step);
        QVERIFY(end != End::Wrong);
        const auto there = posts(submission);
        for (int again = 0; again < 2; ++again)
            QCOMPARE(run(networkCommand("silent")), End::Done);
        QVERIFY(posts(submission) <= 1);
        const auto state = stateOf(id, channel);
        QVERIFY2(state == QLatin1String("published") || state == QLatin1String("uncertain"), qPrintable(state));
        if (state == QLatin1String("published")) {
            QCOMPARE(posts(submission), 1);
        } else {
            ++uncertain;
            QCOMPARE(posts(submission), there);
            // The person looks, and says what they saw.
            const auto seen = there == 1 ? State::Published : State::Failed;
            const auto settled = store().write([&](storage::Transaction &transaction) -> Result<> {
                const auto jobs = publication::jobsIn(transaction.connection(), State::Uncertain);
                for (const auto &job : *jobs)
                    if (auto done = publication::conclude(transaction, job, State::Uncertain, {seen, {}, {}, {}},
                                                          deployment::systemNow(), submission::Actor::Authority);
                        !done)
                        return done;
                return {};
            });
            QVERIFY(settled);
        }
        QCOMPARE(published(id, channel), posts(submission));
        if (end == End::Done)
            break;
    }
    qInfo("killed before each of %d steps, %d of them left to a person", step - 1, uncertain);
    QVERIFY(uncertain > 0 && uncertain < step - 1);
}

// A publisher that says "absent" without having looked would post twice, and these steps would show it.
void TestPublisherKills::repeatingIsNoticed()
{
    int twice = 0;
    for (int step = 1;; ++step) {
        const auto submission = authorised(QStringLiteral("facebook"));
        const auto end = run(networkCommand("blind"), step);
        QCOMPARE(run(networkCommand("blind")), End::Done);
        twice += posts(submission) == 2 ? 1 : 0;
        if (end == End::Done)
            break;
    }
    QVERIFY(twice > 0);
}

QTEST_GUILESS_MAIN(TestPublisherKills)
#include "tst_publisher_kills.moc"
