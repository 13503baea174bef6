// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/self_test_adapter.h"

#include "server/self_test/self_test.h"

namespace astreinte::publication {

using storage::Connection;
using storage::Transaction;
using submission::State;

namespace {

QString idOf(const Authorisation<Realm::SelfTest> &authorisation)
{
    return authorisation.manifest().content().submission.text();
}

} // namespace

QString SelfTestAdapter::channel() const
{
    return submission::selfTestChannel;
}

Attempt SelfTestAdapter::publish(const Authorisation<Realm::SelfTest> &authorisation)
{
    auto posted = m_store.write([&](Transaction &transaction) {
        return self_test::post(transaction, idOf(authorisation), authorisation.manifestSha256(), m_now());
    });
    if (!posted)
        return {posted.error().reason == Reason::StorageFailed ? State::Uncertain : State::Failed,
                {},
                posted.error().toString(),
                {}};
    return lookUp(authorisation);
}

Attempt SelfTestAdapter::lookUp(const Authorisation<Realm::SelfTest> &authorisation)
{
    auto settings = m_store.read(deployment::readSettings);
    const auto id = idOf(authorisation);
    auto probe = m_store.read([&](Connection &connection) { return self_test::find(connection, id); });
    if (!settings || !probe)
        return {State::Uncertain, {}, (settings ? probe.error() : settings.error()).toString(), {}};
    if (!*probe || !(*probe)->posted)
        return {State::Failed, {}, QStringLiteral("interrompu avant l’écriture : repris"), std::chrono::seconds(0)};
    const auto address = settings->publicOrigin + QStringLiteral("/self-test/") + id;
    auto page = m_reader.read(QUrl(address));
    if (!page)
        return {State::Uncertain, {}, QStringLiteral("essai non relu : ") + page.error().toString(), {}};
    if (page->status != 200 || !page->body.contains(authorisation.manifestSha256().toLatin1()))
        return {State::Uncertain, {}, QStringLiteral("essai relu, contenu inattendu (%1)").arg(page->status), {}};
    return {State::Published, address, {}, {}};
}

} // namespace astreinte::publication
