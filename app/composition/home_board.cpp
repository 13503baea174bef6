// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/home_board.h"

#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/freezing.h"
#include "app/composition/incidents.h"
#include "app/composition/time_words.h"
#include "app/ports/clock.h"
#include "app/review/review_queue.h"
#include "app/session/session.h"

namespace astreinte::app {
namespace {

// Before the update that the last message promised.
constexpr std::chrono::minutes remindBefore{5};

QDateTime optionalTime(const std::optional<signature::Instant> &at)
{
    return at ? signature::toDateTime(*at) : QDateTime();
}

// The latest call about a proposal of the incident, and how long it took until somebody opened it.
QString callText(const submission::IncidentCall &call, const Content &content)
{
    const auto at = timeText(call.at);
    if (call.answeredAt) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*call.answeredAt - call.at).count();
        const auto who = content.personName(call.answeredBy.value_or(call.person.value_or(QString())));
        //: %1 is who opened the proposal, %n minutes after the call of %2.
        return HomeBoard::tr("%1 opened it %n min after the call of %2", nullptr, int(minutes)).arg(who, at);
    }
    if (!call.person)
        //: %1 is a time of day.
        return HomeBoard::tr("Nobody could be called at %1: complete the roster.").arg(at);
    //: %1 is who was called, %2 a time of day.
    return HomeBoard::tr("%1 called at %2, no answer yet").arg(content.personName(*call.person), at);
}

QString warningText(const RosterWarning &warning, const Content &content)
{
    QStringList names;
    for (const auto &person : warning.persons)
        names += content.personName(person);
    const auto persons = names.join(QStringLiteral(", "));
    const auto role = roleTitle(warning.role);
    if (warning.trouble == QStringLiteral("gap"))
        //: %1 is a role.
        return HomeBoard::tr("Nobody in the roster: %1").arg(role);
    if (warning.trouble == QStringLiteral("overlap"))
        //: %1 is a role, %2 the persons.
        return HomeBoard::tr("Two persons at once, %1: %2").arg(role, persons);
    if (warning.trouble == QStringLiteral("missingDelegation"))
        //: %1 is a person.
        return HomeBoard::tr("No delegation of signature in force: %1").arg(persons);
    //: %1 is a person.
    return HomeBoard::tr("Officer and authority at once: %1").arg(persons);
}

QVariantMap incidentRow(const submission::Incident &incident, const Content &content, signature::Instant now)
{
    const auto update = submission::untilNextUpdate(incident, now);
    const auto said = incident.calls.isEmpty() ? std::nullopt : std::optional(incident.calls.first());
    auto row = clockRow(incident, now);
    row.insert(QVariantMap{{QStringLiteral("incidentId"), incident.id.text()},
                           {QStringLiteral("title"), incident.title},
                           {QStringLiteral("knownAt"), signature::toDateTime(incident.knownAt)},
                           {QStringLiteral("firstPublicAt"), optionalTime(incident.firstPublicAt)},
                           {QStringLiteral("nextUpdateAt"), optionalTime(incident.nextUpdateAt)},
                           {QStringLiteral("hasNextUpdate"), update.has_value()},
                           {QStringLiteral("minutesToNextUpdate"),
                            update ? int(std::chrono::floor<std::chrono::minutes>(*update).count()) : 0},
                           {QStringLiteral("callText"), said ? callText(*said, content) : QString()},
                           {QStringLiteral("callAnswered"), said && said->answeredAt.has_value()},
                           {QStringLiteral("exercise"), incident.exercise},
                           {QStringLiteral("lateReason"), incident.lateReason}});
    return row;
}

} // namespace

HomeBoard::HomeBoard(const Content &content, Drafts &drafts, Incidents &incidents, const Outbox &outbox,
                     const ReviewQueue &review, const Session &session, const Clock &clock, QObject *parent)
    : QObject(parent), m_content(content), m_drafts(drafts), m_known(incidents), m_outbox(outbox), m_review(review),
      m_session(session), m_clock(clock),
      m_incidents(new Rows({QStringLiteral("incidentId"), QStringLiteral("title"), QStringLiteral("knownAt"),
                            QStringLiteral("minutesLeft"), QStringLiteral("stage"), QStringLiteral("firstPublicAt"),
                            QStringLiteral("nextUpdateAt"), QStringLiteral("hasNextUpdate"),
                            QStringLiteral("minutesToNextUpdate"), QStringLiteral("callText"),
                            QStringLiteral("callAnswered"), QStringLiteral("exercise"), QStringLiteral("lateReason")},
                           QStringLiteral("incidentId"), this)),
      m_onDuty(new Rows({QStringLiteral("name"), QStringLiteral("roleLabel"), QStringLiteral("until"),
                         QStringLiteral("entry"), QStringLiteral("phone")},
                        QStringLiteral("entry"), this)),
      m_warnings(new Rows({QStringLiteral("key"), QStringLiteral("text"), QStringLiteral("from"), QStringLiteral("to")},
                          QStringLiteral("key"), this)),
      m_draftRows(new Rows({QStringLiteral("draftId"), QStringLiteral("title"), QStringLiteral("savedAt"),
                            QStringLiteral("photoCount"), QStringLiteral("kind"), QStringLiteral("returnedReason")},
                           QStringLiteral("draftId"), this))
{
    connect(&content, &Content::changed, this, &HomeBoard::show);
    connect(&drafts, &Drafts::changed, this, &HomeBoard::show);
    connect(&incidents, &Incidents::changed, this, &HomeBoard::show);
    connect(&outbox, &Outbox::changed, this, &HomeBoard::changed);
    connect(&review, &ReviewQueue::changed, this, &HomeBoard::changed);
    m_minute.setInterval(std::chrono::seconds(15));
    connect(&m_minute, &QTimer::timeout, this, &HomeBoard::show);
    m_minute.start();
}

HomeBoard::~HomeBoard() = default;

void HomeBoard::show()
{
    const auto now = m_clock.now();
    QList<QVariantMap> incidents;
    for (const auto &incident : m_known.opened())
        incidents.append(incidentRow(incident, m_content, now));
    m_incidents->setRows(incidents);
    remindOfUpdates(now);
    showDuty(now);
    QList<QVariantMap> drafts;
    for (const auto &draft : m_drafts.all())
        drafts.append({{QStringLiteral("draftId"), draft.id},
                       {QStringLiteral("title"), titleOf(m_content, draft)},
                       {QStringLiteral("savedAt"), signature::toDateTime(draft.savedAt)},
                       {QStringLiteral("photoCount"), int(draft.photos.size())},
                       {QStringLiteral("kind"), draft.kind},
                       {QStringLiteral("returnedReason"), draft.returnedReason}});
    m_draftRows->setRows(drafts);
    Q_EMIT changed();
}

QString HomeBoard::selfTestAlarm() const
{
    return m_content.selfTestAlarm()
               //: Warning of the home screen: the server did not prove today that the way to the public is open
               ? tr("The server’s daily self-test did not arrive: an approved message may not go out. Call who looks "
                    "after the server, and check each publication.")
               : QString();
}

void HomeBoard::remindOfUpdates(signature::Instant now)
{
    for (const auto &incident : m_known.opened()) {
        const auto left = submission::untilNextUpdate(incident, now);
        if (!left || *left > remindBefore || *left < -remindBefore)
            continue;
        const auto promise = incident.id.text() + signature::toText(*incident.nextUpdateAt);
        if (m_reminded.contains(promise))
            continue;
        m_reminded.insert(promise);
        Q_EMIT updateDue(incident.title);
    }
}

void HomeBoard::showDuty(signature::Instant now)
{
    QList<QVariantMap> duty;
    for (const auto &slot : m_content.roster())
        if (slot.covers(now))
            duty.append({{QStringLiteral("entry"), slot.entry},
                         {QStringLiteral("name"), m_content.personName(slot.person)},
                         {QStringLiteral("roleLabel"), roleTitle(slot.role)},
                         {QStringLiteral("phone"), slot.phone},
                         {QStringLiteral("until"), signature::toDateTime(slot.to)}});
    m_onDuty->setRows(duty);
    QList<QVariantMap> warnings;
    for (const auto &warning : m_content.rosterWarnings())
        if (warning.to > now)
            warnings.append({{QStringLiteral("key"), QString::number(warnings.size())},
                             {QStringLiteral("text"), warningText(warning, m_content)},
                             {QStringLiteral("from"), signature::toDateTime(warning.from)},
                             {QStringLiteral("to"), signature::toDateTime(warning.to)}});
    m_warnings->setRows(warnings);
}

QString HomeBoard::dutyProblem() const
{
    if (m_content.rosterVersion() == 0)
        return {};
    const auto now = m_clock.now();
    for (const auto &slot : m_content.roster())
        if (slot.covers(now) && slot.role == QStringLiteral("dutyAuthority"))
            return {};
    return tr("No authority is on duty in the roster now. Have the roster completed.");
}

QString HomeBoard::outboxSummary() const
{
    const int waiting = m_outbox.waitingCount();
    return waiting == 0 ? tr("Everything was sent") : tr("%n item(s) waiting to be sent", nullptr, waiting);
}

int HomeBoard::toReview() const
{
    return m_session.canDecide() ? m_review.waitingCount() : 0;
}

QString HomeBoard::currentIncidentId() const
{
    const auto *incident = m_known.current();
    return incident ? incident->id.text() : QString();
}

QString HomeBoard::currentIncidentTitle() const
{
    const auto *incident = m_known.current();
    return incident ? incident->title : QString();
}

void HomeBoard::openIncident(const QString &title, const QDateTime &knownAt)
{
    const auto at = knownAt.isValid() ? signature::fromDateTime(knownAt.toUTC()) : m_clock.now();
    const auto person = m_session.personId();
    const auto opened = m_known.open(title, at, person, m_content.exercise());
    m_problem = opened ? QString() : opened.error().userText();
    Q_EMIT changed();
}

void HomeBoard::chooseIncident(const QString &id)
{
    m_known.setCurrent(id);
}

bool HomeBoard::mayCloseIncident() const
{
    const auto *incident = m_known.current();
    return incident && (m_session.canDecide() || m_session.roleId() == QStringLiteral("sidpcOfficer") ||
                        incident->openedBy == m_session.personId());
}

void HomeBoard::closeIncident()
{
    if (mayCloseIncident())
        Q_EMIT closingWanted(m_known.current()->id.text());
}

bool HomeBoard::asksWhyLate() const
{
    const auto *incident = m_known.current();
    return incident && m_session.canCompose() && submission::asksWhyLate(*incident, m_clock.now());
}

void HomeBoard::explainLateness(const QString &reason)
{
    if (asksWhyLate())
        Q_EMIT latenessExplained(m_known.current()->id.text(), reason);
}

void HomeBoard::tell(const QString &problem)
{
    m_problem = problem;
    Q_EMIT changed();
}

void HomeBoard::refresh()
{
    show();
    Q_EMIT refreshWanted();
}

} // namespace astreinte::app
