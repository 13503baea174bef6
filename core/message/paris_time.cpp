// SPDX-License-Identifier: EUPL-1.2
#include "core/message/paris_time.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace astreinte::message {
namespace {

constexpr int hour = 3600;
constexpr int firstYear = 1996;
constexpr int lastYear = 2199;

QDateTime utc(QDate date, QTime time)
{
    return QDateTime(date, time, QTimeZone::utc());
}

QDateTime lastSundayOf(int year, int month)
{
    const QDate last(year, month, 31);
    return utc(last.addDays(-(last.dayOfWeek() % 7)), QTime(1, 0));
}

int offsetAt(const QDateTime &instant)
{
    const int year = instant.toUTC().date().year();
    const bool summer = instant >= lastSundayOf(year, 3) && instant < lastSundayOf(year, 10);
    return summer ? 2 * hour : hour;
}

tl::unexpected<Failure> refused(const QString &where, const QString &text, const QString &why)
{
    return fail(Reason::InvalidValue, QStringLiteral("%1: “%2” %3").arg(where, text.left(40), why));
}

// The offset that was written, in seconds; nothing when none was.
std::optional<int> writtenOffset(const QRegularExpressionMatch &match)
{
    const QString zone = match.captured(QStringLiteral("zone"));
    if (zone.isEmpty())
        return std::nullopt;
    if (zone == QLatin1String("Z"))
        return 0;
    const int seconds = zone.mid(1, 2).toInt() * hour + zone.right(2).toInt() * 60;
    return zone.startsWith(QLatin1Char('-')) ? -seconds : seconds;
}

Result<QDateTime> fromParisTime(QDate date, QTime time, const QString &text, const QString &where)
{
    const QDateTime winter = utc(date, time).addSecs(-hour);
    const QDateTime summer = utc(date, time).addSecs(-2 * hour);
    const bool winterHolds = offsetAt(winter) == hour;
    const bool summerHolds = offsetAt(summer) == 2 * hour;
    if (winterHolds && summerHolds)
        return refused(where, text, QStringLiteral("happens twice that night: write its offset (+02:00 or +01:00)"));
    if (!winterHolds && !summerHolds)
        return refused(where, text, QStringLiteral("does not exist that night: clocks go from 02:00 to 03:00"));
    return winterHolds ? winter : summer;
}

} // namespace

QDateTime inParis(const QDateTime &instant)
{
    return instant.toOffsetFromUtc(offsetAt(instant));
}

Result<QDateTime> instantFromText(const QString &text, const QString &where)
{
    static const QRegularExpression form(
        QStringLiteral("^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2})(?::(?<seconds>[0-9]{2})"
                       "(?:[.,][0-9]{1,9})?)?(?<zone>Z|[+-][0-9]{2}:?[0-5][0-9])?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return refused(where, text, QStringLiteral("is not an ISO 8601 date and time (2026-11-14T14:30:00+01:00)"));
    const QDate date = QDate::fromString(match.captured(QStringLiteral("date")), Qt::ISODate);
    const QTime minutes = QTime::fromString(match.captured(QStringLiteral("time")), QStringLiteral("HH:mm"));
    const int seconds = match.captured(QStringLiteral("seconds")).toInt();
    if (!date.isValid() || !minutes.isValid() || seconds > 59)
        return refused(where, text, QStringLiteral("is not a date of the calendar or a time of the day"));
    if (date.year() < firstYear || date.year() > lastYear)
        return refused(where, text, QStringLiteral("is not between %1 and %2").arg(firstYear).arg(lastYear));
    const QTime time = minutes.addSecs(seconds);
    const auto offset = writtenOffset(match);
    if (!offset)
        return fromParisTime(date, time, text, where);
    if (std::abs(*offset) > 14 * hour)
        return refused(where, text, QStringLiteral("has an offset of more than 14 hours"));
    return utc(date, time).addSecs(-*offset);
}

} // namespace astreinte::message
