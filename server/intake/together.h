// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/journal/book.h"

#include <deque>
#include <functional>

namespace astreinte::intake {

struct Arrival;

// The reply to a submission: the receipt, its leaf of the journal, and those that were written beside it; no leaf when
// the receipt had been given before.
struct Accepted
{
    QByteArray receipt; // JWS
    std::optional<journal::StoredLeaf> leaf;
    std::shared_ptr<const std::vector<journal::StoredLeaf>> beside;
};

// The way of arrivals into the database. Those that come while the writer is busy are written together, as one job:
// what the server holds of each is asked at once, and their rows go in side by side. One that is refused does not stop
// the others; where something fails in the writing, each is written alone, so that only the one that fails is told so.
// Thread-safe.
class Together : public std::enable_shared_from_this<Together>
{
public:
    using Done = std::function<void(Result<Accepted>)>;
    explicit Together(storage::Store &store) : m_store(store) {}

    // `done` is called once, on the writer's thread (storage::Store::writeLater).
    void write(std::shared_ptr<const Arrival> arrival, Done done);

private:
    struct Waiting
    {
        std::shared_ptr<const Arrival> arrival;
        Done done;
    };
    using Group = std::vector<Waiting>;
    void writeGroup();
    void writeAlone(const Waiting &waiting, const Failure &together);
    Group take();

    storage::Store &m_store;
    std::mutex m_mutex;
    std::deque<Waiting> m_waiting; // not empty: a job of ours is in the store's queue
};

} // namespace astreinte::intake
