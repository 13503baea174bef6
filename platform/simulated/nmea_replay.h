// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/clock.h"
#include "app/ports/position_source.h"

#include <QFile>
#include <memory>

class QNmeaPositionInfoSource;

namespace astreinte::platform {

// Replays an NMEA 0183 log at the pace of its own instants, again from the start after the end. The age of a fix counts
// from the moment it is replayed; its accuracy comes from the log's dilution of precision (user range error 5 m).
class NmeaReplay final : public app::PositionSource
{
    Q_OBJECT
public:
    NmeaReplay(const QString &file, const app::Clock &clock, QObject *parent = nullptr);
    ~NmeaReplay() override;

    void start() override;
    void stop() override;
    [[nodiscard]] std::optional<app::Fix> lastFix() const override { return m_fix; }
    [[nodiscard]] std::optional<Failure> problem() const override;
    [[nodiscard]] bool simulated() const override { return true; }

private:
    void replay();

    const app::Clock &m_clock;
    QFile m_file;
    std::unique_ptr<QNmeaPositionInfoSource> m_source;
    std::optional<app::Fix> m_fix;
};

} // namespace astreinte::platform
