// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/manifest.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/submission/wire_forms.h"

#include <algorithm>

namespace astreinte::submission {

using signature::ObjectReader;
using text::Lines;

namespace {

constexpr qsizetype longestReason = 1000; // UTF-16 units

QJsonObject toJson(const ManifestPhoto &photo)
{
    const QJsonObject rights{{QStringLiteral("outcome"), photo.rightsOutcome},
                             {QStringLiteral("openRequirements"), QJsonArray::fromStringList(photo.openRequirements)},
                             {QStringLiteral("table"), photo.rightsTable}};
    QJsonObject object{{QStringLiteral("alt"), submission::toJson(photo.alt)},
                       {QStringLiteral("author"), photo.author},
                       {QStringLiteral("licence"), photo.licence},
                       {QStringLiteral("partners"), QJsonArray::fromStringList(photo.partners)},
                       {QStringLiteral("rights"), rights}};
    addFiles(object, photo);
    // Written only where they say something: a manifest without them is what it was before them.
    if (!photo.answers.isEmpty())
        object.insert(QStringLiteral("answers"), submission::toJson(photo.answers));
    if (!photo.regions.isEmpty())
        object.insert(QStringLiteral("regions"), submission::toJson(photo.regions));
    if (photo.consents > 0)
        object.insert(QStringLiteral("consents"), photo.consents);
    return object;
}

QJsonObject toJson(const ManifestContent &content)
{
    QJsonArray photos;
    for (const auto &photo : content.photos)
        photos.append(toJson(photo));
    const QJsonObject place{{QStringLiteral("communes"), QJsonArray::fromStringList(content.communes)},
                            {QStringLiteral("precision"), precisionName(content.precision)}};
    const QJsonObject window{{QStringLiteral("from"), signature::toText(content.window.from)},
                             {QStringLiteral("to"), orNull(content.window.to, signature::toText)}};
    QJsonObject object{
        {QStringLiteral("v"), 1},
        {QStringLiteral("action"), actionName(content.action)},
        {QStringLiteral("authors"), QJsonArray::fromStringList(content.authors)},
        {QStringLiteral("channels"), submission::toJson(content.channels)},
        {QStringLiteral("exercise"), content.exercise},
        {QStringLiteral("factsAt"), signature::toText(content.factsAt)},
        {QStringLiteral("incident"),
         orNull(content.incident, [](const IncidentRef &incident) { return submission::toJson(incident); })},
        {QStringLiteral("kind"), kindName(content.kind)},
        {QStringLiteral("parent"), orNull(content.parent, hexText)},
        {QStringLiteral("place"), place},
        {QStringLiteral("photos"), photos},
        {QStringLiteral("receivedAt"), signature::toText(content.receivedAt)},
        {QStringLiteral("revision"), content.revision},
        {QStringLiteral("submission"), content.submission.text()},
        {QStringLiteral("target"), orNull(content.target, [](const Uuid7 &id) { return id.text(); })},
        {QStringLiteral("template"),
         orNull(content.messageTemplate, [](const TemplateRef &reference) { return submission::toJson(reference); })},
        {QStringLiteral("window"), window}};
    if (content.reason)
        object.insert(QStringLiteral("reason"), *content.reason);
    if (!content.agreements.isEmpty())
        object.insert(QStringLiteral("agreements"), submission::toJson(content.agreements));
    return object;
}

ManifestPhoto readPhoto(ObjectReader &reader)
{
    ManifestPhoto photo;
    static_cast<PictureFiles &>(photo) = readFiles(reader);
    photo.alt = readLocalised(reader, QLatin1String("alt"), 1500);
    photo.author = reader.text(QLatin1String("author"), 120, Lines::One);
    photo.licence = reader.text(QLatin1String("licence"), 120, Lines::One);
    for (const auto &partner : reader.array(QLatin1String("partners"), mostPartners))
        photo.partners.append(partner.toString());
    ObjectReader rights(reader.object(QLatin1String("rights")), reader.pathOf(QLatin1String("rights")));
    photo.rightsOutcome = rights.token(QLatin1String("outcome"), 32);
    photo.openRequirements = rights.tokens(QLatin1String("openRequirements"), 64);
    photo.rightsTable = rights.token(QLatin1String("table"), 32);
    if (const auto done = rights.finish(); !done)
        reader.refuse(done.error().reason, done.error().detail);
    if (reader.has(QLatin1String("answers")))
        photo.answers = readAnswers(reader);
    photo.regions = readRegions(reader, QLatin1String("regions"));
    photo.consents = reader.optionalInteger(QLatin1String("consents"), 1, mostConsents).value_or(0);
    return photo;
}

void readPlace(ObjectReader &reader, ManifestContent &content)
{
    ObjectReader place(reader.object(QLatin1String("place")), reader.pathOf(QLatin1String("place")));
    content.communes = place.tokens(QLatin1String("communes"), 1000);
    content.precision = place.oneOf(QLatin1String("precision"), precisions);
    if (const auto done = place.finish(); !done)
        reader.refuse(done.error().reason, done.error().detail);
}

ManifestContent readContent(ObjectReader &reader)
{
    ManifestContent content;
    reader.version(QLatin1String("v"), 1);
    content.action = reader.oneOf(QLatin1String("action"), actions);
    content.authors = readAuthors(reader);
    content.channels = readChannels(reader, QLatin1String("channels"), longestText);
    content.exercise = reader.boolean(QLatin1String("exercise"));
    content.factsAt = reader.instant(QLatin1String("factsAt"));
    content.incident = readIncident(reader);
    content.kind = reader.oneOf(QLatin1String("kind"), kinds);
    content.parent = readOptionalDigest(reader, QLatin1String("parent"));
    readPlace(reader, content);
    content.photos = reader.objects<ManifestPhoto>(QLatin1String("photos"), mostPhotos, readPhoto);
    content.receivedAt = reader.instant(QLatin1String("receivedAt"));
    content.revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    content.submission = readUuid(reader, QLatin1String("submission"));
    content.target = readOptionalUuid(reader, QLatin1String("target"));
    content.messageTemplate = readTemplate(reader);
    content.reason = reader.optionalText(QLatin1String("reason"), longestReason);
    content.window = reader.nested<TimeWindow>(QLatin1String("window"), [](ObjectReader &window) {
        return TimeWindow{window.instant(QLatin1String("from")), window.optionalInstant(QLatin1String("to"))};
    });
    content.agreements = readAgreements(reader);
    return content;
}

// The content of these bytes, whatever their form.
Result<ManifestContent> read(QByteArrayView bytes)
{
    auto object = signature::parseStrictObject(bytes, {.bytes = qsizetype(512) * 1024});
    if (!object)
        return tl::unexpected(object.error());
    ObjectReader reader(*std::move(object));
    auto content = readContent(reader);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    return content;
}

ManifestPhoto manifestPhoto(const PhotoRecord &photo, const ManifestTerms::Rights &rights)
{
    return {static_cast<const PictureFiles &>(photo),
            photo.alt,
            photo.author,
            photo.licence,
            photo.partners,
            photo.rights ? photo.rights->table : QStringLiteral("none"),
            rights.outcome,
            rights.openRequirements,
            photo.rights ? photo.rights->answers : QMap<QString, QString>(),
            photo.regions,
            photo.consents.size()};
}

// The withdrawal's own words, kept among its values (docs/protocol.md §6).
std::optional<QString> withdrawalReason(const SubmissionContent &content)
{
    const auto reason = content.values.value(QLatin1String("reason")).toString().trimmed();
    const bool said = content.action == Action::Withdraw && !reason.isEmpty() && reason.size() <= longestReason;
    return said ? std::optional(reason) : std::nullopt;
}

} // namespace

Manifest::Manifest(ManifestContent content, QByteArray bytes)
    : m_content(std::move(content)), m_bytes(std::move(bytes)), m_sha256(signature::sha256(m_bytes))
{
}

Result<Manifest> Manifest::of(const Submission &submission, const ManifestTerms &terms)
{
    const auto &frozen = submission.content();
    if (terms.rights.size() != frozen.photos.size())
        return fail(Reason::InvalidValue,
                    QStringLiteral("rights for %1 photos of %2").arg(terms.rights.size()).arg(frozen.photos.size()));
    ManifestContent content{frozen.id,
                            frozen.revision,
                            frozen.parent,
                            frozen.kind,
                            frozen.action,
                            frozen.target,
                            frozen.exercise,
                            frozen.authors,
                            frozen.texts,
                            frozen.factsAt,
                            terms.receivedAt,
                            frozen.incident,
                            frozen.messageTemplate,
                            withdrawalReason(frozen),
                            terms.communes,
                            Precision::Commune,
                            {},
                            terms.window,
                            frozen.agreements};
    for (qsizetype i = 0; i < frozen.photos.size(); ++i) {
        const auto &photo = frozen.photos[i];
        content.photos.append(manifestPhoto(photo, terms.rights[i]));
        if (photo.commune && photo.precision != Precision::None && !content.communes.contains(*photo.commune))
            content.communes.append(*photo.commune);
    }
    content.communes.sort();
    // The least precise wish holds for the whole message.
    if (std::ranges::any_of(frozen.photos, [](const auto &photo) { return photo.precision == Precision::None; }))
        content.precision = Precision::None;
    else if (!frozen.photos.isEmpty() &&
             std::ranges::all_of(frozen.photos, [](const auto &photo) { return photo.precision == Precision::Exact; }))
        content.precision = Precision::Exact;
    // Read as the phone will read it: what the server makes is what a phone accepts.
    return signature::canonicalJson(toJson(content)).and_then([](const QByteArray &bytes) {
        return read(bytes).map([&](ManifestContent &&again) { return Manifest(std::move(again), bytes); });
    });
}

Result<Manifest> Manifest::parse(QByteArrayView bytes)
{
    auto content = read(bytes);
    if (!content)
        return tl::unexpected(content.error());
    const auto canonical = signature::canonicalJson(toJson(*content));
    if (!canonical || *canonical != bytes)
        return fail(Reason::InvalidValue, QStringLiteral("the manifest is not in its canonical form"));
    return Manifest(*std::move(content), bytes.toByteArray());
}

} // namespace astreinte::submission
