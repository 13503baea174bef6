// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/postgres_link.h"

#include "server/storage/connection.h"

namespace astreinte::storage {

QString wordsOf(const char *message)
{
    return QString::fromUtf8(message).simplified();
}

bool succeeded(const Answer &answer)
{
    const auto status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// The first line of an error only: what follows may quote the row.
Failure failureOf(const Answer &answer, PGconn *link, const char *sql)
{
    const auto *state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    const auto *words = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    return statementFailure(qstrcmp(state, "53100") == 0, wordsOf(words == nullptr ? PQerrorMessage(link) : words),
                            sql);
}

Result<Link> connectToPostgres(const QString &address)
{
    const auto location = address.toUtf8();
    const char *const names[] = {"dbname", "application_name", "client_encoding", "connect_timeout", nullptr};
    const char *const values[] = {location.constData(), "astreinte", "UTF8", "10", nullptr};
    Link link(PQconnectdbParams(names, values, 1));
    if (PQstatus(link.get()) != CONNECTION_OK)
        return fail(Reason::StorageFailed, QStringLiteral("PostgreSQL: ") + wordsOf(PQerrorMessage(link.get())));
    // A process that is stopped while it holds the writing transaction must not stop the others for ever.
    const Answer set(PQexec(link.get(), "SET client_min_messages = warning; SET lock_timeout = '10s'; "
                                        "SET idle_in_transaction_session_timeout = '10s'; SET bytea_output = 'hex'; "
                                        "SET synchronous_commit = on; "
                                        // For documents of several kilobytes, while all who write wait: quicker
                                        // than pglz. Not every server was built with it.
                                        "SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name = "
                                        "'default_toast_compression' AND 'lz4' = ANY (enumvals)"));
    if (!succeeded(set))
        return tl::unexpected(failureOf(set, link.get(), "SET"));
    return link;
}

} // namespace astreinte::storage
