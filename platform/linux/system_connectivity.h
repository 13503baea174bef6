// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/connectivity.h"

namespace astreinte::platform {

// What the system says of the network (QNetworkInformation). A system that says nothing is taken as "maybe".
class SystemConnectivity final : public app::Connectivity
{
    Q_OBJECT
public:
    explicit SystemConnectivity(QObject *parent = nullptr);
    [[nodiscard]] bool maybeReachable() const override;
    // Never Roaming: QNetworkInformation does not tell it.
    [[nodiscard]] app::Medium medium() const override;
};

} // namespace astreinte::platform
