// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/own_reports.h"

#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/composition/time_words.h"
#include "app/outbox/outbox.h"
#include "app/outbox/status_ladder.h"
#include "app/ports/clock.h"

namespace astreinte::app {
namespace {

constexpr int pageSize = 20;
const auto fieldReport = QStringLiteral("fieldReport");

// Who of the duty has opened this revision, each once.
QStringList seenBy(const OutboxItem &item, const Content &content)
{
    QStringList receipts;
    for (const auto steps = item.seen(); const auto &step : steps)
        if (step.by)
            //: Who of the duty has read a field report, and at what time
            receipts += OwnReports::tr("Seen by %1 at %2").arg(content.personName(*step.by), timeText(step.at));
    return receipts;
}

} // namespace

OwnReports::OwnReports(Outbox &outbox, Composer &composer, const Content &content, const Clock &clock, QObject *parent)
    : QObject(parent), m_outbox(outbox), m_composer(composer), m_content(content), m_clock(clock), m_wanted(pageSize),
      m_items(new Rows({QStringLiteral("submissionId"), QStringLiteral("what"), QStringLiteral("place"),
                        QStringLiteral("sentText"), QStringLiteral("stateText"), QStringLiteral("tone"),
                        QStringLiteral("photoCount"), QStringLiteral("exercise")},
                       QStringLiteral("submissionId"), this))
{
    connect(&outbox, &Outbox::changed, this, &OwnReports::show);
    connect(&content, &Content::changed, this, &OwnReports::show);
    connect(m_items, &Rows::moreWanted, this, [this] {
        m_wanted += pageSize;
        show();
    });
    m_minute.setInterval(std::chrono::minutes(1)); // « il y a 12 min »
    connect(&m_minute, &QTimer::timeout, this, &OwnReports::show);
    m_minute.start();
}

OwnReports::~OwnReports() = default;

QString OwnReports::summary() const
{
    if (m_sent == 0)
        return {};
    return tr("%n sent", nullptr, m_sent) + QStringLiteral(", ") + tr("%n seen", nullptr, m_seen);
}

QVariantMap OwnReports::row(const OutboxItem &item) const
{
    const auto seen = seenBy(item, m_content);
    const auto what = item.draft.values.value(QLatin1String("what")).toString();
    const auto where = item.draft.values.value(QLatin1String("where")).toObject();
    const auto *tone = !seen.isEmpty() ? "success" : !item.waiting() ? "info" : item.needsPerson ? "danger" : "warning";
    return {{QStringLiteral("submissionId"), item.id()},
            {QStringLiteral("what"), what.isEmpty() ? item.title : what},
            {QStringLiteral("place"), where.value(QLatin1String("nom")).toString()},
            {QStringLiteral("sentText"), agoText(item.waiting() ? item.queuedAt : item.receivedAt, m_clock.now())},
            {QStringLiteral("stateText"), !seen.isEmpty()  ? seen.join(QLatin1Char('\n'))
                                          : item.waiting() ? stateText(item, Departure::Now)
                                                           //: A field report that is on the server and unread
                                                           : tr("On the server, not read yet")},
            {QStringLiteral("tone"), QLatin1String(tone)},
            {QStringLiteral("photoCount"), int(item.draft.photos.size())},
            {QStringLiteral("exercise"), item.exercise}};
}

void OwnReports::show()
{
    QList<QVariantMap> rows;
    m_sent = 0;
    m_seen = 0;
    const auto page = m_outbox.page({}, m_wanted).value_or(QList<OutboxItem>());
    for (const auto &item : page) {
        if (item.draft.kind != fieldReport)
            continue;
        m_sent += item.waiting() ? 0 : 1;
        m_seen += seenBy(item, m_content).isEmpty() ? 0 : 1;
        rows.append(row(item));
    }
    m_items->setRows(rows);
    m_items->setMore(page.size() == m_wanted);
    Q_EMIT changed();
}

void OwnReports::followUp(const QString &submissionId)
{
    const auto item = m_outbox.find(submissionId);
    if (!item || item->draft.kind != fieldReport)
        return;
    m_composer.followUp(*item);
    m_problem = m_composer.problem();
    Q_EMIT changed();
    if (m_problem.isEmpty())
        Q_EMIT following(m_composer.draftId());
}

} // namespace astreinte::app
