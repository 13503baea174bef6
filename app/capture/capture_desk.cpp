// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/capture_desk.h"

#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/new_draft.h"
#include "app/composition/time_words.h"
#include "app/ports/camera.h"
#include "app/ports/clock.h"
#include "app/ports/position_source.h"
#include "app/session/session.h"
#include "core/picture/picture_header.h"

#include <QFile>
#include <QVideoFrame>
#include <QVideoSink>
#include <cmath>

namespace astreinte::app {

CaptureDesk::CaptureDesk(Camera &camera, PositionSource &position, PhotoShelf &shelf, Drafts &drafts,
                         const Content &content, const Session &session, const Clock &clock, QObject *parent)
    : QObject(parent), m_camera(camera), m_position(position), m_shelf(shelf), m_drafts(drafts), m_content(content),
      m_session(session), m_clock(clock), m_photos(new Rows(photoRoles(), QStringLiteral("photoId"), this))
{
    connect(&camera, &Camera::taken, this,
            [this](const QByteArray &encoded) { keep(encoded, QStringLiteral("camera")); });
    connect(&camera, &Camera::failed, this, &CaptureDesk::fail);
    connect(&camera, &Camera::changed, this, &CaptureDesk::cameraChanged);
    connect(&position, &PositionSource::changed, this, &CaptureDesk::fixChanged);
    connect(&shelf, &PhotoShelf::changed, this, &CaptureDesk::show);
    connect(&drafts, &Drafts::changed, this, &CaptureDesk::followUse);
    connect(&drafts, &Drafts::changed, this, &CaptureDesk::show);
    connect(&drafts, &Drafts::currentChanged, this, &CaptureDesk::show);
    connect(&content, &Content::changed, this, &CaptureDesk::show);
    connect(&session, &Session::unlockedNow, this, [this] {
        m_heldNow = 0;
        Q_EMIT heldChanged();
    });
    m_everySecond.setInterval(std::chrono::seconds(1));
    connect(&m_everySecond, &QTimer::timeout, this, &CaptureDesk::fixChanged);
}

CaptureDesk::~CaptureDesk() = default;

void CaptureDesk::setVideoSink(QObject *sink)
{
    if (m_videoSink == sink)
        return;
    m_videoSink = sink;
    if (m_active)
        startCamera();
    Q_EMIT cameraChanged();
}

void CaptureDesk::startCamera()
{
    auto *shown = qobject_cast<QVideoSink *>(m_videoSink);
    if (shown == nullptr && !m_steadySink)
        m_steadySink = std::make_unique<QVideoSink>();
    m_camera.start(shown != nullptr ? shown : m_steadySink.get());
}

QImage CaptureDesk::liveFrame() const
{
    const auto frame = m_steadySink ? m_steadySink->videoFrame() : QVideoFrame();
    return m_active && frame.isValid() ? frame.toImage() : QImage();
}

void CaptureDesk::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    if (active) {
        startCamera();
        m_position.start();
        m_everySecond.start();
    } else {
        m_camera.stop();
        m_position.stop();
        m_everySecond.stop();
    }
    Q_EMIT cameraChanged();
    Q_EMIT fixChanged();
}

QVariantMap CaptureDesk::fix() const
{
    const auto last = m_position.lastFix();
    if (!last)
        return {{QStringLiteral("valid"), false},
                {QStringLiteral("stale"), true},
                {QStringLiteral("label"), tr("Position not known")},
                {QStringLiteral("simulated"), m_position.simulated()}};
    const auto age = ageAt(*last, m_clock.now());
    const bool stale = age > freshFixAge;
    const auto ago = age < std::chrono::minutes(2) ? tr("%n s ago", "age of a position fix", int(age.count()))
                                                   : tr("%n min ago", "age of a position fix", int(age.count() / 60));
    //: %1 is a number of metres, %2 an age such as “4 s ago”.
    const auto label = last->accuracyM > 0 ? tr("within %1 m, %2").arg(std::lround(last->accuracyM)).arg(ago)
                                           //: %1 is an age such as “4 s ago”.
                                           : tr("accuracy not known, %1").arg(ago);
    return {{QStringLiteral("valid"), true},
            {QStringLiteral("latitude"), last->latitude},
            {QStringLiteral("longitude"), last->longitude},
            {QStringLiteral("accuracyM"), last->accuracyM},
            {QStringLiteral("ageS"), int(age.count())},
            {QStringLiteral("stale"), stale},
            {QStringLiteral("label"), label},
            {QStringLiteral("source"), last->source},
            {QStringLiteral("simulated"), last->simulated}};
}

QString CaptureDesk::communeCode() const
{
    const auto last = m_position.lastFix();
    if (!last)
        return {};
    const auto near = m_content.communes().nearest({last->latitude, last->longitude}, 1);
    return near.isEmpty() ? QString() : near.first().commune.code;
}

QString CaptureDesk::communeName() const
{
    const auto commune = m_content.communes().byCode(communeCode());
    return commune ? commune->name : QString();
}

bool CaptureDesk::nearBorder() const
{
    const auto last = m_position.lastFix();
    return last && !m_content.certainCommune({last->latitude, last->longitude});
}

QString CaptureDesk::positionProblem() const
{
    if (const auto trouble = m_position.problem())
        return trouble->userText();
    const auto last = m_position.lastFix();
    if (m_active && last && ageAt(*last, m_clock.now()) > freshFixAge)
        return Failure{Reason::PositionStale, {}}.userText();
    return {};
}

void CaptureDesk::setBusy(bool busy, const QString &problem)
{
    m_busy = busy;
    m_problem = problem;
    Q_EMIT busyChanged();
}

void CaptureDesk::fail(const Failure &failure)
{
    setBusy(false, failure.userText());
}

void CaptureDesk::shutter()
{
    if (m_busy)
        return;
    setBusy(true);
    m_camera.shoot();
}

void CaptureDesk::importPicture(const QUrl &file)
{
    if (m_busy)
        return;
    setBusy(true);
    QFile source(file.isLocalFile() ? file.toLocalFile() : file.toString());
    if (!source.open(QIODevice::ReadOnly))
        return fail({Reason::MalformedImage, source.errorString()});
    if (source.size() > picture::largestFile)
        return fail({Reason::ImageTooLarge, {}});
    keep(source.readAll(), QStringLiteral("import"));
}

void CaptureDesk::keep(const QByteArray &encoded, const QString &origin)
{
    if (!m_session.unlocked() && origin == QStringLiteral("camera"))
        return hold(encoded);
    if (!m_session.unlocked() || !m_session.identity())
        return fail({Reason::Locked, {}});
    if (photosLeft() == 0)
        return setBusy(false, tr("%n photo(s) at most for one message.", "", mostPhotos));
    // A photo taken from the home screen begins a draft.
    if (!m_drafts.current()) {
        const auto kind = m_session.canCompose() ? QStringLiteral("proposal") : QStringLiteral("fieldReport");
        if (const auto added = m_drafts.add(newDraft(kind, m_content)); !added)
            return fail(added.error());
    }
    const auto id = freshId();
    if (!id)
        return fail(id.error());
    Photo photo;
    photo.id = *id;
    photo.draft = m_drafts.current()->id;
    photo.origin = origin;
    photo.capturedAt = m_clock.now();
    photo.fix = m_position.lastFix();
    photo.commune = communeCode();
    photo.answeredBy = m_session.personId();
    if (origin == QStringLiteral("camera"))
        sign(photo, m_session);
    setBusy(true);
    m_shelf.keep(photo, encoded, this, [this](const Result<Photo> &kept) {
        if (!kept)
            return fail(kept.error());
        m_drafts.edit([&](Draft &draft) { draft.photos.append(kept->id); }, true);
        setCurrentPhotoId(kept->id);
        setBusy(false);
        Q_EMIT photoTaken(kept->id);
    });
}

void CaptureDesk::sign(Photo &photo, const Session &session)
{
    photo.author = session.personName();
    photo.licence = tr("State – taken on duty");
}

// While the vault is locked: whose picture it is and where it belongs is settled after unlocking (found_photos.h).
void CaptureDesk::hold(const QByteArray &encoded)
{
    const auto id = freshId();
    if (!id)
        return fail(id.error());
    Photo photo;
    photo.id = *id;
    photo.origin = QStringLiteral("camera");
    photo.capturedAt = m_clock.now();
    photo.fix = m_position.lastFix();
    setBusy(true);
    m_shelf.hold(photo, encoded, this, [this](const Result<void> &held) {
        if (!held)
            return fail(held.error());
        // Unlocked meanwhile: it is counted among those that are offered.
        if (!m_session.unlocked())
            ++m_heldNow;
        setBusy(false);
        Q_EMIT heldChanged();
    });
}

} // namespace astreinte::app
