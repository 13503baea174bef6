// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/composition/draft.h"
#include "core/place/commune.h"

#include <QDateTime>

namespace astreinte::app {

class Content;

// What the form of the draft's template proposes by itself, where it can be seen and changed; what was already typed is
// kept. The template's own defaults (the present instant, the national help line); the municipality of the photo's
// position, `where`, unless a border is near; the next update within the time that the template's follow-up sets.
void propose(Draft &draft, const Content &content, const std::optional<place::Coordinates> &where,
             const QDateTime &now);

} // namespace astreinte::app
