// SPDX-License-Identifier: EUPL-1.2
#include "server/roster/calendar.h"

#include "core/message/paris_time.h"

#include <libical/ical.h>
#include <memory>

namespace astreinte::roster {
namespace {

using signature::Instant;

// Directive 2000/84/EC, as RFC 5545 §3.6.5 writes such rules.
constexpr const char *parisRules = "BEGIN:VTIMEZONE\r\n"
                                   "TZID:Europe/Paris\r\n"
                                   "BEGIN:DAYLIGHT\r\n"
                                   "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
                                   "DTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                   "END:DAYLIGHT\r\n"
                                   "BEGIN:STANDARD\r\n"
                                   "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
                                   "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                   "END:STANDARD\r\n"
                                   "END:VTIMEZONE\r\n";

struct FreeComponent
{
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype fields(const QDateTime &at)
{
    auto time = icaltime_null_time();
    time.year = at.date().year();
    time.month = at.date().month();
    time.day = at.date().day();
    time.hour = at.time().hour();
    time.minute = at.time().minute();
    time.second = at.time().second();
    return time;
}

icaltimetype utc(Instant at)
{
    auto time = fields(signature::toDateTime(at).toUTC());
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

// The second of two hours with one name: an hour ago the clocks showed the same.
bool isSecondOfTwo(Instant at)
{
    const auto clock = [](Instant instant) {
        const auto paris = message::inParis(signature::toDateTime(instant));
        return std::pair(paris.date(), paris.time());
    };
    return clock(at) == clock(at - std::chrono::hours(1));
}

void addTime(icalcomponent *event, icalproperty *(*make)(icaltimetype), Instant at)
{
    if (isSecondOfTwo(at)) {
        icalcomponent_add_property(event, make(utc(at)));
        return;
    }
    auto *property = make(fields(message::inParis(signature::toDateTime(at))));
    icalproperty_add_parameter(property, icalparameter_new_tzid("Europe/Paris"));
    icalcomponent_add_property(event, property);
}

void addX(icalcomponent *event, const char *name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *property = icalproperty_new_x(value.toUtf8().constData());
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(event, property);
}

icalcomponent *newEvent(const QString &uid, const QString &summary, Instant now)
{
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(uid.toUtf8().constData()),
                               icalproperty_new_dtstamp(utc(now)),
                               icalproperty_new_summary(summary.toUtf8().constData()), nullptr);
}

icalcomponent *eventOf(const Slot &slot, Instant now)
{
    auto *event =
        newEvent(QStringLiteral("slot-%1@astreinte").arg(slot.entry), slot.role + QLatin1Char(' ') + slot.person, now);
    addTime(event, icalproperty_new_dtstart, slot.from);
    addTime(event, icalproperty_new_dtend, slot.to);
    addX(event, "X-ASTREINTE-ENTRY", slot.entry);
    addX(event, "X-ASTREINTE-ROLE", slot.role);
    addX(event, "X-ASTREINTE-PERSON", slot.person);
    addX(event, "X-ASTREINTE-PHONE", slot.phone);
    addX(event, "X-ASTREINTE-DELEGATION", slot.delegation);
    return event;
}

icalcomponent *eventOf(const Delegation &delegation, Instant now)
{
    auto *event = newEvent(QStringLiteral("delegation-%1@astreinte").arg(delegation.id),
                           QStringLiteral("Délégation de signature %1").arg(delegation.reference), now);
    addTime(event, icalproperty_new_dtstart, delegation.from);
    if (delegation.to)
        addTime(event, icalproperty_new_dtend, *delegation.to);
    addX(event, "X-ASTREINTE-SIGNATURE", delegation.id);
    addX(event, "X-ASTREINTE-GRANTOR", delegation.grantor);
    addX(event, "X-ASTREINTE-GRANTEE", delegation.grantee);
    addX(event, "X-ASTREINTE-SCOPE", delegation.scope.join(QLatin1Char(' ')));
    addX(event, "X-ASTREINTE-TERRITORY", delegation.territory);
    addX(event, "X-ASTREINTE-REFERENCE", delegation.reference);
    addX(event, "X-ASTREINTE-RAA", delegation.raa);
    if (delegation.suspendedAt)
        addX(event, "X-ASTREINTE-SUSPENDED", signature::toText(*delegation.suspendedAt));
    return event;
}

} // namespace

Result<QByteArray> writeCalendar(const Calendar &calendar, Instant now)
{
    const Component file(icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                             icalproperty_new_prodid("-//Astreinte//Tableau de permanence//FR"),
                                             icalproperty_new_calscale("GREGORIAN"), nullptr));
    auto *zone = icalparser_parse_string(parisRules);
    if (!file || !zone)
        return fail(Reason::Internal, QStringLiteral("libical"));
    icalcomponent_add_component(file.get(), zone);
    for (const auto &slot : calendar.entries)
        icalcomponent_add_component(file.get(), eventOf(slot, now));
    for (const auto &delegation : calendar.delegations)
        icalcomponent_add_component(file.get(), eventOf(delegation, now));
    const std::unique_ptr<char, decltype(&free)> text(icalcomponent_as_ical_string_r(file.get()), free);
    return text ? Result<QByteArray>(QByteArray(text.get())) : fail(Reason::Internal, QStringLiteral("libical"));
}

} // namespace astreinte::roster
