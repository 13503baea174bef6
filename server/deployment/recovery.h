// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"

#include <optional>

namespace astreinte::deployment {

// The prefecture's recovery key, of which this machine only ever holds the public half ("age1…"): phones seal each
// photo to it as well as to themselves, so that what an erased phone kept can still be opened (SECURITY §1).
// Nothing when none was made; InvalidValue when the file holds anything else.
Result<std::optional<QString>> recoveryRecipient(const DataFolder &folder);
Result<> setRecoveryRecipient(const DataFolder &folder, const QString &recipient);

} // namespace astreinte::deployment
