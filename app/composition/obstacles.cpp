// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/freezing.h"
#include "core/submission/submission.h"
#include "core/text/plain_text.h"

#include <QCoreApplication>

namespace astreinte::app {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Obstacle)
};

void addFormObstacles(QList<Obstacle> &found, const Content &content, const Draft &draft)
{
    const auto form = QStringLiteral("form");
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner) {
        found.append({Words::tr("No template is chosen. Choose one."), {}, form});
        return;
    }
    const auto failures = message::fieldFailures(**owner, draft.values);
    for (const auto &field : (*owner)->fields)
        if (failures.contains(field.key)) {
            const auto &failure = failures[field.key];
            const auto label = field.label.in(content.language());
            found.append({failure.reason == Reason::MissingField
                              //: %1 is the label of a field of the form.
                              ? Words::tr("%1 is missing. Fill it in.").arg(label)
                              : label + QStringLiteral(": ") + Failure{failure.reason, {}}.userText(),
                          field.key, form});
        }
    if (draft.channels.isEmpty())
        found.append({Words::tr("No channel is chosen. Choose at least one."), QStringLiteral("channels"), form});
    if (!failures.isEmpty())
        return;
    for (const auto &name : draft.channels)
        for (const auto language : {Language::French, Language::English}) {
            const auto channel = message::channelFromName(name);
            if (!channel || (language == Language::English && !draft.includeEnglish))
                continue;
            const auto text = renderedText(content, draft, *channel, language, false);
            if (text && !text->fits)
                //: %1 is a channel, %2 a number of characters.
                found.append({Words::tr("The text for %1 is %2 characters too long. Shorten a field.")
                                  .arg(channelTitle(*channel))
                                  .arg(text->length - text->limit.most.value_or(text->length)),
                              name, form});
        }
}

void addApprovalObstacles(QList<Obstacle> &found, const Content &content, const Draft &draft)
{
    const auto owner = content.catalogue().find(draft.templateId);
    if (!owner)
        return;
    for (const auto &id : submission::missing(requiredAgreements(content, draft), draft.agreements))
        found.append(
            {Words::tr("Agreement to record: %1").arg(agreementTitle(content, id)), id, QStringLiteral("agreements")});
    for (const auto &id : (*owner)->guards)
        if (!draft.guards.contains(id))
            found.append({Words::tr("To confirm: %1").arg(content.in(content.catalogue().guardLabels().value(id))), id,
                          QStringLiteral("form")});
}

void addReportObstacles(QList<Obstacle> &found, const Draft &draft)
{
    if (draft.values.value(QLatin1String("what")).toString().trimmed().isEmpty())
        found.append({Words::tr("What happened is missing. Describe it in a few words."), QStringLiteral("what"),
                      QStringLiteral("form")});
    if (draft.values.value(QLatin1String("where")).toObject().isEmpty())
        found.append(
            {Words::tr("The municipality is missing. Choose one."), QStringLiteral("where"), QStringLiteral("form")});
}

QString rightsObstacle(const Content &content, const rights::Assessment &assessment)
{
    if (!assessment.unanswered.isEmpty())
        return Words::tr("The image rights questionnaire is not complete. Answer the questions that remain.");
    if (!assessment.openRequirements.isEmpty())
        return content.in(content.rights().requirements.value(assessment.openRequirements.first()).label);
    const auto *outcome = content.rights().outcome(assessment.outcome);
    //: %1 is the verdict of the image rights questionnaire.
    return Words::tr("%1. Remove this photo from the message.").arg(outcome ? content.in(outcome->label) : QString());
}

void addPhotoObstacles(QList<Obstacle> &found, const Content &content, const Draft &draft, const Photo &photo)
{
    const auto page = QStringLiteral("photo");
    if (!photo.rendition)
        found.append({Words::tr("The photo is not ready. Open it again."), photo.id, page});
    if (photo.author.trimmed().isEmpty())
        found.append({Words::tr("The photo's author is missing. Write who took it."), photo.id, page});
    if (photo.licence.trimmed().isEmpty())
        found.append({Words::tr("The photo's licence is missing. Choose one."), photo.id, page});
    if (draft.kind == QStringLiteral("fieldReport")) {
        // It stays inside the State, so that blur and agreements are not needed; what is to be deleted or sealed is.
        if (const auto verdict = assessPhoto(content, photo); verdict && rights::mustNotLeave(*verdict))
            found.append({rightsObstacle(content, *verdict), photo.id, QStringLiteral("rights")});
        return;
    }
    if (photo.altFr.trimmed().isEmpty())
        found.append(
            {Words::tr("The photo has no alternative text. Describe what it shows, without names."), photo.id, page});
    else if (!text::checkPlainText(photo.altFr) || !text::checkPlainText(photo.altEn))
        found.append({Failure{Reason::MalformedText, {}}.userText(), photo.id, page});
    for (const auto &region : photo.regions)
        if (region.proposed && !region.asked.isEmpty())
            //: %1 is what the authority wrote beside the place that it marked on the photo.
            found.append({Words::tr("The authority asks for another blur: %1").arg(region.asked), photo.id,
                          QStringLiteral("redaction")});
    const auto assessment = assessPhoto(content, photo);
    if (!assessment || assessment->publishable)
        return;
    // The missing description was said above.
    if (assessment->unanswered.isEmpty() && assessment->openRequirements == QStringList{QStringLiteral("alt-text")})
        return;
    const bool blur =
        assessment->unanswered.isEmpty() && !assessment->openRequirements.isEmpty() &&
        content.rights().requirements.value(assessment->openRequirements.first()).satisfiedBy == rights::Evidence::Edit;
    found.append({rightsObstacle(content, *assessment), photo.id,
                  blur ? QStringLiteral("redaction") : QStringLiteral("rights")});
}

} // namespace

QStringList requiredAgreements(const Content &content, const Draft &draft)
{
    auto required = content.policy().agreements.of(draft.templateId, draft.channels);
    if (const auto owner = content.catalogue().find(draft.templateId))
        for (const auto &id : (*owner)->approval.extra)
            if (!required.contains(id))
                required += id;
    return required;
}

QList<Obstacle> obstacles(const Content &content, const Draft &draft, const PhotoShelf &shelf)
{
    QList<Obstacle> found;
    if (draft.action == QStringLiteral("withdraw"))
        return found;
    if (draft.kind == QStringLiteral("fieldReport")) {
        addReportObstacles(found, draft);
    } else {
        addFormObstacles(found, content, draft);
        addApprovalObstacles(found, content, draft);
    }
    for (const auto &id : draft.photos)
        if (const auto *photo = shelf.find(id))
            addPhotoObstacles(found, content, draft, *photo);
    if (draft.photos.size() > submission::mostPhotos)
        found.append({Words::tr("A message carries at most 10 photos. Remove some."), {}, QStringLiteral("photo")});
    return found;
}

} // namespace astreinte::app
