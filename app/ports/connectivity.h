// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QObject>

namespace astreinte::app {

// Tells when the network may have come back. It only wakes the outbox; whether the server answers is found by asking.
class Connectivity : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    // False only when the system is sure that nothing can be reached.
    [[nodiscard]] virtual bool maybeReachable() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace astreinte::app
