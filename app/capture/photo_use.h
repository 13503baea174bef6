// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "core/rights/questionnaire.h"

namespace astreinte::app {

struct Draft;

// What the photos of a draft are used for: its words and its channels, "words|channel|channel…"; empty while no
// template is chosen. Digests the draft's texts: asked once for all its photos.
QString useOf(const Draft &draft);

// Context changes the law: a harmless picture becomes an accusation with the wrong caption (BRIEF §2.2, point 6). The
// first template and channels of a draft are what the answers are given for; another template, a correction, a revision
// with other words than those submitted or one more channel takes back the answers that depend on them
// (rights::askedAgain), which the log keeps. Fewer channels change nothing. True when the photo changed.
bool followUseOf(Photo &photo, const QString &use, const rights::Questionnaire &questionnaire);

} // namespace astreinte::app
