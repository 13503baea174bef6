// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/incident.h"

#include "core/submission/wire_forms.h"

namespace astreinte::submission {

using signature::Instant;
using signature::Lines;

QJsonObject Incident::toJson() const
{
    return {{QStringLiteral("id"), id.text()},
            {QStringLiteral("title"), title},
            {QStringLiteral("knownAt"), signature::toText(knownAt)},
            {QStringLiteral("openedBy"), openedBy},
            {QStringLiteral("firstPublicAt"), orNull(firstPublicAt, signature::toText)},
            {QStringLiteral("nextUpdateAt"), orNull(nextUpdateAt, signature::toText)},
            {QStringLiteral("closedAt"), orNull(closedAt, signature::toText)},
            {QStringLiteral("exercise"), exercise}};
}

Incident Incident::read(signature::ObjectReader &reader)
{
    Incident incident;
    incident.id = readUuid(reader, QLatin1String("id"));
    incident.title = reader.text(QLatin1String("title"), 120, Lines::One);
    incident.knownAt = reader.instant(QLatin1String("knownAt"));
    incident.openedBy = reader.token(QLatin1String("openedBy"), 32);
    incident.firstPublicAt = reader.optionalInstant(QLatin1String("firstPublicAt"));
    incident.nextUpdateAt = reader.optionalInstant(QLatin1String("nextUpdateAt"));
    incident.closedAt = reader.optionalInstant(QLatin1String("closedAt"));
    incident.exercise = reader.boolean(QLatin1String("exercise"));
    return incident;
}

Instant firstMessageDue(const Incident &incident)
{
    return incident.knownAt + firstMessageWithin;
}

std::chrono::milliseconds remaining(const Incident &incident, Instant now)
{
    return firstMessageDue(incident) - now;
}

ClockStage clockStage(const Incident &incident, Instant now)
{
    if (incident.firstPublicAt)
        return *incident.firstPublicAt <= firstMessageDue(incident) ? ClockStage::Met : ClockStage::MetLate;
    const auto gone = now - incident.knownAt;
    if (gone > firstMessageWithin)
        return ClockStage::Missed;
    if (gone >= redAfter)
        return ClockStage::Red;
    return gone >= amberAfter ? ClockStage::Amber : ClockStage::Green;
}

std::optional<std::chrono::milliseconds> untilNextUpdate(const Incident &incident, Instant now)
{
    if (!incident.nextUpdateAt || incident.closedAt)
        return std::nullopt;
    return *incident.nextUpdateAt - now;
}

bool factsAreStale(Instant factsAt, Instant now)
{
    return now - factsAt > staleFactsAfter;
}

} // namespace astreinte::submission
