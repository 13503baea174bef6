// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/connectivity.h"
#include "platform/linux/modem.h"

namespace astreinte::platform {

// What the system says of the network (QNetworkInformation). A system that says nothing is taken as "maybe".
class SystemConnectivity final : public app::Connectivity
{
    Q_OBJECT
public:
    explicit SystemConnectivity(QObject *parent = nullptr);
    [[nodiscard]] bool maybeReachable() const override;
    // Roaming only where ModemManager tells it: QNetworkInformation does not.
    [[nodiscard]] app::Medium medium() const override;
    [[nodiscard]] bool tellsRoaming() const override;

private:
    Modem m_modem;
};

} // namespace astreinte::platform
