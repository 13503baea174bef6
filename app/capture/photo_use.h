// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "core/rights/questionnaire.h"

namespace astreinte::app {

struct Draft;

// Context changes the law: a harmless picture becomes an accusation with the wrong caption (BRIEF §2.2, point 6). The
// first template and channels of a draft are what the answers are given for; another template, a correction, a revision
// with other words than those submitted or one more channel takes back the answers that depend on them
// (rights::askedAgain), which the log keeps. Fewer channels change nothing. True when the photo changed.
bool followUseOf(Photo &photo, const Draft &draft, const rights::Questionnaire &questionnaire);

} // namespace astreinte::app
