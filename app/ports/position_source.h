// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/fix.h"
#include "core/failure.h"

#include <QObject>
#include <optional>

namespace astreinte::app {

// Where the phone is. A fix stays until a newer one comes; its age tells what it is worth.
class PositionSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual std::optional<Fix> lastFix() const = 0;
    // PositionDenied or PositionUnavailable, nothing while the source works.
    [[nodiscard]] virtual std::optional<Failure> problem() const = 0;
    [[nodiscard]] virtual bool simulated() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace astreinte::app
