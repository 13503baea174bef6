// SPDX-License-Identifier: EUPL-1.2
// Server-Sent Events on one connection: the replay first, then what the hub delivers, a comment when nothing happens.
#include "server/http/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace astreinte::http {
namespace {

bool isNews(const QByteArray &id, qint64 newest)
{
    bool number = false;
    const auto value = id.toLongLong(&number);
    return !number || value > newest;
}

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

// A page at a time, until the store has no more; `newest` then is the number of the last event sent.
asio::awaitable<bool> Connection::sendReplay(EventMailbox &mailbox, qint64 &newest)
{
    QByteArray after = mailbox.lastEventId();
    if (!after.isEmpty())
        newest = after.toLongLong();
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
        for (const Event &event : page)
            bytes += eventFrame(event).bytes;
        after = page.back().id;
        newest = std::max(newest, after.toLongLong());
        if (!co_await send(std::move(bytes)))
            co_return false;
    }
    mailbox.forgetReplay();
    co_return true;
}

asio::awaitable<void> Connection::sendEvents(std::shared_ptr<EventMailbox> mailbox)
{
    m_phase = Phase::Streaming;
    m_pending = {};
    watchListener(mailbox);
    ++m_reactor.tally().listeners;
    // What another process told this listener before, and this one hears of only now, is not told twice.
    qint64 newest = -1; // before the first
    bool alive = co_await send("retry: 3000\n\n") && co_await sendReplay(*mailbox, newest);
    while (alive && !m_listenerGone && !m_stream.aborted() && !m_reactor.draining()) {
        bool cut = false;
        QByteArray bytes;
        for (const EventFrame &frame : mailbox->take(cut))
            if (isNews(frame.id, newest))
                bytes += frame.bytes;
        if (bytes.isEmpty() && !cut) {
            m_wakeup.expires_after(m_limits.heartbeat);
            boost::system::error_code interrupted;
            co_await m_wakeup.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
            if (interrupted)
                continue;
            bytes = ":\n\n";
        }
        alive = co_await send(std::move(bytes)) && !cut;
    }
    if (mailbox->overflowed())
        ++m_reactor.tally().listenersCutOff;
    --m_reactor.tally().listeners;
    mailbox->onArrival({});
}

} // namespace astreinte::http
