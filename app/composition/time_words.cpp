// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/time_words.h"

#include "core/message/paris_time.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace astreinte::app {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimeWords)
};

} // namespace

QString timeText(signature::Instant at)
{
    const auto paris = message::inParis(signature::toDateTime(at));
    //: A time of day: hours, then minutes. In French: « %1 h %2 » with no-break spaces.
    return Words::tr("%1:%2").arg(paris.time().hour()).arg(paris.time().minute(), 2, 10, QLatin1Char('0'));
}

std::optional<signature::Instant> clockTimeBefore(const QString &typed, signature::Instant now)
{
    if (typed.trimmed().isEmpty())
        return now;
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,2})\\s*[hH:.]?\\s*(\\d{2})\\s*$"));
    const auto found = form.match(typed);
    const QTime time(found.captured(1).toInt(), found.captured(2).toInt());
    if (!found.hasMatch() || !time.isValid())
        return std::nullopt;
    constexpr std::chrono::hours longestDay{25};
    const auto latest = std::chrono::floor<std::chrono::minutes>(now);
    for (auto at = latest; at > latest - longestDay; at -= std::chrono::minutes(1))
        if (const auto shown = message::inParis(signature::toDateTime(at)).time();
            shown.hour() == time.hour() && shown.minute() == time.minute())
            return at;
    return std::nullopt;
}

QString agoText(signature::Instant at, signature::Instant now)
{
    constexpr auto aDay = std::chrono::minutes(std::chrono::hours(24)).count();
    const auto gone = std::chrono::duration_cast<std::chrono::minutes>(now - at).count();
    const auto time = timeText(at);
    if (gone < 1)
        //: %1 is a time of day.
        return Words::tr("just now (%1)").arg(time);
    if (gone < 60)
        return Words::tr("%n min ago (%1)", nullptr, int(gone)).arg(time);
    if (gone < aDay)
        return Words::tr("%n h ago (%1)", nullptr, int(gone / 60)).arg(time);
    return Words::tr("%n day(s) ago (%1)", nullptr, int(gone / aDay)).arg(time);
}

} // namespace astreinte::app
