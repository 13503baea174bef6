// SPDX-License-Identifier: EUPL-1.2
// Server-Sent Events on one connection: the replay first, then what the hub delivers, a comment when nothing happens.
#include "server/http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

// An event stored during the replay may be published after it: so many of the last ids are not sent twice.
constexpr int rememberedIds = 512;

} // namespace

// Wakes this connection when the hub has something for it, and when the peer closes or, against the rules, speaks.
void Connection::watchListener(const std::shared_ptr<EventMailbox> &mailbox)
{
    mailbox->onArrival([weak = weak_from_this(), box = std::weak_ptr(mailbox), io = m_reactor.io()] {
        asio::post(*io, [weak, box] {
            const auto self = weak.lock();
            const auto full = box.lock();
            if (!self || !full)
                return;
            if (full->overflowed())
                self->m_stream.abort(); // it may be waiting for a reader who does not read
            self->m_wakeup.cancel();
        });
    });
    m_stream.onReadable([weak = weak_from_this()](const boost::system::error_code &) {
        if (const auto self = weak.lock()) {
            self->m_listenerGone = true;
            self->m_wakeup.cancel();
        }
    });
}

// A page at a time, until the store has no more; `replayed` then holds the ids of the last pages.
asio::awaitable<bool> Connection::sendReplay(EventMailbox &mailbox, std::vector<QByteArray> &replayed)
{
    QByteArray after = mailbox.lastEventId();
    while (!after.isEmpty() && mailbox.replay()) {
        std::vector<Event> page;
        bool failed = false;
        co_await onWorker([&] {
            try {
                page = mailbox.replay()(after);
            } catch (...) {
                failed = true;
            }
        });
        if (failed)
            co_return false;
        if (page.empty())
            break;
        QByteArray bytes;
        for (const Event &event : page) {
            EventFrame frame = eventFrame(event);
            bytes += frame.bytes;
            replayed.push_back(std::move(frame.id));
        }
        after = replayed.back();
        if (!co_await send(std::move(bytes)))
            co_return false;
    }
    if (replayed.size() > rememberedIds)
        replayed.erase(replayed.begin(), replayed.end() - rememberedIds);
    mailbox.forgetReplay();
    co_return true;
}

asio::awaitable<void> Connection::sendEvents(std::shared_ptr<EventMailbox> mailbox)
{
    m_phase = Phase::Streaming;
    m_pending = {};
    watchListener(mailbox);
    ++m_reactor.tally().listeners;
    std::vector<QByteArray> replayed;
    bool alive = co_await send("retry: 3000\n\n") && co_await sendReplay(*mailbox, replayed);
    while (alive && !m_listenerGone && !m_stream.aborted() && !m_reactor.draining()) {
        bool cut = false;
        QByteArray bytes;
        for (const EventFrame &frame : mailbox->take(cut))
            if (frame.id.isEmpty() || std::ranges::find(replayed, frame.id) == replayed.end())
                bytes += frame.bytes;
        if (bytes.isEmpty() && !cut) {
            m_wakeup.expires_after(m_limits.heartbeat);
            boost::system::error_code interrupted;
            co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
            if (interrupted)
                continue;
            bytes = ":\n\n";
            replayed = {}; // whoever stored an event has published it by now
        }
        alive = co_await send(std::move(bytes)) && !cut;
    }
    if (mailbox->overflowed())
        ++m_reactor.tally().listenersCutOff;
    --m_reactor.tally().listeners;
    mailbox->onArrival({});
}

} // namespace astreinte::http
