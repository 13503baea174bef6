// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/freezing.h"

#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/incidents.h"
#include "core/signature/bytes.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "core/submission/submission.h"

#include <QCoreApplication>
#include <algorithm>

namespace astreinte::app {
namespace {

submission::PositionFix fixOf(const Photo &photo)
{
    const auto &fix = *photo.fix;
    return {fix.latitude, fix.longitude, fix.accuracyM, ageAt(fix, photo.capturedAt).count(),
            fix.source,   fix.simulated};
}

submission::Precision precisionOf(const Photo &photo)
{
    // Q22, « Précision de lieu publiable ? »: the commune unless the officer said otherwise.
    const auto answer = photo.answers.value(QStringLiteral("Q22"));
    if (answer.endsWith(QStringLiteral("-exacte")))
        return submission::Precision::Exact;
    return answer.endsWith(QStringLiteral("-aucune")) ? submission::Precision::None : submission::Precision::Commune;
}

Result<submission::RightsRecord> rightsOf(const Content &content, const Photo &photo, signature::Instant now)
{
    const auto assessment = assessPhoto(content, photo);
    if (!assessment)
        return tl::unexpected(assessment.error());
    auto closed = closedRequirements(content, photo).values();
    closed.sort();
    return submission::RightsRecord{content.rights().version,       photo.answers,   closed, assessment->outcome,
                                    photo.answeredAt.value_or(now), photo.answeredBy};
}

submission::PictureFile fileOf(const RenditionRecord &rendition)
{
    return {rendition.sha256, rendition.size, QStringLiteral("image/jpeg"), rendition.pixels.width(),
            rendition.pixels.height()};
}

// Only what the chosen channels take leaves the phone. The photo's own file is the one that most of them share.
submission::PictureFiles filesFor(const Photo &photo, const Draft &draft)
{
    const auto file = [&](const QString &channel) { return fileOf(photo.renditionFor(channel)); };
    const auto master = fileOf(*photo.rendition);
    const bool shared = draft.channels.isEmpty() ||
                        std::ranges::any_of(draft.channels, [&](const auto &name) { return file(name) == master; });
    submission::PictureFiles files{shared ? master : file(draft.channels.first()), {}};
    if (draft.kind == QStringLiteral("fieldReport"))
        return {master, {}};
    for (const auto &name : draft.channels)
        if (const auto own = file(name); own != static_cast<const submission::PictureFile &>(files))
            files.renditions.insert(name, own);
    return files;
}

// What the courier uploads of this photo: each file once.
QList<OutboxPhoto> uploadsOf(const Photo &photo, const submission::PhotoRecord &record)
{
    QList<OutboxPhoto> uploads;
    const auto files = record.files();
    for (const auto &held : photo.renditions())
        if (files.contains(fileOf(held)))
            uploads.append({photo.id, held.sha256, held.blob, held.size, 0, {}});
    return uploads;
}

Result<submission::PhotoRecord> recordOf(const Content &content, const Photo &photo, const Draft &draft,
                                         signature::Instant now)
{
    if (!photo.rendition)
        return fail(Reason::MissingPhoto);
    submission::PhotoRecord record;
    static_cast<submission::PictureFiles &>(record) = filesFor(photo, draft);
    if (!photo.altFr.isEmpty())
        record.alt.insert(QStringLiteral("fr"), photo.altFr);
    if (draft.includeEnglish && !(photo.altEn.isEmpty() && photo.altFr.isEmpty()))
        record.alt.insert(QStringLiteral("en"), photo.altEn.isEmpty() ? photo.altFr : photo.altEn);
    record.author = photo.author;
    record.licence = photo.licence;
    record.capturedAt = photo.capturedAt;
    if (photo.fix)
        record.fix = fixOf(photo);
    if (!photo.commune.isEmpty())
        record.commune = photo.commune;
    record.precision = precisionOf(photo);
    record.partners = photo.partners;
    record.regions = publicRegions(photo);
    for (const auto &consent : photo.consents)
        if (consent.inForce())
            record.consents.append(consent.toJson());
    if (draft.kind == QStringLiteral("fieldReport") && photo.answers.isEmpty())
        return record;
    auto rights = rightsOf(content, photo, now);
    if (!rights)
        return tl::unexpected(rights.error());
    record.rights = *std::move(rights);
    return record;
}

Result<void> addTexts(submission::SubmissionContent &content, const Content &rules, const Draft &draft)
{
    if (draft.kind == QStringLiteral("fieldReport") || draft.action == QStringLiteral("withdraw"))
        return {};
    for (const auto &name : draft.channels) {
        const auto channel = message::channelFromName(name);
        if (!channel)
            continue;
        for (const auto &code : content.languages) {
            const auto rendered = renderedText(rules, draft, *channel, *languageFromCode(code), false);
            if (!rendered)
                return tl::unexpected(rendered.error());
            if (!rendered->fits)
                return fail(Reason::TextTooLong, name);
            content.texts[name].insert(code, rendered->text);
        }
    }
    return {};
}

Result<submission::SubmissionContent> contentOf(const Content &rules, const Incidents &incidents, const Draft &draft,
                                                const Author &author, signature::Instant now)
{
    const auto id = submission::Uuid7::parse(draft.id);
    if (!id)
        return tl::unexpected(id.error());
    submission::SubmissionContent content;
    content.id = *id;
    content.revision = draft.revision;
    if (!draft.parent.isEmpty())
        content.parent = QByteArray::fromHex(draft.parent.toLatin1());
    content.kind =
        draft.kind == QStringLiteral("fieldReport") ? submission::Kind::FieldReport : submission::Kind::Proposal;
    if (draft.action != QStringLiteral("publish")) {
        content.action =
            draft.action == QStringLiteral("correct") ? submission::Action::Correct : submission::Action::Withdraw;
        if (const auto target = submission::Uuid7::parse(draft.target))
            content.target = *target;
    }
    content.exercise = rules.exercise();
    content.authors = {author.person};
    content.device = author.device->kid();
    content.createdAt = now;
    content.factsAt = draft.factsAt.value_or(now);
    content.clockOffsetMs = author.clockOffset.count();
    if (const auto *incident = incidents.find(draft.incident))
        content.incident = submission::IncidentRef{incident->id, incident->title, incident->knownAt};
    if (!draft.templateId.isEmpty())
        content.messageTemplate = submission::TemplateRef{draft.templateId, rules.catalogue().version()};
    content.values = draft.values;
    if (!draft.takenBack.isEmpty())
        content.values.insert(QStringLiteral("consentWithdrawn"), QJsonArray::fromStringList(draft.takenBack));
    if (content.kind == submission::Kind::Proposal && content.action != submission::Action::Withdraw)
        content.agreements = draft.agreements;
    content.languages = draft.includeEnglish ? QStringList{QStringLiteral("fr"), QStringLiteral("en")}
                                             : QStringList{QStringLiteral("fr")};
    return content;
}

} // namespace

Result<message::Rendered> renderedText(const Content &content, const Draft &draft, message::Channel channel,
                                       Language language, bool partial)
{
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner)
        return tl::unexpected(owner.error());
    const auto completeness = partial ? message::Completeness::Partial : message::Completeness::Required;
    auto values = message::valuesFromJson(**owner, draft.values, completeness);
    if (!values && partial) {
        // What cannot be read yet is left out of the preview; the form says what is wrong with it.
        QJsonObject readable = draft.values;
        const auto failures = message::fieldFailures(**owner, draft.values);
        for (const auto &key : failures.keys())
            readable.remove(key);
        values = message::valuesFromJson(**owner, readable, completeness);
    }
    if (!values)
        return tl::unexpected(values.error());
    return message::render(content.catalogue(), **owner, *values,
                           {channel, language, content.department(), content.exercise()});
}

QString titleOf(const Content &content, const Draft &draft)
{
    if (draft.action == QStringLiteral("withdraw"))
        return QCoreApplication::translate("Submission", "Withdrawal");
    if (draft.templateId.isEmpty()) {
        const auto words = draft.values.value(QLatin1String("what")).toString().simplified().left(60);
        return words.isEmpty() ? QCoreApplication::translate("Submission", "Field report") : words;
    }
    const auto title = templateTitleOf(content, draft.templateId);
    const auto place = draft.values.value(QLatin1String("commune")).toObject().value(QLatin1String("nom")).toString();
    return place.isEmpty() ? title : title + QStringLiteral(" – ") + place;
}

Result<OutboxItem> freeze(const Content &content, const Incidents &incidents, const PhotoShelf &shelf,
                          const Draft &draft, const Author &author, signature::Instant now)
{
    auto made = contentOf(content, incidents, draft, author, now);
    if (!made)
        return tl::unexpected(made.error());
    OutboxItem item;
    for (const auto &id : draft.photos) {
        const auto *photo = shelf.find(id);
        if (!photo)
            return fail(Reason::MissingPhoto, id);
        auto record = recordOf(content, *photo, draft, now);
        if (!record)
            return tl::unexpected(record.error());
        item.photos += uploadsOf(*photo, *record);
        made->photos.append(*std::move(record));
    }
    if (auto added = addTexts(*made, content, draft); !added)
        return tl::unexpected(added.error());
    const auto frozen = submission::Submission::freeze(*made);
    if (!frozen)
        return tl::unexpected(frozen.error());
    auto jws = signature::signCompact(*author.device, submission::typ::submission, frozen->payload());
    if (!jws)
        return tl::unexpected(jws.error());
    item.draft = draft;
    item.title = titleOf(content, draft);
    item.jws = *std::move(jws);
    item.queuedAt = item.updatedAt = now;
    item.exercise = content.exercise();
    QStringList titles;
    for (const auto &name : draft.channels)
        if (const auto channel = message::channelFromName(name))
            titles.append(channelTitle(*channel));
    item.channelsText = titles.join(QStringLiteral(", "));
    return item;
}

} // namespace astreinte::app
