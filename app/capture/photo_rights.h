// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "core/rights/assessment.h"

namespace astreinte::app {

class Content;

// The requirements for which there is evidence on this photo: boxes burnt in, an alternative text, agreements recorded,
// metadata stripped from the rendition.
QSet<QString> closedRequirements(const Photo &photo);

// The verdict of the questionnaire on this photo as it is now.
Result<rights::Assessment> assessPhoto(const Content &content, const Photo &photo);

// The kinds of box that meet an `edit` requirement ("blur-plates" → plate); empty when no box does.
QStringList kindsMeeting(const QString &requirement);

} // namespace astreinte::app
