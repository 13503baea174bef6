// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/redaction/redaction_desk.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

// What the device proposes, and what it still finds afterwards. The search runs in a worker thread: the screen goes on.
namespace astreinte::app {
namespace {

// A proposal that covers this much of a box already there (or the reverse) says nothing new.
constexpr double knownShare = 0.5;

double areaOf(const QRectF &box)
{
    return box.width() * box.height();
}

bool sameThing(const QRectF &a, const QRectF &b)
{
    return areaOf(a & b) > knownShare * std::min(areaOf(a), areaOf(b));
}

void search(PhotoShelf &shelf, const QString &photoId, PhotoShelf::View view, QObject *context,
            std::function<void(QList<Finding>)> answer)
{
    shelf.picture(photoId, view, context, [context, answer = std::move(answer)](const QImage &picture) {
        QtConcurrent::run([picture] {
            return detect(picture).value_or(QList<Finding>());
        }).then(context, [answer](const QList<Finding> &findings) { answer(findings); });
    });
}

} // namespace

bool RedactionDesk::canLook() const
{
    return canDetect();
}

int RedactionDesk::proposedCount() const
{
    return int(std::ranges::count_if(m_regions, &Region::proposed));
}

int RedactionDesk::facesLeft() const
{
    const auto *photo = m_shelf.find(m_photoId);
    return photo && !m_unsaved ? photo->facesLeft : 0;
}

QString RedactionDesk::usualKind() const
{
    const auto *photo = m_shelf.find(m_photoId);
    const auto assessment = photo ? assessPhoto(m_content, *photo) : fail(Reason::MissingPhoto);
    if (assessment)
        for (const auto &requirement : assessment->openRequirements)
            if (const auto kinds = rights::kindsMeeting(requirement); !kinds.isEmpty())
                return kinds.first();
    return QStringLiteral("face");
}

void RedactionDesk::look()
{
    if (m_looking || m_busy || !canDetect())
        return;
    m_looking = true;
    Q_EMIT changed();
    search(m_shelf, m_photoId, PhotoShelf::View::Original, this,
           [this, photoId = m_photoId](const QList<Finding> &findings) {
               if (photoId != m_photoId)
                   return;
               m_looking = false;
               propose(findings);
           });
}

void RedactionDesk::propose(const QList<Finding> &findings)
{
    if (m_busy)
        return;
    for (const auto &finding : findings) {
        const auto id = freshId();
        const bool known =
            std::ranges::any_of(m_regions, [&](const Region &region) { return sameThing(region.area, finding.area); });
        if (!id || known)
            continue;
        m_regions.append({*id, finding.area, finding.kind, m_treatment, true, {}});
        m_unsaved = true;
    }
    if (const auto *held = m_shelf.find(m_photoId); held && !held->searched) {
        Photo photo = *held;
        photo.searched = true;
        // What was proposed is kept with the photo, so that leaving the screen loses nothing; nothing is burnt yet.
        photo.regions = m_regions;
        if (const auto saved = m_shelf.update(photo); !saved)
            m_problem = saved.error().userText();
    }
    show();
}

// Any face that is found in what the public would see counts, under a box as well; only who signed to be shown does
// not.
void RedactionDesk::lookAgainAt(const QString &photoId)
{
    if (!canDetect())
        return;
    search(m_shelf, photoId, PhotoShelf::View::Public, this, [this, photoId](const QList<Finding> &findings) {
        const auto *held = m_shelf.find(photoId);
        if (!held)
            return;
        const auto left = std::ranges::count_if(findings, [&](const Finding &finding) {
            return finding.kind == QStringLiteral("face") &&
                   std::ranges::none_of(held->regions, [&](const Region &region) {
                       return !region.hides() && sameThing(region.area, outOfCrop(finding.area, held->crop));
                   });
        });
        if (left == held->facesLeft)
            return;
        Photo photo = *held;
        photo.facesLeft = int(left);
        if (const auto saved = m_shelf.update(photo); !saved)
            m_problem = saved.error().userText();
        show();
    });
}

} // namespace astreinte::app
