// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/publication/channel_adapter.h"
#include "server/publication/queue.h"

#include <map>

namespace astreinte::publication {

// The only part that reaches the public, in a process and under a user of its own (SECURITY §5). Each job: verified
// again from the stored bytes, `publishing` committed, the call, its result committed. A job found in `publishing` when
// it starts was interrupted: it is looked up, and never called again unless the channel certainly does not have it.
// Several may run: each row is one publisher's at a time, and a row whose publisher lives is left alone.
class Publisher
{
public:
    Publisher(storage::Store &store, const storage::Blobs &blobs, deployment::Now now,
              authorisation::Policy policy = {})
        : m_store(store), m_verifier(store, blobs, std::move(policy)), m_now(std::move(now))
    {
    }
    template <Realm realm>
    void add(std::unique_ptr<ChannelAdapter<realm>> adapter)
    {
        auto channel = adapter->channel();
        adapters<realm>()[std::move(channel)] = std::move(adapter);
    }

    // What an earlier process announced and did not conclude. How many.
    Result<int> recover();
    // Everything that waits, and what goes along with it. How many jobs were taken, those along not counted.
    Result<int> publishWaiting();
    // Looks for what is uncertain; what is found becomes published. How many.
    Result<int> lookForUncertain();
    // Says of messages whose window is over that they are. How many.
    Result<int> expireOld();

private:
    template <Realm realm>
    using Adapters = std::map<QString, std::unique_ptr<ChannelAdapter<realm>>>;
    // The adapters of one realm: no function gives those of two.
    template <Realm realm>
    Adapters<realm> &adapters()
    {
        if constexpr (realm == Realm::Real)
            return m_real;
        else if constexpr (realm == Realm::Exercise)
            return m_exercise;
        else
            return m_selfTest;
    }
    template <Realm realm>
    ChannelAdapter<realm> *adapterFor(const QString &channel)
    {
        const auto found = adapters<realm>().find(channel);
        return found == adapters<realm>().end() ? nullptr : found->second.get();
    }
    Result<int> takeDue();
    Result<std::optional<storage::Claim>> claimOn(const Job &job);
    Result<> take(const Job &job);
    template <Realm realm>
    Result<> publish(const Job &job, const Authorisation<realm> &authorisation);
    template <Realm realm>
    Result<bool> announceWithFollowers(const Job &job, const Authorisation<realm> &authorisation);
    Result<int> lookUp(const Job &job, submission::State from);
    Result<> refuse(const Job &job, const Failure &why);
    Result<> settle(const Job &job, submission::State from, const Attempt &attempt,
                    const submission::Manifest *manifest = nullptr);

    storage::Store &m_store;
    authorisation::Verifier m_verifier;
    deployment::Now m_now;
    Adapters<Realm::Real> m_real;
    Adapters<Realm::Exercise> m_exercise;
    Adapters<Realm::SelfTest> m_selfTest;
};

} // namespace astreinte::publication
