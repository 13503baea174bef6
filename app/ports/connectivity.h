// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QObject>

namespace astreinte::app {

// What carries the network, as far as the cost of sending is concerned.
enum class Medium {
    None,     // the system is sure that nothing can be reached
    Unknown,  // the system does not tell
    Cellular, // also any network that the system calls metered: a shared connection, a satellite link
    Roaming,  // cellular, in another operator's network
    Wifi,     // or a cable
};

// Tells when the network may have come back and what carries it. Whether the server answers is found by asking.
class Connectivity : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    // Begins to ask the system; nothing is known before. Not before the first screen is shown: it takes a while.
    virtual void begin() {}
    // False only when the system is sure that nothing can be reached.
    [[nodiscard]] virtual bool maybeReachable() const = 0;
    [[nodiscard]] virtual Medium medium() const { return maybeReachable() ? Medium::Unknown : Medium::None; }
    // Whether Roaming is ever told apart from Cellular; where it is not, the screens say so.
    [[nodiscard]] virtual bool tellsRoaming() const { return false; }
    [[nodiscard]] virtual bool simulated() const { return false; }

Q_SIGNALS:
    void changed();
};

} // namespace astreinte::app
