// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/system_connectivity.h"

#include <QNetworkInformation>

namespace astreinte::platform {
namespace {

using Feature = QNetworkInformation::Feature;

// With all it can tell, or with less: a system that knows only whether there is a network is still worth asking.
bool loadBackend()
{
    return QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::TransportMedium |
                                                      Feature::Metered) ||
           QNetworkInformation::loadBackendByFeatures(Feature::Reachability | Feature::TransportMedium) ||
           QNetworkInformation::loadBackendByFeatures(Feature::Reachability);
}

} // namespace

void SystemConnectivity::begin()
{
    if (m_modem)
        return;
    m_modem = std::make_unique<Modem>(QDBusConnection::systemBus());
    connect(m_modem.get(), &Modem::changed, this, &Connectivity::changed);
    if (!loadBackend())
        return;
    const auto *information = QNetworkInformation::instance();
    connect(information, &QNetworkInformation::reachabilityChanged, this, &Connectivity::changed);
    connect(information, &QNetworkInformation::transportMediumChanged, this, &Connectivity::changed);
    connect(information, &QNetworkInformation::isMeteredChanged, this, &Connectivity::changed);
    Q_EMIT changed();
}

bool SystemConnectivity::maybeReachable() const
{
    // A server may be on this machine or on the local network: only a plain "disconnected" is believed.
    const auto *information = QNetworkInformation::instance();
    return !information || information->reachability() != QNetworkInformation::Reachability::Disconnected;
}

bool SystemConnectivity::tellsRoaming() const
{
    return m_modem && m_modem->present();
}

app::Medium SystemConnectivity::medium() const
{
    if (!maybeReachable())
        return app::Medium::None;
    const auto *information = QNetworkInformation::instance();
    if (!information)
        return app::Medium::Unknown;
    switch (information->transportMedium()) {
    case QNetworkInformation::TransportMedium::WiFi:
        // A telephone's shared connection shows as Wi-Fi, and is paid for as cellular.
        return information->isMetered() ? app::Medium::Cellular : app::Medium::Wifi;
    case QNetworkInformation::TransportMedium::Ethernet:
        // NetworkManager also calls a cable metered: behind a router that speaks over a SIM card or a satellite.
        return information->isMetered() ? app::Medium::Cellular : app::Medium::Wifi;
    case QNetworkInformation::TransportMedium::Cellular:
        return m_modem && m_modem->roaming() ? app::Medium::Roaming : app::Medium::Cellular;
    case QNetworkInformation::TransportMedium::Bluetooth: // a telephone's, too
        return app::Medium::Cellular;
    case QNetworkInformation::TransportMedium::Unknown:
        break;
    }
    return app::Medium::Unknown;
}

} // namespace astreinte::platform
