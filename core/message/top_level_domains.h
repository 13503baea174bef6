// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringView>
#include <span>

namespace astreinte::message {

// The top-level domains that X knows (twitter-text v3), written by generate_tables.py: « secours.La suite » holds a web
// address because .la is a country's domain.
[[nodiscard]] std::span<const QStringView> topLevelDomains();

} // namespace astreinte::message
