// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/instant.h"

#include <array>

namespace astreinte::signature {
namespace {

constexpr QLatin1String shape("dddd-dd-ddTdd:dd:dd.dddZ");

Failure notAnInstant()
{
    return {Reason::InvalidValue, QStringLiteral("not an instant such as 2026-11-22T08:15:30.125Z")};
}

} // namespace

QString toText(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(instant - day);
    return QString::asprintf("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                             static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                             static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
}

Result<Instant> instantFromText(QStringView text)
{
    if (text.size() != shape.size())
        return tl::unexpected(notAnInstant());
    for (qsizetype i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= QLatin1Char('0') && text[i] <= QLatin1Char('9');
        if (shape[i] == QLatin1Char('d') ? !digit : text[i] != shape[i])
            return tl::unexpected(notAnInstant());
    }
    const auto number = [text](qsizetype from, qsizetype length) { return text.sliced(from, length).toInt(); };
    const auto date = std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2);
    const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    if (!date.ok() || static_cast<int>(date.year()) < 2000 || hour > 23 || minute > 59 || second > 59)
        return tl::unexpected(notAnInstant());
    return Instant(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second) + std::chrono::milliseconds(number(20, 3));
}

Instant fromDateTime(const QDateTime &dateTime)
{
    return Instant(std::chrono::milliseconds(dateTime.toMSecsSinceEpoch()));
}

QDateTime toDateTime(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count(), Qt::UTC);
}

qint64 toUnixSeconds(Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

Instant fromUnixSeconds(qint64 seconds)
{
    return Instant(std::chrono::seconds(seconds));
}

} // namespace astreinte::signature
