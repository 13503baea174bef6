// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/capture_desk.h"
#include "app/ports/camera.h"

// What the camera is and offers, as the screen asks for it.
namespace astreinte::app {

bool CaptureDesk::available() const
{
    return m_camera.available();
}

bool CaptureDesk::simulated() const
{
    return m_camera.simulated();
}

QString CaptureDesk::cameraProblem() const
{
    return m_camera.problem() ? m_camera.problem()->userText() : QString();
}

bool CaptureDesk::torch() const
{
    return m_camera.torch();
}

void CaptureDesk::setTorch(bool on)
{
    m_camera.setTorch(on);
    Q_EMIT cameraChanged();
}

bool CaptureDesk::canTorch() const
{
    return m_camera.canTorch();
}

bool CaptureDesk::flash() const
{
    return m_camera.flash();
}

void CaptureDesk::setFlash(bool on)
{
    m_camera.setFlash(on);
    Q_EMIT cameraChanged();
}

bool CaptureDesk::canFlash() const
{
    return m_camera.canFlash();
}

double CaptureDesk::zoom() const
{
    return m_camera.zoom();
}

void CaptureDesk::setZoom(double factor)
{
    m_camera.setZoom(factor);
    Q_EMIT cameraChanged();
}

double CaptureDesk::mostZoom() const
{
    return m_camera.mostZoom();
}

} // namespace astreinte::app
