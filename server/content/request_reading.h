// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/place/language.h"

#include <QJsonObject>

namespace astreinte::content {

enum class Empty { Refused, Allowed };
enum class Presence { Required, Optional };

// The member `name` as a text. Failures: MissingField, InvalidValue.
[[nodiscard]] Result<QString> textOf(const QJsonObject &request, const QString &name, Empty empty = Empty::Refused);

// The member `name` as a list of texts; empty when it is absent and optional.
[[nodiscard]] Result<QStringList> textsOf(const QJsonObject &request, const QString &name, Presence presence);

// The member `language`; `otherwise` when it is absent, required when that is nothing.
[[nodiscard]] Result<Language> languageOf(const QJsonObject &request, std::optional<Language> otherwise);

} // namespace astreinte::content
