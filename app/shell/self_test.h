// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace astreinte::app {

class StartUp;

// `astreinte --self-test`: rules parsed, cryptography present, database driver, picture formats, screens loaded without
// a warning. One line per check on standard output; 0 when all hold.
int selfTest(StartUp &startUp);

} // namespace astreinte::app
