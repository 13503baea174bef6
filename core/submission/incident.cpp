// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/incident.h"

#include "core/submission/wire_forms.h"

namespace astreinte::submission {

using signature::Instant;
using text::Lines;

namespace {

QJsonObject callJson(const IncidentCall &call)
{
    const auto same = [](const QString &person) { return person; };
    return {{QStringLiteral("submission"), call.submission.text()},
            {QStringLiteral("stage"), call.stage},
            {QStringLiteral("person"), orNull(call.person, same)},
            {QStringLiteral("at"), signature::toText(call.at)},
            {QStringLiteral("answeredAt"), orNull(call.answeredAt, signature::toText)},
            {QStringLiteral("answeredBy"), orNull(call.answeredBy, same)}};
}

IncidentCall readCall(signature::ObjectReader &reader)
{
    IncidentCall call;
    call.submission = readUuid(reader, QLatin1String("submission"));
    call.stage = int(reader.integer(QLatin1String("stage"), 0, 99));
    call.person = reader.optionalToken(QLatin1String("person"), 32);
    call.at = reader.instant(QLatin1String("at"));
    call.answeredAt = reader.optionalInstant(QLatin1String("answeredAt"));
    call.answeredBy = reader.optionalToken(QLatin1String("answeredBy"), 32);
    return call;
}

} // namespace

QJsonObject Incident::toJson() const
{
    QJsonObject object{{QStringLiteral("id"), id.text()},
                       {QStringLiteral("title"), title},
                       {QStringLiteral("knownAt"), signature::toText(knownAt)},
                       {QStringLiteral("openedBy"), openedBy},
                       {QStringLiteral("firstPublicAt"), orNull(firstPublicAt, signature::toText)},
                       {QStringLiteral("nextUpdateAt"), orNull(nextUpdateAt, signature::toText)},
                       {QStringLiteral("closedAt"), orNull(closedAt, signature::toText)},
                       {QStringLiteral("exercise"), exercise}};
    QJsonArray told;
    for (const auto &call : calls)
        told.append(callJson(call));
    if (!told.isEmpty())
        object.insert(QStringLiteral("calls"), told);
    if (!lateReason.isEmpty())
        object.insert(QStringLiteral("lateReason"), lateReason);
    return object;
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
    if (reader.has(QLatin1String("calls")))
        incident.calls = reader.objects<IncidentCall>(QLatin1String("calls"), 50, readCall);
    if (reader.has(QLatin1String("lateReason")))
        incident.lateReason = reader.text(QLatin1String("lateReason"), longestLateReason);
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

bool asksWhyLate(const Incident &incident, Instant now)
{
    const auto stage = clockStage(incident, now);
    return !incident.closedAt && incident.lateReason.isEmpty() &&
           (stage == ClockStage::Missed || stage == ClockStage::MetLate);
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
