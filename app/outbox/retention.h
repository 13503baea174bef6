// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"

#include <chrono>

namespace astreinte::app {

class Vault;

// How long a submission that has run its course, and its photos, stay on the phone after the server's verified receipt.
inline constexpr std::chrono::hours keptAfterReceipt{30 * 24};

// Removes what retention allows: submissions received longer ago than that and in a final state, with their photos
// unless a draft uses them. The rows go in one commit; the files only after it (SECURITY §2), so that a power cut
// leaves at most files that nothing names. Gives the number of submissions removed. For an open vault, before the
// outbox and the photos are read from it.
Result<int> applyRetention(Vault &vault, signature::Instant now);

} // namespace astreinte::app
