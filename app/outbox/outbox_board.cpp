// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox_board.h"

#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/composition/form_rows.h"
#include "app/composition/size_words.h"
#include "app/composition/time_words.h"
#include "app/outbox/outbox.h"
#include "app/outbox/outbox_search.h"
#include "app/outbox/sending.h"
#include "app/outbox/status_ladder.h"
#include "app/ports/clock.h"
#include "app/sync/courier.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/submission.h"

#include <algorithm>

namespace astreinte::app {
namespace {

// PAINS 7: an item that does not leave says so.
constexpr std::chrono::minutes unsentWarning{2};
// As many as a screen shows, and a little more.
constexpr int pageSize = 10;
// From here on a person no longer sees at a glance what is there.
constexpr int glance = 8;
// Looked at before the screen gets its turn again.
constexpr int lookedAtOnce = 40;

QString nextTryText(const OutboxItem &item, Departure departure, signature::Instant now)
{
    if (!item.waiting() || item.needsPerson)
        return {};
    if (departure != Departure::Now)
        return Sending::heldText(departure);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(item.nextTry - now).count();
    return wait <= 0 ? OutboxBoard::tr("Next try: now") : OutboxBoard::tr("Next try in %n s", nullptr, int(wait));
}

// An approval by voice that the server does not have yet, or refused.
QString voiceText(const OutboxItem &item, const Content &content)
{
    if (!item.oral)
        return {};
    if (item.oral->refused)
        return item.oral->refused->userText();
    //: %1 is who approved by voice, %2 at what time
    return OutboxBoard::tr("Approved by voice by %1 at %2: kept on this phone, sent with the network")
        .arg(content.personName(item.oral->authority), timeText(item.oral->givenAt));
}

QVariantMap textRow(const QString &key, const QString &title, const QString &french, const QString &english = {})
{
    return {{QStringLiteral("channel"), key},
            {QStringLiteral("title"), title},
            {QStringLiteral("textFr"), french},
            {QStringLiteral("textEn"), english}};
}

} // namespace

OutboxBoard::OutboxBoard(Outbox &outbox, Courier &courier, const Sending &sending, Composer &composer,
                         const Content &content, const Clock &clock, QObject *parent)
    : QObject(parent), m_outbox(outbox), m_courier(courier), m_sending(sending), m_composer(composer),
      m_content(content), m_clock(clock), m_wanted(pageSize),
      m_items(new Rows({QStringLiteral("submissionId"),  QStringLiteral("revision"),  QStringLiteral("title"),
                        QStringLiteral("kind"),          QStringLiteral("state"),     QStringLiteral("stateText"),
                        QStringLiteral("reason"),        QStringLiteral("nextTryAt"), QStringLiteral("nextTryText"),
                        QStringLiteral("progress"),      QStringLiteral("bytesText"), QStringLiteral("photoCount"),
                        QStringLiteral("exercise"),      QStringLiteral("canEdit"),   QStringLiteral("mustEdit"),
                        QStringLiteral("isPublic"),      QStringLiteral("canCancel"), QStringLiteral("updatedAt"),
                        QStringLiteral("unsentMinutes"), QStringLiteral("held"),      QStringLiteral("voiceText")},
                       QStringLiteral("submissionId"), this)),
      m_steps(new Rows({QStringLiteral("rung"), QStringLiteral("title"), QStringLiteral("done"),
                        QStringLiteral("current"), QStringLiteral("at"), QStringLiteral("timeText"),
                        QStringLiteral("by"), QStringLiteral("note"), QStringLiteral("link")},
                       QStringLiteral("rung"), this)),
      m_texts(new Rows(
          {QStringLiteral("channel"), QStringLiteral("title"), QStringLiteral("textFr"), QStringLiteral("textEn")},
          QStringLiteral("channel"), this))
{
    connect(&outbox, &Outbox::changed, this, &OutboxBoard::readAgain);
    connect(&outbox, &Outbox::itemChanged, this, &OutboxBoard::itemChanged);
    connect(m_items, &Rows::moreWanted, this, &OutboxBoard::readMore);
    m_looking.setInterval(0);
    connect(&m_looking, &QTimer::timeout, this, &OutboxBoard::lookFurther);
    connect(&content, &Content::changed, this, &OutboxBoard::show);
    connect(&sending, &Sending::changed, this, &OutboxBoard::show);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &OutboxBoard::show);
}

OutboxBoard::~OutboxBoard() = default;

QVariantMap OutboxBoard::row(const OutboxItem &item) const
{
    const auto now = m_clock.now();
    const auto bytes = item.bytes();
    const auto held = m_sending.departureOf(item);
    const auto unsent = std::chrono::duration_cast<std::chrono::minutes>(now - item.queuedAt);
    QString reason = item.state == submission::State::Returned || item.state == submission::State::Refused
                         ? item.returnedReason()
                         : QString();
    if (item.waiting() && item.failure)
        reason = item.failure->userText();
    return {{QStringLiteral("submissionId"), item.id()},
            {QStringLiteral("revision"), item.draft.revision},
            {QStringLiteral("title"), item.title},
            {QStringLiteral("kind"), item.draft.kind},
            {QStringLiteral("state"), QString(submission::stateName(item.state))},
            {QStringLiteral("stateText"), stateText(item, held)},
            {QStringLiteral("reason"), reason},
            {QStringLiteral("nextTryAt"), signature::toDateTime(item.nextTry)},
            {QStringLiteral("nextTryText"), nextTryText(item, held, now)},
            {QStringLiteral("progress"), bytes > 0 ? double(item.sentBytes()) / double(bytes) : 0.0},
            {QStringLiteral("bytesText"), QStringLiteral("%1 / %2").arg(sizeText(item.sentBytes()), sizeText(bytes))},
            {QStringLiteral("photoCount"), int(item.draft.photos.size())},
            {QStringLiteral("exercise"), item.exercise},
            {QStringLiteral("canEdit"), item.mayRevise()},
            {QStringLiteral("mustEdit"), item.needsPerson || item.state == submission::State::Returned},
            {QStringLiteral("isPublic"), item.isPublic()},
            {QStringLiteral("canCancel"), item.waiting()},
            {QStringLiteral("updatedAt"), signature::toDateTime(item.updatedAt)},
            {QStringLiteral("unsentMinutes"), item.waiting() && unsent >= unsentWarning ? int(unsent.count()) : 0},
            {QStringLiteral("held"), item.waiting() && held != Departure::Now},
            {QStringLiteral("voiceText"), voiceText(item, m_content)}};
}

bool OutboxBoard::searchable() const
{
    return !m_query.isEmpty() || m_more || m_listed.size() > glance;
}

bool OutboxBoard::searching() const
{
    return m_looking.isActive() && m_listed.isEmpty();
}

void OutboxBoard::setSearch(const QString &words)
{
    if (m_query == words)
        return;
    m_query = words;
    m_wanted = pageSize;
    readAgain();
}

// As much as was listed before, from the beginning.
void OutboxBoard::readAgain()
{
    m_listed.clear();
    m_looking.stop();
    m_search = m_query.trimmed().isEmpty() ? nullptr : std::make_unique<OutboxSearch>(m_outbox, m_query);
    read();
}

void OutboxBoard::readMore()
{
    m_wanted += pageSize;
    read();
}

void OutboxBoard::read()
{
    if (m_search) {
        m_looking.start();
        return lookFurther();
    }
    const int missing = m_wanted - int(m_listed.size());
    const auto page = m_outbox.page(m_listed.isEmpty() ? QString() : m_listed.last().id(), missing);
    m_listed += page.value_or(QList<OutboxItem>());
    m_more = page && page->size() == missing;
    show();
}

void OutboxBoard::lookFurther()
{
    const auto found = m_search->next(m_wanted - int(m_listed.size()), lookedAtOnce);
    m_listed += found.value_or(QList<OutboxItem>());
    if (!found || m_search->ended() || m_listed.size() >= m_wanted)
        m_looking.stop();
    m_more = found && !m_search->ended();
    show();
}

void OutboxBoard::itemChanged(const QString &id)
{
    const auto listed = std::ranges::find(m_listed, id, &OutboxItem::id);
    if (listed != m_listed.end())
        if (auto item = m_outbox.find(id))
            *listed = *std::move(item);
    show();
}

void OutboxBoard::show()
{
    QList<QVariantMap> rows;
    for (const auto &item : std::as_const(m_listed))
        rows.append(row(item));
    m_items->setRows(rows);
    m_items->setMore(m_more && !m_looking.isActive());
    const auto selected = m_outbox.find(m_selectedId);
    m_selected = selected ? row(*selected) : QVariantMap();
    m_steps->setRows(selected ? ladderRows(*selected, m_content) : QList<QVariantMap>());
    showTexts(selected ? &*selected : nullptr);
    // The clock of the next try runs only while something waits.
    if (m_outbox.waitingCount() > 0 && !m_tick.isActive())
        m_tick.start();
    else if (m_outbox.waitingCount() == 0)
        m_tick.stop();
    Q_EMIT changed();
}

void OutboxBoard::showTexts(const OutboxItem *item)
{
    QList<QVariantMap> rows;
    const auto jws = item ? signature::parseCompact(item->jws, submission::typ::submission) : fail(Reason::Internal);
    const auto frozen = jws ? submission::Submission::parse(jws->unverifiedPayload()) : fail(Reason::Internal);
    if (frozen)
        for (const auto channel : message::allChannels) {
            const auto texts = frozen->content().texts.value(message::channelName(channel));
            if (!texts.isEmpty())
                rows.append(textRow(message::channelName(channel), channelTitle(channel),
                                    texts.value(QStringLiteral("fr")), texts.value(QStringLiteral("en"))));
        }
    if (frozen && frozen->content().kind == submission::Kind::FieldReport)
        for (const auto labels = reportLabels(); const auto &[key, label] : labels)
            if (const auto text = frozen->content().values.value(key).toString(); !text.isEmpty())
                rows.append(textRow(key, label, text));
    m_texts->setRows(rows);
}

void OutboxBoard::select(const QString &submissionId)
{
    m_selectedId = submissionId;
    m_courier.refreshStatus(submissionId);
    show();
}

void OutboxBoard::tryNow()
{
    if (const auto item = m_outbox.find(m_selectedId);
        item && item->waiting() && m_sending.departureOf(*item) != Departure::Now)
        m_outbox.change(m_selectedId, [](OutboxItem &edited) { edited.anyNetwork = true; });
    m_courier.tryNow();
}

void OutboxBoard::edit(const QString &submissionId)
{
    const auto item = m_outbox.find(submissionId);
    if (!item || !item->mayRevise())
        return;
    m_composer.revise(*item);
    m_problem = m_composer.problem();
    if (m_composer.hasDraft())
        Q_EMIT editing(m_composer.draftId());
    Q_EMIT changed();
}

void OutboxBoard::cancel(const QString &submissionId)
{
    const auto item = m_outbox.find(submissionId);
    if (!item || !item->waiting())
        return;
    // Taken back, not thrown away: it is a draft again.
    const auto reopened = m_outbox.reopen(submissionId, item->nextDraft());
    m_problem = reopened ? QString() : reopened.error().userText();
    Q_EMIT takenBack();
    Q_EMIT changed();
}

} // namespace astreinte::app
