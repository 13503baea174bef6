// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/publication/site_adapter.h"
#include "tests/server/stage.h"

#include <QtTest>

using namespace astreinte;
using authorisation::Authorisation;
using publication::Attempt;
using submission::State;
using submission::Submission;
using tests::Phone;

namespace {

// A network that can be told how its calls end, and that remembers how often it was called.
class ScriptedChannel final : public publication::ChannelAdapter
{
public:
    ScriptedChannel(QString channel, int &calls, std::function<Attempt()> script, bool findable = false)
        : m_channel(std::move(channel)), m_calls(calls), m_script(std::move(script)), m_findable(findable)
    {
    }
    [[nodiscard]] QString channel() const override { return m_channel; }
    Attempt publish(const Authorisation &) override
    {
        ++m_calls;
        return m_script();
    }
    Attempt lookUp(const Authorisation &) override
    {
        return m_findable ? Attempt{State::Published, QStringLiteral("https://found.example/1"), {}}
                          : Attempt{State::Uncertain, {}, {}};
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
    void exerciseReachesNoRealChannel();
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
    publisher.add(std::make_unique<ScriptedChannel>(QStringLiteral("site"), m_calls, std::move(script), findable));
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
    auto second = publisherWith([] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}}; });
    QCOMPARE(second.recover().value_or(-1), 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(second.publishWaiting().value_or(-1), 0);
    QCOMPARE(m_calls, 1);
    QCOMPARE(stateOf(submission), QStringLiteral("uncertain"));
}

void TestPublisher::uncertainIsFoundByLookingUp()
{
    const auto submission = authorised();
    auto first = publisherWith([] { return Attempt{State::Uncertain, {}, QStringLiteral("no reply")}; });
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
    auto publisher = publisherWith([] { return Attempt{State::Published, QStringLiteral("https://x.example/1"), {}}; });
    auto rival = publisherWith([] { return Attempt{State::Published, QStringLiteral("https://x.example/2"), {}}; });
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

void TestPublisher::exerciseReachesNoRealChannel()
{
    auto draft = m_stage->officer->draft();
    draft.exercise = true;
    draft.texts[QStringLiteral("x")] = {{QStringLiteral("fr"), QStringLiteral("#Exercice Crue.")}};
    (void)m_stage->received(draft);
    const auto statement = m_stage->authority->statementOn(draft.id.text(), 1);
    QVERIFY(statement);
    QCOMPARE(m_stage->authority->decide(*statement).status, 201);
    publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                     [this] { return m_stage->prefecture.now(); });
    publisher.add(std::make_unique<ScriptedChannel>(QStringLiteral("x"), m_calls, [] { return Attempt{}; }));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 2);
    QCOMPARE(m_calls, 0);
}

void TestPublisher::renditionReplacedAfterApproval()
{
    const auto picture = tests::pngPicture(9);
    const auto submission = authorised({picture});
    const QString digest = QLatin1String(signature::hex(signature::sha256(picture)));
    QFile file(m_stage->prefecture.folder() + QStringLiteral("/blobs/%1/%2").arg(digest.left(2), digest));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(tests::pngPicture(10)), qint64(tests::pngPicture(10).size()));
    file.close();
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
    publisher.add(std::make_unique<publication::SiteAdapter>(store(), m_stage->prefecture.service().rulebook,
                                                             publication::PageReader({}),
                                                             [this] { return m_stage->prefecture.now(); }));
    QCOMPARE(publisher.publishWaiting().value_or(-1), 1);
    QCOMPARE(stateOf(submission), QStringLiteral("uncertain"));
}

QTEST_GUILESS_MAIN(TestPublisher)
#include "tst_publisher.moc"
