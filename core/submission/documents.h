// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QLatin1String>

// The `typ` of every signed document (docs/protocol.md §2). A document of one type is never accepted as another.
namespace astreinte::submission::typ {

inline constexpr QLatin1String enrolment("astreinte-enrolment+jws");
inline constexpr QLatin1String possession("astreinte-possession+jws");
inline constexpr QLatin1String welcome("astreinte-welcome+jws");
inline constexpr QLatin1String configuration("astreinte-configuration+jws");
inline constexpr QLatin1String submission("astreinte-submission+jws");
inline constexpr QLatin1String receipt("astreinte-receipt+jws");
inline constexpr QLatin1String statement("astreinte-auth+jws");
inline constexpr QLatin1String oralApproval("astreinte-oral+jws");
inline constexpr QLatin1String decision("astreinte-decision+jws");
inline constexpr QLatin1String status("astreinte-status+jws");
inline constexpr QLatin1String wipe("astreinte-wipe+jws");

} // namespace astreinte::submission::typ
