// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/incident.h"
#include "core/submission/notice.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::submission;
using namespace std::chrono_literals;

namespace {

const signature::Instant knownAt = *signature::instantFromText(u"2026-11-14T13:05:00.000Z");

Incident incident()
{
    Incident incident;
    incident.id = *Uuid7::parse(u"0190163d-8694-739b-aea5-966c26f8ad91");
    incident.title = QStringLiteral("Crue de l’Indre");
    incident.knownAt = knownAt;
    incident.openedBy = QStringLiteral("officer-a");
    return incident;
}

} // namespace

class Incidents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsTheOneHourClock_data();
    void runsTheOneHourClock();
    void stopsWhenTheFirstMessageIsPublic();
    void runsTheSecondTimer();
    void asksAboutOldFacts();
    void readsItsOwnJson();
    void carriesNotices();
};

void Incidents::runsTheOneHourClock_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<ClockStage>("stage");
    QTest::newRow("at once") << 0 << ClockStage::Green;
    QTest::newRow("29 min 59") << 1799 << ClockStage::Green;
    QTest::newRow("30 min") << 1800 << ClockStage::Amber;
    QTest::newRow("44 min 59") << 2699 << ClockStage::Amber;
    QTest::newRow("45 min") << 2700 << ClockStage::Red;
    QTest::newRow("one hour") << 3600 << ClockStage::Red;
    QTest::newRow("one hour and a second") << 3601 << ClockStage::Missed;
    QTest::newRow("known in the future") << -60 << ClockStage::Green;
}

void Incidents::runsTheOneHourClock()
{
    QFETCH(int, seconds);
    QFETCH(ClockStage, stage);
    const auto now = knownAt + std::chrono::seconds(seconds);
    QVERIFY(clockStage(incident(), now) == stage);
    QCOMPARE(remaining(incident(), now).count(), (3600 - seconds) * 1000);
}

void Incidents::stopsWhenTheFirstMessageIsPublic()
{
    auto met = incident();
    met.firstPublicAt = knownAt + 60min;
    QVERIFY(clockStage(met, knownAt + 3h) == ClockStage::Met);
    met.firstPublicAt = knownAt + 60min + 1ms;
    QVERIFY(clockStage(met, knownAt + 3h) == ClockStage::MetLate);
    QCOMPARE(signature::toText(firstMessageDue(met)), QStringLiteral("2026-11-14T14:05:00.000Z"));
}

void Incidents::runsTheSecondTimer()
{
    auto promised = incident();
    QVERIFY(!untilNextUpdate(promised, knownAt));
    promised.nextUpdateAt = knownAt + 2h;
    QCOMPARE(untilNextUpdate(promised, knownAt + 90min), 30min);
    QCOMPARE(untilNextUpdate(promised, knownAt + 3h), -60min);
    promised.closedAt = knownAt + 1h;
    QVERIFY(!untilNextUpdate(promised, knownAt + 90min));
}

void Incidents::asksAboutOldFacts()
{
    QVERIFY(!factsAreStale(knownAt, knownAt + 30min));
    QVERIFY(factsAreStale(knownAt, knownAt + 30min + 1ms));
}

void Incidents::readsItsOwnJson()
{
    auto original = incident();
    original.nextUpdateAt = knownAt + 2h;
    signature::ObjectReader reader(original.toJson());
    QCOMPARE(Incident::read(reader), original);
    QVERIFY(reader.finish());
    auto json = original.toJson();
    json.insert(QStringLiteral("knownAt"), QStringLiteral("2026-11-14 13:05"));
    signature::ObjectReader wrong(json);
    Incident::read(wrong);
    QCOMPARE(wrong.finish().error().reason, Reason::InvalidValue);
    QVERIFY(wrong.finish().error().detail.startsWith(QStringLiteral("$.knownAt")));
}

void Incidents::carriesNotices()
{
    Notice notice;
    notice.number = 12;
    notice.kind = NoticeKind::Review;
    notice.submission = incident().id;
    notice.revision = 2;
    notice.state = State::InReview;
    QCOMPARE(notice.data(), QByteArray(R"({"revision":2,"state":"in_review",)"
                                       R"("submission":"0190163d-8694-739b-aea5-966c26f8ad91"})"));
    QCOMPARE(Notice::fromEvent("12", "review", notice.data()), notice);
    QVERIFY(Notice::fromEvent("13", "configuration", "{}"));
    QVERIFY(!Notice::fromEvent("012", "review", notice.data()));
    QVERIFY(!Notice::fromEvent("-1", "review", notice.data()));
    QVERIFY(!Notice::fromEvent("99999999999999999999", "review", notice.data()));
    QVERIFY(!Notice::fromEvent("12", "wipe", notice.data()));
    QVERIFY(!Notice::fromEvent("12", "review", R"({"state":"gone"})"));
    QVERIFY(!Notice::fromEvent("12", "review", R"({"text":"what must not be here"})"));
    QVERIFY(!Notice::fromEvent("12", "review", "{"));
}

QTEST_APPLESS_MAIN(Incidents)
#include "tst_incident.moc"
