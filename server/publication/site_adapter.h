// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/public_site/messages.h"
#include "server/publication/channel_adapter.h"
#include "server/publication/page_reader.h"
#include "server/rules/rulebook.h"

namespace astreinte::publication {

// The prefecture's own public page, with the feeds, the widget and the board that are made of the same rows: puts the
// message into the tables that the public site serves, then reads the permalink back and looks for the manifest's
// digest in it.
template <Realm realm>
class SiteAdapter final : public ChannelAdapter<realm>
{
public:
    SiteAdapter(storage::Store &store, const rules::Rulebook &rulebook, PageReader reader, deployment::Now now)
        : m_store(store), m_rulebook(rulebook), m_reader(std::move(reader)), m_now(std::move(now))
    {
    }
    [[nodiscard]] QString channel() const override { return QStringLiteral("site"); }
    Attempt publish(const Authorisation<realm> &authorisation) override;
    Attempt lookUp(const Authorisation<realm> &authorisation) override;

private:
    Result<> put(storage::Transaction &transaction, const Authorisation<realm> &authorisation);
    [[nodiscard]] public_site::PublicMessage messageOf(const Authorisation<realm> &authorisation) const;
    Attempt readBack(const Authorisation<realm> &authorisation);

    storage::Store &m_store;
    const rules::Rulebook &m_rulebook;
    PageReader m_reader;
    deployment::Now m_now;
};

extern template class SiteAdapter<Realm::Real>;
extern template class SiteAdapter<Realm::Exercise>;

} // namespace astreinte::publication
