// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/oral_board.h"

#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/time_words.h"
#include "app/duty/oral_courier.h"
#include "app/outbox/outbox.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/message/channel.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/roles.h"
#include "core/submission/submission.h"

#include <QJsonObject>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr std::chrono::hours confirmedWithin{24}; // BRIEF §1.4
const auto open = QStringLiteral("toRegularise");
const auto late = QStringLiteral("overdue");

bool isOpen(const QString &state)
{
    return state == open || state == late;
}

QString stateTitle(const QString &state)
{
    if (state == open)
        return OralBoard::tr("To be confirmed by signature");
    if (state == late)
        return OralBoard::tr("To be confirmed by signature: the 24 hours are over");
    return state == QStringLiteral("confirmed") ? OralBoard::tr("Confirmed by signature")
                                                : OralBoard::tr("Not confirmed by the authority");
}

// The French texts of a revision, each once: what is read aloud.
QString textOf(const OutboxItem &item)
{
    const auto jws = signature::parseCompact(item.jws, submission::typ::submission);
    const auto frozen = jws ? submission::Submission::parse(jws->unverifiedPayload()) : fail(Reason::Internal);
    QStringList parts;
    if (frozen)
        for (const auto channel : message::allChannels)
            if (const auto text =
                    frozen->content().texts.value(message::channelName(channel)).value(QStringLiteral("fr"));
                !text.isEmpty() && !parts.contains(text))
                parts += text;
    return parts.join(QStringLiteral("\n\n"));
}

QString leftText(signature::Instant due, signature::Instant now)
{
    const auto left = std::chrono::duration_cast<std::chrono::minutes>(due - now).count();
    if (left >= 60)
        return OralBoard::tr("%n h left", nullptr, int(left / 60));
    return left > 0 ? OralBoard::tr("%n min left", nullptr, int(left)) : QString();
}

} // namespace

OralBoard::OralBoard(ServerLink &link, Outbox &outbox, OralCourier &courier, const Session &session,
                     const Content &content, QObject *parent)
    : QObject(parent), m_link(link), m_outbox(outbox), m_courier(courier), m_session(session), m_content(content),
      m_inquiry(link, "/v1/oral-approvals"),
      m_items(
          new Rows({QStringLiteral("id"), QStringLiteral("submissionId"), QStringLiteral("revision"),
                    QStringLiteral("title"), QStringLiteral("detail"), QStringLiteral("stateText"),
                    QStringLiteral("leftText"), QStringLiteral("tone"), QStringLiteral("mine"), QStringLiteral("kept")},
                   QStringLiteral("id"), this)),
      m_authorities(new Rows({QStringLiteral("personId"), QStringLiteral("name"), QStringLiteral("roleLabel")},
                             QStringLiteral("personId"), this))
{
    connect(&m_inquiry, &Inquiry::answered, this, &OralBoard::adopt);
    connect(&content, &Content::changed, this, [this] {
        show();
        showAuthorities();
    });
    connect(&courier, &OralCourier::changed, this, &OralBoard::show);
    connect(&courier, &OralCourier::delivered, this, &OralBoard::refresh);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &OralBoard::show);
    m_minute.start();
}

OralBoard::~OralBoard() = default;

int OralBoard::toConfirm() const
{
    const auto me = m_session.personId();
    return int(
        std::ranges::count_if(m_known, [&me](const Item &item) { return isOpen(item.state) && item.authority == me; }));
}

void OralBoard::say(const QString &problem)
{
    m_problem = problem;
    Q_EMIT changed();
}

void OralBoard::refresh()
{
    if (m_session.canCompose())
        m_inquiry.ask();
}

void OralBoard::forget()
{
    m_inquiry.forget();
    m_known.clear();
    m_submission.clear();
    m_text.clear();
    show();
}

void OralBoard::adopt(const QByteArray &reply)
{
    const auto items = itemsOf(reply);
    if (!items)
        return;
    m_known.clear();
    for (const auto &entry : *items) {
        const auto item = entry.toObject();
        const auto text = [&item](const char *name) { return item.value(QLatin1String(name)).toString(); };
        const auto given = signature::instantFromText(text("givenAt"));
        const auto due = signature::instantFromText(text("due"));
        if (given && due)
            m_known.append({text("id"), text("submission"), item.value(QLatin1String("revision")).toInt(),
                            text("title"), text("authority"), text("recordedBy"), text("means"), text("state"), *given,
                            *due});
    }
    std::ranges::stable_sort(m_known, [](const Item &one, const Item &other) {
        return std::pair(!isOpen(one.state), one.due) < std::pair(!isOpen(other.state), other.due);
    });
    show();
}

QString OralBoard::detail(const QString &authority, const QString &means, signature::Instant at,
                          const QString &recordedBy) const
{
    const auto by = submission::meansFromName(means).value_or(submission::Means::Phone);
    //: Who approved by voice, at what time, by which means, and who wrote it down.
    return tr("%1, %2, %3 – recorded by %4")
        .arg(m_content.personName(authority), timeText(at), meansTitle(by), m_content.personName(recordedBy));
}

QVariantMap OralBoard::row(const Item &item) const
{
    const auto waits = isOpen(item.state);
    return {{QStringLiteral("id"), item.id},
            {QStringLiteral("submissionId"), item.submission},
            {QStringLiteral("revision"), item.revision},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("detail"), detail(item.authority, item.means, item.givenAt, item.recordedBy)},
            {QStringLiteral("stateText"), stateTitle(item.state)},
            {QStringLiteral("leftText"), waits ? leftText(item.due, m_link.serverNow()) : QString()},
            {QStringLiteral("tone"), item.state == late                          ? QStringLiteral("danger")
                                     : waits                                     ? QStringLiteral("warning")
                                     : item.state == QStringLiteral("confirmed") ? QStringLiteral("success")
                                                                                 : QStringLiteral("danger")},
            {QStringLiteral("mine"), waits && item.authority == m_session.personId()},
            {QStringLiteral("kept"), false}};
}

QVariantMap OralBoard::keptRow(const OutboxItem &item) const
{
    const auto &record = *item.oral;
    return {{QStringLiteral("id"), record.id},
            {QStringLiteral("submissionId"), item.id()},
            {QStringLiteral("revision"), item.draft.revision},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("detail"), detail(record.authority, record.means, record.givenAt, m_session.personId())},
            {QStringLiteral("stateText"), record.refused ? record.refused->userText()
                                                         //: Of an approval by voice that the server does not have yet
                                                         : tr("Recorded on this phone, sent with the network")},
            {QStringLiteral("leftText"),
             record.refused ? QString() : leftText(record.givenAt + confirmedWithin, m_link.serverNow())},
            {QStringLiteral("tone"), record.refused ? QStringLiteral("danger") : QStringLiteral("warning")},
            {QStringLiteral("mine"), false},
            {QStringLiteral("kept"), true}};
}

void OralBoard::show()
{
    QList<QVariantMap> rows;
    for (const auto kept = m_courier.kept(); const auto &item : kept)
        rows.append(keptRow(item));
    for (const auto &item : m_known)
        rows.append(row(item));
    m_items->setRows(rows);
    Q_EMIT changed();
}

// Those on duty first, then the others who decide.
void OralBoard::showAuthorities()
{
    QList<QVariantMap> rows;
    const auto now = m_link.serverNow();
    const auto me = m_session.personId();
    for (auto person = m_content.people().cbegin(); person != m_content.people().cend(); ++person) {
        const auto role = submission::roleFromName(person->role);
        if (!role || !submission::isAuthority(*role) || person.key() == me)
            continue;
        const auto onDuty = m_content.authoritySlotOf(person.key(), now).has_value();
        if (*role == submission::Role::DutyAuthority && !onDuty)
            continue;
        const QVariantMap row{{QStringLiteral("personId"), person.key()},
                              {QStringLiteral("name"), person->name},
                              {QStringLiteral("roleLabel"), roleTitle(person->role)}};
        rows.insert(onDuty ? 0 : rows.size(), row);
    }
    m_authorities->setRows(rows);
}

void OralBoard::prepare(const QString &submissionId, int revision)
{
    const auto item = m_outbox.find(submissionId);
    const auto here = item && item->draft.revision == revision;
    m_submission = here ? submissionId : QString();
    m_revision = revision;
    m_text = here ? textOf(*item) : QString();
    showAuthorities();
    say(here ? QString() : Failure{Reason::UnknownSubmission, {}}.userText());
}

void OralBoard::record(const QString &authority, const QString &means, const QString &time, const QString &readBack)
{
    const auto id = freshId();
    const auto at = clockTimeBefore(time, m_link.serverNow());
    if (m_submission.isEmpty())
        return;
    if (!id || !at || authority.isEmpty() || readBack.trimmed().isEmpty())
        return say(Failure{Reason::InvalidValue, {}}.userText());
    const OralRecord record{*id, authority,   means, *at, readBack.trimmed().normalized(QString::NormalizationForm_C),
                            {},  std::nullopt};
    if (const auto kept = m_courier.keep(m_submission, m_revision, record); !kept)
        return say(kept.error().userText());
    say({});
    Q_EMIT recorded();
}

void OralBoard::discard(const QString &submissionId)
{
    m_courier.discard(submissionId);
}

} // namespace astreinte::app
