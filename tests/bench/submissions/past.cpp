// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/past.h"

namespace astreinte::tests {
namespace {

using storage::Sql;
using storage::Transaction;

constexpr qint64 portion = 20'000; // of rows in one transaction
constexpr qsizetype documentSize = 300;

// Each for the numbers from the first parameter to before the second, with a document as the third where it needs one.
constexpr Sql plain[] = {
    "INSERT INTO submission (id, head, state, kind, exercise, title, received_at) WITH RECURSIVE n (i) AS (SELECT "
    "CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past-' || CAST(i AS "
    "TEXT), 1, 'expired', 'proposal', 0, 'Crue', i FROM n",
    "INSERT INTO revision_author (submission, revision, person) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) "
    "UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past-' || CAST(i AS TEXT), 1, 'officer-b' "
    "FROM n",
    "INSERT INTO step (submission, revision, state, at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL "
    "SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past-' || CAST(i AS TEXT), 1, 'received', i FROM n",
    "INSERT INTO notice (event, submission, revision, state, at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) "
    "UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'submission', 'past-' || CAST(i AS TEXT), "
    "1, 'received', i FROM n",
    "INSERT INTO nonce (kid, nonce, expires_at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT "
    "i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past', CAST(i AS TEXT), 4000000000000 FROM n",
    "INSERT INTO publication (manifest_sha256, channel, submission, revision, state, queued_at) WITH RECURSIVE n (i) "
    "AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past-' || "
    "CAST(i AS TEXT), 'site', 'past-' || CAST(i AS TEXT), 1, 'expired', i FROM n",
    "INSERT INTO public_message (id, manifest_sha256, status, exercise, title_fr, title_en, text_fr, text_en, "
    "facts_at, "
    "published_at, updated_at, expires_at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 "
    "FROM n WHERE i + 1 < CAST(? AS BIGINT)) SELECT 'past-' || CAST(i AS TEXT), 'past-' || CAST(i AS TEXT), 'alert', "
    "0, 'Crue', 'Flood', 'Crue', 'Flood', i, i, i, i + 86400000 FROM n",
};
constexpr Sql withDocument[] = {
    "INSERT INTO revision (submission, revision, kid, jws, sha256, manifest, manifest_sha256, receipt, facts_at, "
    "received_at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < "
    "CAST(? AS BIGINT)), d (document) AS (SELECT CAST(? AS BLOB)) SELECT 'past-' || CAST(i AS TEXT), 1, 'past', "
    "document, '', document, 'past-' || CAST(i AS TEXT), document, i, i FROM n, d",
    "INSERT INTO journal_leaf (position, leaf, event, subject, salt, content) WITH RECURSIVE n (i) AS (SELECT CAST(? "
    "AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)), d (document) AS (SELECT CAST(? AS "
    "BLOB)) SELECT i, document, 'intake', 'past-' || CAST(i AS TEXT) || ':1', document, document FROM n, d",
};
constexpr Sql decisions =
    "INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, statement, manifest_sha256, reply, "
    "roster_version, decided_at) WITH RECURSIVE n (i) AS (SELECT CAST(? AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE "
    "i + 1 < CAST(? AS BIGINT)), d (document) AS (SELECT CAST(? AS BLOB)) SELECT 'past-' || CAST(i AS TEXT), 1, "
    "'past-' || CAST(i AS TEXT), 'authority-a', 'past', 'approve', document, 'past-' || CAST(i AS TEXT), document, 2, "
    "i FROM n, d";
constexpr Sql nodes = "INSERT INTO journal_node (level, position, hash) WITH RECURSIVE n (i) AS (SELECT CAST(? AS "
                      "BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(? AS BIGINT)), d (hash) AS (SELECT "
                      "CAST(? AS BLOB)) SELECT CAST(? AS BIGINT), i, hash FROM n, d";

template <typename... Values>
void inPortions(storage::Store &store, Sql sql, qint64 begin, qint64 end, const Values &...values)
{
    for (auto first = begin; first < end; first += portion) {
        const auto done = store.write([&](Transaction &transaction) {
            return transaction->run(sql, first, std::min(end, first + portion), values...);
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
    }
}

// What PostgreSQL does by itself in the minutes after so many rows: it counts them for its plans and writes them out.
void settle(storage::Store &store)
{
    for (const Sql sql : {Sql("ANALYZE"), Sql("CHECKPOINT")})
        if (auto done = store.write([&](Transaction &transaction) { return transaction->execute(sql); }); !done)
            qFatal("%s", qPrintable(done.error().toString()));
}

} // namespace

// The journal goes on where it is: what the stage wrote stays below.
void remember(storage::Store &store, qint64 count)
{
    const QByteArray document(documentSize, 'd');
    const QByteArray hash(32, 'h');
    const auto size = store.read([](storage::Connection &connection) {
        return connection.one("SELECT size FROM journal_head", [](const storage::Row &row) { return row.number(0); });
    });
    const auto before = size->value();
    for (const auto &sql : plain)
        inPortions(store, sql, 0, count);
    inPortions(store, withDocument[0], 0, count, document);
    inPortions(store, decisions, 0, count, document);
    inPortions(store, withDocument[1], before, before + count, document);
    for (int level = 1; ((before + count) >> level) > 0; ++level)
        inPortions(store, nodes, before >> level, (before + count) >> level, hash, level);
    const auto raised = store.write(
        [&](Transaction &transaction) { return transaction->run("UPDATE journal_head SET size = size + ?", count); });
    if (!raised)
        qFatal("%s", qPrintable(raised.error().toString()));
    if (storage::isServerAddress(store.address()))
        settle(store);
}

} // namespace astreinte::tests
