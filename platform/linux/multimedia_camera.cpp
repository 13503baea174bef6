// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/multimedia_camera.h"

#include <QBuffer>
#include <QCamera>
#include <QCameraDevice>
#include <QCoreApplication>
#include <QImage>
#include <QImageCapture>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QPermissions>
#endif
#include <algorithm>

namespace astreinte::platform {

using namespace std::chrono_literals;

struct MultimediaCamera::Devices
{
    QCamera camera{QMediaDevices::defaultVideoInput()};
    QImageCapture capture;
    QMediaCaptureSession session;
};

MultimediaCamera::MultimediaCamera(QObject *parent) : Camera(parent)
{
    m_scan.setInterval(300ms);
    connect(&m_scan, &QTimer::timeout, this, [this] {
        if (auto *sink = devices().session.videoSink(); sink && sink->videoFrame().isValid())
            Q_EMIT frame(sink->videoFrame().toImage());
    });
}

MultimediaCamera::~MultimediaCamera() = default;

MultimediaCamera::Devices &MultimediaCamera::devices() const
{
    if (m_devices)
        return *m_devices;
    m_devices = std::make_unique<Devices>();
    auto *self = const_cast<MultimediaCamera *>(this);
    m_devices->session.setCamera(&m_devices->camera);
    m_devices->session.setImageCapture(&m_devices->capture);
    connect(&m_devices->capture, &QImageCapture::imageAvailable, self,
            [self](int, const QVideoFrame &picture) { self->encode(picture.toImage()); });
    connect(&m_devices->capture, &QImageCapture::errorOccurred, self,
            [self](int, QImageCapture::Error, const QString &why) {
                Q_EMIT self->failed(Failure{Reason::CameraUnavailable, why});
            });
    connect(&m_devices->camera, &QCamera::errorOccurred, self, &Camera::changed);
    connect(&m_devices->camera, &QCamera::activeChanged, self, &Camera::changed);
    return *m_devices;
}

bool MultimediaCamera::available() const
{
    return !problem().has_value();
}

std::optional<Failure> MultimediaCamera::problem() const
{
    if (m_denied)
        return Failure{Reason::CameraDenied, {}};
    if (devices().camera.cameraDevice().isNull() || devices().camera.error() != QCamera::NoError)
        return Failure{Reason::CameraUnavailable, devices().camera.errorString()};
    return std::nullopt;
}

void MultimediaCamera::start(QVideoSink *viewfinder)
{
    devices().session.setVideoSink(viewfinder);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    qApp->requestPermission(QCameraPermission{}, this, [this](const QPermission &permission) {
        m_denied = permission.status() == Qt::PermissionStatus::Denied;
        if (!m_denied)
            devices().camera.start();
        Q_EMIT changed();
    });
#else
    devices().camera.start();
    Q_EMIT changed();
#endif
}

void MultimediaCamera::stop()
{
    if (!m_devices)
        return;
    m_devices->camera.stop();
    m_devices->session.setVideoSink(nullptr);
}

void MultimediaCamera::shoot()
{
    if (const auto reason = problem())
        Q_EMIT failed(*reason);
    else if (!devices().capture.isReadyForCapture() || devices().capture.capture() < 0)
        Q_EMIT failed(Failure{Reason::CameraUnavailable, devices().capture.errorString()});
}

void MultimediaCamera::encode(const QImage &image)
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
    return devices().camera.isTorchModeSupported(QCamera::TorchOn);
}

bool MultimediaCamera::torch() const
{
    return devices().camera.torchMode() == QCamera::TorchOn;
}

void MultimediaCamera::setTorch(bool on)
{
    devices().camera.setTorchMode(on ? QCamera::TorchOn : QCamera::TorchOff);
}

bool MultimediaCamera::canFlash() const
{
    return devices().camera.isFlashModeSupported(QCamera::FlashOn);
}

bool MultimediaCamera::flash() const
{
    return devices().camera.flashMode() == QCamera::FlashOn;
}

void MultimediaCamera::setFlash(bool on)
{
    devices().camera.setFlashMode(on ? QCamera::FlashOn : QCamera::FlashOff);
}

double MultimediaCamera::mostZoom() const
{
    return std::max(1.0, double(devices().camera.maximumZoomFactor()));
}

double MultimediaCamera::zoom() const
{
    return std::max(1.0, double(devices().camera.zoomFactor()));
}

void MultimediaCamera::setZoom(double factor)
{
    devices().camera.setZoomFactor(float(std::clamp(factor, 1.0, mostZoom())));
}

void MultimediaCamera::setScanning(bool on)
{
    if (on)
        m_scan.start();
    else
        m_scan.stop();
}

} // namespace astreinte::platform
