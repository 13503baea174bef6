// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <functional>
#include <memory>
#include <vector>

namespace astreinte::http {

class EventMailbox;

// One event of the stream (WHATWG HTML, 9.2 Server-sent events). `id` and `name` are one line, without NUL; `data` may
// have several lines and is UTF-8. An id is a number that only grows: a listener is told nothing that is not newer than
// its Last-Event-ID and its replay. What has no number for an id is told in any case.
struct Event
{
    QByteArray id;
    QByteArray name;
    QByteArray data;
    friend bool operator==(const Event &, const Event &) = default;
};

// A place in the hub, given to Response::events(). Copies share the place; dropping the last one gives it up.
class EventStream
{
public:
    explicit EventStream(std::shared_ptr<EventMailbox> mailbox) : m_mailbox(std::move(mailbox)) {}
    [[nodiscard]] const std::shared_ptr<EventMailbox> &mailbox() const { return m_mailbox; }

private:
    std::shared_ptr<EventMailbox> m_mailbox;
};

// Delivers events to every listening connection. Thread-safe; outlives no mailbox and no mailbox outlives it in use.
// A listener that does not read is cut off when its queue is full; it comes back with Last-Event-ID and resumes.
class EventHub
{
public:
    struct Bounds
    {
        int events = 256;
        qsizetype bytes = qsizetype{256} * 1024;
    };
    // Who may see an event, by the name given at subscribe().
    using Audience = std::function<bool(const QByteArray &listener)>;
    // The stored events of this listener that follow `afterId`, oldest first, at most one page; called again with the
    // last id until it returns none. Runs on a worker thread. `afterId` is what the client sent: unchecked bytes.
    using Replay = std::function<std::vector<Event>(const QByteArray &afterId)>;

    EventHub() : EventHub(Bounds{}) {}
    explicit EventHub(Bounds bounds);
    ~EventHub();
    Q_DISABLE_COPY_MOVE(EventHub)

    // From this call on the listener misses nothing: live events wait behind the replay, and one that the replay has
    // already delivered is not sent twice. An empty `lastEventId` asks for no replay.
    [[nodiscard]] EventStream subscribe(QByteArray listener, QByteArray lastEventId = {}, Replay replay = {});
    // From any thread; never blocks on a connection. An empty audience means everyone.
    void publish(const Event &event, const Audience &audience = {});
    // Cuts every connection of these listeners (a revoked device).
    void disconnect(const Audience &listeners);
    void disconnect(const QByteArray &listener);
    [[nodiscard]] int listeners() const;

private:
    struct Places;
    std::unique_ptr<Places> m_places;
    Bounds m_bounds;
};

} // namespace astreinte::http
