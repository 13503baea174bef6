// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/publisher.h"

#include "server/review/consents.h"

namespace astreinte::publication {
namespace {

using storage::Connection;
using storage::Transaction;
using submission::Action;
using submission::State;

Attempt failed(const QString &why)
{
    return {State::Failed, {}, why, {}};
}

// Why the channel is not called at all.
std::optional<Attempt> obstacle(const submission::ManifestContent &content, const Abilities &abilities,
                                signature::Instant now)
{
    if (content.action == Action::Withdraw)
        return abilities.deletes ? std::nullopt
                                 : std::optional(failed(QStringLiteral("ce canal ne permet pas de retirer")));
    if (content.window.to && *content.window.to <= now)
        return failed(QStringLiteral("message périmé avant publication"));
    return std::nullopt;
}

} // namespace

// What goes along with a message is queued while it is published: a second look takes it.
Result<int> Publisher::publishWaiting()
{
    auto taken = takeDue();
    auto followers = taken && *taken > 0 ? takeDue() : Result<int>(0);
    return followers ? taken : followers;
}

Result<int> Publisher::takeDue()
{
    auto jobs = m_store.read([this](Connection &connection) { return dueJobs(connection, m_now()); });
    if (!jobs)
        return tl::unexpected(jobs.error());
    for (const auto &job : *jobs)
        if (auto done = take(job); !done)
            return tl::unexpected(done.error());
    return static_cast<int>(jobs->size());
}

// Another publisher that is at it is neither overtaken nor taken for dead.
Result<std::optional<storage::Claim>> Publisher::claimOn(const Job &job)
{
    auto claim = m_store.claim(QStringLiteral("publish/%1/%2").arg(job.manifestSha256, job.channel));
    if (!claim || !*claim)
        return claim;
    // It may have been another's between the list and the claim.
    auto waits = m_store.read([&](Connection &connection) { return isIn(connection, job); });
    if (!waits)
        return tl::unexpected(waits.error());
    return *waits ? std::move(claim) : Result<std::optional<storage::Claim>>(std::nullopt);
}

Result<> Publisher::take(const Job &job)
{
    auto claim = claimOn(job);
    if (!claim || !*claim)
        return claim ? Result<>() : tl::unexpected(claim.error());
    auto authorisation = m_verifier.verify(job.manifestSha256, job.channel);
    if (!authorisation && authorisation.error().reason == Reason::StorageFailed)
        return tl::unexpected(authorisation.error());
    if (!authorisation)
        return refuse(job, authorisation.error());
    return std::visit([&](const auto &known) { return publish(job, known); }, *authorisation);
}

template <Realm realm>
Result<> Publisher::publish(const Job &job, const Authorisation<realm> &authorisation)
{
    auto *adapter = adapterFor<realm>(job.channel);
    if (adapter == nullptr)
        return settle(job, job.state, failed(QStringLiteral("canal non configuré")));
    auto gone = m_store.read([&](Connection &connection) { return isWithdrawn(connection, job.submission); });
    if (!gone)
        return tl::unexpected(gone.error());
    if (*gone)
        return settle(job, job.state, failed(QStringLiteral("retiré avant d’être publié ici")));
    auto consent = m_store.read([&](Connection &connection) {
        return review::consentHolds(connection, {job.submission, job.revision});
    });
    if (!consent)
        return tl::unexpected(consent.error());
    if (!*consent)
        return settle(job, job.state, failed(QStringLiteral("une personne sur la photo a retiré son accord")));
    if (const auto stopped = obstacle(authorisation.manifest().content(), adapter->abilities(), m_now()))
        return settle(job, job.state, *stopped);
    if (const auto unready = adapter->prepare(authorisation))
        return settle(job, job.state, *unready);
    auto announced = announceWithFollowers(job, authorisation);
    if (!announced)
        return tl::unexpected(announced.error());
    if (!*announced)
        return {};
    return settle(job, State::Publishing, adapter->publish(authorisation), &authorisation.manifest());
}

template <Realm realm>
Result<bool> Publisher::announceWithFollowers(const Job &job, const Authorisation<realm> &authorisation)
{
    std::vector<Job> followers;
    for (const auto &[channel, adapter] : adapters<realm>()) {
        auto follows = adapter->follows(authorisation, job.channel);
        if (!follows)
            return follows;
        if (*follows)
            followers.push_back({job.manifestSha256, channel, job.submission, job.revision});
    }
    return m_store.write([&](Transaction &transaction) -> Result<bool> {
        auto announced = announce(transaction, job, m_now());
        if (!announced || !*announced)
            return announced;
        for (const auto &follower : followers)
            if (auto queued = queue(transaction, follower, m_now()); !queued)
                return tl::unexpected(queued.error());
        return true;
    });
}

// What the verifier refuses did not come through the gate, or was changed since: the trace is written with the refusal.
Result<> Publisher::refuse(const Job &job, const Failure &why)
{
    return m_store.write([&](Transaction &transaction) {
        return conclude(transaction, job, job.state, failed(why.toString()), m_now()).and_then([&] {
            return raiseAlarm(transaction, job, why, m_now());
        });
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
    auto claim = claimOn(job);
    if (!claim || !*claim)
        return claim ? Result<int>(0) : tl::unexpected(claim.error());
    auto authorisation = m_verifier.verify(job.manifestSha256, job.channel);
    Attempt attempt{State::Uncertain, {}, QStringLiteral("interrompu : à vérifier par une personne"), {}};
    const submission::Manifest *manifest = nullptr;
    if (authorisation)
        std::visit(
            [&]<Realm realm>(const Authorisation<realm> &known) {
                manifest = &known.manifest();
                auto *adapter = adapterFor<realm>(job.channel);
                if (adapter == nullptr)
                    return;
                const auto seen = adapter->lookUp(known);
                if (seen.state == State::Published || (seen.state == State::Failed && seen.again))
                    attempt = seen;
            },
            *authorisation);
    if (attempt.state == from)
        return 0;
    return settle(job, from, attempt, manifest).map([&] { return attempt.state == State::Published ? 1 : 0; });
}

} // namespace astreinte::publication
