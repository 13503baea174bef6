// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/http/event_hub.h"

#include <mutex>

namespace astreinte::http {

// The bytes of one event on the wire; shared by all listeners' queues.
struct EventFrame
{
    QByteArray id;
    QByteArray bytes;
};

[[nodiscard]] EventFrame eventFrame(const Event &event);

// What waits for one listener: filled by publishers' threads, emptied by the connection.
class EventMailbox
{
public:
    EventMailbox(EventHub::Bounds bounds, QByteArray listener, QByteArray lastEventId, EventHub::Replay replay);

    [[nodiscard]] const QByteArray &listener() const { return m_listener; }
    [[nodiscard]] const QByteArray &lastEventId() const { return m_lastEventId; }
    [[nodiscard]] const EventHub::Replay &replay() const { return m_replay; }
    void forgetReplay();

    void push(const EventFrame &frame);
    void cut();
    // Full once: the listener does not keep up, and waiting for it to read would hold its frames in memory.
    [[nodiscard]] bool overflowed() const;
    // What waits, in order; sets `cut` when the listener is to be dropped after it.
    [[nodiscard]] std::vector<EventFrame> take(bool &cut);
    // Called once for each time the box turns from empty to not empty, on the publisher's thread.
    void onArrival(std::function<void()> wake);

private:
    const EventHub::Bounds m_bounds;
    const QByteArray m_listener;
    QByteArray m_lastEventId;
    EventHub::Replay m_replay;
    mutable std::mutex m_mutex;
    std::vector<EventFrame> m_frames;
    qsizetype m_bytes = 0;
    bool m_cut = false;
    bool m_overflowed = false;
    std::function<void()> m_wake;
};

} // namespace astreinte::http
