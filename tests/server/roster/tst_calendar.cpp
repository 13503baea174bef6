// SPDX-License-Identifier: EUPL-1.2
#include "server/deployment/deployment.h"
#include "server/identity/people.h"
#include "server/roster/calendar.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace astreinte;
using namespace astreinte::roster;
using namespace std::chrono_literals;
using signature::Instant;

namespace {

// Universal time, so that no rule of Paris is needed to say what is expected.
Instant utc(const char *text)
{
    return signature::instantFromText(QString::fromLatin1(text) + QStringLiteral(":00.000Z")).value();
}

QByteArray calendarOf(const QByteArray &event)
{
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//FR\r\nBEGIN:VEVENT\r\nUID:s1\r\n" + event +
           "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

QByteArray slotAt(const QByteArray &from, const QByteArray &to)
{
    return calendarOf("SUMMARY:dutyAuthority authority-a\r\nDTSTART;TZID=Europe/Paris:" + from +
                      "\r\nDTEND;TZID=Europe/Paris:" + to + "\r\n");
}

} // namespace

// The roster and its delegations as iCalendar (RFC 5545), out and in, through the nights of 23 and of 25 hours; and
// files that no calendar wrote.
class TestCalendar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsWrittenIsRead();
    void writtenAsOtherCalendarsReadIt();
    void nightsWhenClocksChange_data();
    void nightsWhenClocksChange();
    void importIsAllOrNothing();
    void importTwiceChangesNothing();
    void importRefusesAnotherContent();
    void hostile_data();
    void hostile();
    void tooLarge();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::Store> m_store;
    Instant m_now = utc("2026-11-22T08:00");
    Calendar sample() const;
    Result<Imported> import(const Calendar &calendar)
    {
        return m_store->write(
            [&](storage::Transaction &transaction) { return importCalendar(transaction, calendar, m_now); });
    }
    std::vector<Slot> entries()
    {
        return m_store
            ->read([](storage::Connection &connection) {
                return slotsOf(connection, deployment::rosterVersion(connection).value());
            })
            .value();
    }
};

void TestCalendar::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = storage::Store::open(m_folder->filePath(QStringLiteral("roster.db"))).value();
    const auto made = m_store->write([this](storage::Transaction &transaction) -> Result<> {
        for (const auto &[id, role] : {std::pair("authority-a", "dutyAuthority"),
                                       std::pair("officer-a", "onCallOfficer"), std::pair("prefect-a", "prefect")})
            if (auto added = identity::addPerson(transaction,
                                                 {QLatin1String(id), QLatin1String(id), QLatin1String(role)}, m_now);
                !added)
                return added;
        return {};
    });
    QVERIFY(made);
}

Calendar TestCalendar::sample() const
{
    // Friday 18:00 to Friday 18:00 in Paris, across the end of summer time of 2026; a delegation without an end.
    Calendar calendar;
    calendar.entries = {{QStringLiteral("w43"), QStringLiteral("dutyAuthority"), QStringLiteral("authority-a"),
                         utc("2026-10-23T16:00"), utc("2026-10-30T17:00"), QStringLiteral("02 61 91 00 00"),
                         QStringLiteral("36-2026-01")},
                        {QStringLiteral("n1"),
                         QStringLiteral("onCallOfficer"),
                         QStringLiteral("officer-a"),
                         utc("2026-10-25T01:30"),
                         utc("2026-10-25T07:00"),
                         {},
                         {}}};
    calendar.delegations = {{QStringLiteral("36-2026-01"),
                             QStringLiteral("prefect-a"),
                             QStringLiteral("authority-a"),
                             {QStringLiteral("communication"), QStringLiteral("security")},
                             QStringLiteral("36"),
                             QStringLiteral("Arrêté du 2 janvier 2026, art. 3; \\ « permanences », 1"),
                             QStringLiteral("RAA n° 12"),
                             utc("2026-01-02T23:00"),
                             {},
                             utc("2026-11-01T08:30")}};
    return calendar;
}

void TestCalendar::whatIsWrittenIsRead()
{
    const auto calendar = sample();
    const auto again = readCalendar(writeCalendar(calendar, m_now).value());
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().toString()));
    QCOMPARE(again->entries.size(), calendar.entries.size());
    for (std::size_t i = 0; i < calendar.entries.size(); ++i)
        QVERIFY2(again->entries[i] == calendar.entries[i], qPrintable(again->entries[i].entry));
    QCOMPARE(again->delegations.size(), std::size_t(1));
    const auto &read = again->delegations[0];
    const auto &written = calendar.delegations[0];
    QCOMPARE(read.id, written.id);
    QCOMPARE(read.grantor, written.grantor);
    QCOMPARE(read.grantee, written.grantee);
    QCOMPARE(read.scope, written.scope);
    QCOMPARE(read.reference, written.reference);
    QCOMPARE(read.raa, written.raa);
    QVERIFY(read.from == written.from && !read.to && read.suspendedAt == written.suspendedAt);
}

// RFC 5545: lines of at most 75 octets that end in CRLF, a zone for every local time, the first of two hours local.
void TestCalendar::writtenAsOtherCalendarsReadIt()
{
    const auto bytes = writeCalendar(sample(), m_now).value();
    for (const auto &line : bytes.split('\n'))
        QVERIFY2(line.isEmpty() || (line.endsWith('\r') && line.size() <= 76), line.constData());
    QVERIFY(bytes.contains("BEGIN:VTIMEZONE"));
    QVERIFY(bytes.contains("DTSTART;TZID=Europe/Paris:20261023T180000\r\n"));
    QVERIFY(bytes.contains("DTEND;TZID=Europe/Paris:20261030T180000\r\n"));
    // 02:30 for the second time that night.
    QVERIFY(bytes.contains("DTSTART:20261025T013000Z\r\n"));
}

void TestCalendar::nightsWhenClocksChange_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("fromUtc");
    QTest::addColumn<int>("hours"); // between them
    // 2026: summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC (Directive 2000/84/EC).
    QTest::newRow("an ordinary night") << QByteArray("20261127T180000") << QByteArray("20261128T180000")
                                       << QByteArray("2026-11-27T17:00") << 24;
    QTest::newRow("the night of 23 hours")
        << QByteArray("20260328T180000") << QByteArray("20260329T180000") << QByteArray("2026-03-28T17:00") << 23;
    QTest::newRow("the night of 25 hours")
        << QByteArray("20261024T180000") << QByteArray("20261025T180000") << QByteArray("2026-10-24T16:00") << 25;
    // Local, hence the first of the two (RFC 5545 §3.3.5).
    QTest::newRow("02:30 that comes twice")
        << QByteArray("20261025T023000") << QByteArray("20261025T033000") << QByteArray("2026-10-25T00:30") << 2;
    QTest::newRow("over the hour that is skipped")
        << QByteArray("20260329T010000") << QByteArray("20260329T030000") << QByteArray("2026-03-29T00:00") << 1;
}

void TestCalendar::nightsWhenClocksChange()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, fromUtc);
    QFETCH(int, hours);
    const auto calendar = readCalendar(slotAt(from, to));
    QVERIFY2(calendar.has_value(), calendar ? "" : qPrintable(calendar.error().toString()));
    QCOMPARE(calendar->entries.size(), std::size_t(1));
    const auto &slot = calendar->entries[0];
    QVERIFY(slot.from == utc(fromUtc.constData()));
    QVERIFY(slot.to - slot.from == std::chrono::hours(hours));
    QCOMPARE(slot.role, QStringLiteral("dutyAuthority"));
    QCOMPARE(slot.person, QStringLiteral("authority-a"));
}

void TestCalendar::importIsAllOrNothing()
{
    auto calendar = sample();
    calendar.entries[1].person = QStringLiteral("nobody");
    const auto refused = import(calendar);
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(QStringLiteral("n1")), qPrintable(refused.error().toString()));
    QVERIFY(entries().empty());
    const auto imported = import(sample());
    QVERIFY2(imported.has_value(), imported ? "" : qPrintable(imported.error().toString()));
    QCOMPARE(imported->entries, 2);
    QCOMPARE(imported->delegations, 1);
    QCOMPARE(entries().size(), std::size_t(2));
    // The delegation came suspended: it does not hold after that, and it held before.
    const auto holds = [this](const char *at) {
        return m_store
            ->read([&](storage::Connection &connection) {
                return delegationHolds(connection, QStringLiteral("36-2026-01"), QStringLiteral("authority-a"),
                                       utc(at));
            })
            .value();
    };
    QVERIFY(!holds("2026-11-23T08:00"));
}

void TestCalendar::importTwiceChangesNothing()
{
    QVERIFY(import(sample()));
    const auto version = [this] { return m_store->read(deployment::rosterVersion).value(); };
    const auto before = version();
    const auto again = import(sample());
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().toString()));
    QCOMPARE(again->entries + again->delegations, 0);
    QCOMPARE(version(), before);
}

void TestCalendar::importRefusesAnotherContent()
{
    QVERIFY(import(sample()));
    auto moved = sample();
    moved.entries[0].to += 1h;
    const auto refused = import(moved);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::ConflictingContent);
    QVERIFY(m_store->write(
        [](storage::Transaction &transaction) { return removeSlot(transaction, QStringLiteral("w43")); }));
    QVERIFY(!import(sample())); // a slot that was removed does not come back under its name
}

void TestCalendar::hostile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &bytes, const char *where) {
        QTest::newRow(name) << bytes << QString::fromLatin1(where);
    };
    const QByteArray times("DTSTART;TZID=Europe/Paris:20261127T180000\r\nDTEND;TZID=Europe/Paris:20261128T180000\r\n");
    const QByteArray who("SUMMARY:dutyAuthority authority-a\r\n");
    row("empty", "", "line 1");
    row("HTML", "<!DOCTYPE html>\r\n", "line 1");
    row("no end", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "line 2");
    row("event outside", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "line 1");
    row("two calendars", calendarOf(who + times) + calendarOf(who + times), "line 11");
    row("crossed", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", "line 3");
    row("nested events", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nBEGIN:VEVENT\r\n", "line 3");
    row("alarm", calendarOf(who + times + "BEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM\r\n"), "line 9");
    row("to-do", "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n", "line 2");
    row("NUL", calendarOf(QByteArray("SUMMARY:a\0b\r\n", 13) + times), "line 6");
    row("escape", calendarOf("SUMMARY:\x1b[31m\r\n" + times), "line 6");
    row("not UTF-8", calendarOf("SUMMARY:\xff\xfe\r\n" + times), "line 6");
    row("bidi",
        calendarOf("SUMMARY:dutyAuthority \xe2\x80\xae"
                   "authority-a\r\n" +
                   times),
        "line 6");
    row("recurring", calendarOf(who + times + "RRULE:FREQ=SECONDLY\r\n"), "line 9");
    row("recurring dates", calendarOf(who + times + "RDATE:20261130T180000Z\r\n"), "line 9");
    row("duration", calendarOf(who + "DTSTART:20261127T180000Z\r\nDURATION:P9999999W\r\n"), "line 8");
    row("attachment", calendarOf(who + times + "ATTACH:http://169.254.169.254/\r\n"), "line 9");
    row("without zone", calendarOf(who + "DTSTART:20261127T180000\r\nDTEND:20261128T180000\r\n"), "line 7");
    row("another zone", calendarOf(who + "DTSTART;TZID=America/New_York:20261127T180000\r\n"), "line 7");
    row("a day only", calendarOf(who + "DTSTART;VALUE=DATE:20261127\r\n"), "line 7");
    row("no date", calendarOf(who + "DTSTART:yesterday\r\n"), "line 7");
    row("30 February", calendarOf(who + "DTSTART:20260230T180000Z\r\n"), "line 7");
    row("the year 99999", calendarOf(who + "DTSTART:999991127T180000Z\r\n"), "line 7");
    row("an hour that clocks skip", slotAt("20260329T023000", "20260329T180000"), "line 7");
    row("ends before it begins", slotAt("20261128T180000", "20261127T180000"), "line 4");
    row("ends when it begins", slotAt("20261127T180000", "20261127T180000"), "line 4");
    row("two beginnings", calendarOf(who + times + "DTSTART:20261127T180000Z\r\n"), "line 9");
    row("no end of the slot", calendarOf(who + "DTSTART:20261127T180000Z\r\n"), "line 4");
    row("no such role", calendarOf("SUMMARY:king authority-a\r\n" + times), "line 4");
    row("nobody", calendarOf("SUMMARY:dutyAuthority\r\n" + times), "line 4");
    row("a line too long", calendarOf("SUMMARY:" + QByteArray(5000, 'a') + "\r\n" + times), "line 6");
    row("folded without end", calendarOf("SUMMARY:a\r\n" + QByteArray(" a\r\n").repeated(5000) + times), "line ");
    row("a name too long", calendarOf("SUMMARY:" + QByteArray(300, 'a') + "\r\n" + times), "line 6");
}

void TestCalendar::hostile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, where);
    const auto read = readCalendar(bytes);
    QVERIFY(!read);
    QVERIFY2(read.error().detail.startsWith(where), qPrintable(read.error().toString()));
    QVERIFY2(read.error().detail.size() > where.size() + 4, "no reason is given");
}

void TestCalendar::tooLarge()
{
    const auto read = readCalendar(QByteArray(3 * 1024 * 1024, 'a'));
    QVERIFY(!read);
    QCOMPARE(read.error().reason, Reason::TooLarge);
    QByteArray many("BEGIN:VCALENDAR\r\n");
    many += QByteArray("BEGIN:VEVENT\r\nEND:VEVENT\r\n").repeated(6000);
    QVERIFY(!readCalendar(many + "END:VCALENDAR\r\n"));
}

QTEST_GUILESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
