// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/wire_forms.h"

// The JSON of docs/protocol.md §6, both ways; for the .cpp files of this folder.
namespace astreinte::submission {

QJsonObject toJson(const SubmissionContent &content);
SubmissionContent readContent(signature::ObjectReader &reader);

} // namespace astreinte::submission
