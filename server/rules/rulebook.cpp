// SPDX-License-Identifier: EUPL-1.2
#include "server/rules/rulebook.h"

#include "assets/assets.h"
#include "core/message/paris_time.h"
#include "core/rights/assessment.h"
#include "core/signature/bytes.h"

#include <QJsonArray>

namespace astreinte::rules {
namespace {

using submission::Action;
using submission::Kind;
using submission::ManifestTerms;
using submission::SubmissionContent;

// A message without an end of its own stays a day; the authority publishes anew what still holds.
constexpr std::chrono::hours defaultLife{24};
constexpr qsizetype longestTitle = 80;

Document documentOf(const QByteArray &bytes)
{
    return {bytes, QLatin1String(signature::hex(signature::sha256(bytes)))};
}

QStringList communeCodes(const message::Template &messageTemplate, const QJsonObject &values)
{
    QStringList codes;
    const auto take = [&codes](const QJsonValue &value) {
        const auto code = value.toObject().value(QLatin1String("code")).toString();
        if (!code.isEmpty() && !codes.contains(code))
            codes += code;
    };
    for (const auto &field : messageTemplate.fields) {
        const auto value = values.value(field.key);
        if (field.type == message::FieldType::Commune)
            take(value);
        else if (field.type == message::FieldType::Communes)
            for (const auto &element : value.toArray())
                take(element);
    }
    return codes;
}

// Never a field that some readers of the list may not see (casualties).
QString firstWords(const QJsonObject &values)
{
    for (const auto &name : {QStringLiteral("what"), QStringLiteral("title"), QStringLiteral("titre"),
                             QStringLiteral("text"), QStringLiteral("texte")})
        if (const auto text = values.value(name).toString().trimmed(); !text.isEmpty())
            return text.section(QLatin1Char('\n'), 0, 0).left(longestTitle);
    return QStringLiteral("Remontée de terrain");
}

} // namespace

Rulebook::Rulebook(message::Catalogue catalogue, rights::Questionnaire questionnaire, Document templates,
                   Document imageRights, picture::Limits limits)
    : m_catalogue(std::move(catalogue)), m_questionnaire(std::move(questionnaire)), m_templates(std::move(templates)),
      m_imageRights(std::move(imageRights)), m_limits(std::move(limits))
{
}

Result<Rulebook> Rulebook::load(const QByteArray &templates, const QByteArray &imageRights)
{
    auto catalogue = message::Catalogue::parse(templates);
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    auto questionnaire = rights::Questionnaire::parse(imageRights);
    if (!questionnaire)
        return tl::unexpected(questionnaire.error());
    auto limits = picture::Limits::parse(assets::pictureLimits());
    if (!limits)
        return tl::unexpected(limits.error());
    return Rulebook(std::move(*catalogue), std::move(*questionnaire), documentOf(templates), documentOf(imageRights),
                    std::move(*limits));
}

Result<> Rulebook::acceptTexts(const SubmissionContent &content) const
{
    for (auto channel = content.texts.begin(); channel != content.texts.end(); ++channel) {
        // A self-test is measured as what it stands for: a message of the site.
        const auto known = channel.key() == submission::selfTestChannel ? message::Channel::Site
                                                                        : message::channelFromName(channel.key());
        if (!known)
            return fail(Reason::InvalidValue, QStringLiteral("$.texts.") + channel.key());
        for (auto text = channel->begin(); text != channel->end(); ++text) {
            const auto measured = message::measure(*known, text.value(), m_catalogue.limit(*known));
            const auto where = QStringLiteral("$.texts.%1.%2").arg(channel.key(), text.key());
            if (!measured.fits)
                return fail(Reason::TextTooLong, where + QStringLiteral(": %1").arg(measured.length));
            if (!measured.valid)
                return fail(Reason::InvalidValue, where);
            const auto english = text.key() == QLatin1String("en");
            const auto &prefix = english ? m_catalogue.exercisePrefix().english : m_catalogue.exercisePrefix().french;
            if (content.exercise && !text.value().startsWith(prefix))
                return fail(Reason::InvalidValue,
                            where + QStringLiteral(": it does not say first that it is an exercise"));
        }
    }
    return {};
}

// What a channel would refuse or scale down is refused here: the authority signs for what is really published.
Result<> Rulebook::acceptPictures(const SubmissionContent &content) const
{
    for (qsizetype i = 0; i < content.photos.size(); ++i)
        for (const auto &channel : content.texts.keys()) {
            const auto limit = m_limits.channels.constFind(channel);
            const auto &file = content.photos[i].fileFor(channel);
            if (limit != m_limits.channels.cend() && !limit->admits(QSize(file.width, file.height), file.size))
                return fail(Reason::ImageTooLarge, QStringLiteral("$.photos[%1] for %2: %3 × %4, %5 bytes")
                                                       .arg(i)
                                                       .arg(channel)
                                                       .arg(file.width)
                                                       .arg(file.height)
                                                       .arg(file.size));
        }
    return {};
}

Result<ManifestTerms::Rights> Rulebook::assessPhoto(const submission::PhotoRecord &photo, bool toBePublished) const
{
    if (!photo.rights)
        return toBePublished ? fail(Reason::RightsIncomplete)
                             : Result<ManifestTerms::Rights>(ManifestTerms::Rights{QStringLiteral("internal"), {}});
    // Answers given on an old table may lack a question of today's: then they are incomplete, and the phone asks it.
    auto assessed = rights::assess(m_questionnaire, photo.rights->answers,
                                   QSet<QString>(photo.rights->closed.begin(), photo.rights->closed.end()));
    if (!assessed)
        return tl::unexpected(assessed.error());
    if (!toBePublished && rights::mustNotLeave(*assessed))
        return fail(Reason::RightsIncomplete, assessed->outcome + QStringLiteral(": not even in a report"));
    if (toBePublished && !assessed->publishable) {
        auto missing = assessed->openRequirements + assessed->unanswered;
        return fail(Reason::RightsIncomplete,
                    assessed->outcome + QStringLiteral(": ") + missing.join(QStringLiteral(", ")));
    }
    return ManifestTerms::Rights{assessed->outcome, assessed->openRequirements};
}

std::optional<signature::Instant> Rulebook::expiry(const SubmissionContent &content,
                                                   signature::Instant receivedAt) const
{
    if (content.kind == Kind::FieldReport || !content.messageTemplate)
        return std::nullopt;
    const auto messageTemplate = m_catalogue.find(content.messageTemplate->id);
    if (!messageTemplate)
        return receivedAt + defaultLife;
    const auto &cap = (*messageTemplate)->cap;
    const auto field = cap.value(QLatin1String("expiresFrom")).toString();
    if (const auto text = content.values.value(field).toString(); !field.isEmpty() && !text.isEmpty())
        if (const auto at = message::instantFromText(text, field))
            return signature::fromDateTime(*at);
    const auto minutes = cap.value(QLatin1String("expiresMinutes")).toInt();
    return minutes > 0 ? receivedAt + std::chrono::minutes(minutes) : receivedAt + defaultLife;
}

Result<ManifestTerms> Rulebook::assess(const SubmissionContent &content, signature::Instant receivedAt) const
{
    ManifestTerms terms;
    terms.receivedAt = receivedAt;
    const auto toBePublished = content.kind != Kind::FieldReport && content.action != Action::Withdraw;
    if (content.messageTemplate) {
        auto messageTemplate = m_catalogue.find(content.messageTemplate->id);
        if (!messageTemplate)
            return tl::unexpected(messageTemplate.error());
        terms.communes = communeCodes(**messageTemplate, content.values);
    }
    if (auto accepted = acceptTexts(content); !accepted)
        return tl::unexpected(accepted.error());
    if (auto accepted = acceptPictures(content); !accepted)
        return tl::unexpected(accepted.error());
    for (const auto &photo : content.photos) {
        auto rights = assessPhoto(photo, toBePublished);
        if (!rights)
            return tl::unexpected(rights.error());
        terms.rights.append(*rights);
    }
    terms.window = {receivedAt, expiry(content, receivedAt)};
    if (terms.window.to && *terms.window.to <= receivedAt)
        return fail(Reason::InvalidValue, QStringLiteral("$.values: the message is already over"));
    return terms;
}

QString Rulebook::title(const SubmissionContent &content) const
{
    if (content.action == Action::Withdraw)
        return QStringLiteral("Retrait");
    if (content.messageTemplate)
        return templateTitle(content.messageTemplate->id).french;
    return firstWords(content.values);
}

message::Bilingual Rulebook::templateTitle(const QString &templateId) const
{
    const auto messageTemplate = m_catalogue.find(templateId);
    return messageTemplate ? (*messageTemplate)->title : message::Bilingual{templateId, templateId};
}

bool Rulebook::emitsAlert(const QString &templateId) const
{
    const auto messageTemplate = m_catalogue.find(templateId);
    return messageTemplate && (*messageTemplate)->cap.value(QLatin1String("emitByDefault")).toBool();
}

Result<> Rulebook::acceptAuthor(const SubmissionContent &content, submission::Role role) const
{
    if (role != submission::Role::OnCallOfficer || !content.messageTemplate)
        return {};
    const auto messageTemplate = m_catalogue.find(content.messageTemplate->id);
    const auto closed = messageTemplate && (*messageTemplate)->approval.onCall == QLatin1String("non");
    return closed ? fail(Reason::NotAllowed, QStringLiteral("$.template ") + content.messageTemplate->id) : Result<>();
}

submission::RequiredAgreements Rulebook::requiredAgreements() const
{
    submission::RequiredAgreements required;
    for (const auto &messageTemplate : m_catalogue.templates())
        if (!messageTemplate.approval.extra.isEmpty())
            required.byTemplate.insert(messageTemplate.id, messageTemplate.approval.extra);
    return required;
}

QString Rulebook::publicStatus(const QString &templateId) const
{
    if (templateId == QLatin1String("fin-alerte"))
        return QStringLiteral("fin");
    if (templateId == QLatin1String("dementi") || templateId == QLatin1String("rectificatif"))
        return QStringLiteral("dementi");
    const auto messageTemplate = m_catalogue.find(templateId);
    const auto alerts = emitsAlert(templateId) && (*messageTemplate)->group != QLatin1String("information");
    return alerts ? QStringLiteral("alerte") : QStringLiteral("information");
}

} // namespace astreinte::rules
