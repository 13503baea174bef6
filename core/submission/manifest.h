// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission.h"

namespace astreinte::submission {

// What the authority reads and signs for: exactly what would be published, and what is needed to judge it
// (SECURITY §5, docs/protocol.md §8). Never the exact position.
struct ManifestPhoto : PictureFiles
{
    Localised alt;
    QString author;
    QString licence;
    QStringList partners;
    QString rightsTable;
    QString rightsOutcome;
    QStringList openRequirements;
    // What the authority judges the picture by: the answers, what was covered or shown, how many forms are signed.
    QMap<QString, QString> answers; // question id → answer id
    QList<PhotoRegion> regions;
    qint64 consents = 0;
    friend bool operator==(const ManifestPhoto &, const ManifestPhoto &) = default;
};

struct TimeWindow
{
    signature::Instant from;
    std::optional<signature::Instant> to;
    friend bool operator==(const TimeWindow &, const TimeWindow &) = default;
};

struct ManifestContent
{
    SubmissionId submission;
    qint64 revision = 1;
    std::optional<QByteArray> parent;
    Kind kind = Kind::Proposal;
    Action action = Action::Publish;
    std::optional<SubmissionId> target;
    bool exercise = false;
    QStringList authors;
    QMap<QString, Localised> channels;
    signature::Instant factsAt;
    signature::Instant receivedAt;
    std::optional<IncidentRef> incident;
    std::optional<TemplateRef> messageTemplate;
    std::optional<QString> reason; // why a message is to be withdrawn
    QStringList communes;          // INSEE codes
    Precision precision = Precision::Commune;
    QList<ManifestPhoto> photos;
    TimeWindow window;
    QList<Agreement> agreements; // as their author recorded them
    friend bool operator==(const ManifestContent &, const ManifestContent &) = default;
};

// What the server adds to a submission when it makes its manifest.
struct ManifestTerms
{
    signature::Instant receivedAt;
    TimeWindow window;
    QStringList communes; // of the template's values; the photos' are added
    // The open requirements of each photo, as the server's own rights table computes them, and the outcome likewise;
    // one entry per photo, in order.
    struct Rights
    {
        QString outcome;
        QStringList openRequirements;
    };
    QList<Rights> rights;
};

class Manifest
{
public:
    // InvalidValue when `terms.rights` does not match the photos.
    static Result<Manifest> of(const Submission &submission, const ManifestTerms &terms);
    // Strict, and the bytes must be the RFC 8785 form of what they say.
    static Result<Manifest> parse(QByteArrayView bytes);

    [[nodiscard]] const ManifestContent &content() const { return m_content; }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    [[nodiscard]] const QByteArray &sha256() const { return m_sha256; }

private:
    Manifest(ManifestContent content, QByteArray bytes);
    ManifestContent m_content;
    QByteArray m_bytes;
    QByteArray m_sha256;
};

} // namespace astreinte::submission
