// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/camera.h"

#include <QPointer>
#include <QStringList>
#include <QTimer>

namespace astreinte::platform {

// A camera that serves the JPEG and PNG files of a folder in the order of their names, again from the first after the
// last: byte for byte, unless it is zoomed in (the middle of the picture, upright) or flashes (lighter), which makes a
// JPEG of its own.
class FolderCamera final : public app::Camera
{
    Q_OBJECT
public:
    explicit FolderCamera(const QString &folder, QObject *parent = nullptr);

    [[nodiscard]] bool available() const override { return !m_files.isEmpty(); }
    [[nodiscard]] bool simulated() const override { return true; }
    [[nodiscard]] std::optional<Failure> problem() const override;
    void start(QVideoSink *viewfinder) override;
    void stop() override;
    void shoot() override;
    [[nodiscard]] bool canFlash() const override { return available(); }
    [[nodiscard]] bool flash() const override { return m_flash; }
    void setFlash(bool on) override;
    [[nodiscard]] double mostZoom() const override { return 4; }
    [[nodiscard]] double zoom() const override { return m_zoom; }
    void setZoom(double factor) override;
    void setScanning(bool on) override;

private:
    void show();
    [[nodiscard]] QByteArray encoded() const;
    [[nodiscard]] QString current() const { return m_files.value(m_next % std::max<qsizetype>(1, m_files.size())); }

    QStringList m_files;
    qsizetype m_next = 0;
    double m_zoom = 1;
    bool m_flash = false;
    QPointer<QVideoSink> m_viewfinder;
    QTimer m_scan;
};

} // namespace astreinte::platform
