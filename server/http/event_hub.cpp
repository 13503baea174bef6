// SPDX-License-Identifier: EUPL-1.2
#include "server/http/event_hub.h"
#include "server/http/event_mailbox.h"

#include <algorithm>

namespace astreinte::http {

struct EventHub::Places
{
    mutable std::mutex mutex;
    std::vector<std::weak_ptr<EventMailbox>> mailboxes;

    // The boxes still listened to; forgets the others.
    std::vector<std::shared_ptr<EventMailbox>> alive()
    {
        const std::lock_guard lock(mutex);
        std::erase_if(mailboxes, [](const auto &mailbox) { return mailbox.expired(); });
        std::vector<std::shared_ptr<EventMailbox>> result;
        result.reserve(mailboxes.size());
        for (const auto &weak : mailboxes)
            if (auto mailbox = weak.lock())
                result.push_back(std::move(mailbox));
        return result;
    }
};

EventHub::EventHub(Bounds bounds) : m_places(std::make_unique<Places>()), m_bounds(bounds) {}

EventHub::~EventHub()
{
    for (const auto &mailbox : m_places->alive())
        mailbox->cut();
}

EventStream EventHub::subscribe(QByteArray listener, QByteArray lastEventId, Replay replay)
{
    auto mailbox =
        std::make_shared<EventMailbox>(m_bounds, std::move(listener), std::move(lastEventId), std::move(replay));
    const std::lock_guard lock(m_places->mutex);
    auto &mailboxes = m_places->mailboxes;
    // Doubling: a hub nobody publishes to must not keep every departed listener for ever.
    if (mailboxes.size() == mailboxes.capacity())
        std::erase_if(mailboxes, [](const auto &old) { return old.expired(); });
    mailboxes.push_back(mailbox);
    return EventStream(std::move(mailbox));
}

void EventHub::publish(const Event &event, const Audience &audience)
{
    const EventFrame frame = eventFrame(event);
    for (const auto &mailbox : m_places->alive())
        if (!audience || audience(mailbox->listener()))
            mailbox->push(frame);
}

void EventHub::disconnect(const Audience &listeners)
{
    for (const auto &mailbox : m_places->alive())
        if (listeners(mailbox->listener()))
            mailbox->cut();
}

void EventHub::disconnect(const QByteArray &listener)
{
    disconnect([&listener](const QByteArray &name) { return name == listener; });
}

int EventHub::listeners() const
{
    const std::lock_guard lock(m_places->mutex);
    return static_cast<int>(
        std::ranges::count_if(m_places->mailboxes, [](const auto &mailbox) { return !mailbox.expired(); }));
}

} // namespace astreinte::http
