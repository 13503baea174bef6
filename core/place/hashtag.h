// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>

namespace astreinte::place {

// « Saint-Denis » → « #SaintDenis »: PascalCase, accents kept, no apostrophe, hyphen or space, because any of them ends
// the tag on the networks. Empty when nothing is left or when no letter is left (a tag needs one).
[[nodiscard]] QString hashtag(const QString &words);

} // namespace astreinte::place
