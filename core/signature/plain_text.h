// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/text/plain_text.h"

namespace astreinte::signature {

// The rule of core/text, under the names that the readers of signed documents use.
using text::checkPlainText;
using text::Lines;

} // namespace astreinte::signature
