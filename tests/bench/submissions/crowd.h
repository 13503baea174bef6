// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <chrono>
#include <memory>
#include <vector>

namespace astreinte::tests {

// Many phones driven by one thread, as lightly as can be: their connections are open before the clock starts, their
// requests are bytes made beforehand, and each connection keeps a few of them on the way (pipelining). TLS 1.3.
class Crowd
{
public:
    // Connects and shakes hands `phones` times.
    Crowd(quint16 port, int phones);
    ~Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    struct Outcome
    {
        int created = 0; // replies 201
        int other = 0;   // anything else, a connection that failed included
        std::chrono::nanoseconds elapsed{0};
        std::chrono::nanoseconds ownProcessorTime{0}; // of this thread
    };
    // Sends `requests[phone]` in order on each connection, at most `onTheWay` of them unanswered.
    Outcome send(const std::vector<std::vector<QByteArray>> &requests, int onTheWay);

private:
    class Link;
    std::vector<std::unique_ptr<Link>> m_links;
    int m_poll = -1;
};

} // namespace astreinte::tests
