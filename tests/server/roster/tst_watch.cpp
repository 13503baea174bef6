// SPDX-License-Identifier: EUPL-1.2
#include "core/message/paris_time.h"
#include "server/roster/watch.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::roster;
using namespace std::chrono_literals;
using signature::Instant;

namespace {

// Paris time, as a roster is written; without an offset the hour that happens twice cannot be meant.
Instant paris(const char *text)
{
    return signature::fromDateTime(message::instantFromText(QString::fromLatin1(text), QStringLiteral("test")).value());
}

Slot duty(const char *person, Instant from, Instant to, const char *delegation = "")
{
    return {QLatin1String(person),    QStringLiteral("dutyAuthority"), QLatin1String(person), from, to, {},
            QLatin1String(delegation)};
}

Slot onCall(const char *person, Instant from, Instant to)
{
    return {QLatin1String(person), QStringLiteral("onCallOfficer"), QLatin1String(person), from, to, {}, {}};
}

std::vector<Warning> looked(const std::vector<Slot> &entries, Instant from, bool required = false)
{
    return look(
        entries, from, from + lookAhead,
        [](const Slot &slot, Instant) { return slot.delegation == QLatin1String("good"); }, required);
}

} // namespace

class TestWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allIsWell();
    void nobodyAtAll();
    void gap();
    void nightsOf23And25Hours();
    void overlap();
    void sameInstantIsNeither();
    void officerIsAuthority();
    void delegations();
    void beyondTheHorizon();
};

void TestWatch::allIsWell()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    QVERIFY(looked({duty("a", from, from + 168h), onCall("b", from, from + 168h)}, from).empty());
}

// Without an authority nothing goes out, whether or not anybody ever wrote one in; an officer is missed by a roster
// that knows of officers.
void TestWatch::nobodyAtAll()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    const std::vector<Warning> expected{{Trouble::Gap, QStringLiteral("dutyAuthority"), from, from + 72h, {}}};
    QCOMPARE(looked({}, from), expected);
    const auto officersOnly = looked({onCall("b", from, from + 168h)}, from);
    QCOMPARE(officersOnly, expected);
}

void TestWatch::gap()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    const auto found = looked({duty("a", from - 1h, from + 10h), duty("b", from + 14h, from + 200h)}, from);
    const std::vector<Warning> expected{{Trouble::Gap, QStringLiteral("dutyAuthority"), from + 10h, from + 14h, {}}};
    QCOMPARE(found, expected);
    // Already in it, and to the end of the look.
    const auto open = looked({duty("a", from - 10h, from - 1h)}, from);
    QCOMPARE(open.size(), std::size_t(1));
    QCOMPARE(open[0].from, from);
    QCOMPARE(open[0].to, from + 72h);
}

// From 20:00 to 08:00 there are 13 hours on 24 October 2026 and 11 on 28 March 2026; slots that meet leave no gap.
void TestWatch::nightsOf23And25Hours()
{
    const auto autumn = paris("2026-10-24T20:00:00+02:00");
    const auto morning = paris("2026-10-25T08:00:00+01:00");
    QCOMPARE(morning - autumn, std::chrono::milliseconds(13h));
    QVERIFY(looked({duty("a", autumn, morning), duty("b", morning, autumn + 100h)}, autumn).empty());
    // Whoever counted twelve hours leaves one without an authority.
    const auto counted = looked({duty("a", autumn, autumn + 12h), duty("b", morning, autumn + 100h)}, autumn);
    QCOMPARE(counted.size(), std::size_t(1));
    QCOMPARE(counted[0].to - counted[0].from, std::chrono::milliseconds(1h));
    const auto spring = paris("2026-03-28T20:00:00+01:00");
    const auto sunday = paris("2026-03-29T08:00:00+02:00");
    QCOMPARE(sunday - spring, std::chrono::milliseconds(11h));
    const auto both = looked({duty("a", spring, spring + 12h), duty("b", sunday, spring + 100h)}, spring);
    QCOMPARE(both.size(), std::size_t(1));
    QCOMPARE(both[0].trouble, Trouble::Overlap);
    QCOMPARE(both[0].to - both[0].from, std::chrono::milliseconds(1h));
}

void TestWatch::overlap()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    const auto found = looked(
        {duty("a", from, from + 30h), duty("b", from + 20h, from + 90h), duty("b", from + 25h, from + 26h)}, from);
    const std::vector<Warning> expected{{Trouble::Overlap,
                                         QStringLiteral("dutyAuthority"),
                                         from + 20h,
                                         from + 30h,
                                         {QStringLiteral("a"), QStringLiteral("b")}}};
    QCOMPARE(found, expected);
}

void TestWatch::sameInstantIsNeither()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    QVERIFY(looked({duty("a", from, from + 36h), duty("b", from + 36h, from + 72h)}, from).empty());
}

void TestWatch::officerIsAuthority()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    const auto found = looked({duty("a", from, from + 72h), onCall("b", from, from + 10h),
                               onCall("a", from + 10h, from + 12h), onCall("b", from + 12h, from + 72h)},
                              from);
    const std::vector<Warning> expected{
        {Trouble::OfficerIsAuthority, QStringLiteral("dutyAuthority"), from + 10h, from + 12h, {QStringLiteral("a")}}};
    QCOMPARE(found, expected);
}

void TestWatch::delegations()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    const std::vector<Slot> entries{duty("a", from, from + 24h, "good"), duty("b", from + 24h, from + 48h, "lapsed"),
                                    duty("c", from + 48h, from + 72h)};
    const auto found = looked(entries, from);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].trouble, Trouble::MissingDelegation);
    QCOMPARE(found[0].persons, QStringList(QStringLiteral("b")));
    QCOMPARE(looked(entries, from, true).size(), std::size_t(2));
}

void TestWatch::beyondTheHorizon()
{
    const auto from = paris("2026-11-27T18:00:00+01:00");
    QVERIFY(looked({duty("a", from, from + 72h), duty("b", from + 80h, from + 90h)}, from).empty());
    QCOMPARE(looked({duty("a", from, from + 71h)}, from).size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
