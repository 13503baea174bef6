// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/time_words.h"

#include "core/message/paris_time.h"

#include <QCoreApplication>

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

QString agoText(signature::Instant at, signature::Instant now)
{
    const auto gone = std::chrono::duration_cast<std::chrono::minutes>(now - at).count();
    const auto time = timeText(at);
    if (gone < 1)
        //: %1 is a time of day.
        return Words::tr("just now (%1)").arg(time);
    if (gone < 60)
        return Words::tr("%n min ago (%1)", nullptr, int(gone)).arg(time);
    if (gone < 24 * 60)
        return Words::tr("%n h ago (%1)", nullptr, int(gone / 60)).arg(time);
    return Words::tr("%n day(s) ago (%1)", nullptr, int(gone / (24 * 60))).arg(time);
}

} // namespace astreinte::app
