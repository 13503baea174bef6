// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/submission_json.h"

#include "core/submission/submission.h"
#include "core/text/plain_text.h"

namespace astreinte::submission {

using signature::ObjectReader;
using text::Lines;

namespace {

constexpr std::array<std::pair<int, QLatin1String>, 6> outcomes{{{0, QLatin1String("publishable")},
                                                                 {1, QLatin1String("blur")},
                                                                 {2, QLatin1String("consent")},
                                                                 {3, QLatin1String("escalate")},
                                                                 {4, QLatin1String("internal")},
                                                                 {5, QLatin1String("forbidden")}}};
constexpr qint64 tenYearsMs = 10LL * 366 * 24 * 3600 * 1000;

QJsonObject toJson(const PositionFix &fix)
{
    return {{QStringLiteral("lat"), fix.latitude},        {QStringLiteral("lon"), fix.longitude},
            {QStringLiteral("accuracyM"), fix.accuracyM}, {QStringLiteral("ageS"), fix.ageS},
            {QStringLiteral("source"), fix.source},       {QStringLiteral("simulated"), fix.simulated}};
}

QJsonObject toJson(const RightsRecord &rights)
{
    return {{QStringLiteral("table"), rights.table},
            {QStringLiteral("answers"), submission::toJson(rights.answers)},
            {QStringLiteral("closed"), QJsonArray::fromStringList(rights.closed)},
            {QStringLiteral("outcome"), rights.outcome},
            {QStringLiteral("answeredAt"), signature::toText(rights.answeredAt)},
            {QStringLiteral("by"), rights.by}};
}

QJsonObject toJson(const PhotoRecord &photo)
{
    QJsonObject object{
        {QStringLiteral("alt"), submission::toJson(photo.alt)},
        {QStringLiteral("author"), photo.author},
        {QStringLiteral("licence"), photo.licence},
        {QStringLiteral("capturedAt"), signature::toText(photo.capturedAt)},
        {QStringLiteral("fix"), orNull(photo.fix, [](const PositionFix &fix) { return toJson(fix); })},
        {QStringLiteral("commune"), orNull(photo.commune, [](const QString &code) { return code; })},
        {QStringLiteral("precision"), precisionName(photo.precision)},
        {QStringLiteral("partners"), QJsonArray::fromStringList(photo.partners)},
        {QStringLiteral("rights"), orNull(photo.rights, [](const RightsRecord &rights) { return toJson(rights); })}};
    addFiles(object, photo);
    // Written only where they say something: a photo without them is what it was before them.
    if (!photo.regions.isEmpty())
        object.insert(QStringLiteral("regions"), submission::toJson(photo.regions));
    QJsonArray consents;
    for (const auto &consent : photo.consents)
        consents.append(consent);
    if (!consents.isEmpty())
        object.insert(QStringLiteral("consents"), consents);
    return object;
}

PositionFix readFix(ObjectReader &reader)
{
    PositionFix fix;
    fix.latitude = reader.number(QLatin1String("lat"), -90, 90);
    fix.longitude = reader.number(QLatin1String("lon"), -180, 180);
    fix.accuracyM = reader.number(QLatin1String("accuracyM"), 0, 1e7);
    fix.ageS = reader.integer(QLatin1String("ageS"), 0, tenYearsMs / 1000);
    fix.source = reader.token(QLatin1String("source"), 16);
    fix.simulated = reader.boolean(QLatin1String("simulated"));
    return fix;
}

RightsRecord readRights(ObjectReader &reader)
{
    RightsRecord rights;
    rights.table = reader.token(QLatin1String("table"), 32);
    rights.answers = readAnswers(reader);
    rights.closed = reader.tokens(QLatin1String("closed"), 64);
    rights.outcome = outcomes[static_cast<std::size_t>(reader.oneOf(QLatin1String("outcome"), outcomes))].second;
    rights.answeredAt = reader.instant(QLatin1String("answeredAt"));
    rights.by = reader.token(QLatin1String("by"), 32);
    return rights;
}

QStringList readPartners(ObjectReader &reader)
{
    QStringList partners;
    for (const auto &element : reader.array(QLatin1String("partners"), mostPartners)) {
        const auto account = element.toString();
        const bool good = account.size() >= 2 && account.size() <= 100 && account.startsWith(QLatin1Char('@')) &&
                          !partners.contains(account) && !account.contains(QLatin1Char(' ')) &&
                          text::checkPlainText(account, Lines::One);
        if (!good) {
            reader.refuse(QLatin1String("partners"), QStringLiteral("holds a repeated or malformed account"));
            return {};
        }
        partners.append(account);
    }
    return partners;
}

// A form is a document of the phone's: its words are checked as any value's, its members are not read here.
QList<QJsonObject> readConsents(ObjectReader &reader)
{
    QList<QJsonObject> consents;
    if (!reader.has(QLatin1String("consents")))
        return consents;
    for (const auto &element : reader.array(QLatin1String("consents"), mostConsents, 1)) {
        const auto form = element.toObject();
        if (form.value(QLatin1String("id")).toString().isEmpty() ||
            form.value(QLatin1String("text")).toString().isEmpty() ||
            form.value(QLatin1String("signatures")).toArray().isEmpty())
            reader.refuse(QLatin1String("consents"), QStringLiteral("holds a form that nobody signed"));
        consents.append(form);
    }
    return consents;
}

PhotoRecord readPhoto(ObjectReader &reader)
{
    PhotoRecord photo;
    static_cast<PictureFiles &>(photo) = readFiles(reader);
    photo.alt = readLocalised(reader, QLatin1String("alt"), 1500);
    photo.author = reader.text(QLatin1String("author"), 120, Lines::One);
    photo.licence = reader.text(QLatin1String("licence"), 120, Lines::One);
    photo.capturedAt = reader.instant(QLatin1String("capturedAt"));
    if (reader.optionalObject(QLatin1String("fix")))
        photo.fix = reader.nested<PositionFix>(QLatin1String("fix"), readFix);
    photo.commune = reader.optionalToken(QLatin1String("commune"), 5);
    photo.precision = reader.oneOf(QLatin1String("precision"), precisions);
    photo.partners = readPartners(reader);
    if (reader.optionalObject(QLatin1String("rights")))
        photo.rights = reader.nested<RightsRecord>(QLatin1String("rights"), readRights);
    photo.regions = readRegions(reader, QLatin1String("regions"));
    photo.consents = readConsents(reader);
    return photo;
}

} // namespace

QJsonObject toJson(const SubmissionContent &content)
{
    QJsonArray photos;
    for (const auto &photo : content.photos)
        photos.append(toJson(photo));
    QJsonObject object{
        {QStringLiteral("v"), 1},
        {QStringLiteral("id"), content.id.text()},
        {QStringLiteral("revision"), content.revision},
        {QStringLiteral("parent"), orNull(content.parent, hexText)},
        {QStringLiteral("kind"), kindName(content.kind)},
        {QStringLiteral("action"), actionName(content.action)},
        {QStringLiteral("target"), orNull(content.target, [](const Uuid7 &id) { return id.text(); })},
        {QStringLiteral("exercise"), content.exercise},
        {QStringLiteral("authors"), QJsonArray::fromStringList(content.authors)},
        {QStringLiteral("device"), content.device},
        {QStringLiteral("createdAt"), signature::toText(content.createdAt)},
        {QStringLiteral("factsAt"), signature::toText(content.factsAt)},
        {QStringLiteral("clockOffsetMs"), content.clockOffsetMs},
        {QStringLiteral("incident"), orNull(content.incident, [](const auto &incident) { return toJson(incident); })},
        {QStringLiteral("template"),
         orNull(content.messageTemplate, [](const auto &reference) { return toJson(reference); })},
        {QStringLiteral("values"), content.values},
        {QStringLiteral("languages"), QJsonArray::fromStringList(content.languages)},
        {QStringLiteral("texts"), toJson(content.texts)},
        {QStringLiteral("photos"), photos}};
    if (!content.agreements.isEmpty())
        object.insert(QStringLiteral("agreements"), submission::toJson(content.agreements));
    return object;
}

SubmissionContent readContent(ObjectReader &reader)
{
    SubmissionContent content;
    reader.version(QLatin1String("v"), 1);
    content.id = readUuid(reader, QLatin1String("id"));
    content.revision = reader.integer(QLatin1String("revision"), 1, 1'000'000);
    content.parent = readOptionalDigest(reader, QLatin1String("parent"));
    content.kind = reader.oneOf(QLatin1String("kind"), kinds);
    content.action = reader.oneOf(QLatin1String("action"), actions);
    content.target = readOptionalUuid(reader, QLatin1String("target"));
    content.exercise = reader.boolean(QLatin1String("exercise"));
    content.authors = readAuthors(reader);
    content.device = reader.token(QLatin1String("device"), 43);
    content.createdAt = reader.instant(QLatin1String("createdAt"));
    content.factsAt = reader.instant(QLatin1String("factsAt"));
    content.clockOffsetMs = reader.integer(QLatin1String("clockOffsetMs"), -tenYearsMs, tenYearsMs);
    content.incident = readIncident(reader);
    content.messageTemplate = readTemplate(reader);
    content.values = reader.object(QLatin1String("values"));
    content.languages = reader.tokens(QLatin1String("languages"), languageNames.size(), 1);
    content.texts = readChannels(reader, QLatin1String("texts"), longestText);
    content.photos = reader.objects<PhotoRecord>(QLatin1String("photos"), mostPhotos, readPhoto);
    content.agreements = readAgreements(reader);
    return content;
}

} // namespace astreinte::submission
