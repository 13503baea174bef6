// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"

namespace astreinte::message {

// Reads one entry of a template's `fields`. Failure: MalformedTemplate, its detail begins with `where`.
[[nodiscard]] Result<Field> fieldFromJson(const QJsonObject &object, const QString &where);

// "text", "commune", "communes", "datetime"…: the `type` of a field in the data file.
[[nodiscard]] std::optional<FieldType> fieldTypeFromName(QStringView name);

} // namespace astreinte::message
