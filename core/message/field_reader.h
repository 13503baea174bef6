// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"

namespace astreinte::message {

// Reads one entry of a template's `fields`. Failure: MalformedTemplate, its detail begins with `where`.
[[nodiscard]] Result<Field> fieldFromJson(const QJsonObject &object, const QString &where);

// The bounds that a value must keep to so that what the form accepts also fits: a text without maxLength gets none.
[[nodiscard]] std::optional<FieldType> fieldTypeFromName(QStringView name);

} // namespace astreinte::message
