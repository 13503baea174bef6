// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/catalogue.h"

namespace astreinte::message {

// Why the filter cannot stand at this place (`rank` 0 is the first after the key), or nothing when it can. `field` is
// null for the department. The first filter belongs to the field's type; those that follow work on text: `cap`, `tag`.
[[nodiscard]] std::optional<QString> filterRefusal(const Field *field, const Filter &filter, qsizetype rank,
                                                   Language language);

// Checks each field and filter of a template's text against its fields. Failures: MalformedTemplate, UnknownFilter.
[[nodiscard]] Result<> checkTemplateText(const Template &owner, const TemplateText &text, Language language,
                                         const QString &where);

// The implicit field `prochainPoint` when the template does not declare it.
[[nodiscard]] const Field &nextPointField();

} // namespace astreinte::message
