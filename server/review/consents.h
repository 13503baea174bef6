// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/review/progress.h"

#include <QStringList>

namespace astreinte::review {

// Somebody on a photo took back the agreement to be shown (BRIEF §2.5).
struct ConsentTakenBack
{
    QStringList pictures; // hex SHA-256, of any file of each photo
    QString person;       // id of who was told
    QString reason;
    signature::Instant at;
};

// The detail of a refusal for that reason.
inline const QString consentTakenBack = QStringLiteral("a person on a photo took their agreement back");

// Remembers every file of these photos, whatever channel and revision it was made for, among the messages where
// `submission` is one of them (all messages when empty). How many files; 0 when no message has any of them.
Result<int> takeConsentBack(storage::Transaction &transaction, const ConsentTakenBack &taken,
                            const QString &submission = {});

// Whether everybody on the pictures of this revision still agrees, as far as this server was told.
Result<bool> consentHolds(storage::Connection &connection, const Position &position);

} // namespace astreinte::review
