// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/link_state.h"

#include "app/outbox/outbox.h"
#include "app/sync/server_link.h"

namespace astreinte::app {

LinkState::LinkState(const ServerLink &link, const Outbox &outbox, QObject *parent)
    : QObject(parent), m_link(link), m_outbox(outbox)
{
    connect(&link, &ServerLink::changed, this, &LinkState::changed);
    connect(&outbox, &Outbox::changed, this, &LinkState::changed);
}

LinkState::~LinkState() = default;

bool LinkState::online() const
{
    return m_link.isOpen() && m_link.online();
}

int LinkState::waiting() const
{
    return m_outbox.waitingCount();
}

QString LinkState::label() const
{
    const int count = waiting();
    if (online())
        return count == 0 ? tr("Online") : tr("Sending… %n item(s) waiting", nullptr, count);
    return count == 0 ? tr("Offline") : tr("Offline – %n item(s) waiting to be sent", nullptr, count);
}

QDateTime LinkState::lastContact() const
{
    return m_link.lastContact();
}

QString LinkState::problem() const
{
    // A missing network is what the label says already.
    const auto &failure = m_link.lastFailure();
    return failure && failure->reason != Reason::NetworkUnreachable ? failure->userText() : QString();
}

} // namespace astreinte::app
