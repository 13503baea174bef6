// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission_content.h"

namespace astreinte::submission {

// What ties the fields of a submission to one another (docs/protocol.md §6), once each has been read by itself:
// revision and parent, action and target, kind and texts, languages, photos' alternative texts and rights, and plain
// text in every value. For submission.cpp.
Result<void> checkRules(const SubmissionContent &content);

} // namespace astreinte::submission
