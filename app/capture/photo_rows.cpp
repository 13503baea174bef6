// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/capture_desk.h"
#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/capture/photo_use.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"

// The photos of the current draft as the screens show them, and what the person changes on them.
namespace astreinte::app {
namespace {

QString address(const char *kind, const Photo &photo)
{
    return QStringLiteral("image://astreinte/%1/%2?v=%3").arg(QLatin1String(kind), photo.id).arg(photo.version);
}

// Boxes and crop were drawn on the picture as it stood: they turn with it.
void turnQuarter(Photo &photo)
{
    const auto turn = [](const QRectF &area) {
        return QRectF(1 - area.y() - area.height(), area.x(), area.height(), area.width());
    };
    photo.crop = turn(photo.crop);
    for (auto &region : photo.regions)
        region.area = turn(region.area);
}

} // namespace

QStringList CaptureDesk::photoRoles()
{
    return {QStringLiteral("photoId"),     QStringLiteral("thumb"),       QStringLiteral("preview"),
            QStringLiteral("original"),    QStringLiteral("badge"),       QStringLiteral("badgeText"),
            QStringLiteral("altFr"),       QStringLiteral("altEn"),       QStringLiteral("author"),
            QStringLiteral("licence"),     QStringLiteral("communeName"), QStringLiteral("capturedAt"),
            QStringLiteral("width"),       QStringLiteral("height"),      QStringLiteral("partners"),
            QStringLiteral("regionCount"), QStringLiteral("fileRemark"),  QStringLiteral("hasFix"),
            QStringLiteral("origin"),      QStringLiteral("facesLeft")};
}

QVariantMap CaptureDesk::row(const Photo &photo) const
{
    const auto assessment = assessPhoto(m_content, photo);
    QString badge = QStringLiteral("todo");
    QString text = tr("Rights to complete");
    if (assessment && assessment->publishable) {
        badge = QStringLiteral("ok");
        text = tr("Publishable after approval");
    } else if (assessment && assessment->unanswered.isEmpty()) {
        const auto *outcome = m_content.rights().outcome(assessment->outcome);
        const bool stopped =
            outcome && outcome->id != QStringLiteral("publishable") && assessment->openRequirements.isEmpty();
        badge = assessment->outcome == QStringLiteral("forbidden") || stopped ? QStringLiteral("forbidden")
                                                                              : QStringLiteral("todo");
        text = outcome ? m_content.in(outcome->label) : text;
        if (assessment->openRequirements == QStringList{QStringLiteral("alt-text")})
            text = tr("Description to write");
    }
    const auto commune = m_content.communes().byCode(photo.commune);
    return {{QStringLiteral("photoId"), photo.id},
            {QStringLiteral("thumb"), address("thumb", photo)},
            {QStringLiteral("preview"), address("preview", photo)},
            {QStringLiteral("original"), address("original", photo)},
            {QStringLiteral("badge"), badge},
            {QStringLiteral("badgeText"), text},
            {QStringLiteral("altFr"), photo.altFr},
            {QStringLiteral("altEn"), photo.altEn},
            {QStringLiteral("author"), photo.author},
            {QStringLiteral("licence"), photo.licence},
            {QStringLiteral("communeName"), commune ? commune->name : QString()},
            {QStringLiteral("capturedAt"), signature::toDateTime(photo.capturedAt)},
            {QStringLiteral("width"), photo.pixels.width()},
            {QStringLiteral("height"), photo.pixels.height()},
            {QStringLiteral("partners"), photo.partners},
            {QStringLiteral("regionCount"), int(photo.regions.size())},
            {QStringLiteral("facesLeft"), photo.facesLeft},
            {QStringLiteral("fileRemark"), photo.fileRemark},
            {QStringLiteral("hasFix"), photo.fix.has_value()},
            {QStringLiteral("origin"), photo.origin}};
}

void CaptureDesk::show()
{
    QList<QVariantMap> rows;
    if (const auto *draft = m_drafts.current())
        for (const auto &id : draft->photos)
            if (const auto *photo = m_shelf.find(id))
                rows.append(row(*photo));
    m_photos->setRows(rows);
    if (!m_currentPhotoId.isEmpty() && m_photos->indexOf(m_currentPhotoId) < 0)
        m_currentPhotoId.clear();
    Q_EMIT currentPhotoChanged();
}

void CaptureDesk::setCurrentPhotoId(const QString &photoId)
{
    if (m_currentPhotoId == photoId)
        return;
    m_currentPhotoId = photoId;
    Q_EMIT currentPhotoChanged();
}

QVariantMap CaptureDesk::currentPhoto() const
{
    return m_photos->find(m_currentPhotoId);
}

void CaptureDesk::change(const QString &photoId, const std::function<void(Photo &)> &edit)
{
    const auto *held = m_shelf.find(photoId);
    if (!held)
        return;
    Photo photo = *held;
    edit(photo);
    if (const auto saved = m_shelf.update(photo); !saved)
        fail(saved.error());
}

void CaptureDesk::followUse()
{
    const auto *draft = m_drafts.current();
    if (!draft)
        return;
    const auto use = useOf(*draft);
    for (const auto &id : draft->photos) {
        const auto *held = m_shelf.find(id);
        if (!held)
            continue;
        Photo photo = *held;
        if (followUseOf(photo, use, m_content.rights()))
            if (const auto saved = m_shelf.update(photo); !saved)
                fail(saved.error());
    }
}

int CaptureDesk::photosLeft() const
{
    return mostPhotos - (m_drafts.current() ? int(m_drafts.current()->photos.size()) : 0);
}

void CaptureDesk::letGo(const QString &photoId)
{
    m_drafts.edit([&](Draft &draft) { draft.photos.removeAll(photoId); }, true);
}

void CaptureDesk::removePhoto(const QString &photoId)
{
    // What may be evidence is locked, not deleted (BRIEF §2.1).
    if (const auto *photo = m_shelf.find(photoId))
        if (const auto assessment = assessPhoto(m_content, *photo);
            assessment && assessment->openRequirements.contains(QStringLiteral("seal")))
            return fail({Reason::NotAllowed, QStringLiteral("seal")});
    m_drafts.edit([&](Draft &draft) { draft.photos.removeAll(photoId); }, true);
    if (const auto removed = m_shelf.remove(photoId); !removed)
        fail(removed.error());
}

void CaptureDesk::movePhoto(const QString &photoId, int to)
{
    m_drafts.edit(
        [&](Draft &draft) {
            const auto from = draft.photos.indexOf(photoId);
            if (from >= 0 && to >= 0 && to < draft.photos.size())
                draft.photos.move(from, to);
        },
        true);
}

void CaptureDesk::rotatePhoto(const QString &photoId, int quarterTurns)
{
    if (m_busy)
        return;
    setBusy(true);
    const auto turn = [quarterTurns](Photo &photo) {
        photo.turns = ((photo.turns + quarterTurns) % 4 + 4) % 4;
        for (int i = 0; i < ((quarterTurns % 4) + 4) % 4; ++i)
            turnQuarter(photo);
    };
    m_shelf.render(photoId, turn, this, [this](const Result<Photo> &turned) {
        setBusy(false, turned ? QString() : turned.error().userText());
    });
}

void CaptureDesk::setAlt(const QString &photoId, const QString &language, const QString &text)
{
    change(photoId, [&](Photo &photo) {
        (language == QStringLiteral("en") ? photo.altEn : photo.altFr) =
            text.normalized(QString::NormalizationForm_C).left(1000);
    });
}

void CaptureDesk::setAuthor(const QString &photoId, const QString &text)
{
    change(photoId, [&](Photo &photo) { photo.author = text.normalized(QString::NormalizationForm_C); });
}

void CaptureDesk::setLicence(const QString &photoId, const QString &text)
{
    change(photoId, [&](Photo &photo) { photo.licence = text.normalized(QString::NormalizationForm_C); });
}

void CaptureDesk::setPartners(const QString &photoId, const QStringList &accounts)
{
    change(photoId, [&](Photo &photo) {
        photo.partners.clear();
        for (const auto &account : accounts) {
            auto name = account.trimmed();
            if (name.isEmpty())
                continue;
            if (!name.startsWith(QLatin1Char('@')))
                name.prepend(QLatin1Char('@'));
            if (!photo.partners.contains(name) && photo.partners.size() < 10) // CH-04
                photo.partners.append(name);
        }
    });
}

} // namespace astreinte::app
