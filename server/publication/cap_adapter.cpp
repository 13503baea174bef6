// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/cap_adapter.h"

#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/public_site/pages.h"

#include <QCryptographicHash>

namespace astreinte::publication {
namespace {

using public_site::PublicAlert;
using storage::Connection;
using storage::Row;
using storage::Transaction;
using submission::Action;
using submission::State;

struct Origin
{
    submission::Submission submission;
    submission::Manifest manifest;
};

// What an earlier alert was made of.
Result<Origin> originOf(Connection &connection, const PublicAlert &alert)
{
    auto stored = connection.one(
        "SELECT jws, manifest FROM revision WHERE submission = ? AND manifest_sha256 = ?",
        [](const Row &row) { return std::pair(row.bytes(0), row.bytes(1)); }, alert.message, alert.manifestSha256);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!*stored)
        return fail(Reason::UnknownRevision);
    auto submission = signature::parseCompact((*stored)->first, submission::typ::submission)
                          .and_then([](const signature::UnverifiedJws &jws) {
                              return submission::Submission::parse(jws.unverifiedPayload());
                          });
    auto manifest = submission::Manifest::parse((*stored)->second);
    if (!submission || !manifest)
        return tl::unexpected(submission ? manifest.error() : submission.error());
    return Origin{*submission, *manifest};
}

Result<PublicAlert> alertOn(Connection &connection, const CapMaker &maker, const submission::Manifest &manifest,
                            const submission::Submission &submission, signature::Instant sent)
{
    const auto &content = manifest.content();
    const auto target = content.target ? content.target->text() : QString();
    if (content.action == Action::Withdraw) {
        auto alert = public_site::findAlert(connection, target);
        if (!alert || !*alert || (*alert)->cancelledAt)
            return alert ? fail(Reason::UnknownSubmission, QStringLiteral("no alert of it"))
                         : tl::unexpected(alert.error());
        return originOf(connection, **alert).and_then([&](const Origin &origin) {
            return capAlert(maker, manifest, {origin.submission.content(), origin.manifest.content().communes},
                            {**alert}, sent);
        });
    }
    const auto incident = content.incident ? content.incident->id.text() : QString();
    auto earlier = public_site::validAlerts(connection, incident, target, content.exercise, sent);
    if (!earlier)
        return tl::unexpected(earlier.error());
    return capAlert(maker, manifest, {submission.content(), content.communes}, *earlier, sent);
}

Attempt failed(const Failure &why)
{
    // A transaction that failed wrote nothing, except when its COMMIT did: then nobody knows.
    return {why.reason == Reason::StorageFailed ? State::Uncertain : State::Failed, {}, why.toString(), {}};
}

} // namespace

template <Realm realm>
Result<bool> CapAdapter<realm>::follows(const Authorisation<realm> &authorisation, const QString &channel)
{
    const auto &content = authorisation.manifest().content();
    if (channel != QLatin1String("site"))
        return false;
    if (content.action == Action::Publish)
        return content.messageTemplate && m_rulebook.emitsAlert(content.messageTemplate->id);
    return m_store.read([&](Connection &connection) {
        return public_site::findAlert(connection, content.target->text()).map([&](const auto &alert) {
            return alert && !alert->cancelledAt;
        });
    });
}

// Read before the transaction: no writer waits for files.
template <Realm realm>
Result<PictureDigests> CapAdapter<realm>::digestsOf(const submission::ManifestContent &content) const
{
    PictureDigests digests;
    if (content.action == Action::Withdraw)
        return digests;
    for (const auto &photo : content.photos) {
        const auto &sha256 = photo.fileFor(QStringLiteral("site")).sha256;
        auto bytes = m_blobs.read(QLatin1String(signature::hex(sha256)));
        if (!bytes)
            return tl::unexpected(bytes.error());
        digests.insert(sha256, QCryptographicHash::hash(*bytes, QCryptographicHash::Sha1));
    }
    return digests;
}

template <Realm realm>
Result<> CapAdapter<realm>::put(Transaction &transaction, const Authorisation<realm> &authorisation,
                                const PictureDigests &pictures)
{
    auto &connection = transaction.connection();
    const auto &manifest = authorisation.manifest();
    auto settings = deployment::readSettings(connection);
    if (!settings)
        return tl::unexpected(settings.error());
    // CAP knows whole seconds, and later messages must name this instant as it was written (BRIEF §4).
    const auto sent = signature::fromUnixSeconds(signature::toUnixSeconds(m_now()));
    auto alert = alertOn(connection, {m_rulebook.catalogue(), m_communes, *settings, pictures}, manifest,
                         authorisation.submission(), sent);
    if (!alert)
        return tl::unexpected(alert.error());
    return public_site::putAlert(transaction, *alert).and_then([&] {
        const auto &content = manifest.content();
        return content.action == Action::Withdraw ? public_site::cancelAlert(transaction, content.target->text(), sent)
                                                  : Result<>();
    });
}

template <Realm realm>
Attempt CapAdapter<realm>::publish(const Authorisation<realm> &authorisation)
{
    auto pictures = digestsOf(authorisation.manifest().content());
    if (!pictures)
        return {State::Failed, {}, pictures.error().toString(), {}};
    if (auto written =
            m_store.write([&](Transaction &transaction) { return put(transaction, authorisation, *pictures); });
        !written)
        return failed(written.error());
    return lookUp(authorisation);
}

template <Realm realm>
Attempt CapAdapter<realm>::lookUp(const Authorisation<realm> &authorisation)
{
    auto alert = m_store.read([&](Connection &connection) {
        return public_site::findAlert(connection, authorisation.manifest().content().submission.text());
    });
    if (!alert)
        return {State::Uncertain, {}, alert.error().toString(), {}};
    // Our own table: what is not in it was not published, and the one transaction that would have is over.
    if (!*alert || (*alert)->manifestSha256 != authorisation.manifestSha256())
        return {State::Failed, {}, QStringLiteral("interrompu avant l’écriture : repris"), std::chrono::seconds(0)};
    return readBack(**alert);
}

template <Realm realm>
Attempt CapAdapter<realm>::readBack(const PublicAlert &alert)
{
    auto settings = m_store.read(deployment::readSettings);
    if (!settings)
        return {State::Uncertain, {}, settings.error().toString(), {}};
    const auto address = public_site::alertLink(*settings, alert.message, alert.exercise);
    auto page = m_reader.read(QUrl(address));
    if (!page)
        return {State::Uncertain, {}, QStringLiteral("alerte non relue : ") + page.error().toString(), {}};
    if (page->status != 200 || page->body != alert.document)
        return {State::Uncertain, {}, QStringLiteral("alerte relue, contenu inattendu (%1)").arg(page->status), {}};
    return {State::Published, address, {}, {}};
}

template class CapAdapter<Realm::Real>;
template class CapAdapter<Realm::Exercise>;

} // namespace astreinte::publication
