// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/store.h"

namespace astreinte::tests {

// The plainest rows there are, to write and to count.
inline Result<> put(storage::Store &store, const QString &name, const QString &value)
{
    return store.write([&](storage::Transaction &transaction) -> Result<> {
        auto done = transaction->run("INSERT INTO setting (name, value) VALUES (?, ?)", name, value);
        return done ? Result<>() : tl::unexpected(done.error());
    });
}

inline Result<int> count(storage::Store &store)
{
    return store.read([](storage::Connection &connection) -> Result<int> {
        auto rows =
            connection.one("SELECT COUNT(*) FROM setting", [](const storage::Row &row) { return row.number(0); });
        return rows ? Result<int>(static_cast<int>(rows->value_or(0))) : tl::unexpected(rows.error());
    });
}

} // namespace astreinte::tests
