// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/values.h"

namespace astreinte::message {

// What a field's text depends on beside its value.
struct FieldContext
{
    const Catalogue &catalogue;
    const Template &owner;
    Language language;
    const FieldValues &values;
    const place::Department &department;
    // Lists of more communes than this are given as a count: « dans 5 communes » (BRIEF §3.3).
    qsizetype mostCommunesListed;
};

// The text of one `{key:filter…}`; empty when the field has no value.
[[nodiscard]] QString fieldText(const Piece &piece, const FieldContext &context);

// The bullet list: the chosen option's consignes when the template takes them from it, the template's own otherwise.
[[nodiscard]] QString consigneList(const FieldContext &context);
[[nodiscard]] QStringList consignesOf(const Template &owner, const FieldValues &values);

// Whether the piece is a list of communes given as a count in this context.
[[nodiscard]] bool isFolded(const Piece &piece, const FieldContext &context);

} // namespace astreinte::message
