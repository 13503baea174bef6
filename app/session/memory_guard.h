// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace astreinte::app {

// No core file and no debugger of the same user: both would hold what the vault seals (SECURITY §1). First thing in
// main(); cannot be undone.
void keepMemoryPrivate();

} // namespace astreinte::app
