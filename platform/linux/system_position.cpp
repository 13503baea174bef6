// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/system_position.h"

#include <QGeoPositionInfo>

namespace astreinte::platform {

SystemPosition::SystemPosition(const app::Clock &clock, QObject *parent) : PositionSource(parent), m_clock(clock) {}

// The system's source is looked for when a screen first needs it, not at start.
void SystemPosition::open()
{
    if (m_asked)
        return;
    m_asked = true;
    m_source.reset(QGeoPositionInfoSource::createDefaultSource(nullptr));
    if (!m_source)
        return;
    m_source->setUpdateInterval(1000);
    connect(m_source.get(), &QGeoPositionInfoSource::positionUpdated, this, &SystemPosition::take);
    connect(m_source.get(), &QGeoPositionInfoSource::errorOccurred, this, &PositionSource::changed);
}

void SystemPosition::start()
{
    open();
    if (m_source)
        m_source->startUpdates();
    Q_EMIT changed();
}

void SystemPosition::stop()
{
    if (m_source)
        m_source->stopUpdates();
}

std::optional<Failure> SystemPosition::problem() const
{
    if (!m_asked)
        return std::nullopt;
    if (!m_source)
        return Failure{Reason::PositionUnavailable, {}};
    switch (m_source->error()) {
    case QGeoPositionInfoSource::AccessError:
        return Failure{Reason::PositionDenied, {}};
    case QGeoPositionInfoSource::ClosedError:
    case QGeoPositionInfoSource::UnknownSourceError:
        return Failure{Reason::PositionUnavailable, {}};
    default: // a time-out is a fix that grows old, and its age is shown
        return std::nullopt;
    }
}

void SystemPosition::take(const QGeoPositionInfo &info)
{
    const auto accuracy = info.hasAttribute(QGeoPositionInfo::HorizontalAccuracy)
                              ? info.attribute(QGeoPositionInfo::HorizontalAccuracy)
                              : 0.0;
    // A system may serve a position it remembered: its own instant tells, not the moment it reached us.
    const auto made = signature::fromDateTime(info.timestamp());
    const auto at = info.timestamp().isValid() ? std::min(made, m_clock.now()) : m_clock.now();
    const bool satellites =
        m_source->supportedPositioningMethods() & QGeoPositionInfoSource::SatellitePositioningMethods;
    m_fix = app::Fix{info.coordinate().latitude(),
                     info.coordinate().longitude(),
                     accuracy,
                     at,
                     satellites ? QStringLiteral("gnss") : QStringLiteral("network"),
                     false};
    if (info.coordinate().type() == QGeoCoordinate::Coordinate3D)
        m_fix->altitudeM = info.coordinate().altitude();
    if (info.hasAttribute(QGeoPositionInfo::Direction))
        m_fix->bearing = info.attribute(QGeoPositionInfo::Direction);
    Q_EMIT changed();
}

} // namespace astreinte::platform
