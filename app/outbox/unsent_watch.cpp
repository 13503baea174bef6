// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/unsent_watch.h"

#include "app/outbox/outbox.h"
#include "app/ports/clock.h"
#include "app/ports/connectivity.h"
#include "app/ports/notifier.h"

namespace astreinte::app {

UnsentWatch::UnsentWatch(const Outbox &outbox, const Connectivity &connectivity, const Clock &clock, Notifier &notifier,
                         QObject *parent)
    : QObject(parent), m_outbox(outbox), m_connectivity(connectivity), m_clock(clock), m_notifier(notifier),
      m_wasReachable(connectivity.maybeReachable())
{
    m_tick.setInterval(std::chrono::seconds(15));
    connect(&m_tick, &QTimer::timeout, this, &UnsentWatch::check);
    connect(&outbox, &Outbox::changed, this, &UnsentWatch::look);
    connect(&connectivity, &Connectivity::changed, this, [this] {
        const bool reachable = m_connectivity.maybeReachable();
        const bool returned = reachable && !m_wasReachable;
        m_wasReachable = reachable;
        // The keys are wiped while locked: only a person can make it leave.
        if (returned && m_locked && m_count > 0)
            m_notifier.notify(tr("Astreinte"), tr("The network is back. Unlock Astreinte to send what waits."));
    });
}

void UnsentWatch::look()
{
    if (m_locked)
        return;
    const auto oldest = m_outbox.oldestWaiting();
    m_count = m_outbox.waitingCount();
    if (oldest != m_oldest)
        m_told = 0;
    m_oldest = oldest;
    if (m_oldest && !m_tick.isActive())
        m_tick.start();
    else if (!m_oldest)
        m_tick.stop();
    check();
}

std::chrono::minutes UnsentWatch::waited() const
{
    return m_oldest ? std::chrono::floor<std::chrono::minutes>(m_clock.now() - *m_oldest) : std::chrono::minutes(0);
}

int UnsentWatch::minutes() const
{
    return alarmsPassed(waited()) > 0 ? int(waited().count()) : 0;
}

QString UnsentWatch::text() const
{
    //: Alarm: something in the outbox has not left for so long
    return minutes() > 0 ? tr("Not sent for %n min", nullptr, minutes()) : QString();
}

void UnsentWatch::check()
{
    const int passed = alarmsPassed(waited());
    if (passed > m_told) {
        const auto how = m_locked ? tr("Unlock Astreinte to send it.") : tr("Open the outbox to see why.");
        m_notifier.notify(tr("Astreinte"), text() + QStringLiteral(". ") + how);
    }
    m_told = std::max(m_told, passed);
    if (m_shown != minutes()) {
        m_shown = minutes();
        Q_EMIT changed();
    }
}

void UnsentWatch::lock()
{
    m_locked = true;
}

void UnsentWatch::unlock()
{
    m_locked = false;
    look();
}

} // namespace astreinte::app
