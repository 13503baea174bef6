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
// connection per thread. Safe to share between processes (server, publisher, command line): SQLite serialises them.
class Store
{
public:
    // Creates or upgrades the file. A file from a newer version: StorageNewer, and nothing is touched.
    static Result<std::unique_ptr<Store>> open(const QString &path);
    ~Store();
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;

    // Runs `job(Transaction &) -> Result<T>` on the writer's thread and returns once its batch is durable. A job that
    // fails is rolled back alone (savepoint); a COMMIT that fails is StorageFailed for every job of the batch.
    // Never call it from inside a job.
    template <typename Job>
    auto write(Job &&job) -> std::invoke_result_t<Job, Transaction &>
    {
        using Reply = std::invoke_result_t<Job, Transaction &>;
        std::optional<Reply> reply;
        auto committed = enqueue([&](Transaction &transaction) {
            reply.emplace(job(transaction));
            return reply->has_value();
        });
        if (!committed)
            return tl::unexpected(committed.error());
        return std::move(*reply);
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

    // Called on the writer's thread after each COMMIT of this process; at most one observer, which must not write. Once
    // this returns the observer before is no longer running.
    void observeCommits(std::function<void()> observer);

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    using Erased = std::function<bool(Transaction &)>;
    struct Pending
    {
        const Erased *job = nullptr;
        std::optional<Failure> failure;
        std::binary_semaphore done{0};
    };
    explicit Store(QString path);
    Result<> enqueue(const Erased &job);
    Result<Connection *> reader();
    void writeUntilStopped(std::unique_ptr<Connection> connection);
    static void runOne(Connection &connection, Pending &pending);
    void runBatch(Connection &connection, std::deque<Pending *> &batch);

    QString m_path;
    quint64 m_serial;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Pending *> m_queue;
    std::mutex m_observerMutex;
    std::function<void()> m_observer;
    bool m_stopping = false;
    std::thread m_writer;
};

} // namespace astreinte::storage
