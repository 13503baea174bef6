// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/unsent_watch.h"
#include "tests/app/sync/courier_stage.h"

#include <QFile>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

class ListeningNotifier final : public Notifier
{
public:
    void notify(const QString &, const QString &text) override { said.append(text); }
    QStringList said;
};

const QByteArray picture(200'000, 'p');

} // namespace

// What does not leave says so, never blocks the others, and stays the author's (PAINS 1, 7, 8, 9, 15).
class TestUnsent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<CourierStage>();
        QVERIFY(m_stage->set());
    }
    void cleanup() { m_stage.reset(); }

    void alarms_at_five_fifteen_thirty_and_sixty_minutes();
    void the_lock_does_not_silence_it();
    void nothing_is_said_of_what_has_left();
    void one_bad_item_blocks_no_other();
    void a_refused_item_keeps_the_servers_reason();
    void questions_never_stand_before_an_upload();
    void wakes_with_the_network();
    void a_cold_start_offline_sends_later();
    void a_refused_device_keeps_everything_data();
    void a_refused_device_keeps_everything();

private:
    std::unique_ptr<CourierStage> m_stage;
};

void TestUnsent::alarms_at_five_fifteen_thirty_and_sixty_minutes()
{
    ListeningNotifier notifier;
    UnsentWatch watch(*m_stage->outbox, m_stage->connectivity, m_stage->clock, notifier);
    m_stage->enqueue(QStringLiteral("Route inondée"));
    // Minute by minute through three hours, as someone with a watch would count.
    QMap<int, int> heard;
    for (int minute = 0; minute <= 180; ++minute) {
        m_stage->clock.skew = std::chrono::minutes(minute) + std::chrono::seconds(1);
        const auto before = notifier.said.size();
        watch.check();
        QCOMPARE(watch.minutes(), minute < 5 ? 0 : minute);
        if (notifier.said.size() > before)
            heard[minute] = int(notifier.said.size() - before);
    }
    QCOMPARE(heard, (QMap<int, int>{{5, 1}, {15, 1}, {30, 1}, {60, 1}, {120, 1}, {180, 1}}));
    QVERIFY(notifier.said.first().contains(QStringLiteral("5")));
    // A clock set back tells no negative time.
    m_stage->clock.skew = -std::chrono::hours(2);
    watch.check();
    QCOMPARE(watch.text(), QString());
}

void TestUnsent::the_lock_does_not_silence_it()
{
    ListeningNotifier notifier;
    UnsentWatch watch(*m_stage->outbox, m_stage->connectivity, m_stage->clock, notifier);
    m_stage->connectivity.set(false);
    m_stage->enqueue(QStringLiteral("Route inondée"));
    watch.lock();
    m_stage->outbox->forget();
    m_stage->clock.skew = std::chrono::minutes(6);
    watch.check();
    QCOMPARE(notifier.said.size(), 1);
    QVERIFY2(notifier.said.last().contains(QStringLiteral("Unlock")), qPrintable(notifier.said.last()));
    m_stage->connectivity.set(true);
    QCOMPARE(notifier.said.size(), 2);
    QVERIFY(notifier.said.last().contains(QStringLiteral("network is back")));
    // Nothing of the message is in what the lock screen of the system may show.
    for (const auto &text : notifier.said)
        QVERIFY(!text.contains(QStringLiteral("inond")));
    QVERIFY(m_stage->outbox->load());
    watch.unlock();
    QCOMPARE(watch.minutes(), 6);
}

void TestUnsent::nothing_is_said_of_what_has_left()
{
    ListeningNotifier notifier;
    UnsentWatch watch(*m_stage->outbox, m_stage->connectivity, m_stage->clock, notifier);
    m_stage->serve();
    m_stage->courier->start();
    const auto id = m_stage->enqueue(QStringLiteral("Route inondée"));
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
    m_stage->clock.skew = std::chrono::hours(2);
    watch.check();
    QCOMPARE(notifier.said, QStringList());
    QCOMPARE(watch.text(), QString());
}

void TestUnsent::one_bad_item_blocks_no_other()
{
    // Each of the first five fails for a reason of its own, for ever.
    const auto refused = m_stage->enqueue(QStringLiteral("refusé"));
    const auto busy = m_stage->enqueue(QStringLiteral("serveur en panne pour lui"));
    const auto lost = m_stage->enqueue(QStringLiteral("réseau perdu pour lui"));
    const auto damaged = m_stage->enqueue(QStringLiteral("photo abîmée"), {picture});
    const auto wrongSum = m_stage->enqueue(QStringLiteral("somme toujours fausse"), {picture});
    QVERIFY(m_stage->outbox->change(damaged, [](OutboxItem &item) {
        item.photos.first().blob = QStringLiteral("00000000000000000000000000000000.age");
    }));
    QStringList good;
    for (int i = 0; i < 5; ++i)
        good.append(m_stage->enqueue(QStringLiteral("bon"), {QByteArray(1000 + i, 'g')}));
    m_stage->serve([&](const HttpRequest &request) -> std::optional<HttpReply> {
        if (request.method == "PATCH" && request.body.size() == picture.size())
            return CourierStage::problem(460, "checksum-mismatch");
        const HttpReply headers{0, request.headers, {}};
        const auto key = QString::fromLatin1(headers.header("Idempotency-Key"));
        if (key.contains(refused))
            return CourierStage::problem(422, "invalid-value", "values.what");
        if (key.contains(busy))
            return HttpReply{503, {}, {}};
        if (key.contains(lost))
            return HttpReply{500, {}, "<html>"};
        return std::nullopt;
    });
    m_stage->courier->start();
    for (const auto &id : good)
        QTRY_COMPARE(m_stage->state(id), submission::State::Received);
    for (const auto &id : {refused, busy, lost, damaged, wrongSum}) {
        QTRY_VERIFY(m_stage->outbox->find(id)->failure.has_value());
        QCOMPARE(m_stage->state(id), submission::State::Queued);
    }
    // One that comes later finds its way as well.
    const auto late = m_stage->enqueue(QStringLiteral("tard"), {QByteArray(5000, 'l')});
    QTRY_COMPARE(m_stage->state(late), submission::State::Received);
}

void TestUnsent::a_refused_item_keeps_the_servers_reason()
{
    const auto id = m_stage->enqueue(QStringLiteral("modèle périmé"));
    bool mended = false;
    m_stage->serve([&](const HttpRequest &request) -> std::optional<HttpReply> {
        if (mended || request.method != "POST")
            return std::nullopt;
        return CourierStage::problem(422, "unknown-template", "inondation 0.9.0");
    });
    m_stage->courier->start();
    QTRY_VERIFY(m_stage->outbox->find(id)->needsPerson);
    // After a kill it is still there, with its reason, and can still be written on.
    m_stage->startAgain();
    const auto item = m_stage->outbox->find(id);
    QVERIFY(item && item->needsPerson && item->failure);
    QCOMPARE(item->failure->reason, Reason::UnknownTemplate);
    QVERIFY(item->failure->userText().contains(QStringLiteral("inondation 0.9.0")));
    const auto draft = item->nextDraft();
    QCOMPARE(draft.revision, 1); // the server has nothing of it
    const auto reopened = m_stage->outbox->reopen(id, draft);
    QVERIFY(reopened);
    QCOMPARE(m_stage->outbox->waitingCount(), 0);
}

void TestUnsent::questions_never_stand_before_an_upload()
{
    m_stage->serve();
    m_stage->courier->start();
    QStringList earlier;
    for (int i = 0; i < 40; ++i)
        earlier.append(m_stage->enqueue(QStringLiteral("avant")));
    for (const auto &id : earlier)
        QTRY_COMPARE(m_stage->state(id), submission::State::Received);
    QTest::qWait(50);
    m_stage->script->asked.clear();
    // As at every start: how far has each come? A new message is written meanwhile.
    m_stage->courier->refreshAll();
    const auto id = m_stage->enqueue(QStringLiteral("maintenant"));
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
    const auto &asked = m_stage->script->asked;
    const auto post = std::ranges::find(asked, QByteArray("POST"), &HttpRequest::method);
    QVERIFY2(post - asked.begin() <= 2, QByteArray::number(qint64(post - asked.begin())));
    QTRY_VERIFY(m_stage->asked("GET", QStringLiteral("/v1/submissions/")) >= 40); // and all were asked in the end
}

void TestUnsent::wakes_with_the_network()
{
    m_stage->courier->jitter = [](std::chrono::milliseconds) { return std::chrono::hours(1); };
    m_stage->courier->start();
    const auto first = m_stage->enqueue(QStringLiteral("un"));
    const auto second = m_stage->enqueue(QStringLiteral("deux"), {picture});
    QTRY_VERIFY(m_stage->outbox->find(first)->attempts == 1 && m_stage->outbox->find(second)->attempts == 1);
    m_stage->connectivity.set(false);
    m_stage->serve();
    QTest::qWait(50);
    QCOMPARE(m_stage->state(first), submission::State::Queued);
    m_stage->connectivity.set(true);
    QTRY_COMPARE(m_stage->state(first), submission::State::Received);
    QTRY_COMPARE(m_stage->state(second), submission::State::Received);
}

void TestUnsent::a_cold_start_offline_sends_later()
{
    m_stage->connectivity.set(false);
    const auto id = m_stage->enqueue(QStringLiteral("hors réseau"), {picture});
    m_stage->startAgain();
    m_stage->courier->start();
    QTest::qWait(50);
    QCOMPARE(m_stage->script->asked.size(), 0);
    m_stage->serve();
    m_stage->connectivity.set(true);
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
}

void TestUnsent::a_refused_device_keeps_everything_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("not yet confirmed") << 403 << QByteArray("pending-device");
    QTest::newRow("not yet confirmed, as 401") << 401 << QByteArray("pending-device");
    QTest::newRow("revoked, without an order") << 401 << QByteArray("revoked-key");
    QTest::newRow("unknown") << 401 << QByteArray("unknown-key");
}

void TestUnsent::a_refused_device_keeps_everything()
{
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    bool refusing = true;
    m_stage->serve([&](const HttpRequest &) -> std::optional<HttpReply> {
        return refusing ? std::optional(CourierStage::problem(status, reason.constData())) : std::nullopt;
    });
    m_stage->courier->start();
    const auto id = m_stage->enqueue(QStringLiteral("gardé"), {picture});
    QTRY_VERIFY(m_stage->outbox->find(id)->failure.has_value());
    QCOMPARE(failureCode(m_stage->outbox->find(id)->failure->reason), QString::fromLatin1(reason));
    QCOMPARE(m_stage->state(id), submission::State::Queued);
    QVERIFY(!m_stage->outbox->find(id)->needsPerson); // nothing for the author to correct
    // Confirmed, or enrolled anew: it leaves by itself.
    refusing = false;
    m_stage->outbox->wake(false);
    QTRY_COMPARE(m_stage->state(id), submission::State::Received);
}

QTEST_GUILESS_MAIN(TestUnsent)
#include "tst_unsent.moc"
