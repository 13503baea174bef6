// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/value.h"

#include <vector>

namespace astreinte::storage {

// The values of one statement that is run several times, run by run. Each run has as many.
class Rows
{
public:
    template <typename... Args>
    void add(const Args &...args)
    {
        (m_values.push_back(bindable(args)), ...);
        m_width = sizeof...(Args);
        ++m_count;
    }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::size_t width() const { return m_width; }
    // Those of run `row` and of all after it.
    [[nodiscard]] const Value *from(std::size_t row) const { return m_values.data() + row * m_width; }

private:
    std::vector<Value> m_values;
    std::size_t m_width = 0;
    std::size_t m_count = 0;
};

} // namespace astreinte::storage
