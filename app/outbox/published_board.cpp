// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/published_board.h"

#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/outbox/outbox.h"
#include "app/outbox/status_ladder.h"

#include <QDateTime>

namespace astreinte::app {

PublishedBoard::PublishedBoard(Outbox &outbox, Composer &composer, const Content &content, QObject *parent)
    : QObject(parent), m_outbox(outbox), m_composer(composer), m_content(content),
      m_items(new Rows({QStringLiteral("itemId"), QStringLiteral("submissionId"), QStringLiteral("title"),
                        QStringLiteral("channel"), QStringLiteral("channelTitle"), QStringLiteral("state"),
                        QStringLiteral("stateText"), QStringLiteral("link"), QStringLiteral("at"),
                        QStringLiteral("exercise")},
                       QStringLiteral("itemId"), this))
{
    connect(&outbox, &Outbox::changed, this, &PublishedBoard::show);
    connect(&content, &Content::changed, this, &PublishedBoard::show);
}

PublishedBoard::~PublishedBoard() = default;

void PublishedBoard::show()
{
    QList<QVariantMap> rows;
    for (const auto &item : m_outbox.items()) {
        // The last word on each channel.
        QMap<QString, const submission::StatusStep *> last;
        QMap<QString, QString> links;
        for (const auto &step : item.steps)
            if (step.channel) {
                last[*step.channel] = &step;
                if (step.url)
                    links[*step.channel] = *step.url;
            }
        for (auto step = last.cbegin(); step != last.cend(); ++step) {
            rows.append({{QStringLiteral("itemId"), item.id() + QLatin1Char('/') + step.key()},
                         {QStringLiteral("submissionId"), item.id()},
                         {QStringLiteral("title"), item.title},
                         {QStringLiteral("channel"), step.key()},
                         {QStringLiteral("channelTitle"), channelTitle(step.key())},
                         {QStringLiteral("state"), QString(submission::stateName((*step)->state))},
                         {QStringLiteral("stateText"), stateWords((*step)->state)},
                         {QStringLiteral("link"), links.value(step.key())},
                         {QStringLiteral("at"), signature::toDateTime((*step)->at)},
                         {QStringLiteral("exercise"), item.exercise}});
        }
    }
    m_items->setRows(rows);
    Q_EMIT changed();
}

void PublishedBoard::correct(const QString &submissionId)
{
    const auto *item = m_outbox.find(submissionId);
    if (!item)
        return;
    m_composer.correct(*item);
    m_problem = m_composer.problem();
    Q_EMIT changed();
    if (m_problem.isEmpty())
        Q_EMIT correcting(m_composer.draftId());
}

void PublishedBoard::withdraw(const QString &submissionId, const QString &reason)
{
    const auto *item = m_outbox.find(submissionId);
    if (!item)
        return;
    const auto queued = m_composer.withdraw(OutboxItem(*item), reason);
    m_problem = queued ? QString() : queued.error().userText();
    Q_EMIT changed();
    if (queued)
        Q_EMIT withdrawing(*queued);
}

} // namespace astreinte::app
