// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"
#include "core/picture/limits.h"
#include "core/rights/questionnaire.h"
#include "core/submission/manifest.h"
#include "core/submission/roles.h"

namespace astreinte::rules {

// A data file in force, as phones fetch it.
struct Document
{
    QByteArray bytes;
    QString sha256;
};

// The templates and the image-rights table in force, and what the server checks again with them: the phone is honest
// until shown otherwise, but its copy may be old. Immutable, shared by all threads.
class Rulebook
{
public:
    static Result<Rulebook> load(const QByteArray &templates, const QByteArray &imageRights);

    // Templates exist, texts and pictures fit their channels, those of an exercise say so first, rights are assessed
    // again. Fills what the manifest needs. UnknownTemplate, TextTooLong, ImageTooLarge, MalformedText,
    // RightsIncomplete, AltTextMissing, InvalidValue.
    [[nodiscard]] Result<submission::ManifestTerms> assess(const submission::SubmissionContent &content,
                                                           signature::Instant receivedAt) const;
    // How lists and pages name it; a field report's first line when there is no template.
    [[nodiscard]] QString title(const submission::SubmissionContent &content) const;
    [[nodiscard]] message::Bilingual templateTitle(const QString &templateId) const;
    // NotAllowed for a template that is not open to an on-call officer (BRIEF §1.4: national campaigns).
    [[nodiscard]] Result<> acceptAuthor(const submission::SubmissionContent &content, submission::Role role) const;
    // What each template asks to be agreed (BRIEF §1.5); a key that no template file explains is in none of them.
    [[nodiscard]] submission::RequiredAgreements requiredAgreements() const;
    [[nodiscard]] bool isAgreement(const QString &id) const { return m_catalogue.approvalLabels().contains(id); }
    // "alerte", "information", "fin" or "dementi" (BRIEF §1.9).
    [[nodiscard]] QString publicStatus(const QString &templateId) const;

    // Whether a message of this template is also a CAP message, unless somebody says otherwise (BRIEF §3.5).
    [[nodiscard]] bool emitsAlert(const QString &templateId) const;
    [[nodiscard]] const message::Catalogue &catalogue() const { return m_catalogue; }

    [[nodiscard]] const Document &templates() const { return m_templates; }
    [[nodiscard]] const Document &imageRights() const { return m_imageRights; }

private:
    Rulebook(message::Catalogue catalogue, rights::Questionnaire questionnaire, Document templates,
             Document imageRights, picture::Limits limits);
    [[nodiscard]] Result<> acceptTexts(const submission::SubmissionContent &content) const;
    [[nodiscard]] Result<> acceptPictures(const submission::SubmissionContent &content) const;
    [[nodiscard]] Result<submission::ManifestTerms::Rights> assessPhoto(const submission::PhotoRecord &photo,
                                                                        bool toBePublished) const;
    [[nodiscard]] std::optional<signature::Instant> expiry(const submission::SubmissionContent &content,
                                                           signature::Instant receivedAt) const;

    message::Catalogue m_catalogue;
    rights::Questionnaire m_questionnaire;
    Document m_templates;
    Document m_imageRights;
    picture::Limits m_limits;
};

} // namespace astreinte::rules
