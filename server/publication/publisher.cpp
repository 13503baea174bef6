// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/publisher.h"

namespace astreinte::publication {

using authorisation::Authorisation;
using storage::Connection;
using storage::Transaction;
using submission::State;

void Publisher::add(std::unique_ptr<ChannelAdapter> adapter)
{
    const auto channel = adapter->channel();
    m_adapters[channel] = std::move(adapter);
}

ChannelAdapter *Publisher::adapterFor(const QString &channel) const
{
    const auto found = m_adapters.find(channel);
    return found == m_adapters.end() ? nullptr : found->second.get();
}

Result<int> Publisher::publishWaiting()
{
    auto jobs = m_store.read([](Connection &connection) { return jobsIn(connection, State::Authorised); });
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const auto &job : *jobs)
        if (auto taken = take(job); !taken)
            return tl::unexpected(taken.error());
    return static_cast<int>(jobs->size());
}

Result<> Publisher::take(const Job &job)
{
    auto authorisation = m_verifier.verify(job.manifestSha256, job.channel);
    if (!authorisation && authorisation.error().reason == Reason::StorageFailed)
        return tl::unexpected(authorisation.error());
    if (!authorisation)
        return refuse(job, authorisation.error());
    const auto &content = authorisation->manifest().content();
    // An exercise has its own corner of our own site; no real network ever hears of it.
    if (content.exercise && job.channel != QLatin1String("site"))
        return settle(job, State::Authorised, {State::Failed, {}, QStringLiteral("exercice : aucun canal réel")});
    auto *adapter = adapterFor(job.channel);
    if (adapter == nullptr)
        return settle(job, State::Authorised, {State::Failed, {}, QStringLiteral("canal non configuré")});
    if (content.window.to && *content.window.to <= m_now() && content.action != submission::Action::Withdraw)
        return settle(job, State::Authorised, {State::Failed, {}, QStringLiteral("message périmé avant publication")});
    auto announced = m_store.write([&](Transaction &transaction) { return announce(transaction, job, m_now()); });
    if (!announced)
        return tl::unexpected(announced.error());
    if (!*announced)
        return {};
    return settle(job, State::Publishing, adapter->publish(*authorisation), &authorisation->manifest());
}

// What the verifier refuses did not come through the gate, or was changed since: the trace is written with the refusal.
Result<> Publisher::refuse(const Job &job, const Failure &why)
{
    return m_store.write([&](Transaction &transaction) {
        return conclude(transaction, job, State::Authorised, {State::Failed, {}, why.toString()}, m_now())
            .and_then([&] { return raiseAlarm(transaction, job, why, m_now()); });
    });
}

// A message that is out also settles what it corrects or withdraws, and its incident's clock.
Result<> Publisher::settle(const Job &job, State from, const Attempt &attempt, const submission::Manifest *manifest)
{
    return m_store.write([&](Transaction &transaction) -> Result<> {
        auto concluded = conclude(transaction, job, from, attempt, m_now());
        if (!concluded || attempt.state != State::Published || manifest == nullptr)
            return concluded;
        return settleTarget(transaction, *manifest, job.channel, m_now()).and_then([&] {
            return updateIncident(transaction, *manifest, m_now());
        });
    });
}

Result<int> Publisher::recover()
{
    auto jobs = m_store.read([](Connection &connection) { return jobsIn(connection, State::Publishing); });
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const auto &job : *jobs)
        if (auto found = lookUp(job, State::Publishing); !found)
            return found;
    return static_cast<int>(jobs->size());
}

Result<int> Publisher::lookForUncertain()
{
    auto jobs = m_store.read([](Connection &connection) { return jobsIn(connection, State::Uncertain); });
    if (!jobs)
        return tl::unexpected(jobs.error());
    int found = 0;
    for (const auto &job : *jobs) {
        auto one = lookUp(job, State::Uncertain);
        if (!one)
            return one;
        found += *one;
    }
    return found;
}

Result<int> Publisher::expireOld()
{
    return m_store.write([&](Transaction &transaction) { return expire(transaction, m_now()); });
}

Result<int> Publisher::lookUp(const Job &job, State from)
{
    auto authorisation = m_verifier.verify(job.manifestSha256, job.channel);
    auto *adapter = adapterFor(job.channel);
    Attempt attempt{State::Uncertain, {}, QStringLiteral("interrompu : à vérifier par une personne")};
    if (authorisation && adapter != nullptr) {
        const auto seen = adapter->lookUp(*authorisation);
        if (seen.state == State::Published)
            attempt = seen;
    }
    if (attempt.state == from)
        return 0;
    return settle(job, from, attempt, authorisation ? &authorisation->manifest() : nullptr).map([&] {
        return attempt.state == State::Published ? 1 : 0;
    });
}

} // namespace astreinte::publication
