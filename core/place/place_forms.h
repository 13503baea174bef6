// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/place/commune.h"
#include "core/place/language.h"

namespace astreinte::place {

enum class CommuneForm { Name, De, A, Tag };
enum class DepartmentForm { Name, Le, De, Dans, Tag };

// The name as it stands in a sentence: « Le Blanc », « du Blanc », « au Blanc », « #LeBlanc » (rules by TNCC: BRIEF
// §3.4). English leaves the bare name in every form but the tag. Apostrophes come out as ’ (U+2019).
[[nodiscard]] QString communeForm(const Commune &commune, CommuneForm form, Language language = Language::French);

// « Indre », « l’Indre », « de l’Indre », « dans l’Indre » or « en Vendée » or « à Paris », « #Indre ».
[[nodiscard]] QString departmentForm(const Department &department, DepartmentForm form,
                                     Language language = Language::French);

// The forms' names in templates: "nom", "de", "a", "tag" and "nom", "le", "de", "dans", "tag".
[[nodiscard]] std::optional<CommuneForm> communeFormFromName(QStringView name);
[[nodiscard]] std::optional<DepartmentForm> departmentFormFromName(QStringView name);

} // namespace astreinte::place
