// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/camera.h"

#include <QTimer>
#include <memory>

namespace astreinte::platform {

// The default camera through Qt Multimedia. A picture goes from the sensor to memory and is encoded there (JPEG,
// quality 95): no file is ever written.
class MultimediaCamera final : public app::Camera
{
    Q_OBJECT
public:
    explicit MultimediaCamera(QObject *parent = nullptr);
    ~MultimediaCamera() override;

    [[nodiscard]] bool available() const override;
    [[nodiscard]] bool simulated() const override { return false; }
    [[nodiscard]] std::optional<Failure> problem() const override;
    void start(QVideoSink *viewfinder) override;
    void stop() override;
    void shoot() override;
    [[nodiscard]] bool canTorch() const override;
    [[nodiscard]] bool torch() const override;
    void setTorch(bool on) override;
    [[nodiscard]] bool canFlash() const override;
    [[nodiscard]] bool flash() const override;
    void setFlash(bool on) override;
    [[nodiscard]] double mostZoom() const override;
    [[nodiscard]] double zoom() const override;
    void setZoom(double factor) override;
    void setScanning(bool on) override;

private:
    struct Devices;
    // The media framework takes tens of milliseconds to load: not before a screen asks for the camera.
    Devices &devices() const;
    void encode(const QImage &image);

    mutable std::unique_ptr<Devices> m_devices;
    QTimer m_scan;
    bool m_denied = false;
};

} // namespace astreinte::platform
