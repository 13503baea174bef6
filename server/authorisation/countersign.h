// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/authorisation/ledger.h"

namespace astreinte::authorisation {

// The approval of the first of the two persons that a grave message needs, kept as it was signed.
struct Countersignature
{
    QString person;
    QByteArray statement; // JWS
    qint64 rosterVersion = 0;
    signature::Instant decidedAt;
};

// Those over these very bytes, oldest first.
Result<std::vector<Countersignature>> countersignaturesOn(storage::Connection &connection, const QString &submission,
                                                          qint64 revision, const QString &manifestSha256);

// Writes the first approval, its leaf and a notice; gives the signed answer, whose state is still « in review ».
// AlreadyDecided when this person has approved already.
Result<QByteArray> enterFirst(storage::Transaction &transaction, const Ruling &ruling,
                              const signature::SigningKey &serverKey);

} // namespace astreinte::authorisation
