// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/rules/rulebook.h"
#include "server/storage/store.h"

namespace astreinte::intake {

// Somebody on a photo took their agreement back, and told the prefecture (BRIEF §2.5).
struct ConsentWithdrawal
{
    QString picture; // hex SHA-256 of any file of the photo, as in the address of the public picture
    QString person;  // id of who received it, and proposes
    QString reason;
    signature::Instant at;
};

// Remembers it: no message that shows the photo, in whatever size, is approved or begun on a channel from now on. Then
// openDueTakeDowns(). UnknownSubmission when no message shows it, ReasonRequired, NotAllowed for an unknown person.
Result<QStringList> openTakeDowns(storage::Transaction &transaction, const ConsentWithdrawal &withdrawal,
                                  const rules::Rulebook &rulebook, const signature::SigningKey &serverKey);

// Opens the take-down of every message that is out somewhere with a photo whose person took their agreement back: a
// withdrawal proposed in the name of who was told, signed by the server, journalled, and before the authorities like
// any other. Nothing changes in public before one of them signs (SECURITY §5). The ids of the proposals; none while one
// waits, and none that was decided since. To be called again and again: a channel that was under way when the agreement
// was taken back, or of which nobody knew, may be out later.
Result<QStringList> openDueTakeDowns(storage::Transaction &transaction, signature::Instant at,
                                     const rules::Rulebook &rulebook, const signature::SigningKey &serverKey);

} // namespace astreinte::intake
