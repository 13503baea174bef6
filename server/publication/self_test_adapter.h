// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/publication/channel_adapter.h"
#include "server/publication/page_reader.h"

namespace astreinte::publication {

// Where the daily self-test goes: written, then read back from the public site as a message would be. Nobody is shown
// it, and it takes nothing else.
class SelfTestAdapter final : public ChannelAdapter<Realm::SelfTest>
{
public:
    SelfTestAdapter(storage::Store &store, PageReader reader, deployment::Now now)
        : m_store(store), m_reader(std::move(reader)), m_now(std::move(now))
    {
    }
    [[nodiscard]] QString channel() const override;
    Attempt publish(const Authorisation<Realm::SelfTest> &authorisation) override;
    Attempt lookUp(const Authorisation<Realm::SelfTest> &authorisation) override;

private:
    storage::Store &m_store;
    PageReader m_reader;
    deployment::Now m_now;
};

} // namespace astreinte::publication
