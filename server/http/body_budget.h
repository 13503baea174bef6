// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QtGlobal>
#include <atomic>

namespace astreinte::http {

// The memory that all request bodies share. Taken as bytes arrive, on the I/O thread; given back when the request
// is answered.
class BodyBudget
{
public:
    explicit BodyBudget(qint64 limit) : m_limit(limit) {}
    // Large bodies may use three quarters of it: texts still come in when photos fill the rest.
    [[nodiscard]] bool take(qint64 bytes, bool large)
    {
        if (m_taken + bytes > (large ? m_limit / 4 * 3 : m_limit))
            return false;
        m_taken += bytes;
        return true;
    }
    // More than half is taken: large bodies that are still arriving move to disk.
    [[nodiscard]] bool crowded() const { return m_taken > m_limit / 2; }
    void giveBack(qint64 bytes) { m_taken -= bytes; }
    [[nodiscard]] qint64 taken() const { return m_taken; }

private:
    const qint64 m_limit;
    std::atomic<qint64> m_taken = 0;
};

} // namespace astreinte::http
