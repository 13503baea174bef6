// SPDX-License-Identifier: EUPL-1.2
#include "server/publication/cap_occasion.h"

#include "core/message/paris_time.h"
#include "core/signature/bytes.h"
#include "server/public_site/pages.h"

#include <QUrl>
#include <algorithm>

namespace astreinte::publication {
namespace {

using alert::Occasion;
using public_site::PublicAlert;
using submission::Action;

constexpr qsizetype templateLetters = 4;
constexpr qsizetype digestLetters = 8;
constexpr double metresPerKm = 1000;
constexpr std::chrono::hours cancelLife{24};

// "FR36-20261114T143000-INON-1a2b3c4d" (BRIEF §4): the digest of the manifest makes it unique in the world.
QString identifierOf(const submission::Manifest &manifest, const QString &templateId, const QString &department,
                     signature::Instant sent)
{
    const auto local = message::inParis(signature::toDateTime(sent));
    auto letters = templateId;
    letters.remove(QLatin1Char('-'));
    return QStringLiteral("FR%1-%2-%3-%4")
        .arg(department, local.toString(QStringLiteral("yyyyMMddTHHmmss")), letters.left(templateLetters).toUpper(),
             QString::fromLatin1(signature::hex(manifest.sha256())).left(digestLetters));
}

// "astreinte.indre.example": like a domain name, the deployment's own.
QString senderOf(const deployment::Settings &settings)
{
    const auto host = QUrl(settings.publicOrigin).host();
    return host.startsWith(QLatin1String("astreinte")) ? host : QStringLiteral("astreinte.") + host;
}

// Around the middle of all communes, as far as the farthest one: an area always has a shape (BRIEF §4).
std::optional<alert::Circle> circleAround(const place::Communes &communes)
{
    alert::Circle circle;
    int counted = 0;
    for (const auto &commune : communes.all()) {
        if (!commune.centre)
            continue;
        circle.centre.latitude += commune.centre->latitude;
        circle.centre.longitude += commune.centre->longitude;
        ++counted;
    }
    if (counted == 0)
        return std::nullopt;
    circle.centre.latitude /= counted;
    circle.centre.longitude /= counted;
    for (const auto &near : communes.nearest(circle.centre, counted))
        circle.radiusKm = std::max(circle.radiusKm, near.metres / metresPerKm);
    return circle;
}

// A commune of another department has no centre here: its code still says which it is.
QList<place::Commune> communesOf(const place::Communes &known, const QStringList &codes)
{
    QList<place::Commune> communes;
    for (const auto &code : codes) {
        auto commune = known.byCode(code);
        place::Commune bare;
        bare.name = bare.code = code;
        communes += commune ? *commune : bare;
    }
    return communes;
}

void putPlace(Occasion &occasion, const CapMaker &maker, const QStringList &codes)
{
    const auto &department = maker.settings.department;
    occasion.communes = communesOf(maker.communes, codes);
    occasion.department = {department.code, department.nom, static_cast<place::Article>(department.tncc)};
    if (maker.communes.department().code == department.code)
        occasion.departmentCircle = circleAround(maker.communes);
}

void putTexts(Occasion &occasion, const submission::ManifestContent &content)
{
    occasion.withdrawn = content.action == Action::Withdraw;
    const auto texts = content.channels.value(QStringLiteral("site"));
    occasion.french = texts.value(QStringLiteral("fr"));
    occasion.english = texts.value(QStringLiteral("en"));
    if (!occasion.withdrawn)
        return;
    // What was withdrawn is not said again.
    occasion.note = QStringLiteral("Message retiré par la préfecture. Message withdrawn by the prefecture.");
    occasion.french = QStringLiteral("Message retiré : ne plus en tenir compte.");
    occasion.english = QStringLiteral("Message withdrawn: please disregard it.");
}

// The photos as the site shows them. What was withdrawn is not shown again.
Result<> putPictures(Occasion &occasion, const CapMaker &maker, const submission::ManifestContent &content)
{
    if (content.action == Action::Withdraw)
        return {};
    for (const auto &photo : content.photos) {
        const auto &file = photo.fileFor(QStringLiteral("site"));
        const auto digest = maker.pictures.constFind(file.sha256);
        if (digest == maker.pictures.cend())
            return fail(Reason::MissingField, QStringLiteral("the SHA-1 of a photo"));
        const auto address = public_site::photoLink(maker.settings, QLatin1String(signature::hex(file.sha256)));
        occasion.pictures.append({{{}, file.type, file.size, address, *digest},
                                  photo.alt.value(QStringLiteral("fr")),
                                  photo.alt.value(QStringLiteral("en")),
                                  photo.author,
                                  photo.licence});
    }
    return {};
}

signature::Instant expiryOf(const submission::ManifestContent &content, const std::vector<PublicAlert> &earlier,
                            signature::Instant sent)
{
    if (content.action != Action::Withdraw)
        return content.window.to.value_or(sent + cancelLife);
    // Readers must learn of a Cancel as long as they may still hold what it cancels.
    auto expires = sent + cancelLife;
    for (const auto &one : earlier)
        expires = std::max(expires, one.expires);
    return expires;
}

} // namespace

Result<PublicAlert> capAlert(const CapMaker &maker, const submission::Manifest &manifest, const CapSubject &subject,
                             const std::vector<PublicAlert> &earlier, signature::Instant sent)
{
    const auto &content = manifest.content();
    if (!subject.content.messageTemplate)
        return fail(Reason::MissingField, QStringLiteral("$.template"));
    auto source = maker.catalogue.find(subject.content.messageTemplate->id);
    if (!source)
        return tl::unexpected(source.error());
    Occasion occasion;
    occasion.identifier = identifierOf(manifest, (*source)->id, maker.settings.department.code, sent);
    occasion.sender = senderOf(maker.settings);
    occasion.senderName = public_site::siteName(maker.settings.department);
    occasion.sent = sent;
    occasion.expires = expiryOf(content, earlier, sent);
    occasion.exercise = content.exercise;
    occasion.incident = subject.content.incident ? subject.content.incident->id.text() : QString();
    const auto &page = content.action == Action::Withdraw ? *content.target : content.submission;
    occasion.web = public_site::permalink(maker.settings, page.text(), content.exercise);
    for (const auto &one : earlier)
        occasion.references.append({one.sender, one.identifier, one.sent});
    putTexts(occasion, content);
    putPlace(occasion, maker, subject.communes);
    if (occasion.french.isEmpty())
        return fail(Reason::MissingField, QStringLiteral("$.texts.site.fr"));
    if (auto put = putPictures(occasion, maker, content); !put)
        return tl::unexpected(put.error());
    return alert::alertFor(maker.catalogue, **source, subject.content.values, occasion)
        .and_then([&](const alert::Alert &made) {
            return alert::toXml(made).map([&](const QByteArray &document) {
                return PublicAlert{content.submission.text(),
                                   QLatin1String(signature::hex(manifest.sha256())),
                                   made.identifier,
                                   made.sender,
                                   sent,
                                   occasion.expires,
                                   occasion.incident,
                                   made.msgType,
                                   content.exercise,
                                   document,
                                   std::nullopt};
            });
        });
}

} // namespace astreinte::publication
