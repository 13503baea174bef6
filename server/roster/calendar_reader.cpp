// SPDX-License-Identifier: EUPL-1.2
#include "core/message/paris_time.h"
#include "core/submission/roles.h"
#include "core/text/plain_text.h"
#include "server/roster/calendar.h"

#include <QMap>
#include <libical/ical.h>
#include <memory>

namespace astreinte::roster {
namespace {

using signature::Instant;

constexpr qsizetype largestFile = qsizetype{2} * 1024 * 1024;
constexpr qsizetype longestLine = 4096; // unfolded, octets
constexpr qsizetype mostEvents = 5000;
constexpr qsizetype longestText = 200;

tl::unexpected<Failure> refused(int line, const QString &why, Reason reason = Reason::InvalidValue)
{
    return fail(reason, QStringLiteral("line %1: %2").arg(line).arg(why));
}

struct Line
{
    int number = 0; // of its first physical line, from 1
    QByteArray text;
};

// RFC 5545 §3.1: unfolded; what no calendar contains is refused before a parser sees it.
Result<std::vector<Line>> unfold(const QByteArray &bytes)
{
    if (bytes.size() > largestFile)
        return fail(Reason::TooLarge, QStringLiteral("a calendar of more than 2 MiB"));
    std::vector<Line> lines;
    int number = 0;
    for (auto physical : bytes.split('\n')) {
        ++number;
        if (physical.endsWith('\r'))
            physical.chop(1);
        for (const auto octet : physical)
            if ((octet >= 0 && octet < 0x20 && octet != '\t') || octet == 0x7f)
                return refused(number, QStringLiteral("a control character"), Reason::MalformedText);
        if (physical.startsWith(' ') || physical.startsWith('\t')) {
            if (lines.empty())
                return refused(number, QStringLiteral("a continuation of nothing"));
            lines.back().text += physical.mid(1);
        } else if (!physical.isEmpty()) {
            lines.push_back({number, physical});
        }
        if (!lines.empty() && lines.back().text.size() > longestLine)
            return refused(number, QStringLiteral("a line of more than %1 octets").arg(longestLine));
    }
    for (const auto &line : lines)
        if (QString::fromUtf8(line.text).toUtf8() != line.text)
            return refused(line.number, QStringLiteral("not UTF-8"), Reason::MalformedText);
    return lines;
}

// The lines of each event, without its BEGIN and END.
struct Event
{
    int line = 0;
    std::vector<Line> properties;
};

// Walks the components: a calendar, its time zones, its events; nothing inside an event.
class Outline
{
public:
    Result<> take(const Line &line)
    {
        const auto upper = line.text.toUpper();
        if (upper.startsWith("BEGIN:"))
            return begin(line, upper.mid(6));
        if (upper.startsWith("END:"))
            return end(line, upper.mid(4));
        if (m_open.empty())
            return refused(line.number, QStringLiteral("outside BEGIN:VCALENDAR"));
        if (m_open.back() == "VEVENT")
            m_events.back().properties.push_back(line);
        return {};
    }
    Result<std::vector<Event>> finish(int lastLine)
    {
        if (!m_open.empty() || !m_seen)
            return refused(lastLine, QStringLiteral("the calendar is not complete"));
        return std::move(m_events);
    }

private:
    Result<> begin(const Line &line, const QByteArray &name)
    {
        const auto parent = m_open.empty() ? QByteArray() : m_open.back();
        const auto fits = (parent.isEmpty() && name == "VCALENDAR" && !m_seen) ||
                          (parent == "VCALENDAR" && (name == "VEVENT" || name == "VTIMEZONE")) ||
                          (parent == "VTIMEZONE" && (name == "STANDARD" || name == "DAYLIGHT"));
        if (!fits)
            return refused(line.number, QStringLiteral("BEGIN:%1 is not expected here").arg(QLatin1String(name)));
        m_seen = true;
        m_open.push_back(name);
        if (name == "VEVENT")
            m_events.push_back({line.number, {}});
        if (qsizetype(m_events.size()) > mostEvents)
            return refused(line.number, QStringLiteral("more than %1 events").arg(mostEvents), Reason::TooLarge);
        return {};
    }
    Result<> end(const Line &line, const QByteArray &name)
    {
        if (m_open.empty() || m_open.back() != name)
            return refused(line.number, QStringLiteral("END:%1 closes nothing").arg(QLatin1String(name)));
        m_open.pop_back();
        return {};
    }

    bool m_seen = false;
    std::vector<QByteArray> m_open;
    std::vector<Event> m_events;
};

struct FreeProperty
{
    void operator()(icalproperty *property) const { icalproperty_free(property); }
};
using Property = std::unique_ptr<icalproperty, FreeProperty>;

// A local time is the first of the two hours that clocks show in a night of 25 (RFC 5545 §3.3.5); one that they skip is
// none.
std::optional<Instant> fromParis(const QDateTime &local)
{
    for (const auto offset : {std::chrono::hours(2), std::chrono::hours(1)}) {
        const auto at = signature::fromDateTime(local) - offset;
        const auto paris = message::inParis(signature::toDateTime(at));
        if (paris.date() == local.date() && paris.time() == local.time())
            return at;
    }
    return std::nullopt;
}

Result<Instant> timeOf(const Line &line, icalproperty *property)
{
    const auto time = icalvalue_get_datetime(icalproperty_get_value(property));
    const QDateTime shown(QDate(time.year, time.month, time.day), QTime(time.hour, time.minute, time.second), Qt::UTC);
    if (icaltime_is_null_time(time) || time.is_date || !shown.isValid())
        return refused(line.number, QStringLiteral("a day and an hour, as 20261127T180000"));
    if (shown.date().year() < 2000 || shown.date().year() > 2100)
        return refused(line.number, QStringLiteral("not between 2000 and 2100"));
    if (icaltime_is_utc(time))
        return signature::fromDateTime(shown);
    auto *zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (!zone)
        return refused(line.number, QStringLiteral("a time without its zone: TZID=Europe/Paris, or UTC"));
    if (QByteArray(icalparameter_get_tzid(zone)) != "Europe/Paris")
        return refused(line.number, QStringLiteral("the time zone is not Europe/Paris"));
    const auto at = fromParis(shown);
    return at ? Result<Instant>(*at) : refused(line.number, QStringLiteral("clocks in Paris skip this hour"));
}

// The properties of one event by name, each at most once.
class Reading
{
public:
    static Result<Reading> of(const Event &event)
    {
        Reading reading(event.line);
        for (const auto &line : event.properties)
            if (auto taken = reading.take(line); !taken)
                return tl::unexpected(taken.error());
        return reading;
    }
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] QString text(const char *name) const { return m_texts.value(QByteArray(name)); }
    [[nodiscard]] bool has(const char *name) const { return m_texts.contains(QByteArray(name)); }
    [[nodiscard]] std::optional<Instant> from() const { return m_from; }
    [[nodiscard]] std::optional<Instant> to() const { return m_to; }

private:
    explicit Reading(int line) : m_line(line) {}

    Result<> take(const Line &line)
    {
        const Property property(icalproperty_new_from_string(line.text.constData()));
        const auto kind = property ? icalproperty_isa(property.get()) : ICAL_NO_PROPERTY;
        if (kind == ICAL_NO_PROPERTY || kind == ICAL_XLICERROR_PROPERTY || !icalproperty_get_value(property.get()))
            return refused(line.number, QStringLiteral("not a property of RFC 5545"));
        switch (kind) {
        case ICAL_RRULE_PROPERTY:
        case ICAL_RDATE_PROPERTY:
        case ICAL_EXDATE_PROPERTY:
        case ICAL_RECURRENCEID_PROPERTY:
        case ICAL_DURATION_PROPERTY:
            return refused(line.number, QStringLiteral("a slot does not recur and names its end: DTSTART, DTEND"));
        case ICAL_ATTACH_PROPERTY:
            return refused(line.number, QStringLiteral("nothing is fetched or attached"));
        case ICAL_DTSTART_PROPERTY:
            return takeTime(line, property.get(), m_from);
        case ICAL_DTEND_PROPERTY:
            return takeTime(line, property.get(), m_to);
        case ICAL_UID_PROPERTY:
            return takeText(line, "UID", icalproperty_get_uid(property.get()));
        case ICAL_SUMMARY_PROPERTY:
            return takeText(line, "SUMMARY", icalproperty_get_summary(property.get()));
        case ICAL_X_PROPERTY:
            return takeExtension(line, property.get());
        default:
            return {}; // what calendars add of their own says nothing about a roster
        }
    }
    static Result<> takeTime(const Line &line, icalproperty *property, std::optional<Instant> &into)
    {
        if (into)
            return refused(line.number, QStringLiteral("a second one"));
        auto at = timeOf(line, property);
        if (!at)
            return tl::unexpected(at.error());
        into = *at;
        return {};
    }
    Result<> takeText(const Line &line, const QByteArray &name, const char *value)
    {
        const auto text = QString::fromUtf8(value);
        if (m_texts.contains(name))
            return refused(line.number, QStringLiteral("a second one"));
        if (text.size() > longestText)
            return refused(line.number, QStringLiteral("more than %1 characters").arg(longestText));
        if (auto plain = text::checkPlainText(text, text::Lines::One); !plain)
            return refused(line.number, plain.error().detail, Reason::MalformedText);
        m_texts.insert(name, text);
        return {};
    }
    Result<> takeExtension(const Line &line, icalproperty *property)
    {
        const auto name = QByteArray(icalproperty_get_x_name(property)).toUpper();
        if (!name.startsWith("X-ASTREINTE-"))
            return {};
        const auto *value = icalproperty_get_value(property);
        const auto *plain =
            icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : icalvalue_get_x(value);
        if (!plain)
            return refused(line.number, QStringLiteral("not a text"));
        return takeText(line, name, plain);
    }

    int m_line;
    QMap<QByteArray, QString> m_texts;
    std::optional<Instant> m_from;
    std::optional<Instant> m_to;
};

// A name for the entry: what is said, or what the calendar calls the event.
Result<QString> entryOf(const Reading &event)
{
    auto entry = event.has("X-ASTREINTE-ENTRY") ? event.text("X-ASTREINTE-ENTRY") : event.text("UID");
    const auto allowed = [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringLiteral("._-@:").contains(c);
    };
    for (auto &c : entry)
        if (!allowed(c))
            c = QLatin1Char('-');
    // Statements name it in a token of 64 characters.
    entry.replace(QLatin1Char('@'), QLatin1Char('-'));
    return entry.isEmpty() || entry.size() > 64 ? refused(event.line(), QStringLiteral("UID: 1 to 64 characters"))
                                                : Result<QString>(entry);
}

Result<Slot> slotOf(const Reading &event)
{
    auto entry = entryOf(event);
    if (!entry)
        return tl::unexpected(entry.error());
    Slot slot;
    slot.entry = *entry;
    // From a calendar that knows no X- properties: « dutyAuthority person-id ».
    const auto words = event.text("SUMMARY").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    slot.role = event.has("X-ASTREINTE-ROLE") ? event.text("X-ASTREINTE-ROLE") : words.value(0);
    slot.person = event.has("X-ASTREINTE-PERSON") ? event.text("X-ASTREINTE-PERSON") : words.value(1);
    slot.phone = event.text("X-ASTREINTE-PHONE");
    slot.delegation = event.text("X-ASTREINTE-DELEGATION");
    if (!submission::roleFromName(slot.role))
        return refused(event.line(), QStringLiteral("%1 is not a role").arg(slot.role));
    if (slot.person.isEmpty())
        return refused(event.line(), QStringLiteral("no person"));
    if (!event.from() || !event.to())
        return refused(event.line(), QStringLiteral("DTSTART or DTEND is missing"));
    if (*event.to() <= *event.from())
        return refused(event.line(), QStringLiteral("the slot ends before it begins"));
    slot.from = *event.from();
    slot.to = *event.to();
    return slot;
}

Result<Delegation> delegationOf(const Reading &event)
{
    if (!event.from())
        return refused(event.line(), QStringLiteral("DTSTART is missing"));
    if (event.to() && *event.to() <= *event.from())
        return refused(event.line(), QStringLiteral("the delegation ends before it begins"));
    Delegation delegation{event.text("X-ASTREINTE-SIGNATURE"),
                          event.text("X-ASTREINTE-GRANTOR"),
                          event.text("X-ASTREINTE-GRANTEE"),
                          event.text("X-ASTREINTE-SCOPE").split(QLatin1Char(' '), Qt::SkipEmptyParts),
                          event.text("X-ASTREINTE-TERRITORY"),
                          event.text("X-ASTREINTE-REFERENCE"),
                          event.text("X-ASTREINTE-RAA"),
                          *event.from(),
                          event.to(),
                          {}};
    if (event.has("X-ASTREINTE-SUSPENDED")) {
        auto at = signature::instantFromText(event.text("X-ASTREINTE-SUSPENDED"));
        if (!at)
            return refused(event.line(), QStringLiteral("X-ASTREINTE-SUSPENDED is no instant"));
        delegation.suspendedAt = *at;
    }
    return delegation;
}

} // namespace

Result<Calendar> readCalendar(const QByteArray &bytes)
{
    auto lines = unfold(bytes);
    if (!lines)
        return tl::unexpected(lines.error());
    Outline outline;
    for (const auto &line : *lines)
        if (auto taken = outline.take(line); !taken)
            return tl::unexpected(taken.error());
    auto events = outline.finish(lines->empty() ? 1 : lines->back().number);
    if (!events)
        return tl::unexpected(events.error());
    Calendar calendar;
    for (const auto &event : *events) {
        auto reading = Reading::of(event);
        if (!reading)
            return tl::unexpected(reading.error());
        if (reading->has("X-ASTREINTE-SIGNATURE")) {
            auto delegation = delegationOf(*reading);
            if (!delegation)
                return tl::unexpected(delegation.error());
            calendar.delegations.push_back(*std::move(delegation));
        } else {
            auto slot = slotOf(*reading);
            if (!slot)
                return tl::unexpected(slot.error());
            calendar.entries.push_back(*std::move(slot));
        }
    }
    return calendar;
}

} // namespace astreinte::roster
