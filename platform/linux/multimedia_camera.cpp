// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/multimedia_camera.h"

#include <QBuffer>
#include <QCameraDevice>
#include <QCoreApplication>
#include <QImage>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QPermissions>
#endif

namespace astreinte::platform {

using namespace std::chrono_literals;

MultimediaCamera::MultimediaCamera(QObject *parent) : Camera(parent), m_camera(QMediaDevices::defaultVideoInput())
{
    m_session.setCamera(&m_camera);
    m_session.setImageCapture(&m_capture);
    m_scan.setInterval(300ms);
    connect(&m_scan, &QTimer::timeout, this, [this] {
        if (auto *sink = m_session.videoSink(); sink && sink->videoFrame().isValid())
            Q_EMIT frame(sink->videoFrame().toImage());
    });
    connect(&m_capture, &QImageCapture::imageAvailable, this,
            [this](int, const QVideoFrame &picture) { encode(picture.toImage()); });
    connect(&m_capture, &QImageCapture::errorOccurred, this, [this](int, QImageCapture::Error, const QString &why) {
        Q_EMIT failed(Failure{Reason::CameraUnavailable, why});
    });
    connect(&m_camera, &QCamera::errorOccurred, this, &Camera::changed);
    connect(&m_camera, &QCamera::activeChanged, this, &Camera::changed);
}

bool MultimediaCamera::available() const
{
    return !problem().has_value();
}

std::optional<Failure> MultimediaCamera::problem() const
{
    if (m_denied)
        return Failure{Reason::CameraDenied, {}};
    if (m_camera.cameraDevice().isNull() || m_camera.error() != QCamera::NoError)
        return Failure{Reason::CameraUnavailable, m_camera.errorString()};
    return std::nullopt;
}

void MultimediaCamera::start(QVideoSink *viewfinder)
{
    m_session.setVideoSink(viewfinder);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qApp->requestPermission(QCameraPermission{}, this, [this](const QPermission &permission) {
        m_denied = permission.status() == Qt::PermissionStatus::Denied;
        if (!m_denied)
            m_camera.start();
        Q_EMIT changed();
    });
#else
    m_camera.start();
    Q_EMIT changed();
#endif
}

void MultimediaCamera::stop()
{
    m_camera.stop();
    m_session.setVideoSink(nullptr);
}

void MultimediaCamera::shoot()
{
    if (const auto reason = problem())
        Q_EMIT failed(*reason);
    else if (!m_capture.isReadyForCapture() || m_capture.capture() < 0)
        Q_EMIT failed(Failure{Reason::CameraUnavailable, m_capture.errorString()});
}

void MultimediaCamera::encode(QImage image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.save(&buffer, "JPEG", 95))
        Q_EMIT failed(Failure{Reason::CameraUnavailable, QStringLiteral("empty frame")});
    else
        Q_EMIT taken(bytes);
}

bool MultimediaCamera::canTorch() const
{
    return m_camera.isTorchModeSupported(QCamera::TorchOn);
}

bool MultimediaCamera::torch() const
{
    return m_camera.torchMode() == QCamera::TorchOn;
}

void MultimediaCamera::setTorch(bool on)
{
    m_camera.setTorchMode(on ? QCamera::TorchOn : QCamera::TorchOff);
}

void MultimediaCamera::setScanning(bool on)
{
    if (on)
        m_scan.start();
    else
        m_scan.stop();
}

} // namespace astreinte::platform
