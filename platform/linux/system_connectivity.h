// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/connectivity.h"
#include "platform/linux/modem.h"

#include <memory>

namespace astreinte::platform {

// What the system says of the network (QNetworkInformation). A system that says nothing is taken as "maybe".
class SystemConnectivity final : public app::Connectivity
{
    Q_OBJECT
public:
    using Connectivity::Connectivity;
    void begin() override;
    [[nodiscard]] bool maybeReachable() const override;
    // Roaming only where ModemManager tells it: QNetworkInformation does not.
    [[nodiscard]] app::Medium medium() const override;
    [[nodiscard]] bool tellsRoaming() const override;

private:
    std::unique_ptr<Modem> m_modem; // from begin() on
};

} // namespace astreinte::platform
