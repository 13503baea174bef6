// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

using Mishap = UnrulyTransport::Mishap;
constexpr int patience = TwoSidedStage::patience;

} // namespace

Q_DECLARE_METATYPE(std::deque<Mishap>)

// An approval by voice on its way to the real server, and a phone that dies at each step of it: the server has it once,
// and the phone ends by knowing so.
class TestOralKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onceWhateverTheStep_data();
    void onceWhateverTheStep();

private:
    void die()
    {
        officer().crash();
        officer().start();
        QVERIFY(officer().unlock());
    }
    Phone &officer() { return *m_stage->officer; }
    app::OralBoard *board() { return officer().app().oral(); }
    // For whoever reads that it was not enough.
    QByteArray known()
    {
        auto *items = board()->items();
        auto said =
            QStringLiteral("online %1, %2 requests").arg(officer().app().link()->online()).arg(m_stage->plan->requests);
        for (int i = 0; i < items->count(); ++i)
            said += u'\n' + items->get(i).value(QStringLiteral("stateText")).toString();
        for (int i = 0; i < officer().app().outbox()->items()->count(); ++i)
            said += u'\n' + officer().app().outbox()->items()->get(i).value(QStringLiteral("stateText")).toString();
        return said.toUtf8();
    }
    bool isKept() { return board()->items()->get(0).value(QStringLiteral("kept")).toBool(); }

    std::unique_ptr<TwoSidedStage> m_stage;
};

void TestOralKills::onceWhateverTheStep_data()
{
    QTest::addColumn<std::deque<Mishap>>("mishaps"); // of the record's requests; the phone dies after each
    QTest::newRow("recorded, nothing sent") << std::deque<Mishap>{};
    QTest::newRow("signed, nothing sent") << std::deque{Mishap::Busy};
    QTest::newRow("on the server, answer unheard") << std::deque{Mishap::ReplyLost};
    QTest::newRow("unheard again and again")
        << std::deque{Mishap::ReplyLost, Mishap::Busy, Mishap::ReplyLost, Mishap::ReplyLost};
    QTest::newRow("the network sends it twice") << std::deque{Mishap::Twice};
}

void TestOralKills::onceWhateverTheStep()
{
    QFETCH(std::deque<Mishap>, mishaps);
    m_stage = std::make_unique<TwoSidedStage>();
    QVERIFY(m_stage->set() && m_stage->enrolOfficer());
    Phone authority;
    QVERIFY(m_stage->enrol(authority, QStringLiteral("authority-a")));
    officer().app().home()->openIncident(QStringLiteral("Crue de l’Indre"), officer().clock->dateTime());
    QVERIFY(officer().fillFirstMessage());
    officer().connectivity->set(false);
    m_stage->proxy->setReachable(false);
    const auto id = officer().submit();
    board()->prepare(id, 1);
    QSignalSpy recorded(board(), &app::OralBoard::recorded);
    board()->record(QStringLiteral("authority-a"), QStringLiteral("radio"), {}, board()->text());
    QCOMPARE(recorded.count(), 1);

    const auto &plan = m_stage->plan;
    plan->path = QStringLiteral("/v1/oral-approvals");
    die();
    QTRY_VERIFY_WITH_TIMEOUT(board()->items()->count() == 1 && isKept(), patience);
    plan->mishaps = mishaps;
    m_stage->proxy->setReachable(true);
    officer().connectivity->set(true);
    for (auto left = mishaps.size(); const auto mishap : mishaps) {
        --left;
        QTRY_VERIFY_WITH_TIMEOUT(plan->mishaps.size() <= left, patience);
        if (mishap == Mishap::ReplyLost) // the server has done its part
            QTRY_COMPARE_WITH_TIMEOUT((authority.app().oral()->refresh(), authority.app().oral()->toConfirm()), 1,
                                      patience);
        die();
    }

    QTRY_VERIFY2_WITH_TIMEOUT(board()->items()->count() == 1 && !isKept(), known().constData(), patience);
    auto *confirm = authority.app().oral();
    QTRY_COMPARE_WITH_TIMEOUT((confirm->refresh(), confirm->toConfirm()), 1, patience);
    QCOMPARE(confirm->items()->count(), 1);
    // It stays so: nothing of it is left on the phone that another start would send.
    const auto requests = plan->requests;
    QVERIFY(requests >= 1);
    die();
    QTRY_VERIFY2_WITH_TIMEOUT(board()->items()->count() == 1 && !isKept(), known().constData(), patience);
    QTest::qWait(300);
    QCOMPARE(plan->requests, requests);
    m_stage->proxy.reset();
}

QTEST_GUILESS_MAIN(TestOralKills)
#include "tst_oral_kills.moc"
