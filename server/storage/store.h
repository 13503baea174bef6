// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/storage/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <thread>

namespace astreinte::storage {

// What a writing job sees. Only the store makes one, so what takes a Transaction runs inside a job.
class Transaction
{
public:
    Connection *operator->() { return &m_connection; }
    Connection &connection() { return m_connection; }

private:
    friend class Store;
    explicit Transaction(Connection &connection) : m_connection(connection) {}
    Connection &m_connection;
};

// The server's database: one writer thread that drains its queue into one transaction (group commit), and one reading
// connection per thread. Safe to share between processes (servers, publishers, command line): one of them writes at a
// time, so that what a job reads stays true until its batch is durable.
class Store
{
public:
    // Creates or upgrades the database at an address of Connection::open(). One from a newer version: StorageNewer, and
    // nothing is touched.
    static Result<std::unique_ptr<Store>> open(const QString &address);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    // Runs `job(Transaction &) -> Result<T>` on the writer's thread and returns once its batch is durable. A job that
    // fails is rolled back alone (savepoint); a COMMIT that fails is StorageFailed for every job of the batch.
    // Never call it from inside a job.
    template <typename Job>
    auto write(Job &&job) -> std::invoke_result_t<Job, Transaction &>
    {
        Waiting<Job> waiting(job);
        enqueue(waiting);
        waiting.done.acquire();
        return waiting.outcome();
    }

    // The same without waiting: `done(Result<T>)` is called once the batch is durable or has failed, on the writer's
    // thread (on this one when the store is stopping). It must be quick and must not call write(). Both are kept until
    // then, so they hold what they need by value.
    template <typename Job, typename Done>
    void writeLater(Job job, Done done)
    {
        enqueue(*new Later<Job, Done>(std::move(job), std::move(done))); // deletes itself when told
    }

    // Runs `look(Connection &) -> Result<T>` on this thread's own connection.
    template <typename Look>
    auto read(Look &&look) -> std::invoke_result_t<Look, Connection &>
    {
        auto connection = reader();
        if (!connection)
            return tl::unexpected(connection.error());
        return look(**connection);
    }

    // This thread's claim on `subject` (connection.h): let go on this thread. Nothing when another has it.
    Result<std::optional<Claim>> claim(const QString &subject);

    // Called after each COMMIT, on a thread of the store: of this process, and with PostgreSQL of any (LISTEN). At most
    // one observer, which must not write. Once this returns the observer before is no longer running.
    void observeCommits(std::function<void()> observer);

    [[nodiscard]] const QString &address() const { return m_address; }

private:
    // A job in the queue.
    class Pending
    {
    public:
        virtual ~Pending() = default;
        // False: what it wrote is rolled back.
        virtual bool run(Transaction &transaction) = 0;
        // The last touch: the job may be gone when this returns.
        virtual void tell() = 0;
        std::optional<Failure> failure;
        bool refused = false; // it failed by itself, and knows why
    };
    template <typename Job>
    class Replying : public Pending
    {
    public:
        using Reply = std::invoke_result_t<Job, Transaction &>;
        explicit Replying(Job job) : m_job(std::forward<Job>(job)) {}
        bool run(Transaction &transaction) override
        {
            m_reply.emplace(m_job(transaction));
            return m_reply->has_value();
        }
        Reply outcome()
        {
            if (failure)
                return tl::unexpected(*failure);
            return std::move(*m_reply);
        }

    private:
        Job m_job;
        std::optional<Reply> m_reply;
    };
    template <typename Job>
    struct Waiting final : Replying<Job &>
    {
        explicit Waiting(Job &job) : Replying<Job &>(job) {}
        void tell() override { done.release(); }
        std::binary_semaphore done{0};
    };
    template <typename Job, typename Done>
    class Later final : public Replying<Job>
    {
    public:
        Later(Job job, Done done) : Replying<Job>(std::move(job)), m_done(std::move(done)) {}
        void tell() override
        {
            const std::unique_ptr<Later> self(this);
            m_done(this->outcome());
        }

    private:
        Done m_done;
    };
    explicit Store(QString address);
    void enqueue(Pending &pending);
    Result<Connection *> reader();
    void writeUntilStopped(std::unique_ptr<Connection> connection);
    static void runOne(Connection &connection, Pending &pending);
    Result<> beginOn(std::unique_ptr<Connection> &connection) const;
    void listenUntilStopped();
    void tellObserver();
    void runBatch(std::unique_ptr<Connection> &connection, std::deque<Pending *> &batch);

    QString m_address;
    quint64 m_serial;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Pending *> m_queue;
    std::mutex m_observerMutex;
    std::function<void()> m_observer;
    bool m_stopping = false;
    std::thread m_writer;
    int m_stopListening = -1; // an eventfd
    std::thread m_listening;
};

} // namespace astreinte::storage
