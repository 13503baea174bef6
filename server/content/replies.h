// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"
#include "core/rights/questionnaire.h"

namespace astreinte::content {

// {"template","channel","language","values","department","exercise"?} → {"text","length","limit","fits","dropped"}.
[[nodiscard]] Result<QJsonObject> renderReply(const message::Catalogue &catalogue, const QJsonObject &request);

// {"channel","text"} → {"length","limit","valid"}.
[[nodiscard]] Result<QJsonObject> measureReply(const message::Catalogue &catalogue, const QJsonObject &request);

// {"answers","closed"?} → {"outcome","openRequirements","unanswered"}.
[[nodiscard]] Result<QJsonObject> assessReply(const rights::Questionnaire &questionnaire, const QJsonObject &request);

} // namespace astreinte::content
