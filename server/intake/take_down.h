// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/rules/rulebook.h"
#include "server/storage/store.h"

namespace astreinte::intake {

// Somebody on a published photo took their agreement back, and told the prefecture (BRIEF §2.5).
struct ConsentWithdrawal
{
    QString picture; // hex SHA-256 of any file of the photo, as in the address of the public picture
    QString person;  // id of who received it, and proposes
    QString reason;
    signature::Instant at;
};

// Opens the take-down of every public message that shows the photo, in whatever size: a withdrawal proposed in the name
// of the person, signed by the server, journalled, and before the authorities like any other. Nothing changes in public
// before one of them signs (SECURITY §5). The ids of the proposals; a message whose withdrawal waits already gets no
// second one. UnknownSubmission when no public message shows it, ReasonRequired, NotAllowed for an unknown person.
Result<QStringList> openTakeDowns(storage::Transaction &transaction, const ConsentWithdrawal &withdrawal,
                                  const rules::Rulebook &rulebook, const signature::SigningKey &serverKey);

} // namespace astreinte::intake
