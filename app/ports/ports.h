// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/camera.h"
#include "app/ports/clock.h"
#include "app/ports/connectivity.h"
#include "app/ports/key_store.h"
#include "app/ports/notifier.h"
#include "app/ports/position_source.h"

#include <QStringList>
#include <memory>

namespace astreinte::app {

// The devices handed to the application by whoever starts it. All are set.
struct Ports
{
    std::unique_ptr<Clock> clock; // first: the others may hold on to it
    std::unique_ptr<Camera> camera;
    std::unique_ptr<PositionSource> position;
    std::unique_ptr<KeyStore> keyStore;
    std::unique_ptr<Connectivity> connectivity;
    std::unique_ptr<Notifier> notifier;

    // « Appareil photo simulé »…, for the screens to say so.
    [[nodiscard]] QStringList simulated() const;
};

} // namespace astreinte::app
