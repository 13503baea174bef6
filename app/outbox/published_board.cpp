// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/published_board.h"

#include "app/capture/consent_desk.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/outbox/outbox.h"
#include "app/outbox/status_ladder.h"

#include <QDateTime>
#include <algorithm>

namespace astreinte::app {
namespace {

using submission::State;

constexpr int pageSize = 10;
// Where a channel may have begun.
const QList<State> begun{State::Authorised, State::Superseded, State::Publishing, State::Published, State::Uncertain,
                         State::Failed,     State::Corrected,  State::Withdrawn,  State::Expired};

} // namespace

PublishedBoard::PublishedBoard(Outbox &outbox, Composer &composer, const PhotoShelf &shelf, ConsentDesk &consent,
                               const Content &content, QObject *parent)
    : QObject(parent), m_outbox(outbox), m_composer(composer), m_shelf(shelf), m_consent(consent), m_content(content),
      m_wanted(pageSize),
      m_items(new Rows({QStringLiteral("itemId"), QStringLiteral("submissionId"), QStringLiteral("title"),
                        QStringLiteral("channel"), QStringLiteral("channelTitle"), QStringLiteral("state"),
                        QStringLiteral("stateText"), QStringLiteral("link"), QStringLiteral("at"),
                        QStringLiteral("agreements"), QStringLiteral("exercise")},
                       QStringLiteral("itemId"), this))
{
    connect(&shelf, &PhotoShelf::changed, this, &PublishedBoard::show);
    connect(&outbox, &Outbox::changed, this, &PublishedBoard::show);
    connect(&content, &Content::changed, this, &PublishedBoard::show);
    connect(m_items, &Rows::moreWanted, this, [this] {
        m_wanted += pageSize;
        show();
    });
}

PublishedBoard::~PublishedBoard() = default;

void PublishedBoard::show()
{
    QList<QVariantMap> rows;
    const auto ids = m_outbox.ids(begun, {}, m_wanted);
    for (const auto &id : ids) {
        const auto found = m_outbox.find(id);
        if (!found)
            continue;
        const auto &item = *found;
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
                         {QStringLiteral("agreements"), hasAgreements(item)},
                         {QStringLiteral("exercise"), item.exercise}});
        }
    }
    m_items->setRows(rows);
    m_items->setMore(ids.size() == m_wanted);
    Q_EMIT changed();
}

bool PublishedBoard::hasAgreements(const OutboxItem &item) const
{
    return std::ranges::any_of(item.draft.photos, [this](const QString &id) {
        const auto *photo = m_shelf.find(id);
        return photo && std::ranges::any_of(photo->consents, &Consent::inForce);
    });
}

void PublishedBoard::takeAgreementsBack(const QString &submissionId)
{
    const auto item = m_outbox.find(submissionId);
    const auto photos = item ? item->draft.photos : QStringList();
    for (const auto &photo : photos)
        m_consent.withdraw(photo);
    m_problem = m_composer.problem();
    Q_EMIT changed();
    const auto items = m_outbox.holding(SearchIndex::targetToken(submissionId));
    const auto proposed = std::ranges::find_if(items, [&](const OutboxItem &other) {
        return other.draft.action == QStringLiteral("withdraw") && other.draft.target == submissionId;
    });
    if (proposed != items.end())
        Q_EMIT withdrawing(proposed->id());
}

void PublishedBoard::correct(const QString &submissionId)
{
    const auto item = m_outbox.find(submissionId);
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
    const auto item = m_outbox.find(submissionId);
    if (!item)
        return;
    const auto queued = m_composer.withdraw(*item, reason);
    m_problem = queued ? QString() : queued.error().userText();
    Q_EMIT changed();
    if (queued)
        Q_EMIT withdrawing(*queued);
}

} // namespace astreinte::app
