// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "app/rows.h"

#include <QImage>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <memory>

class QVideoSink;

namespace astreinte::app {

class Camera;
class Clock;
class Content;
class Drafts;
class PhotoShelf;
class PositionSource;
class Session;

// The camera screen and the photos of the current draft. A photo is announced (photoTaken) only once it is durable.
class CaptureDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QObject *videoSink READ videoSink WRITE setVideoSink NOTIFY cameraChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY cameraChanged)
    Q_PROPERTY(bool available READ available NOTIFY cameraChanged)
    Q_PROPERTY(bool simulated READ simulated CONSTANT)
    Q_PROPERTY(QString cameraProblem READ cameraProblem NOTIFY cameraChanged)
    Q_PROPERTY(bool torch READ torch WRITE setTorch NOTIFY cameraChanged)
    Q_PROPERTY(bool canTorch READ canTorch NOTIFY cameraChanged)
    Q_PROPERTY(bool flash READ flash WRITE setFlash NOTIFY cameraChanged)
    Q_PROPERTY(bool canFlash READ canFlash NOTIFY cameraChanged)
    Q_PROPERTY(double zoom READ zoom WRITE setZoom NOTIFY cameraChanged)
    Q_PROPERTY(double mostZoom READ mostZoom NOTIFY cameraChanged)
    // Photos that the draft may still take: a submission carries ten at most.
    Q_PROPERTY(int photosLeft READ photosLeft NOTIFY currentPhotoChanged)
    // Photos taken since the phone was locked; nothing is told of any other while it is.
    Q_PROPERTY(int heldNow READ heldNow NOTIFY heldChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY busyChanged)
    Q_PROPERTY(QVariantMap fix READ fix NOTIFY fixChanged)
    Q_PROPERTY(QString communeName READ communeName NOTIFY fixChanged)
    Q_PROPERTY(QString communeCode READ communeCode NOTIFY fixChanged)
    Q_PROPERTY(bool nearBorder READ nearBorder NOTIFY fixChanged)
    Q_PROPERTY(QString positionProblem READ positionProblem NOTIFY fixChanged)
    Q_PROPERTY(astreinte::app::Rows *photos READ photos CONSTANT)
    Q_PROPERTY(QString currentPhotoId READ currentPhotoId WRITE setCurrentPhotoId NOTIFY currentPhotoChanged)
    Q_PROPERTY(QVariantMap currentPhoto READ currentPhoto NOTIFY currentPhotoChanged)

public:
    CaptureDesk(Camera &camera, PositionSource &position, PhotoShelf &shelf, Drafts &drafts, const Content &content,
                const Session &session, const Clock &clock, QObject *parent = nullptr);
    ~CaptureDesk() override;

    [[nodiscard]] QObject *videoSink() const { return m_videoSink; }
    // The last frame of the camera, for a screen drawn without a graphics processor; null before the first.
    [[nodiscard]] QImage liveFrame() const;
    void setVideoSink(QObject *sink);
    // The camera and the position source run while the screen is shown.
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] bool available() const;
    [[nodiscard]] bool simulated() const;
    [[nodiscard]] QString cameraProblem() const;
    [[nodiscard]] bool torch() const;
    void setTorch(bool on);
    [[nodiscard]] bool canTorch() const;
    [[nodiscard]] bool flash() const;
    void setFlash(bool on);
    [[nodiscard]] bool canFlash() const;
    [[nodiscard]] double zoom() const;
    void setZoom(double factor);
    [[nodiscard]] double mostZoom() const;
    [[nodiscard]] int photosLeft() const;
    [[nodiscard]] int heldNow() const { return m_heldNow; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString problem() const { return m_problem; }
    // { valid, latitude, longitude, accuracyM, ageS, stale, label, source, simulated }
    [[nodiscard]] QVariantMap fix() const;
    [[nodiscard]] QString communeName() const;
    [[nodiscard]] QString communeCode() const;
    [[nodiscard]] bool nearBorder() const;
    [[nodiscard]] QString positionProblem() const;
    [[nodiscard]] Rows *photos() const { return m_photos; }
    [[nodiscard]] QString currentPhotoId() const { return m_currentPhotoId; }
    void setCurrentPhotoId(const QString &photoId);
    [[nodiscard]] QVariantMap currentPhoto() const;
    // Whose picture it is when an officer took it.
    static void sign(Photo &photo, const Session &session);

    // While the phone is locked the photo is sealed with public keys alone and offered after unlocking.
    Q_INVOKABLE void shutter();
    Q_INVOKABLE void importPicture(const QUrl &file);
    Q_INVOKABLE void removePhoto(const QString &photoId);
    // Takes a sealed photo out of the draft; it stays on the shelf.
    Q_INVOKABLE void letGo(const QString &photoId);
    Q_INVOKABLE void movePhoto(const QString &photoId, int to);
    Q_INVOKABLE void rotatePhoto(const QString &photoId, int quarterTurns);
    Q_INVOKABLE void setAlt(const QString &photoId, const QString &language, const QString &text);
    Q_INVOKABLE void setAuthor(const QString &photoId, const QString &text);
    Q_INVOKABLE void setLicence(const QString &photoId, const QString &text);
    Q_INVOKABLE void setPartners(const QString &photoId, const QStringList &accounts);

Q_SIGNALS:
    void cameraChanged();
    void busyChanged();
    void fixChanged();
    void currentPhotoChanged();
    // The photo is on the disk, sealed, and its row is committed.
    void photoTaken(const QString &photoId);
    void heldChanged();

private:
    void startCamera();
    void keep(const QByteArray &encoded, const QString &origin);
    void hold(const QByteArray &encoded);
    void fail(const Failure &failure);
    void setBusy(bool busy, const QString &problem = {});
    void show();
    void followUse();
    [[nodiscard]] static QStringList photoRoles();
    [[nodiscard]] QVariantMap row(const Photo &photo) const;
    void change(const QString &photoId, const std::function<void(Photo &)> &edit);

    Camera &m_camera;
    PositionSource &m_position;
    PhotoShelf &m_shelf;
    Drafts &m_drafts;
    const Content &m_content;
    const Session &m_session;
    const Clock &m_clock;
    QObject *m_videoSink = nullptr;
    std::unique_ptr<QVideoSink> m_steadySink; // takes the frames while no screen gives a sink
    Rows *m_photos;
    QTimer m_everySecond;
    QString m_currentPhotoId;
    QString m_problem;
    int m_heldNow = 0;
    bool m_active = false;
    bool m_busy = false;
};

} // namespace astreinte::app
