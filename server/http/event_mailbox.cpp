// SPDX-License-Identifier: EUPL-1.2
#include "server/http/event_mailbox.h"

#include <QList>
namespace astreinte::http {
namespace {

// A line break or NUL in an id or a name would end the field early, and let the rest pass for another field.
QByteArray oneLine(QByteArray text)
{
    for (const char c : {'\r', '\n', '\0'})
        text.replace(c, QByteArrayView());
    return text;
}

} // namespace

EventFrame eventFrame(const Event &event)
{
    EventFrame frame{oneLine(event.id), {}};
    if (!frame.id.isEmpty())
        frame.bytes += "id: " + frame.id + '\n';
    if (const QByteArray name = oneLine(event.name); !name.isEmpty())
        frame.bytes += "event: " + name + '\n';
    QByteArray data = event.data;
    data.replace("\r\n", "\n").replace('\r', '\n');
    for (const QByteArray &line : data.split('\n'))
        frame.bytes += "data: " + line + '\n';
    frame.bytes += '\n';
    return frame;
}

EventMailbox::EventMailbox(EventHub::Bounds bounds, QByteArray listener, QByteArray lastEventId,
                           EventHub::Replay replay)
    : m_bounds(bounds), m_listener(std::move(listener)), m_lastEventId(std::move(lastEventId)),
      m_replay(std::move(replay))
{
}

void EventMailbox::forgetReplay()
{
    m_replay = {};
    m_lastEventId = {};
}

void EventMailbox::push(const EventFrame &frame)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cut)
            return;
        const bool full =
            static_cast<qsizetype>(m_frames.size()) >= m_bounds.events || m_bytes + frame.bytes.size() > m_bounds.bytes;
        if (full || m_frames.empty())
            wake = m_wake;
        if (full) {
            m_cut = m_overflowed = true;
            m_frames = {};
        } else {
            m_frames.push_back(frame);
            m_bytes += frame.bytes.size();
        }
    }
    if (wake)
        wake();
}

void EventMailbox::cut()
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        m_cut = true;
        wake = m_wake;
    }
    if (wake)
        wake();
}

bool EventMailbox::overflowed() const
{
    const std::lock_guard lock(m_mutex);
    return m_overflowed;
}

std::vector<EventFrame> EventMailbox::take(bool &cut)
{
    const std::lock_guard lock(m_mutex);
    cut = m_cut;
    m_bytes = 0;
    return std::exchange(m_frames, {});
}

void EventMailbox::onArrival(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

} // namespace astreinte::http
