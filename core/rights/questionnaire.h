// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <optional>

namespace astreinte::rights {

// French and English of one text of the data file.
struct Wording
{
    QString french;
    QString english;
};

// One verdict; the questionnaire lists them from the mildest to the most severe.
struct Outcome
{
    QString id; // "publishable", "blur", "consent", "escalate", "internal", "forbidden"
    Wording label;
    QString tone; // "success", "warning", "info", "error"
};

// How a requirement is met: the picture was edited, a consent form or a record is attached, time passed, or the
// application does it by itself.
enum class Evidence { Edit, Consent, Record, Time, Automatic };

struct Requirement
{
    QString id;
    Wording label;
    Evidence satisfiedBy = Evidence::Record;
    QString alternative; // another requirement that closes this one too, or empty
};

struct Answer
{
    QString id;
    Wording label;
    Wording prompt; // what to do or know after this answer
    QString outcome;
    QStringList requirements;
    QStringList satisfies;     // requirements of other answers that this one closes
    QStringList legalBasis;    // keys of Questionnaire::legal
    QString exceptionTemplate; // the message template that may still use the photo (disparition)
    QString retention;         // "delete", "delete-if-unmet"
    bool recommended = false;  // a requirement of prudence, not of law
    bool takedown = false;     // a consent was refused or withdrawn: open a take-down
    bool keepOriginal = false;
};

struct Question
{
    QString id;
    Wording text;
    QHash<QString, QStringList> askIf; // asked when each of these questions has one of these answers
    QList<Answer> answers;

    [[nodiscard]] const Answer *answer(QStringView answerId) const;
};

struct Group
{
    QString id;
    Wording label;
    QStringList questions;
};

struct LegalReference
{
    QString reference; // "Code pénal, art. 226-1"
    Wording text;
    QString status; // "verified" or "memory"
    QString source;
};

struct Retention
{
    QString id;
    QString label;           // French
    std::optional<int> days; // nothing: until an authority's instruction
};

// Question id → answer id.
using Answers = QMap<QString, QString>;

// The data of image-rights.json, checked whole. Immutable.
struct Questionnaire
{
    QString version;
    Wording disclaimer;
    QList<Outcome> outcomes; // mildest first
    QList<Group> groups;
    QList<Question> questions; // in the order asked
    QHash<QString, Requirement> requirements;
    QHash<QString, QString> safeAnswers; // question id → the answer « Rien de tout cela » stands for
    QHash<QString, LegalReference> legal;
    QList<Retention> retentionDefaults;
    QJsonObject consentForm; // {"fr": {"titre", "corps", "champs", …}, "en": {…}}

    // Failures: MalformedJson, and InvalidValue when an id refers to nothing (the detail names the place).
    [[nodiscard]] static Result<Questionnaire> parse(const QByteArray &json);

    [[nodiscard]] const Question *question(QStringView id) const;
    [[nodiscard]] const Outcome *outcome(QStringView id) const;
    [[nodiscard]] const Group *group(QStringView id) const;
    // 0 is the mildest; -1 when unknown.
    [[nodiscard]] int severity(QStringView outcome) const;
};

} // namespace astreinte::rights
