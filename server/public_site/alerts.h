// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

namespace astreinte::public_site {

// A CAP message as it is served, byte for byte, and what later ones must know of it to refer to it.
struct PublicAlert
{
    QString message; // the submission that it was made from: "/cap/{message}.xml"
    QString manifestSha256;
    QString identifier;
    QString sender;
    signature::Instant sent;
    signature::Instant expires;
    QString incident; // empty for none
    QString type;     // "Alert", "Update", "Cancel"
    bool exercise = false;
    QByteArray document;
    std::optional<signature::Instant> cancelledAt;
};

Result<std::optional<PublicAlert>> findAlert(storage::Connection &connection, const QString &message);
// What a later message of this incident, or about this message, refers to: not expired, not cancelled, the oldest
// first.
Result<std::vector<PublicAlert>> validAlerts(storage::Connection &connection, const QString &incident,
                                             const QString &message, bool exercise, signature::Instant now);
// The Cancel messages that readers of the feed must still learn of, the newest first.
Result<std::vector<PublicAlert>> currentCancels(storage::Connection &connection, bool exercise, signature::Instant now);

// Writes it once: the same manifest again changes nothing, and the first document stays.
Result<> putAlert(storage::Transaction &transaction, const PublicAlert &alert);
// Its file is gone from now on. Nothing when it is not there.
Result<> cancelAlert(storage::Transaction &transaction, const QString &message, signature::Instant at);

} // namespace astreinte::public_site
