// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/prefecture.h"

#include "assets/assets.h"
#include "server/http/tls_identity.h"
#include "server/identity/people.h"
#include "server/publication/cap_adapter.h"
#include "server/publication/self_test_adapter.h"
#include "server/publication/site_adapter.h"
#include "server/roster/roster.h"
#include "server/routes/routes.h"
#include "tests/server/database.h"

#include <QFile>

namespace astreinte::tests {

using storage::Transaction;

Prefecture::Prefecture() = default;

Prefecture::~Prefecture()
{
    stop();
}

signature::Instant Prefecture::now() const
{
    return deployment::systemNow() + skew.load();
}

bool Prefecture::start()
{
    chooseDatabase(m_folder.path());
    auto service = routes::Service::open(m_folder.path(), [this] { return now(); });
    auto tls = http::openTlsIdentity(m_folder.path() + QStringLiteral("/tls"), {QStringLiteral("127.0.0.1")});
    if (!service || !tls)
        return false;
    m_service = std::move(*service);
    m_authorityPem = tls->authorityPem;
    http::Options options;
    options.port = m_port;
    options.tls = http::TlsFiles{tls->chainFile, tls->keyFile};
    options.workers = 16;
    m_server =
        std::make_unique<http::Server>(options, routes::allRoutes(*m_service, [this] { return m_server->counters(); }));
    if (auto listening = m_server->listen(); !listening) {
        qWarning("%s", qPrintable(listening.error().toString()));
        return false;
    }
    m_port = m_server->port();
    deployment::Settings settings;
    settings.origin = origin();
    settings.publicOrigin = origin();
    settings.exercise = exercise;
    settings.pins = {QString::fromLatin1(tls->pin)};
    return m_service->adopt(settings).has_value();
}

void Prefecture::stop()
{
    if (m_server)
        m_server->stop();
    m_server.reset();
    m_service.reset();
}

bool Prefecture::addPerson(const QString &id, const QString &role)
{
    return m_service->store
        ->write([&](Transaction &transaction) {
            return identity::addPerson(transaction, {id, QStringLiteral("Personne ") + id, role}, now());
        })
        .has_value();
}

bool Prefecture::addDuty(const QString &entry, const QString &person)
{
    return m_service->store
        ->write([&](Transaction &transaction) {
            return roster::addSlot(transaction, {entry, QStringLiteral("dutyAuthority"), person,
                                                 now() - std::chrono::hours(1), now() + std::chrono::hours(24)});
        })
        .has_value();
}

bool Prefecture::removeDuty(const QString &entry)
{
    return m_service->store->write([&](Transaction &transaction) { return roster::removeSlot(transaction, entry); })
        .has_value();
}

template <authorisation::Realm realm>
void Prefecture::addOurSite(publication::Publisher &publisher, storage::Store &store, const storage::Blobs &blobs)
{
    using Adapter = publication::ChannelAdapter<realm>;
    static const auto communes = place::Communes::parse(assets::communes()).value();
    const publication::PageReader reader(m_authorityPem);
    const auto clock = [this] { return now(); };
    publisher.add<realm>(std::unique_ptr<Adapter>(
        std::make_unique<publication::SiteAdapter<realm>>(store, m_service->rulebook, reader, clock)));
    publisher.add<realm>(std::unique_ptr<Adapter>(
        std::make_unique<publication::CapAdapter<realm>>(store, blobs, m_service->rulebook, communes, reader, clock)));
}

Result<int> Prefecture::publishWith(storage::Store &store)
{
    auto blobs = storage::openBlobs(store, folder() + QStringLiteral("/blobs"));
    if (!blobs)
        return tl::unexpected(blobs.error());
    publication::Publisher publisher(
        store, **blobs, [this] { return now(); }, m_service->policy);
    publisher.add<authorisation::Realm::SelfTest>(std::make_unique<publication::SelfTestAdapter>(
        store, publication::PageReader(m_authorityPem), [this] { return now(); }));
    if (exercise)
        addOurSite<authorisation::Realm::Exercise>(publisher, store, **blobs);
    else
        addOurSite<authorisation::Realm::Real>(publisher, store, **blobs);
    return publisher.publishWaiting();
}

bool Prefecture::replaceBlob(const QString &digest, const QByteArray &content)
{
    if (onPostgres())
        return m_service->store
                   ->write([&](Transaction &transaction) {
                       return transaction->run("UPDATE piece SET content = ? WHERE file = ?", content, digest);
                   })
                   .value_or(0) == 1;
    QFile file(folder() + QStringLiteral("/blobs/%1/%2").arg(digest.left(2), digest));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

Reply Prefecture::page(const QByteArray &path)
{
    return Connection(m_port, m_authorityPem).exchange("GET", path, {});
}

} // namespace astreinte::tests
