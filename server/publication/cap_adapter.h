// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/alert/template_alert.h"
#include "core/place/communes.h"
#include "server/deployment/deployment.h"
#include "server/public_site/alerts.h"
#include "server/publication/cap_occasion.h"
#include "server/publication/channel_adapter.h"
#include "server/publication/page_reader.h"
#include "server/rules/rulebook.h"
#include "server/storage/blobs.h"

namespace astreinte::publication {

// CAP 1.2 beside the public page (BRIEF §3.5, §4): an Alert, an Update that refers to what is still valid of the same
// incident, an end of alert as an Update with AllClear, a Cancel for what is withdrawn. Nobody chooses this channel:
// it goes along with the site when the template says so, or when what it corrects or withdraws had one.
template <Realm realm>
class CapAdapter final : public ChannelAdapter<realm>
{
public:
    CapAdapter(storage::Store &store, const storage::Blobs &blobs, const rules::Rulebook &rulebook,
               const place::Communes &communes, PageReader reader, deployment::Now now)
        : m_store(store), m_blobs(blobs), m_rulebook(rulebook), m_communes(communes), m_reader(std::move(reader)),
          m_now(std::move(now))
    {
    }
    [[nodiscard]] QString channel() const override { return QStringLiteral("cap"); }
    [[nodiscard]] Result<bool> follows(const Authorisation<realm> &authorisation, const QString &channel) override;
    Attempt publish(const Authorisation<realm> &authorisation) override;
    Attempt lookUp(const Authorisation<realm> &authorisation) override;

private:
    [[nodiscard]] Result<PictureDigests> digestsOf(const submission::ManifestContent &content) const;
    Result<> put(storage::Transaction &transaction, const Authorisation<realm> &authorisation,
                 const PictureDigests &pictures);
    Attempt readBack(const public_site::PublicAlert &alert);

    storage::Store &m_store;
    const storage::Blobs &m_blobs;
    const rules::Rulebook &m_rulebook;
    const place::Communes &m_communes;
    PageReader m_reader;
    deployment::Now m_now;
};

extern template class CapAdapter<Realm::Real>;
extern template class CapAdapter<Realm::Exercise>;

} // namespace astreinte::publication
