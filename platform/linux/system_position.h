// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/clock.h"
#include "app/ports/position_source.h"

#include <QGeoPositionInfoSource>
#include <memory>

namespace astreinte::platform {

// The system's default position source (GeoClue on Linux, the phone's own on Android and iOS) through Qt Positioning.
class SystemPosition final : public app::PositionSource
{
    Q_OBJECT
public:
    explicit SystemPosition(const app::Clock &clock, QObject *parent = nullptr);

    void start() override;
    void stop() override;
    [[nodiscard]] std::optional<app::Fix> lastFix() const override { return m_fix; }
    [[nodiscard]] std::optional<Failure> problem() const override;
    [[nodiscard]] bool simulated() const override { return false; }

private:
    void open();
    void take(const QGeoPositionInfo &info);

    const app::Clock &m_clock;
    std::unique_ptr<QGeoPositionInfoSource> m_source;
    bool m_asked = false;
    std::optional<app::Fix> m_fix;
};

} // namespace astreinte::platform
