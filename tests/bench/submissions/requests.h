// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/stage.h"

namespace astreinte::tests {

// `each` whole requests for each of `phones` connections, signed by the stage's officer: a new submission each.
std::vector<std::vector<QByteArray>> preparedRequests(Stage &stage, int phones, int each);

} // namespace astreinte::tests
