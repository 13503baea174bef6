// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/roles.h"
#include "core/submission/statement.h"
#include "server/authorisation/policy.h"
#include "server/storage/store.h"

namespace astreinte::authorisation {

// Is this person on duty at `at`, in this version of the roster, in the very slot they named? Only a role whose right
// to decide on this kind depends on the roster (BRIEF §1.4) asks; for the others the answer is yes. A slot that names a
// delegation of signature counts only while that one is in force (NoDelegation).
Result<bool> onDuty(storage::Connection &connection, submission::Role role, submission::Kind kind,
                    const submission::Statement &statement, qint64 rosterVersion, signature::Instant at,
                    const Policy &policy);

// The authors of every revision so far, so that withdrawing from the authors does not help.
Result<QStringList> allAuthors(storage::Connection &connection, const QString &submission);

// Whether `statement` gives `person` the right to decide on this manifest: role, what the role may do on each channel
// that it approves, not their own, on duty, head revision.
// One authority alone may always withdraw, also what it wrote itself (SECURITY §5).
Result<submission::ReviewRight> rightToDecide(storage::Connection &connection, const submission::Statement &statement,
                                              const submission::Manifest &manifest, submission::Role role,
                                              qint64 headRevision, qint64 rosterVersion, signature::Instant at,
                                              const Policy &policy);

} // namespace astreinte::authorisation
