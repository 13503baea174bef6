// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/system_connectivity.h"

#include <QNetworkInformation>

namespace astreinte::platform {

SystemConnectivity::SystemConnectivity(QObject *parent) : Connectivity(parent)
{
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
                &Connectivity::changed);
    }
}

bool SystemConnectivity::maybeReachable() const
{
    // A server may be on this machine or on the local network: only a plain "disconnected" is believed.
    const auto *information = QNetworkInformation::instance();
    return !information || information->reachability() != QNetworkInformation::Reachability::Disconnected;
}

} // namespace astreinte::platform
