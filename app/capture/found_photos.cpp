// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/found_photos.h"

#include "app/capture/capture_desk.h"
#include "app/capture/picture.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/new_draft.h"
#include "app/session/session.h"

#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr int thumbnailSide = 320;

QStringList roles()
{
    return {QStringLiteral("photoId"), QStringLiteral("thumb"), QStringLiteral("takenAt"),
            QStringLiteral("communeName"), QStringLiteral("remark")};
}

} // namespace

FoundPhotos::FoundPhotos(Vault &vault, PhotoShelf &shelf, Drafts &drafts, const Content &content,
                         const Session &session, QObject *parent)
    : QObject(parent), m_vault(vault), m_shelf(shelf), m_drafts(drafts), m_content(content), m_session(session),
      m_heldRows(new Rows(roles(), QStringLiteral("photoId"), this)),
      m_foundRows(new Rows(roles(), QStringLiteral("photoId"), this))
{
}

FoundPhotos::~FoundPhotos() = default;

// An import that a kill cut short is finished: the photo has its row, and only its draft may not know it yet.
bool FoundPhotos::finish(const PhotoShelf::Held &held)
{
    const auto *photo = m_shelf.find(held.photo.id);
    if (!photo)
        return false;
    const auto *draft = m_drafts.find(photo->draft);
    if (draft && !draft->photos.contains(photo->id)) {
        m_drafts.setCurrent(draft->id);
        m_drafts.edit([&](Draft &edited) { edited.photos.append(held.photo.id); }, true);
        m_drafts.setCurrent({});
        if (m_drafts.problem())
            return true; // the note stays: tried again at the next unlocking
    }
    (void)m_shelf.dropHeld(held);
    return true;
}

void FoundPhotos::load()
{
    m_held.clear();
    const auto held = m_shelf.held();
    if (!held)
        return failed(held.error());
    for (const auto &row : *held) {
        if (finish(row))
            continue;
        m_held.append({row, signature::toDateTime(row.photo.capturedAt), {}});
        if (const auto &fix = row.photo.fix)
            if (const auto near = m_content.communes().nearest({fix->latitude, fix->longitude}, 1); !near.isEmpty())
                m_held.last().row.photo.commune = near.first().commune.code;
        look(m_held.last());
    }
    show();
}

void FoundPhotos::offer(const QList<FoundPicture> &pictures)
{
    if (m_busy)
        return; // one of the last check's is being adopted; the next check tells
    m_found.clear();
    for (const auto &picture : pictures) {
        Photo photo;
        photo.id = picture.blob;
        photo.blob = picture.blob;
        photo.origin = QStringLiteral("found");
        photo.capturedAt = signature::fromDateTime(picture.sealedAt.toUTC());
        m_found.append({{{}, photo}, picture.sealedAt, {}});
        look(m_found.last());
    }
    show();
}

void FoundPhotos::forget()
{
    m_held.clear();
    m_found.clear();
    m_queue.clear();
    m_thumbnails.clear();
    m_problem.clear();
    m_busy = false;
    show();
}

// Decoded in a worker; nothing is kept of it once the vault is locked.
void FoundPhotos::look(const Offer &offer)
{
    const auto keys = m_vault.keys();
    if (!keys || m_thumbnails.contains(offer.row.photo.id))
        return;
    struct Seen
    {
        QImage image;
        FileRemark remark;
    };
    auto work = QtConcurrent::run([this, keys, blob = offer.row.photo.blob]() -> Seen {
        const auto bytes = m_vault.readBlob(*keys, blob);
        const auto image = bytes ? decodeThumbnail(*bytes, thumbnailSide) : tl::unexpected(bytes.error());
        if (!image)
            return {};
        return {image->scaled(thumbnailSide, thumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation),
                readRemark(*bytes)};
    });
    work.then(this, [this, id = offer.row.photo.id](const Seen &seen) {
        if (!m_vault.isOpen() || seen.image.isNull())
            return;
        m_thumbnails.insert(id, seen.image);
        for (auto &found : m_found)
            if (found.row.photo.id == id) {
                found.remark = seen.remark.text();
                if (seen.remark.latitude && seen.remark.longitude)
                    if (const auto commune = m_content.certainCommune({*seen.remark.latitude, *seen.remark.longitude}))
                        found.row.photo.commune = commune->code;
            }
        show();
    });
}

void FoundPhotos::takeHeld()
{
    begin(m_held.mid(0, mostPhotos));
}

void FoundPhotos::take(const QString &photoId)
{
    const auto found = std::ranges::find(m_found, photoId, [](const Offer &offer) { return offer.row.photo.id; });
    if (found != m_found.end())
        begin({*found});
}

void FoundPhotos::begin(const QList<Offer> &offers)
{
    if (m_busy || offers.isEmpty() || !m_session.identity())
        return;
    const auto kind = m_session.canCompose() ? QStringLiteral("proposal") : QStringLiteral("fieldReport");
    if (const auto added = m_drafts.add(newDraft(kind, m_content)); !added)
        return failed(added.error());
    m_queue = offers;
    m_first.clear();
    m_problem.clear();
    m_busy = true;
    adoptNext();
}

// One after the other, each in the order that a kill cannot harm: the photo's row, its draft, and only then the note.
void FoundPhotos::adoptNext()
{
    if (m_queue.isEmpty() || !m_drafts.current()) {
        m_busy = false;
        if (m_first.isEmpty() && m_drafts.current())
            (void)m_drafts.remove(m_drafts.current()->id); // nothing came of it
        load();
        if (!m_first.isEmpty())
            Q_EMIT taken(m_first);
        return;
    }
    const auto offer = m_queue.takeFirst();
    auto photo = offer.row.photo;
    photo.draft = m_drafts.current()->id;
    photo.answeredBy = m_session.personId();
    if (offer.row.held.isEmpty()) {
        const auto id = freshId();
        if (!id)
            return failed(id.error());
        photo.id = *id;
    } else {
        CaptureDesk::sign(photo, m_session);
    }
    m_shelf.adopt(photo, photo.blob, this, [this, offer, draftId = photo.draft](const Result<Photo> &kept) {
        if (!m_busy || !m_drafts.current() || m_drafts.current()->id != draftId)
            return; // locked meanwhile: what is in no draft is offered again
        if (!kept) {
            failed(kept.error());
            return adoptNext(); // the others still go; this one stays offered
        }
        m_drafts.edit([&](Draft &draft) { draft.photos.append(kept->id); }, true);
        if (!offer.row.held.isEmpty() && !m_drafts.problem())
            (void)m_shelf.dropHeld(offer.row);
        m_found.removeIf([&](const Offer &one) { return one.row.photo.id == offer.row.photo.id; });
        if (m_first.isEmpty())
            m_first = kept->id;
        adoptNext();
    });
}

void FoundPhotos::remove(const QString &photoId)
{
    const auto found = std::ranges::find(m_found, photoId, [](const Offer &offer) { return offer.row.photo.id; });
    if (m_busy || found == m_found.end())
        return;
    if (const auto dropped = m_vault.dropBlob(found->row.photo.blob); !dropped)
        return failed(dropped.error());
    m_found.erase(found);
    m_thumbnails.remove(photoId);
    m_problem.clear();
    show();
}

void FoundPhotos::failed(const Failure &failure)
{
    m_problem = failure.userText();
    Q_EMIT changed();
}

QVariantMap FoundPhotos::rowOf(const Offer &offer) const
{
    const auto &photo = offer.row.photo;
    const auto commune = m_content.communes().byCode(photo.commune);
    const bool seen = m_thumbnails.contains(photo.id);
    return {{QStringLiteral("photoId"), photo.id},
            {QStringLiteral("thumb"), seen ? QStringLiteral("image://astreinte/found/") + photo.id : QString()},
            {QStringLiteral("takenAt"), offer.takenAt},
            {QStringLiteral("communeName"), commune ? commune->name : QString()},
            {QStringLiteral("remark"), offer.remark}};
}

void FoundPhotos::show()
{
    for (const auto &[offers, rows] : {std::pair(&m_held, m_heldRows), std::pair(&m_found, m_foundRows)}) {
        QList<QVariantMap> shown;
        for (const auto &offer : *offers)
            shown.append(rowOf(offer));
        rows->setRows(shown);
    }
    Q_EMIT changed();
}

} // namespace astreinte::app
