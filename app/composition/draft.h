// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"
#include "core/submission/agreement.h"

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace astreinte::app {

// What the officer is writing. It becomes an immutable submission when it is submitted; until then it is saved, sealed,
// at every change.
struct Draft
{
    QString id;       // UUIDv7; also the submission's id
    int revision = 1; // the revision this draft will become
    QString parent;   // hex SHA-256 of the previous revision's payload, empty for the first
    // Hex SHA-256 of a payload of this very revision that was offered to the server without an answer, then taken back:
    // the server may hold it, and then this content must become the next revision.
    QString offered;
    QString kind;                               // "proposal" or "fieldReport"
    QString action = QStringLiteral("publish"); // "publish", "correct", "withdraw"
    QString target;                             // the submission corrected or withdrawn
    QString templateId;
    QJsonObject values;   // by field key, as the templates' `example`s are written; `fooEn` is the English of `foo`
    QStringList channels; // chosen
    bool includeEnglish = true;
    std::optional<signature::Instant> factsAt;
    QString incident;                        // id
    QStringList photos;                      // ids, in order
    QList<submission::Agreement> agreements; // recorded so far
    QStringList guards;                      // accepted
    QString returnedReason;
    QString submittedWords; // digestOfWords() of what was last submitted under this id; empty when nothing was
    QStringList takenBack;  // hex SHA-256 of pictures whose persons took their agreement back: the server is told
    signature::Instant createdAt;
    signature::Instant savedAt;

    // Hex SHA-256 of the fields' values.
    [[nodiscard]] QString digestOfWords() const;
    // Whether the fields no longer say what was last submitted under this id.
    [[nodiscard]] bool saysOtherwise() const { return !submittedWords.isEmpty() && submittedWords != digestOfWords(); }
    [[nodiscard]] QJsonObject toJson() const;
    static Result<Draft> fromJson(const QJsonObject &object);
};

} // namespace astreinte::app
