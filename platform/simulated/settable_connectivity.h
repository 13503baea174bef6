// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/connectivity.h"

namespace astreinte::platform {

// A network that is what it was told to be. It only says so: what is sent still goes over the machine's own network.
class SettableConnectivity final : public app::Connectivity
{
    Q_OBJECT
public:
    explicit SettableConnectivity(app::Medium medium, QObject *parent = nullptr)
        : Connectivity(parent), m_medium(medium)
    {
    }
    [[nodiscard]] bool maybeReachable() const override { return m_medium != app::Medium::None; }
    [[nodiscard]] app::Medium medium() const override { return m_medium; }
    [[nodiscard]] bool simulated() const override { return true; }
    [[nodiscard]] bool tellsRoaming() const override { return true; }
    void set(app::Medium medium)
    {
        if (m_medium == medium)
            return;
        m_medium = medium;
        Q_EMIT changed();
    }

private:
    app::Medium m_medium;
};

} // namespace astreinte::platform
