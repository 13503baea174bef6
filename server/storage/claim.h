// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QString>
#include <functional>
#include <optional>
#include <utility>

namespace astreinte::storage {

// What this process alone works on until the claim is gone, among all processes that share the database: longer than a
// transaction, and let go by the system when the process dies. Destroyed by the thread that made it.
class Claim
{
public:
    explicit Claim(std::function<void()> release) : m_release(std::move(release)) {}
    ~Claim()
    {
        if (m_release)
            m_release();
    }
    Claim(Claim &&other) noexcept : m_release(std::exchange(other.m_release, nullptr)) {}
    Claim &operator=(Claim &&) = delete;
    Claim(const Claim &) = delete;
    Claim &operator=(const Claim &) = delete;

private:
    std::function<void()> m_release;
};

// The number that stands for `subject` among the claims of all processes: not negative.
qint64 claimNumber(const QString &subject);

// One byte locked in the file `path` (created as file_modes.h says), where SQLite has nothing of the kind: nothing when
// another holds it.
Result<std::optional<Claim>> claimInFile(const QString &path, qint64 number);

} // namespace astreinte::storage
