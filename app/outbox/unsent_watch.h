// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QObject>
#include <QTimer>
#include <array>
#include <chrono>
#include <optional>

namespace astreinte::app {

class Clock;
class Connectivity;
class Notifier;
class Outbox;

// When a person is told that something did not leave: 5 minutes are a twelfth of the hour that the first message has.
inline constexpr std::array unsentAlarms{std::chrono::minutes(5), std::chrono::minutes(15), std::chrono::minutes(30),
                                         std::chrono::minutes(60)};

// How many of these alarms `waited` has passed; one more each hour after the last.
constexpr int alarmsPassed(std::chrono::minutes waited)
{
    int passed = 0;
    for (const auto alarm : unsentAlarms)
        passed += waited >= alarm ? 1 : 0;
    return waited < unsentAlarms.back() ? passed : passed + int((waited - unsentAlarms.back()) / std::chrono::hours(1));
}
static_assert(alarmsPassed(std::chrono::minutes(4)) == 0 && alarmsPassed(std::chrono::minutes(5)) == 1);
static_assert(alarmsPassed(std::chrono::minutes(119)) == 4 && alarmsPassed(std::chrono::minutes(180)) == 6);

// « Non envoyé depuis N min » (PAINS 7): on every screen and as a notification, also while the phone is locked, when
// nothing can be sent at all. What it remembers through the lock is a number and a time.
class UnsentWatch : public QObject
{
    Q_OBJECT
public:
    UnsentWatch(const Outbox &outbox, const Connectivity &connectivity, const Clock &clock, Notifier &notifier,
                QObject *parent = nullptr);

    // Minutes that the oldest has waited, once the first alarm has passed; 0 before, and with nothing waiting.
    [[nodiscard]] int minutes() const;
    // « Non envoyé depuis 12 min », empty without an alarm.
    [[nodiscard]] QString text() const;
    // Around the lock, before the outbox forgets and after it has read itself again.
    void lock();
    void unlock();
    // What the timer does every 15 seconds.
    void check();

Q_SIGNALS:
    void changed();

private:
    void look();
    [[nodiscard]] std::chrono::minutes waited() const;

    const Outbox &m_outbox;
    const Connectivity &m_connectivity;
    const Clock &m_clock;
    Notifier &m_notifier;
    QTimer m_tick;
    std::optional<signature::Instant> m_oldest;
    int m_count = 0;
    int m_told = 0; // alarms
    int m_shown = 0;
    bool m_locked = false;
    bool m_wasReachable = true;
};

} // namespace astreinte::app
