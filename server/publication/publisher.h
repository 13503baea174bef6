// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/publication/channel_adapter.h"
#include "server/publication/queue.h"

#include <map>

namespace astreinte::publication {

// The only part that reaches the public, in a process and under a user of its own (SECURITY §5). Each job: verified
// again from the stored bytes, `publishing` committed, the call, its result committed. A job found in `publishing` when
// it starts was interrupted: it is looked up, and never called again.
class Publisher
{
public:
    Publisher(storage::Store &store, const storage::Blobs &blobs, deployment::Now now,
              authorisation::Policy policy = {})
        : m_store(store), m_verifier(store, blobs, std::move(policy)), m_now(std::move(now))
    {
    }
    void add(std::unique_ptr<ChannelAdapter> adapter);

    // What an earlier process announced and did not conclude. How many.
    Result<int> recover();
    // Everything that waits. How many jobs were taken.
    Result<int> publishWaiting();
    // Looks for what is uncertain; what is found becomes published. How many.
    Result<int> lookForUncertain();
    // Says of messages whose window is over that they are. How many.
    Result<int> expireOld();

private:
    Result<> take(const Job &job);
    Result<int> lookUp(const Job &job, submission::State from);
    Result<> refuse(const Job &job, const Failure &why);
    Result<> settle(const Job &job, submission::State from, const Attempt &attempt,
                    const submission::Manifest *manifest = nullptr);
    [[nodiscard]] ChannelAdapter *adapterFor(const QString &channel) const;

    storage::Store &m_store;
    authorisation::Verifier m_verifier;
    deployment::Now m_now;
    std::map<QString, std::unique_ptr<ChannelAdapter>> m_adapters;
};

} // namespace astreinte::publication
