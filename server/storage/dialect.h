// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>

namespace astreinte::storage {

// The project's SQL as PostgreSQL reads it. `?` becomes $1, $2… outside quotes. In CREATE and ALTER, types become
// those with the same meaning: BLOB → BYTEA, INTEGER → BIGINT (SQLite's are of 64 bits), TEXT → TEXT COLLATE "C" (the
// same order in both), INTEGER PRIMARY KEY AUTOINCREMENT → an identity column. BLOB also in a CAST. What stands
// between the brackets of a comment, /*pg … pg*/, is PostgreSQL's alone.
QByteArray forPostgres(const char *sql);

// INSERT … VALUES (?, …) with its one row written `count` times. A statement without such a row stays as it is.
QByteArray withRows(const char *sql, std::size_t count);

} // namespace astreinte::storage
