// SPDX-License-Identifier: EUPL-1.2
#include "app/redaction/redaction_desk.h"

#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "core/rights/evidence.h"

#include <algorithm>

namespace astreinte::app {
namespace {

constexpr double smallestSide = 0.01; // of the picture: less is a slip of the thumb

QString treatmentText(const Region &region)
{
    if (!region.hides())
        return RedactionDesk::tr("shown with a signed form");
    //: How a box hides what is under it; the French words agree with “visage”, “mineur”, “secteur”.
    const auto how =
        region.treatment == Treatment::Mosaic ? RedactionDesk::tr("blurred") : RedactionDesk::tr("covered");
    //: A box that the device proposed; %1 is how it hides.
    return region.proposed ? RedactionDesk::tr("%1, proposed").arg(how) : how;
}

QRectF inside(double x, double y, double w, double h)
{
    const double left = std::clamp(std::min(x, x + w), 0.0, 1.0);
    const double top = std::clamp(std::min(y, y + h), 0.0, 1.0);
    const double right = std::clamp(std::max(x, x + w), 0.0, 1.0);
    const double bottom = std::clamp(std::max(y, y + h), 0.0, 1.0);
    return {left, top, right - left, bottom - top};
}

QString kindText(const QString &kind)
{
    if (kind == QStringLiteral("face"))
        return RedactionDesk::tr("face");
    if (kind == QStringLiteral("plate"))
        return RedactionDesk::tr("number plate");
    if (kind == QStringLiteral("text"))
        return RedactionDesk::tr("text");
    if (kind == QStringLiteral("minor"))
        return RedactionDesk::tr("minor");
    if (kind == QStringLiteral("officer"))
        return RedactionDesk::tr("officer");
    if (kind == QStringLiteral("victim"))
        return RedactionDesk::tr("victim");
    if (kind == QStringLiteral("home"))
        return RedactionDesk::tr("home");
    return RedactionDesk::tr("area");
}

} // namespace

RedactionDesk::RedactionDesk(PhotoShelf &shelf, const Content &content, QObject *parent)
    : QObject(parent), m_shelf(shelf), m_content(content),
      m_rows(new Rows({QStringLiteral("regionId"), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("w"),
                       QStringLiteral("h"), QStringLiteral("kind"), QStringLiteral("treatment"),
                       QStringLiteral("label"), QStringLiteral("proposed"), QStringLiteral("asked")},
                      QStringLiteral("regionId"), this))
{
}

RedactionDesk::~RedactionDesk() = default;

void RedactionDesk::begin(const QString &photoId)
{
    m_photoId = photoId;
    const auto *photo = m_shelf.find(photoId);
    m_regions = photo ? photo->regions : QList<Region>();
    m_crop = photo ? photo->crop : wholePicture;
    m_cropShape = QStringLiteral("free");
    m_problem.clear();
    m_unsaved = false;
    m_looking = false;
    show();
    if (photo && !photo->searched && !photo->sealedAt)
        look();
}

QString RedactionDesk::imageUrl() const
{
    const auto *photo = m_shelf.find(m_photoId);
    return photo ? QStringLiteral("image://astreinte/original/%1?v=%2").arg(photo->id).arg(photo->version) : QString();
}

int RedactionDesk::imageWidth() const
{
    const auto *photo = m_shelf.find(m_photoId);
    return photo ? photo->pixels.width() : 0;
}

int RedactionDesk::imageHeight() const
{
    const auto *photo = m_shelf.find(m_photoId);
    return photo ? photo->pixels.height() : 0;
}

QStringList RedactionDesk::needed() const
{
    const auto *photo = m_shelf.find(m_photoId);
    const auto assessment = photo ? assessPhoto(m_content, *photo) : fail(Reason::MissingPhoto);
    QStringList texts;
    for (const auto &region : m_regions)
        if (region.proposed && !region.asked.isEmpty())
            //: %1 is what the authority wrote beside a place that it marked on the photo
            texts.append(tr("Asked by the authority: %1").arg(region.asked));
    if (!assessment)
        return texts;
    for (const auto &id : assessment->openRequirements) {
        const auto requirement = m_content.rights().requirements.value(id);
        if (requirement.satisfiedBy == rights::Evidence::Edit || !requirement.alternative.isEmpty())
            texts.append(m_content.in(requirement.label));
    }
    return texts;
}

void RedactionDesk::show()
{
    QList<QVariantMap> rows;
    QHash<QString, int> rank;
    for (const auto &region : m_regions) {
        const auto count = std::ranges::count(m_regions, region.kind, &Region::kind);
        rows.append({{QStringLiteral("regionId"), region.id},
                     {QStringLiteral("x"), region.area.x()},
                     {QStringLiteral("y"), region.area.y()},
                     {QStringLiteral("w"), region.area.width()},
                     {QStringLiteral("h"), region.area.height()},
                     {QStringLiteral("kind"), region.kind},
                     {QStringLiteral("treatment"),
                      region.hides() ? treatmentName(region.treatment) : treatmentName(Treatment::Shown)},
                     {QStringLiteral("proposed"), region.proposed},
                     {QStringLiteral("asked"), region.asked},
                     //: “face 2 of 3, blurred”: %1 kind, %2 rank, %3 count, %4 treatment.
                     {QStringLiteral("label"), tr("%1 %2 of %3, %4")
                                                   .arg(kindText(region.kind))
                                                   .arg(++rank[region.kind])
                                                   .arg(count)
                                                   .arg(treatmentText(region))}});
    }
    m_rows->setRows(rows);
    Q_EMIT changed();
}

void RedactionDesk::addRegion(double x, double y, double w, double h, const QString &kind)
{
    const auto area = inside(x, y, w, h);
    const auto id = freshId();
    if (!id || area.width() < smallestSide || area.height() < smallestSide || m_busy)
        return;
    m_regions.append({*id, area, kind, m_treatment, false, {}});
    m_unsaved = true;
    show();
    Q_EMIT regionAdded(*id);
}

void RedactionDesk::edit(const QString &id, const std::function<void(Region &)> &change)
{
    const auto found = std::ranges::find(m_regions, id, &Region::id);
    if (found == m_regions.end() || m_busy)
        return;
    change(*found);
    found->proposed = false;
    m_unsaved = true;
    show();
}

void RedactionDesk::moveRegion(const QString &id, double x, double y, double w, double h)
{
    const auto area = inside(x, y, w, h);
    if (area.width() >= smallestSide && area.height() >= smallestSide)
        edit(id, [&](Region &region) { region.area = area; });
}

void RedactionDesk::removeRegion(const QString &id)
{
    if (m_busy || m_regions.removeIf([&](const Region &region) { return region.id == id; }) == 0)
        return;
    m_unsaved = true;
    show();
}

void RedactionDesk::setKind(const QString &id, const QString &kind)
{
    edit(id, [&](Region &region) { region.kind = kind; });
}

void RedactionDesk::setTreatment(const QString &id, const QString &treatment)
{
    m_treatment = treatment == QStringLiteral("mosaic") ? Treatment::Mosaic : Treatment::Opaque;
    edit(id, [&](Region &region) {
        region.treatment = m_treatment;
        region.form.clear();
    });
}

double RedactionDesk::cropRatio() const
{
    if (m_cropShape == QStringLiteral("original"))
        return imageHeight() > 0 ? double(imageWidth()) / imageHeight() : 0;
    const auto sides = m_cropShape.split(QLatin1Char(':'));
    return sides.size() == 2 && sides[1].toDouble() > 0 ? sides[0].toDouble() / sides[1].toDouble() : 0;
}

void RedactionDesk::setCropShape(const QString &shape)
{
    m_cropShape = shape;
    setCrop(m_crop.x(), m_crop.y(), m_crop.width(), m_crop.height());
}

void RedactionDesk::setCrop(double x, double y, double w, double h)
{
    const auto crop = possibleCrop(QRectF(x, y, w, h), cropRatio(), QSize(imageWidth(), imageHeight()));
    if (!m_busy && crop != m_crop) {
        m_crop = crop;
        m_unsaved = true;
    }
    Q_EMIT changed();
}

void RedactionDesk::apply()
{
    if (m_busy)
        return;
    m_busy = true;
    m_problem.clear();
    // Whoever burns the boxes in has seen them: they are this person's now.
    for (auto &region : m_regions)
        region.proposed = false;
    show();
    m_shelf.render(
        m_photoId,
        [regions = m_regions, crop = m_crop, again = rights::askedAgain(m_content.rights())](Photo &photo) {
            photo.regions = regions;
            // What is left out or comes into view changes what the answers were about (BRIEF §2.2, point 6).
            if (photo.crop != crop)
                for (const auto &question : again)
                    photo.answers.remove(question);
            photo.crop = crop;
        },
        this,
        [this](const Result<Photo> &done) {
            m_busy = false;
            m_problem = done ? QString() : done.error().userText();
            m_unsaved = m_unsaved && !done;
            if (done) {
                m_regions = done->regions;
                m_crop = done->crop;
                lookAgainAt(done->id);
            }
            show();
            if (done)
                Q_EMIT applied();
        });
}

} // namespace astreinte::app
