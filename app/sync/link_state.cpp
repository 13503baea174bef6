// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/link_state.h"

#include "app/outbox/outbox.h"
#include "app/outbox/unsent_watch.h"
#include "app/sync/server_link.h"

namespace astreinte::app {

LinkState::LinkState(const ServerLink &link, const Outbox &outbox, const UnsentWatch &unsent, QObject *parent)
    : QObject(parent), m_link(link), m_outbox(outbox), m_unsent(unsent)
{
    connect(&link, &ServerLink::changed, this, &LinkState::changed);
    connect(&outbox, &Outbox::changed, this, &LinkState::changed);
    connect(&unsent, &UnsentWatch::changed, this, &LinkState::changed);
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
    const auto said = failure && failure->reason != Reason::NetworkUnreachable ? failure->userText() : QString();
    const auto unsent = m_unsent.text();
    return unsent.isEmpty() || said.isEmpty() ? unsent + said : unsent + QStringLiteral(". ") + said;
}

} // namespace astreinte::app
