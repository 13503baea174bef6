// SPDX-License-Identifier: EUPL-1.2
#include "server/intake/together.h"

#include "server/intake/record.h"

#include <QSet>

namespace astreinte::intake {
namespace {

using storage::Connection;
using storage::Transaction;

// As many rows as go in one statement at most (server/storage/postgres.cpp).
constexpr std::size_t mostTogether = 64;
// Of documents, whatever their number: a group of the largest ones would be 60 MiB on its way to the database.
constexpr qsizetype mostBytes = qsizetype(2) * 1024 * 1024;

using Outcomes = std::vector<Result<Accepted>>;

// What stops one stops all: a server that ends, a disk that is full.
bool mayDoAlone(Reason reason)
{
    return reason != Reason::ServerUnavailable && reason != Reason::DiskFull;
}

// What an arrival writes and another one may read.
QSet<QString> touchedBy(const Arrival &arrival)
{
    const auto &content = arrival.submission.content();
    QSet<QString> touched{content.id.text(),
                          arrival.caller.device.kid + QLatin1Char(' ') + QLatin1String(arrival.caller.nonce)};
    if (content.target)
        touched.insert(content.target->text());
    return touched;
}

// The places in `arrivals` in rounds: no two of one round touch the same, and none overtakes another that does.
std::vector<std::vector<std::size_t>> roundsOf(const Arrivals &arrivals)
{
    std::vector<std::vector<std::size_t>> rounds;
    QHash<QString, std::size_t> next; // the round in which what was touched can be read
    for (std::size_t place = 0; place < arrivals.size(); ++place) {
        const auto touched = touchedBy(*arrivals[place]);
        std::size_t round = 0;
        for (const auto &what : touched)
            round = std::max(round, next.value(what));
        for (const auto &what : touched)
            next[what] = round + 1;
        rounds.resize(std::max(rounds.size(), round + 1));
        rounds[round].push_back(place);
    }
    return rounds;
}

// The receipt that was given before, or nothing when all says that the arrival is to be written.
Result<std::optional<QByteArray>> judge(Connection &connection, const Present &present, const Arrival &arrival)
{
    if (present.nonceIsSpent)
        return fail(Reason::NonceReplayed);
    auto earlier = earlierReceipt(present, arrival);
    if (!earlier || *earlier)
        return earlier;
    return acceptRevision(connection, present, arrival).map([] { return std::optional<QByteArray>(); });
}

// Of one round. Fails as a whole when something cannot be written.
Result<> place(Transaction &transaction, const Arrivals &arrivals, const std::vector<std::size_t> &round,
               Outcomes &outcomes)
{
    Arrivals ours;
    for (const auto place : round)
        ours.push_back(arrivals[place]);
    auto present = presentFor(transaction.connection(), ours);
    if (!present)
        return tl::unexpected(present.error());
    std::vector<const identity::Caller *> callers;
    std::vector<std::size_t> fresh;
    Arrivals written;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        auto judged = judge(transaction.connection(), present->at(i), *ours[i]);
        outcomes[round[i]] = judged.map([](const auto &earlier) {
            return Accepted{earlier.value_or(QByteArray()), {}, {}};
        });
        if (judged)
            callers.push_back(&ours[i]->caller);
        if (judged && !*judged) {
            fresh.push_back(round[i]);
            written.push_back(ours[i]);
        }
    }
    auto leaves = identity::enterNonces(transaction, callers).and_then([&] { return record(transaction, written); });
    if (!leaves)
        return tl::unexpected(leaves.error());
    const auto beside = std::make_shared<const std::vector<journal::StoredLeaf>>(*std::move(leaves));
    for (std::size_t i = 0; i < fresh.size(); ++i)
        outcomes[fresh[i]] = Accepted{written[i]->receipt, beside->at(i), beside};
    return {};
}

Result<Outcomes> placeAll(Transaction &transaction, const Arrivals &arrivals)
{
    Outcomes outcomes(arrivals.size());
    for (const auto &round : roundsOf(arrivals))
        if (auto placed = place(transaction, arrivals, round, outcomes); !placed)
            return tl::unexpected(placed.error());
    return outcomes;
}

} // namespace

void Together::write(std::shared_ptr<const Arrival> arrival, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({std::move(arrival), std::move(done)});
        if (m_waiting.size() > 1)
            return;
    }
    writeGroup();
}

Together::Group Together::take()
{
    Group group;
    {
        const std::lock_guard lock(m_mutex);
        qsizetype bytes = 0;
        while (!m_waiting.empty() && group.size() < mostTogether && bytes < mostBytes) {
            const auto &next = *m_waiting.front().arrival;
            bytes += next.jws.size() + next.manifest.bytes().size();
            group.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
        if (m_waiting.empty())
            return group;
    }
    writeGroup();
    return group;
}

void Together::writeGroup()
{
    const auto group = std::make_shared<Group>();
    const auto self = shared_from_this();
    m_store.writeLater(
        [self, group](Transaction &transaction) {
            *group = self->take();
            Arrivals arrivals;
            for (const auto &waiting : *group)
                arrivals.push_back(waiting.arrival);
            return placeAll(transaction, arrivals);
        },
        [self, group](const Result<Outcomes> &outcomes) {
            if (group->empty()) // the job was never run
                *group = self->take();
            const auto again = group->size() > 1 && !outcomes && mayDoAlone(outcomes.error().reason);
            for (std::size_t i = 0; i < group->size(); ++i) {
                if (again)
                    self->writeAlone(group->at(i), outcomes.error());
                else
                    group->at(i).done(outcomes ? outcomes->at(i) : tl::unexpected(outcomes.error()));
            }
        });
}

void Together::writeAlone(const Waiting &waiting, const Failure &together)
{
    m_store.writeLater(
        [arrival = waiting.arrival](Transaction &transaction) { return placeAll(transaction, {arrival}); },
        [done = waiting.done, together](const Result<Outcomes> &outcomes) {
            auto outcome = outcomes ? outcomes->front() : tl::unexpected(outcomes.error());
            // A COMMIT whose answer was lost may have spent it: the phone asks again, as after any failure of storage.
            if (!outcome && outcome.error().reason == Reason::NonceReplayed)
                outcome = tl::unexpected(together);
            done(std::move(outcome));
        });
}

} // namespace astreinte::intake
