// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/rights/questionnaire.h"

#include <QSet>

namespace astreinte::rights {

// One person or object on the photo, and what becomes of it in the picture that may be published (BRIEF §2.2, point 7).
struct RegionState
{
    QString kind;            // one of regionKinds()
    bool hidden = true;      // covered in the rendition
    bool authorised = false; // shown, and its form is signed by whoever must sign it
};

// "face" (an adult), "minor", "officer", "victim", "plate", "text", "home", "other".
[[nodiscard]] const QStringList &regionKinds();

// The kinds of region that a requirement is about ("blur-plates" → plate, other), the most fitting first; empty when no
// region meets it. “other” is a person's own word that this is what was asked for.
[[nodiscard]] QStringList kindsMeeting(QStringView requirement);

// The requirements that these regions close. An edit is done when at least one region of its kinds is hidden and none
// is left in view; a consent is there when each region of its kinds is hidden or authorised, and at least one exists. A
// form closes no edit: where the law says blur, a signature does not unblur.
[[nodiscard]] QSet<QString> closedByRegions(const Questionnaire &questionnaire, const QList<RegionState> &regions);

// The questions whose answers depend on how the photo is used: a new caption, channel or crop asks them again (BRIEF
// §2.2, point 6). Those of every group but the first, which is about where the photo comes from.
[[nodiscard]] QStringList askedAgain(const Questionnaire &questionnaire);

} // namespace astreinte::rights
