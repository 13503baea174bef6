// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QDBusConnection>
#include <QObject>

class QDBusPendingCallWatcher;

namespace astreinte::platform {

// What ModemManager says on the system bus of the modems of this machine: whether there is one, and whether it is in
// another operator's network (3GPP registration state). Silent where ModemManager is not running.
class Modem : public QObject
{
    Q_OBJECT
public:
    // `bus`: the system's; another one in tests.
    explicit Modem(QDBusConnection bus, QObject *parent = nullptr);

    [[nodiscard]] bool present() const { return m_present; }
    [[nodiscard]] bool roaming() const { return m_roaming; }

Q_SIGNALS:
    void changed();

private:
    void read();
    void readFrom(const QDBusPendingCallWatcher &call);
    Q_SLOT void ask() { read(); }

    QDBusConnection m_bus;
    bool m_present = false;
    bool m_roaming = false;
};

} // namespace astreinte::platform
