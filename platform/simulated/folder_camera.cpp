// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/folder_camera.h"

#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QVideoFrame>
#include <QVideoSink>
#include <cstring>

namespace astreinte::platform {
namespace {

using namespace std::chrono_literals;

// Small enough that the viewfinder costs nothing, whatever the size of the pictures.
QImage viewfinderImage(const QString &file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setScaledSize(reader.size().scaled(1280, 1280, Qt::KeepAspectRatio));
    return reader.read().convertToFormat(QImage::Format_RGBA8888);
}

QVideoFrame frameOf(const QImage &image)
{
    QVideoFrame frame(QVideoFrameFormat(image.size(), QVideoFrameFormat::Format_RGBA8888));
    if (!frame.map(QVideoFrame::WriteOnly))
        return {};
    for (int y = 0; y < image.height(); ++y) {
        std::memcpy(frame.bits(0) + static_cast<qsizetype>(y) * frame.bytesPerLine(0), image.constScanLine(y),
                    static_cast<std::size_t>(image.width()) * 4);
    }
    frame.unmap();
    return frame;
}

} // namespace

FolderCamera::FolderCamera(const QString &folder, QObject *parent) : Camera(parent)
{
    const QDir directory(folder);
    const auto names = directory.entryList({QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.png")},
                                           QDir::Files, QDir::Name);
    for (const auto &name : names)
        m_files.append(directory.absoluteFilePath(name));
    m_scan.setInterval(300ms);
    connect(&m_scan, &QTimer::timeout, this, [this] { Q_EMIT frame(viewfinderImage(current())); });
}

std::optional<Failure> FolderCamera::problem() const
{
    if (available())
        return std::nullopt;
    return Failure{Reason::CameraUnavailable, {}};
}

void FolderCamera::start(QVideoSink *viewfinder)
{
    m_viewfinder = viewfinder;
    show();
}

void FolderCamera::stop()
{
    m_viewfinder.clear();
}

void FolderCamera::show()
{
    if (m_viewfinder && available())
        m_viewfinder->setVideoFrame(frameOf(viewfinderImage(current())));
}

void FolderCamera::shoot()
{
    QFile file(current());
    if (!available() || !file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed(Failure{Reason::CameraUnavailable, {}});
        return;
    }
    const auto bytes = file.readAll();
    ++m_next;
    Q_EMIT taken(bytes);
    show();
}

void FolderCamera::setScanning(bool on)
{
    if (on)
        m_scan.start();
    else
        m_scan.stop();
}

} // namespace astreinte::platform
