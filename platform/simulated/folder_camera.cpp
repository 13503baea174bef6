// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/folder_camera.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <QVideoFrame>
#include <QVideoSink>
#include <algorithm>
#include <cstring>

namespace astreinte::platform {
namespace {

using namespace std::chrono_literals;

QImage middleOf(const QImage &whole, double zoom)
{
    const QSize size = whole.size() / zoom;
    return whole.copy(QRect(QPoint((whole.width() - size.width()) / 2, (whole.height() - size.height()) / 2), size));
}

// Small enough that the viewfinder costs nothing, whatever the size of the pictures.
QImage viewfinderImage(const QString &file, double zoom)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setScaledSize(reader.size().scaled(1280, 1280, Qt::KeepAspectRatio));
    return middleOf(reader.read(), zoom).convertToFormat(QImage::Format_RGBA8888);
}

// A third of the way to white.
QImage lit(QImage picture)
{
    constexpr int opacity = 85; // of 255
    QPainter(&picture).fillRect(picture.rect(), QColor(255, 255, 255, opacity));
    return picture;
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
    connect(&m_scan, &QTimer::timeout, this, [this] { Q_EMIT frame(viewfinderImage(current(), 1)); });
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
        m_viewfinder->setVideoFrame(frameOf(viewfinderImage(current(), m_zoom)));
}

void FolderCamera::setZoom(double factor)
{
    m_zoom = std::clamp(factor, 1.0, mostZoom());
    show();
    Q_EMIT changed();
}

void FolderCamera::setFlash(bool on)
{
    m_flash = on;
    Q_EMIT changed();
}

// Empty when the file cannot be read.
QByteArray FolderCamera::encoded() const
{
    if (m_zoom <= 1 && !m_flash) {
        QFile file(current());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QImageReader reader(current());
    reader.setAutoTransform(true);
    auto picture = middleOf(reader.read().convertToFormat(QImage::Format_RGB32), m_zoom);
    if (m_flash)
        picture = lit(std::move(picture));
    QBuffer buffer;
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(95);
    return buffer.open(QIODevice::WriteOnly) && writer.write(picture) ? buffer.data() : QByteArray();
}

void FolderCamera::shoot()
{
    const auto bytes = available() ? encoded() : QByteArray();
    if (bytes.isEmpty()) {
        Q_EMIT failed(Failure{Reason::CameraUnavailable, {}});
        return;
    }
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
