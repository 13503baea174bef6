// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/nmea_replay.h"

#include <QGeoPositionInfo>
#include <QNmeaPositionInfoSource>

namespace astreinte::platform {

NmeaReplay::NmeaReplay(const QString &file, const app::Clock &clock, QObject *parent)
    : PositionSource(parent), m_clock(clock), m_file(file)
{
}

NmeaReplay::~NmeaReplay() = default;

std::optional<Failure> NmeaReplay::problem() const
{
    if (m_file.exists())
        return std::nullopt;
    return Failure{Reason::PositionUnavailable, {}};
}

void NmeaReplay::start()
{
    if (!m_source)
        replay();
}

void NmeaReplay::stop()
{
    m_source.reset();
    m_file.close();
}

void NmeaReplay::replay()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly)) {
        Q_EMIT changed();
        return;
    }
    m_file.seek(0);
    m_source = std::make_unique<QNmeaPositionInfoSource>(QNmeaPositionInfoSource::SimulationMode);
    m_source->setUserEquivalentRangeError(5.0);
    m_source->setDevice(&m_file);
    connect(m_source.get(), &QGeoPositionInfoSource::positionUpdated, this, [this](const QGeoPositionInfo &info) {
        const auto accuracy = info.hasAttribute(QGeoPositionInfo::HorizontalAccuracy)
                                  ? info.attribute(QGeoPositionInfo::HorizontalAccuracy)
                                  : 0.0;
        m_fix = app::Fix{info.coordinate().latitude(),
                         info.coordinate().longitude(),
                         accuracy,
                         m_clock.now(),
                         QStringLiteral("gnss"),
                         true};
        if (info.coordinate().type() == QGeoCoordinate::Coordinate3D)
            m_fix->altitudeM = info.coordinate().altitude();
        if (info.hasAttribute(QGeoPositionInfo::Direction))
            m_fix->bearing = info.attribute(QGeoPositionInfo::Direction);
        Q_EMIT changed();
    });
    // The end of the log closes the source: start over, once its own handlers have returned.
    connect(m_source.get(), &QGeoPositionInfoSource::errorOccurred, this, [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_source)
                    replay();
            },
            Qt::QueuedConnection);
    });
    m_source->startUpdates();
}

} // namespace astreinte::platform
