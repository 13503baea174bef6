// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/store.h"

#include "server/storage/postgres.h"
#include "server/storage/schema.h"

#include <atomic>
#include <future>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <unordered_map>

namespace astreinte::storage {
namespace {

// A batch that grows without end would make its first job wait too long.
constexpr std::size_t largestBatch = 512;
constexpr int betweenLinks = 500;   // milliseconds
constexpr int longestWait = 60'000; // milliseconds

std::atomic<quint64> nextSerial{1};

// Reading connections belong to the thread that opened them, and close with it.
std::unordered_map<quint64, std::unique_ptr<Connection>> &readersOfThisThread()
{
    thread_local std::unordered_map<quint64, std::unique_ptr<Connection>> readers;
    return readers;
}

} // namespace

Store::Store(QString address) : m_address(std::move(address)), m_serial(nextSerial++) {}

Store::~Store()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_writer.joinable())
        m_writer.join();
    if (m_listening.joinable()) {
        ::eventfd_write(m_stopListening, 1);
        m_listening.join();
    }
    if (m_stopListening >= 0)
        ::close(m_stopListening);
    readersOfThisThread().erase(m_serial);
}

Result<std::unique_ptr<Store>> Store::open(const QString &address)
{
    std::unique_ptr<Store> store(new Store(address));
    std::promise<Result<>> opened;
    auto ready = opened.get_future();
    // The connection is opened by the thread that will use it.
    store->m_writer = std::thread([&opened, self = store.get()] {
        auto connection = openWithSchema(self->m_address);
        if (!connection) {
            opened.set_value(tl::unexpected(connection.error()));
            return;
        }
        opened.set_value({});
        self->writeUntilStopped(std::move(*connection));
    });
    if (auto done = ready.get(); !done)
        return tl::unexpected(done.error());
    if (isServerAddress(address)) {
        store->m_stopListening = ::eventfd(0, EFD_CLOEXEC);
        store->m_listening = std::thread([self = store.get()] { self->listenUntilStopped(); });
    }
    return store;
}

void Store::enqueue(Pending &pending)
{
    auto first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            pending.failure = Failure{Reason::ServerUnavailable, QStringLiteral("the server is stopping")};
        } else {
            first = m_queue.empty(); // otherwise the writer was woken for the one before
            m_queue.push_back(&pending);
        }
        if (!first && !m_stopping)
            return;
    }
    // A job in the queue may be gone by now.
    if (first)
        m_wake.notify_one();
    else
        pending.tell();
}

Result<std::optional<Claim>> Store::claim(const QString &subject)
{
    auto connection = reader();
    return connection ? (*connection)->claim(subject) : tl::unexpected(connection.error());
}

Result<Connection *> Store::reader()
{
    auto &mine = readersOfThisThread()[m_serial];
    if (!mine || mine->lost()) {
        mine.reset();
        auto connection = Connection::open(m_address);
        if (!connection)
            return tl::unexpected(connection.error());
        mine = std::move(*connection);
    }
    return mine.get();
}

void Store::writeUntilStopped(std::unique_ptr<Connection> connection)
{
    for (;;) {
        std::deque<Pending *> batch;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            while (!m_queue.empty() && batch.size() < largestBatch) {
                batch.push_back(m_queue.front());
                m_queue.pop_front();
            }
        }
        runBatch(connection, batch);
    }
}

void Store::runBatch(std::unique_ptr<Connection> &connection, std::deque<Pending *> &batch)
{
    auto outcome = beginOn(connection);
    if (outcome) {
        for (auto *pending : batch)
            runOne(*connection, *pending);
        outcome = connection->commit();
        if (!outcome)
            (void)connection->rollback();
    }
    for (auto *pending : batch) {
        // A full disk rolls everything back at once: whoever met it says so, and not that there was nothing to commit.
        if (!outcome && !pending->refused)
            pending->failure = outcome.error();
        pending->tell();
    }
    if (outcome)
        tellObserver();
}

void Store::tellObserver()
{
    const std::lock_guard lock(m_observerMutex);
    if (m_observer)
        m_observer();
}

// A link that is lost is made again; meanwhile who observes finds the commits of others by looking.
void Store::listenUntilStopped()
{
    std::unique_ptr<PostgresListener> listener;
    pollfd stopped{m_stopListening, POLLIN, 0};
    int pause = 0;
    while (::poll(&stopped, 1, pause) == 0) {
        if (!listener) {
            auto another = listenToPostgres(m_address);
            listener = another ? std::move(*another) : nullptr;
            pause = listener ? 0 : betweenLinks;
            continue;
        }
        const auto stirred = listener->wait(longestWait, m_stopListening);
        if (!stirred)
            listener.reset();
        else if (*stirred)
            tellObserver();
    }
}

// A link that broke while nothing was under way is opened anew.
Result<> Store::beginOn(std::unique_ptr<Connection> &connection) const
{
    auto begun = connection->begin();
    if (begun || !connection->lost())
        return begun;
    auto another = Connection::open(m_address);
    if (!another)
        return tl::unexpected(another.error());
    connection = std::move(*another);
    return connection->begin();
}

void Store::observeCommits(std::function<void()> observer)
{
    const std::lock_guard lock(m_observerMutex);
    m_observer = std::move(observer);
}

void Store::runOne(Connection &connection, Pending &pending)
{
    if (auto opened = connection.put("SAVEPOINT job"); !opened) {
        pending.failure = opened.error();
        return;
    }
    Transaction transaction(connection);
    auto keep = false;
    try {
        keep = pending.run(transaction);
    } catch (const std::exception &error) {
        pending.failure = Failure{Reason::Internal, QString::fromUtf8(error.what())};
    }
    if (keep)
        pending.failure = connection.spoilt();
    // The answer to all that the job only put, too.
    if (keep && !pending.failure) {
        auto kept = connection.run("RELEASE job");
        if (kept)
            return;
        pending.failure = kept.error();
    }
    pending.refused = true;
    // Not prepared: PostgreSQL prepares nothing in a transaction that failed.
    (void)connection.execute("ROLLBACK TO job");
    connection.mend();
    (void)connection.execute("RELEASE job");
}

} // namespace astreinte::storage
