// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "core/submission/agreement.h"
#include "core/submission/photo_regions.h"
#include "core/submission/picture_files.h"
#include "core/submission/uuid7.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>
#include <optional>

namespace astreinte::submission {

// A self-test is the server's own daily proof that the way to the public is open: it goes the way of a proposal and
// ends on a channel of its own.
enum class Kind { Proposal, FieldReport, SelfTest };
inline constexpr QLatin1String selfTestChannel("self-test");
enum class Action { Publish, Correct, Withdraw };
// How precisely the place may be published (rights table, Q22).
enum class Precision { Commune, Exact, None };

QLatin1String kindName(Kind kind);
std::optional<Kind> kindFromName(QStringView name);
QLatin1String actionName(Action action);
QLatin1String precisionName(Precision precision);

// A text per language: "fr", "en".
using Localised = QMap<QString, QString>;

struct IncidentRef
{
    IncidentId id;
    QString title;
    signature::Instant knownAt; // the first reliable report, not the opening of the application
    friend bool operator==(const IncidentRef &, const IncidentRef &) = default;
};

struct TemplateRef
{
    QString id;
    QString version;
    friend bool operator==(const TemplateRef &, const TemplateRef &) = default;
};

// A position as the receiver gave it. It stays between phone and server: no manifest, page or file that leaves has it.
struct PositionFix
{
    double latitude = 0;  // degrees, WGS 84
    double longitude = 0; // degrees
    double accuracyM = 0; // metres, 68 %
    qint64 ageS = 0;      // seconds between the fix and the shutter
    QString source;       // "gnss", "network", "exif", "manual"…
    bool simulated = false;
    friend bool operator==(const PositionFix &, const PositionFix &) = default;
};

// The answers to the image-rights questionnaire, as given.
struct RightsRecord
{
    QString table;                  // version of the rights table
    QMap<QString, QString> answers; // question id → answer id
    QStringList closed;             // requirements closed by evidence
    QString outcome;                // publishable, blur, consent, escalate, internal, forbidden
    signature::Instant answeredAt;
    QString by; // person id
    friend bool operator==(const RightsRecord &, const RightsRecord &) = default;
};

// One photo: the blurred, upright, stripped pictures that would be published, never the original.
struct PhotoRecord : PictureFiles
{
    Localised alt;
    QString author;
    QString licence;
    signature::Instant capturedAt;
    std::optional<PositionFix> fix;
    std::optional<QString> commune; // INSEE code
    Precision precision = Precision::Commune;
    QStringList partners;               // accounts to tag, "@…", 10 at most
    std::optional<RightsRecord> rights; // required in a proposal
    QList<PhotoRegion> regions;         // what was covered, and what is shown with a signed form
    // The forms signed for this photo, as the phone sealed them: words, blanks, signatures, time. Personal data that
    // stay inside the State with the submission; no manifest, page or file that leaves has them.
    QList<QJsonObject> consents;
    friend bool operator==(const PhotoRecord &, const PhotoRecord &) = default;
};

// What a submission says; freeze() (submission.h) makes it immutable. What an officer is still writing is app::Draft.
struct SubmissionContent
{
    SubmissionId id;
    qint64 revision = 1;
    std::optional<QByteArray> parent; // 32 bytes: SHA-256 of the previous revision's payload
    Kind kind = Kind::Proposal;
    Action action = Action::Publish;
    std::optional<SubmissionId> target; // the submission corrected or withdrawn
    bool exercise = false;
    QStringList authors; // person ids
    QString device;      // key id of the phone
    signature::Instant createdAt;
    signature::Instant factsAt; // when the facts were last known to be exact
    qint64 clockOffsetMs = 0;   // server's clock minus phone's, as last estimated
    std::optional<IncidentRef> incident;
    std::optional<TemplateRef> messageTemplate;
    QJsonObject values;
    QStringList languages;
    QMap<QString, Localised> texts; // channel name → text per language
    QList<PhotoRecord> photos;
    QList<Agreement> agreements; // had before it was submitted (BRIEF §1.5)
    friend bool operator==(const SubmissionContent &, const SubmissionContent &) = default;
};

} // namespace astreinte::submission
