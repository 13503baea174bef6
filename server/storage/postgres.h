// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/connection.h"

namespace astreinte::storage {

// An address as libpq reads it. The password is best left to ~/.pgpass or to the operating system's user (peer).
Result<std::unique_ptr<Connection>> openPostgres(const QString &address);

// Is woken by each commit of another connection to the same database (LISTEN), and waits in between.
class PostgresListener
{
public:
    virtual ~PostgresListener() = default;
    // Waits at most `milliseconds`, or until `stop` (a file descriptor) becomes readable. True: something was
    // committed. StorageFailed once the link is lost.
    virtual Result<bool> wait(int milliseconds, int stop) = 0;
};
Result<std::unique_ptr<PostgresListener>> listenToPostgres(const QString &address);

} // namespace astreinte::storage
