// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <csignal>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace astreinte::http {

// Threads on which handlers run. Signals are left to the process's first thread.
class WorkerPool
{
public:
    WorkerPool() = default;
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    void start(int threads);
    void post(std::function<void()> work);
    // Work posted and not yet begun.
    [[nodiscard]] std::size_t waiting() const;
    // Finishes what was posted, then joins.
    void stop();

private:
    void run();

    mutable std::mutex m_mutex;
    std::condition_variable m_arrival;
    std::deque<std::function<void()>> m_queue;
    std::vector<std::thread> m_threads;
    bool m_stopping = false;
};

// Blocks every signal but the processor's faults on the calling thread for the lifetime of the object: threads started
// meanwhile inherit it. SIGPIPE is thereby harmless on all of the server's threads, whatever the process does with it
// elsewhere.
class SignalsBlocked
{
public:
    SignalsBlocked();
    ~SignalsBlocked();
    SignalsBlocked(const SignalsBlocked &) = delete;
    SignalsBlocked &operator=(const SignalsBlocked &) = delete;

private:
    sigset_t m_previous;
};

} // namespace astreinte::http
