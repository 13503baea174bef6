// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QDateTime>

namespace astreinte::app {

// The phone's time. What a server judges is judged by the server's clock; this one stamps what is shown and stored
// here.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual signature::Instant now() const = 0;
    [[nodiscard]] QDateTime dateTime() const { return signature::toDateTime(now()); }
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] signature::Instant now() const override
    {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace astreinte::app
