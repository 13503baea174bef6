// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <optional>

class QVideoSink;

namespace astreinte::app {

// Takes pictures into memory, never into a file. The implementations are in platform/.
class Camera : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual bool available() const = 0;
    [[nodiscard]] virtual bool simulated() const = 0;
    // CameraDenied or CameraUnavailable, nothing when it works.
    [[nodiscard]] virtual std::optional<Failure> problem() const = 0;
    // The camera runs only while a screen shows it.
    virtual void start(QVideoSink *viewfinder) = 0;
    virtual void stop() = 0;
    // Answers with taken() or failed().
    virtual void shoot() = 0;
    [[nodiscard]] virtual bool canTorch() const { return false; }
    [[nodiscard]] virtual bool torch() const { return false; }
    virtual void setTorch(bool) {}
    // The light of one picture, where the torch would blind the viewfinder.
    [[nodiscard]] virtual bool canFlash() const { return false; }
    [[nodiscard]] virtual bool flash() const { return false; }
    virtual void setFlash(bool) {}
    // 1 shows all that the lens sees; 1 at most where the camera has no zoom.
    [[nodiscard]] virtual double mostZoom() const { return 1; }
    [[nodiscard]] virtual double zoom() const { return 1; }
    virtual void setZoom(double) {}
    // While on, frame() is emitted a few times a second, for reading a QR code.
    virtual void setScanning(bool on) = 0;

Q_SIGNALS:
    // One picture file (JPEG or PNG) as bytes.
    void taken(const QByteArray &encoded);
    void failed(const astreinte::Failure &failure);
    void frame(const QImage &image);
    void changed();
};

} // namespace astreinte::app
