// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/photo.h"
#include "core/picture/rights_packet.h"
#include "core/rights/assessment.h"
#include "core/rights/evidence.h"
#include "core/submission/photo_regions.h"

namespace astreinte::app {

class Content;

// The requirements for which there is evidence on this photo: boxes burnt in, an alternative text, agreements recorded,
// metadata stripped from the rendition.
QSet<QString> closedRequirements(const Content &content, const Photo &photo);

// The verdict of the questionnaire on this photo as it is now.
Result<rights::Assessment> assessPhoto(const Content &content, const Photo &photo);

// What the published picture says about itself: author, licence, where it comes from, whether the persons on it agreed,
// and the commune unless the answer to Q22 keeps it back. Never the position, the time or the phone.
picture::Rights publicRights(const Content &content, const Photo &photo);

// The regions as the rules see them: hidden, or shown on a form that is signed, names them, and was not withdrawn.
QList<rights::RegionState> regionStates(const Photo &photo);

// The same, where they are on the published picture: what the server keeps and the authority reads.
QList<submission::PhotoRegion> publicRegions(const Photo &photo);

} // namespace astreinte::app
