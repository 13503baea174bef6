// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/site_adapter.h"

#include "core/signature/bytes.h"
#include "server/public_site/pages.h"

namespace astreinte::publication {

using public_site::PublicMessage;
using storage::Connection;
using storage::Transaction;
using submission::Action;
using submission::State;

template <Realm realm>
PublicMessage SiteAdapter<realm>::messageOf(const Authorisation<realm> &authorisation) const
{
    const auto &content = authorisation.manifest().content();
    const auto templateId = content.messageTemplate ? content.messageTemplate->id : QString();
    const auto title = m_rulebook.templateTitle(templateId);
    const auto texts = content.channels.value(this->channel());
    const auto french = QStringLiteral("fr");
    const auto english = QStringLiteral("en");
    PublicMessage message;
    message.id = content.submission.text();
    message.manifestSha256 = authorisation.manifestSha256();
    message.status = m_rulebook.publicStatus(templateId);
    message.exercise = content.exercise;
    message.titleFr = title.french;
    message.titleEn = title.english;
    if constexpr (realm == Realm::Exercise) {
        const auto &prefix = m_rulebook.catalogue().exercisePrefix();
        message.titleFr.prepend(prefix.french);
        message.titleEn.prepend(prefix.english);
    }
    if (texts.contains(french))
        message.textFr = texts.value(french);
    if (texts.contains(english))
        message.textEn = texts.value(english);
    message.factsAt = content.factsAt;
    message.publishedAt = m_now();
    message.updatedAt = message.publishedAt;
    message.expiresAt = content.window.to.value_or(message.publishedAt + std::chrono::hours(24));
    if (content.target)
        message.replaces = content.target->text();
    for (const auto &photo : content.photos) {
        const auto &file = photo.fileFor(channel());
        message.photos.push_back({QLatin1String(signature::hex(file.sha256)), file.type, file.width, file.height,
                                  photo.alt.value(french), photo.alt.value(english), photo.author, photo.licence});
    }
    return message;
}

template <Realm realm>
Result<> SiteAdapter<realm>::put(Transaction &transaction, const Authorisation<realm> &authorisation)
{
    const auto &content = authorisation.manifest().content();
    if (content.action == Action::Withdraw)
        return public_site::withdrawMessage(transaction, content.target->text(), authorisation.manifestSha256(),
                                            m_now());
    return public_site::putMessage(transaction, messageOf(authorisation));
}

template <Realm realm>
Attempt SiteAdapter<realm>::publish(const Authorisation<realm> &authorisation)
{
    auto written = m_store.write([&](Transaction &transaction) { return put(transaction, authorisation); });
    // A transaction that failed wrote nothing, except when its COMMIT did: then nobody knows.
    if (!written)
        return {written.error().reason == Reason::StorageFailed ? State::Uncertain : State::Failed,
                {},
                written.error().toString(),
                {}};
    return lookUp(authorisation);
}

template <Realm realm>
Attempt SiteAdapter<realm>::lookUp(const Authorisation<realm> &authorisation)
{
    const auto &content = authorisation.manifest().content();
    const auto withdrawal = content.action == Action::Withdraw;
    auto present = m_store.read([&](Connection &connection) {
        return public_site::findMessage(connection, withdrawal ? content.target->text() : content.submission.text());
    });
    if (!present)
        return {State::Uncertain, {}, present.error().toString(), {}};
    if (withdrawal && !*present)
        return {State::Failed, {}, QStringLiteral("jamais publié ici"), {}};
    // Our own table: what is not in it was not published, and the one transaction that would have is over.
    const auto written = *present && (withdrawal ? (*present)->withdrawnAt.has_value()
                                                 : (*present)->manifestSha256 == authorisation.manifestSha256());
    if (!written)
        return {State::Failed, {}, QStringLiteral("interrompu avant l’écriture : repris"), std::chrono::seconds(0)};
    return readBack(authorisation);
}

template <Realm realm>
Attempt SiteAdapter<realm>::readBack(const Authorisation<realm> &authorisation)
{
    auto settings = m_store.read(deployment::readSettings);
    if (!settings)
        return {State::Uncertain, {}, settings.error().toString(), {}};
    const auto &content = authorisation.manifest().content();
    const auto withdrawal = content.action == Action::Withdraw;
    const auto id = withdrawal ? content.target->text() : content.submission.text();
    const auto address = public_site::permalink(*settings, id, content.exercise);
    auto page = m_reader.read(QUrl(address));
    if (!page)
        return {State::Uncertain, {}, QStringLiteral("page non relue : ") + page.error().toString(), {}};
    if (page->status != (withdrawal ? 410 : 200) || !page->body.contains(authorisation.manifestSha256().toLatin1()))
        return {State::Uncertain, {}, QStringLiteral("page relue, contenu inattendu (%1)").arg(page->status), {}};
    return {State::Published, address, {}, {}};
}

template class SiteAdapter<Realm::Real>;
template class SiteAdapter<Realm::Exercise>;

} // namespace astreinte::publication
