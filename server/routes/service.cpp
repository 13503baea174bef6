// SPDX-License-Identifier: EUPL-1.2
#include "server/routes/service.h"

#include "assets/assets.h"
#include "server/duty/calls.h"
#include "server/identity/server_key.h"
#include "server/intake/take_down.h"
#include "server/routes/events.h"
#include "server/self_test/self_test.h"

#include <QUrl>

namespace astreinte::routes {

using storage::Transaction;

namespace {

Result<QByteArray> authorityOf(const QString &origin)
{
    const QUrl url(origin, QUrl::StrictMode);
    const auto plain = url.isValid() && !url.host().isEmpty() && url.path().isEmpty() && !url.hasQuery();
    if (!plain || (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
        return fail(Reason::InvalidValue, QStringLiteral("origin %1: https://host[:port], nothing after").arg(origin));
    auto authority = url.host(QUrl::FullyEncoded).toLower().toLatin1();
    if (authority.contains(':'))
        authority = '[' + authority + ']';
    if (url.port(443) != 443)
        authority += ':' + QByteArray::number(url.port());
    return authority;
}

// An agreement that no template file names could never be recorded on a phone.
Result<> acceptAgreements(const submission::RequiredAgreements &required, const rules::Rulebook &rulebook)
{
    for (const auto &map : {required.byTemplate, required.byChannel})
        for (const auto &ids : map)
            for (const auto &id : ids)
                if (!rulebook.isAgreement(id))
                    return fail(Reason::InvalidValue, QStringLiteral("policy.json: no agreement is called %1").arg(id));
    return {};
}

} // namespace

Service::Service(deployment::DataFolder folder_, deployment::Now now_, std::unique_ptr<storage::Store> store_,
                 std::unique_ptr<storage::Blobs> blobs_, std::unique_ptr<intake::Parts> parts_,
                 rules::Rulebook rulebook_, signature::SigningKey serverKey_, authorisation::Policy policy_)
    : folder(std::move(folder_)), now(std::move(now_)), store(std::move(store_)), ownedBlobs(std::move(blobs_)),
      parts(std::move(parts_)), blobs(*ownedBlobs), rulebook(std::move(rulebook_)), serverKey(std::move(serverKey_)),
      policy(std::move(policy_)), devices(*store), guard(devices, serverKey, now), enrolment(*store, serverKey, now),
      uploads(*store, *parts, folder.uploads(), now), intake(*store, devices, rulebook, serverKey, now),
      desk(*store, blobs, serverKey, now), reports(*store, now), handover(*store, now), incidents(*store, now),
      gate(*store, devices, serverKey, now, policy), oral(*store, devices, serverKey, now),
      journal(*store, folder.journalKey())
{
    m_watch = std::make_unique<notices::Watch>(
        *store, notices::Watch::Listener{[this](const notices::Notice &notice) { tell(notice); },
                                         [this](const QString &kid) {
                                             hub.disconnect([&kid](const QByteArray &listener) {
                                                 return isDevice(listener, kid);
                                             });
                                         },
                                         [this] { return hub.listeners() > 0; }});
}

Service::~Service()
{
    m_watch.reset();
}

Result<std::unique_ptr<Service>> Service::open(const QString &dataFolder, deployment::Now now)
{
    auto folder = deployment::DataFolder::open(dataFolder);
    if (!folder)
        return tl::unexpected(folder.error());
    auto store = storage::Store::open(folder->database());
    if (!store)
        return tl::unexpected(store.error());
    auto blobs = storage::openBlobs(**store, folder->blobs());
    auto parts = intake::openParts(**store, folder->uploads(), folder->blobs());
    if (!blobs || !parts)
        return tl::unexpected(blobs ? parts.error() : blobs.error());
    auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights());
    if (!rulebook)
        return tl::unexpected(rulebook.error());
    auto serverKey = identity::loadOrCreateServerKey(folder->serverKey());
    if (!serverKey)
        return tl::unexpected(serverKey.error());
    auto policy = authorisation::Policy::load(folder->policy());
    if (!policy)
        return tl::unexpected(policy.error());
    if (auto known = acceptAgreements(policy->agreements, *rulebook); !known)
        return tl::unexpected(known.error());
    policy->agreements.add(rulebook->requiredAgreements());
    return std::unique_ptr<Service>(new Service(std::move(*folder), std::move(now), std::move(*store),
                                                std::move(*blobs), std::move(*parts), std::move(*rulebook),
                                                std::move(*serverKey), std::move(*policy)));
}

Result<> Service::adopt(const deployment::Settings &wanted)
{
    auto authority = authorityOf(wanted.origin);
    if (!authority)
        return tl::unexpected(authority.error());
    if (auto accepted = authorityOf(wanted.publicOrigin); !accepted)
        return tl::unexpected(accepted.error());
    {
        const std::lock_guard lock(m_mutex);
        m_authority = *authority;
    }
    return store->write([&](Transaction &transaction) -> Result<> {
        auto present = deployment::readSettings(transaction.connection());
        if (!present)
            return tl::unexpected(present.error());
        return *present == wanted ? Result<>() : deployment::writeSettings(transaction, wanted);
    });
}

QByteArray Service::authority() const
{
    const std::lock_guard lock(m_mutex);
    return m_authority;
}

Result<deployment::Settings> Service::settings()
{
    return store->read(deployment::readSettings);
}

void Service::tell(const notices::Notice &notice)
{
    hub.publish(eventOf(notice), audienceOf(*store, notice));
}

Result<int> Service::callDown()
{
    return store->write([this](Transaction &transaction) { return duty::callDown(transaction, now()); });
}

Result<int> Service::sweep()
{
    auto pruned = store->write([this](Transaction &transaction) -> Result<> {
        for (auto prune : {identity::pruneNonces, authorisation::pruneChallenges, notices::prune})
            if (auto done = prune(transaction, now()); !done)
                return tl::unexpected(done.error());
        if (auto opened = intake::openDueTakeDowns(transaction, now(), rulebook, serverKey); !opened)
            return tl::unexpected(opened.error());
        auto watched = self_test::watch(transaction, now());
        return watched ? Result<>() : tl::unexpected(watched.error());
    });
    if (!pruned)
        return tl::unexpected(pruned.error());
    return uploads.sweep();
}

} // namespace astreinte::routes
