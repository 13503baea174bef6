// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <libpq-fe.h>
#include <memory>

namespace astreinte::storage {

struct CloseLink
{
    void operator()(PGconn *link) const { PQfinish(link); }
};
struct ClearAnswer
{
    void operator()(PGresult *answer) const { PQclear(answer); }
};
using Link = std::unique_ptr<PGconn, CloseLink>;
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

Result<Link> connectToPostgres(const QString &address);

bool succeeded(const Answer &answer);
// The database's words, or the link's where there is no answer; never the row.
Failure failureOf(const Answer &answer, PGconn *link, const char *sql);
QString wordsOf(const char *message);

} // namespace astreinte::storage
