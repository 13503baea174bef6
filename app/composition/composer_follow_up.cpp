// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_shelf.h"
#include "app/composition/composer.h"
#include "app/composition/drafts.h"
#include "app/composition/freezing.h"
#include "app/composition/new_draft.h"
#include "app/ports/clock.h"
#include "app/redaction/crop.h"
#include "app/session/session.h"

#include <algorithm>
#include <array>

// What becomes of what was submitted: revised, corrected, withdrawn, taken down.
namespace astreinte::app {
namespace {

bool withdraws(const OutboxItem &item, const QString &target)
{
    return item.draft.action == QStringLiteral("withdraw") && item.draft.target == target &&
           item.state != submission::State::Refused;
}

// The pictures of one photo, by the digests under which the server knows them.
QStringList picturesOf(const OutboxItem &item, const QString &photo)
{
    QStringList pictures;
    for (const auto &file : item.photos)
        if (file.photo == photo)
            pictures.append(QString::fromLatin1(file.sha256.toHex()));
    return pictures;
}

} // namespace

void Composer::revise(const OutboxItem &item)
{
    const auto reopened = m_outbox.reopen(item.id(), item.nextDraft());
    if (reopened)
        proposeMarks(item);
    if (reopened && m_drafts.load())
        resume(*reopened);
    else if (!reopened)
        m_problem = reopened.error().userText();
    Q_EMIT changed();
}

void Composer::correct(const OutboxItem &item)
{
    Draft draft = item.draft;
    draft.id.clear();
    draft.revision = 1;
    draft.parent.clear();
    draft.action = QStringLiteral("correct");
    draft.target = item.id();
    draft.takenBack.clear();
    draft.submittedWords.clear();
    draft.factsAt.reset();
    const auto added = m_drafts.add(draft);
    m_problem = added ? QString() : added.error().userText();
    show();
    if (added)
        Q_EMIT draftOpened(*added);
}

void Composer::followUp(const OutboxItem &item)
{
    auto draft = newDraft(item.draft.kind, m_content);
    draft.incident = item.draft.incident;
    for (const auto &kept : {QStringLiteral("where"), QStringLiteral("access")})
        if (item.draft.values.contains(kept))
            draft.values.insert(kept, item.draft.values.value(kept));
    const auto what = item.draft.values.value(QLatin1String("what")).toString();
    if (!what.isEmpty())
        //: Proposed beginning of a field report that goes on from an earlier one, whose words are %1
        draft.values.insert(QStringLiteral("what"), tr("Follow-up – %1").arg(what));
    const auto added = m_drafts.add(draft);
    m_problem = added ? QString() : added.error().userText();
    show();
    if (added)
        Q_EMIT draftOpened(*added);
}

Result<QString> Composer::withdraw(const OutboxItem &item, const QString &reason, const QStringList &takenBack)
{
    if (reason.trimmed().isEmpty())
        return fail(Reason::ReasonRequired);
    auto id = freshId();
    if (!id)
        return id;
    Draft draft;
    draft.id = *id;
    draft.kind = QStringLiteral("proposal");
    draft.action = QStringLiteral("withdraw");
    draft.target = item.id();
    draft.channels = item.draft.channels;
    draft.includeEnglish = false;
    draft.incident = item.draft.incident;
    draft.createdAt = m_clock.now();
    draft.values = {{QStringLiteral("reason"), reason.trimmed().normalized(QString::NormalizationForm_C)}};
    draft.takenBack = takenBack;
    auto frozen = freeze(m_content, m_incidents, m_shelf, draft, m_session.author(), m_clock.now());
    if (!frozen)
        return tl::unexpected(frozen.error());
    frozen->title = tr("Withdrawal: %1").arg(item.title);
    if (auto queued = m_outbox.enqueue(*frozen); !queued)
        return tl::unexpected(queued.error());
    return *id;
}

// What the authority marked when it returned the message is proposed as a box, with its words.
void Composer::proposeMarks(const OutboxItem &item)
{
    for (const auto &mark : item.marks()) {
        const auto file = std::ranges::find(item.photos, mark.photo, &OutboxPhoto::sha256);
        const auto *held = file == item.photos.end() ? nullptr : m_shelf.find(file->photo);
        const auto id = freshId();
        if (!held || !id)
            continue;
        Photo photo = *held;
        const auto area = outOfCrop(mark.area, photo.crop);
        const bool known = std::ranges::any_of(
            photo.regions, [&](const Region &region) { return region.asked == mark.reason && region.area == area; });
        if (known)
            continue;
        photo.regions.append({*id, area, QStringLiteral("other"), Treatment::Opaque, true, {}, mark.reason});
        if (const auto saved = m_shelf.update(photo); !saved)
            m_problem = saved.error().userText();
    }
}

int Composer::takeDown(const QString &photoId)
{
    int opened = 0;
    m_problem.clear();
    const auto items = m_outbox.holding(SearchIndex::photoToken(photoId));
    for (const auto &item : items) {
        const auto pictures = picturesOf(item, photoId);
        if (pictures.isEmpty())
            continue;
        if (item.mayRevise())
            replaceWithout(photoId, item, pictures);
        else
            opened += proposeTakeDown(item, pictures);
    }
    Q_EMIT changed();
    return opened;
}

// A channel may have the message, or have it soon: the server is told now, and holds back what has not begun.
int Composer::proposeTakeDown(const OutboxItem &item, const QStringList &pictures)
{
    using submission::State;
    constexpr std::array over{State::Refused, State::Superseded, State::Withdrawn};
    if (item.draft.kind != QStringLiteral("proposal") || std::ranges::find(over, item.state) != over.end())
        return 0;
    if (std::ranges::any_of(m_outbox.holding(SearchIndex::targetToken(item.id())),
                            [&](const auto &other) { return withdraws(other, item.id()); }))
        return 0;
    //: The reason of a withdrawal that the application proposes by itself
    const auto reason = tr("A person on the photo took their agreement back.");
    const auto queued = withdraw(item, reason, pictures);
    if (!queued)
        m_problem = queued.error().userText();
    return queued ? 1 : 0;
}

// The revision without the photo came too late: a channel had begun, so that the message is to be taken down.
void Composer::followTakenBack(const QString &id)
{
    const auto item = m_outbox.find(id);
    if (!item || !item->failure || item->failure->reason != Reason::ForbiddenTransition ||
        item->draft.action == QStringLiteral("withdraw"))
        return;
    if (!item->draft.takenBack.isEmpty())
        proposeTakeDown(*item, item->draft.takenBack);
}

// The message goes on without the photo: as a new revision of what waits or may still be approved, as a draft where
// something else is missing. The server is told which pictures and why.
void Composer::replaceWithout(const QString &photoId, const OutboxItem &item, const QStringList &pictures)
{
    Draft draft = item.nextDraft();
    draft.photos.removeAll(photoId);
    draft.takenBack = pictures;
    auto done = m_outbox.reopen(item.id(), draft).and_then([&](const QString &) { return m_drafts.load(); });
    if (done && obstacles(m_content, draft, m_shelf).isEmpty())
        done = freeze(m_content, m_incidents, m_shelf, draft, m_session.author(), m_clock.now())
                   .and_then([&](const OutboxItem &next) { return m_outbox.enqueue(next); })
                   .map([&] { m_drafts.forgetOne(draft.id); });
    if (!done)
        m_problem = done.error().userText();
}

} // namespace astreinte::app
