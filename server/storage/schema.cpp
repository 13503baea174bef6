// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/schema.h"

#include <array>

namespace astreinte::storage {
namespace {

// The SQL of this server, here and everywhere, is read by SQLite and by PostgreSQL alike. Written so:
// - Parameters are `?`. Values stand in the text only as constants in single quotes or numbers.
// - Types are TEXT, BLOB, INTEGER, BIGINT; a key that the database numbers is INTEGER PRIMARY KEY AUTOINCREMENT. Truth
//   is INTEGER 0 or 1, compared with `= 1`, never used as a condition by itself. The words CREATE, ALTER and these
//   types in capitals: dialect.h says what they become in PostgreSQL.
// - ON CONFLICT … DO NOTHING | DO UPDATE, RETURNING, COALESCE, CASE, EXISTS, LIMIT, WITH, window functions: yes; VALUES
//   (…) AS t in FROM, its columns column1, column2…, each number with a CAST. INSERT OR IGNORE, rowid, PRAGMA, json_*,
//   strftime, GLOB, instr, double quotes: no.
// - SUM of numbers: CAST(COALESCE(SUM(size), 0) AS BIGINT). Every column outside an aggregate stands in GROUP BY. ORDER
//   BY a column that may be NULL says NULLS FIRST or NULLS LAST. A `?` alone whose type nothing tells gets a CAST.
// - A comparison is between like and like: a number bound to a TEXT column is an error there.
// - What only PostgreSQL has, and SQLite does not need (its writer holds the whole file), stands in /*pg … pg*/.
// - A job whose statement failed is rolled back, whatever it returns: expected conflicts are ON CONFLICT, not errors.
// Instants are milliseconds since 1970, UTC. Digests of content are lower-case hex, since they stand in paths and JSON
// in that form.
constexpr auto identityTables = std::to_array<Sql>({
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, added_at BIGINT NOT NULL)",
    // The code itself is never stored: its first characters find it, its digest proves it.
    "CREATE TABLE invitation (selector TEXT PRIMARY KEY, code_sha256 TEXT NOT NULL, person TEXT NOT NULL REFERENCES "
    "person(id), expires_at BIGINT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, used_at BIGINT)",
    "CREATE TABLE device (kid TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), dev_jwk TEXT NOT NULL, "
    "apr_kid TEXT NOT NULL UNIQUE, apr_jwk TEXT NOT NULL, label TEXT NOT NULL, digits TEXT NOT NULL, "
    "enrolment_sha256 TEXT NOT NULL UNIQUE, welcome BLOB NOT NULL, enrolled_at BIGINT NOT NULL, "
    "confirmed_at BIGINT, revoked_at BIGINT)",
    "CREATE TABLE nonce (kid TEXT NOT NULL, nonce TEXT NOT NULL, expires_at BIGINT NOT NULL, PRIMARY KEY (kid, nonce))",
    "CREATE INDEX nonce_expiry ON nonce (expires_at)",
    // A slot is never changed: it is added in one version of the roster and removed in a later one, so that the roster
    // at the moment of a decision can be read again.
    "CREATE TABLE roster_slot (entry TEXT PRIMARY KEY, role TEXT NOT NULL, person TEXT NOT NULL REFERENCES person(id), "
    "from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, added_in BIGINT NOT NULL, removed_in BIGINT)",
});

constexpr auto submissionTables = std::to_array<Sql>({
    "CREATE TABLE upload (id TEXT PRIMARY KEY, kid TEXT NOT NULL, submission TEXT NOT NULL, sha256 TEXT NOT NULL, "
    "media_type TEXT NOT NULL, size BIGINT NOT NULL, received BIGINT NOT NULL DEFAULT 0, metadata TEXT NOT NULL, "
    "expires_at BIGINT NOT NULL, completed_at BIGINT, UNIQUE (kid, submission, sha256))",
    "CREATE INDEX upload_expiry ON upload (expires_at)",
    "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size BIGINT NOT NULL, media_type TEXT NOT NULL, "
    "width INTEGER NOT NULL, height INTEGER NOT NULL, stored_at BIGINT NOT NULL)",
    "CREATE TABLE incident (id TEXT PRIMARY KEY, title TEXT NOT NULL, known_at BIGINT NOT NULL, "
    "opened_by TEXT NOT NULL, opened_at BIGINT NOT NULL, first_public_at BIGINT, next_update_at BIGINT, "
    "closed_at BIGINT, exercise INTEGER NOT NULL)",
    "CREATE TABLE submission (id TEXT PRIMARY KEY, head INTEGER NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL, "
    "exercise INTEGER NOT NULL, incident TEXT, target TEXT, title TEXT NOT NULL, received_at BIGINT NOT NULL)",
    "CREATE INDEX submission_state ON submission (state, received_at)",
    "CREATE TABLE revision (submission TEXT NOT NULL REFERENCES submission(id), revision INTEGER NOT NULL, "
    "kid TEXT NOT NULL, jws BLOB NOT NULL, sha256 TEXT NOT NULL, manifest BLOB NOT NULL, "
    "manifest_sha256 TEXT NOT NULL, receipt BLOB NOT NULL, facts_at BIGINT NOT NULL, received_at BIGINT NOT NULL, "
    "PRIMARY KEY (submission, revision))",
    "CREATE INDEX revision_manifest ON revision (manifest_sha256)",
    "CREATE TABLE revision_author (submission TEXT NOT NULL, revision INTEGER NOT NULL, person TEXT NOT NULL, "
    "PRIMARY KEY (submission, revision, person))",
    "CREATE TABLE revision_photo (submission TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, "
    "sha256 TEXT NOT NULL REFERENCES blob(sha256), PRIMARY KEY (submission, revision, position))",
    "CREATE INDEX revision_photo_sha256 ON revision_photo (sha256)",
    "CREATE TABLE step (id INTEGER PRIMARY KEY AUTOINCREMENT, submission TEXT NOT NULL, revision INTEGER NOT NULL, "
    "state TEXT NOT NULL, at BIGINT NOT NULL, person TEXT, reason TEXT, channel TEXT, url TEXT)",
    "CREATE INDEX step_submission ON step (submission, id)",
    "CREATE TABLE notice (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, submission TEXT NOT NULL, "
    "revision INTEGER NOT NULL, state TEXT NOT NULL, at BIGINT NOT NULL)",
});

constexpr auto decisionTables = std::to_array<Sql>({
    "CREATE TABLE challenge (challenge TEXT PRIMARY KEY, kid TEXT NOT NULL, submission TEXT NOT NULL, "
    "revision INTEGER NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT)",
    "CREATE TABLE decision (submission TEXT NOT NULL, revision INTEGER NOT NULL, jti TEXT NOT NULL UNIQUE, "
    "person TEXT NOT NULL, apr_kid TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT, statement BLOB NOT NULL, "
    "manifest_sha256 TEXT NOT NULL, reply BLOB NOT NULL, roster_version BIGINT NOT NULL, "
    "decided_at BIGINT NOT NULL, PRIMARY KEY (submission, revision), "
    "FOREIGN KEY (submission, revision) REFERENCES revision(submission, revision))",
    // The queue of the publisher, another process: one row for each manifest and channel, once for ever.
    "CREATE TABLE publication (manifest_sha256 TEXT NOT NULL, channel TEXT NOT NULL, submission TEXT NOT NULL, "
    "revision INTEGER NOT NULL, state TEXT NOT NULL, detail TEXT, url TEXT, queued_at BIGINT NOT NULL, "
    "intent_at BIGINT, result_at BIGINT, PRIMARY KEY (manifest_sha256, channel))",
    "CREATE INDEX publication_state ON publication (state)",
    // What the public site serves, and nothing else does it serve.
    "CREATE TABLE public_message (id TEXT PRIMARY KEY, manifest_sha256 TEXT NOT NULL, status TEXT NOT NULL, "
    "exercise INTEGER NOT NULL, title_fr TEXT NOT NULL, title_en TEXT NOT NULL, text_fr TEXT, text_en TEXT, "
    "facts_at BIGINT NOT NULL, published_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, "
    "withdrawn_at BIGINT, replaces TEXT, replaced_by TEXT)",
    "CREATE INDEX public_message_time ON public_message (published_at)",
    "CREATE TABLE public_photo (message TEXT NOT NULL REFERENCES public_message(id), position INTEGER NOT NULL, "
    "sha256 TEXT NOT NULL, media_type TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, "
    "alt_fr TEXT NOT NULL, alt_en TEXT NOT NULL, credit TEXT NOT NULL, licence TEXT NOT NULL, "
    "PRIMARY KEY (message, position))",
    "CREATE INDEX public_photo_sha256 ON public_photo (sha256)",
});

// Version 2: the journal, what a second person approved, what was approved by voice, delegations, calls down the
// roster.
constexpr auto authorityTables = std::to_array<Sql>({
    // One row. Whoever appends raises it first, so that two processes never take the same index.
    "CREATE TABLE journal_head (id INTEGER PRIMARY KEY, size BIGINT NOT NULL)",
    "INSERT INTO journal_head (id, size) VALUES (1, 0)",
    // Salt and content may be erased; the leaf stays. `subject` finds it again: "submission:revision".
    "CREATE TABLE journal_leaf (position BIGINT PRIMARY KEY, leaf BLOB NOT NULL, event TEXT NOT NULL, "
    "subject TEXT NOT NULL, salt BLOB, content BLOB)",
    "CREATE INDEX journal_leaf_subject ON journal_leaf (subject, event)",
    // The complete subtrees of RFC 6962, each written once.
    "CREATE TABLE journal_node (level INTEGER NOT NULL, position BIGINT NOT NULL, hash BLOB NOT NULL, "
    "PRIMARY KEY (level, position))",
    // Of a message that needs two persons: the approval of the first one.
    "CREATE TABLE countersign (submission TEXT NOT NULL, revision INTEGER NOT NULL, jti TEXT NOT NULL UNIQUE, "
    "person TEXT NOT NULL, statement BLOB NOT NULL, manifest_sha256 TEXT NOT NULL, reply BLOB NOT NULL, "
    "roster_version BIGINT NOT NULL, decided_at BIGINT NOT NULL, PRIMARY KEY (submission, revision, person), "
    "FOREIGN KEY (submission, revision) REFERENCES revision(submission, revision))",
    // Recorded by who telephoned; to be confirmed by the authority's signature within 24 hours.
    "CREATE TABLE oral_approval (id TEXT PRIMARY KEY, submission TEXT NOT NULL, revision INTEGER NOT NULL, "
    "manifest_sha256 TEXT NOT NULL, authority TEXT NOT NULL, recorded_by TEXT NOT NULL, means TEXT NOT NULL, "
    "read_back TEXT NOT NULL, given_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, due_at BIGINT NOT NULL, "
    "settled_at BIGINT, outcome TEXT, document BLOB NOT NULL, reply BLOB NOT NULL)",
    "CREATE INDEX oral_approval_submission ON oral_approval (submission, revision)",
    "CREATE TABLE delegation (id TEXT PRIMARY KEY, grantor TEXT NOT NULL REFERENCES person(id), "
    "grantee TEXT NOT NULL REFERENCES person(id), scope TEXT NOT NULL, territory TEXT NOT NULL, "
    "reference TEXT NOT NULL, raa TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT, added_at BIGINT NOT NULL, "
    "suspended_at BIGINT)",
    "CREATE INDEX delegation_grantee ON delegation (grantee)",
    "ALTER TABLE roster_slot ADD COLUMN phone TEXT",
    "ALTER TABLE roster_slot ADD COLUMN delegation TEXT",
    // Who was called about what waits for a decision, and when somebody answered.
    "CREATE TABLE duty_call (submission TEXT NOT NULL, revision INTEGER NOT NULL, stage INTEGER NOT NULL, "
    "person TEXT, called_at BIGINT NOT NULL, answered_at BIGINT, PRIMARY KEY (submission, revision, stage))",
});

// Version 3: CAP messages, the daily self-test, when a channel that certainly failed may be asked again, the files of
// each channel, where a return asks for another blur, notices for one person, handovers.
constexpr auto dutyTables = std::to_array<Sql>({
    "ALTER TABLE publication ADD COLUMN again_at BIGINT",
    // The very bytes that are served, made once: later messages refer to them.
    "CREATE TABLE public_alert (message TEXT PRIMARY KEY, manifest_sha256 TEXT NOT NULL, "
    "identifier TEXT NOT NULL UNIQUE, sender TEXT NOT NULL, sent_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, "
    "incident TEXT NOT NULL, type TEXT NOT NULL, exercise INTEGER NOT NULL, document BLOB NOT NULL, "
    "cancelled_at BIGINT)",
    "CREATE INDEX public_alert_incident ON public_alert (incident)",
    // The daily proof that the way to the public is open.
    "CREATE TABLE self_test (id TEXT PRIMARY KEY, document BLOB NOT NULL, document_sha256 TEXT NOT NULL UNIQUE, "
    "begun_at BIGINT NOT NULL, due_at BIGINT NOT NULL, posted_at BIGINT, arrived_at BIGINT, alarmed_at BIGINT)",
    // The file of a photo for a channel that takes another one than the photo's own.
    "CREATE TABLE revision_rendition (submission TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, "
    "channel TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES blob(sha256), "
    "PRIMARY KEY (submission, revision, position, channel))",
    "CREATE INDEX revision_rendition_sha256 ON revision_rendition (sha256)",
    // Where a return asks for another blur, as JSON.
    "ALTER TABLE step ADD COLUMN marks TEXT",
    // Every picture of a revision, whatever channel it is for.
    "CREATE VIEW revision_picture AS SELECT submission, revision, position, sha256 FROM revision_photo "
    "UNION SELECT submission, revision, position, sha256 FROM revision_rendition",
    // A notice for one person alone.
    "ALTER TABLE notice ADD COLUMN person TEXT",
    // Who opened what somebody was called about.
    "ALTER TABLE duty_call ADD COLUMN answered_by TEXT",
    // What one person on duty hands over to the next, as it was read, and the remarks of who leaves.
    "CREATE TABLE handover (entry TEXT PRIMARY KEY, note TEXT NOT NULL, sha256 TEXT NOT NULL, made_at BIGINT NOT NULL, "
    "acknowledged_at BIGINT)",
    "CREATE TABLE handover_remark (entry TEXT PRIMARY KEY, person TEXT NOT NULL, remark TEXT NOT NULL, "
    "written_at BIGINT NOT NULL)",
});

// Version 3, of storage: files beside the rows (pieces.h).
constexpr auto pieceTables = std::to_array<Sql>({
    "CREATE TABLE piece (file TEXT NOT NULL, position BIGINT NOT NULL, content BLOB NOT NULL, "
    "PRIMARY KEY (file, position))",
});

// Version 4: whose agreement to be shown was taken back.
constexpr auto consentTables = std::to_array<Sql>({
    // Each file of a photo on which somebody took their agreement back: it goes nowhere any more.
    "CREATE TABLE withdrawn_picture (sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, reason TEXT NOT NULL, "
    "withdrawn_at BIGINT NOT NULL)",
});

// Version 4, of the self-test: the daily self-test goes the whole way. The public halves of the two keys that were made
// for it, what its device sent and what its authority signed.
constexpr auto wholeWayTables = std::to_array<Sql>({
    "ALTER TABLE self_test ADD COLUMN device_kid TEXT",
    "ALTER TABLE self_test ADD COLUMN device_jwk TEXT",
    "ALTER TABLE self_test ADD COLUMN authority_jwk TEXT",
    "ALTER TABLE self_test ADD COLUMN submission BLOB",
    "ALTER TABLE self_test ADD COLUMN received_at BIGINT",
    "ALTER TABLE self_test ADD COLUMN statement BLOB",
    "ALTER TABLE self_test ADD COLUMN authorised_at BIGINT",
    "CREATE INDEX self_test_device ON self_test (device_kid)",
});

// Version 5: the publisher asks for the channels of one submission at each step, and there may be a million others.
constexpr auto channelIndexes = std::to_array<Sql>({
    "CREATE INDEX publication_submission ON publication (submission, revision)",
});

// Version 6: the daily self-test goes through the doors of phones, under the rules of the messages. What the gate asks
// about knows it; what people are shown reads the tables, or the messages alone, where it is not.
constexpr auto selfTestTables = std::to_array<Sql>({
    // `posted`: the SHA-256 of the manifest that arrived on its channel.
    "CREATE TABLE self_test_now (id TEXT PRIMARY KEY, begun_at BIGINT NOT NULL, due_at BIGINT NOT NULL, posted TEXT, "
    "posted_at BIGINT, arrived_at BIGINT, alarmed_at BIGINT)",
    "INSERT INTO self_test_now (id, begun_at, due_at, posted, posted_at, arrived_at, alarmed_at) SELECT id, begun_at, "
    "due_at, document_sha256, posted_at, arrived_at, alarmed_at FROM self_test",
    "DROP TABLE self_test",
    "ALTER TABLE self_test_now RENAME TO self_test",
    "CREATE INDEX self_test_time ON self_test (begun_at)",
    // Of the way it went before, which nothing stands behind any more.
    "DELETE FROM publication WHERE channel = 'self-test'",
    // The public halves of the keys that were made for one self-test. `part`: "officer" or "authority".
    "CREATE TABLE self_test_device (kid TEXT PRIMARY KEY, self_test TEXT NOT NULL REFERENCES self_test(id), "
    "part TEXT NOT NULL, dev_jwk TEXT NOT NULL, apr_kid TEXT NOT NULL UNIQUE, apr_jwk TEXT NOT NULL)",
    // Who may sign: the phones of people, and these two, whose role the view says and no row can. No person has a colon
    // in their identifier.
    "CREATE VIEW signing_device AS SELECT d.kid, d.apr_kid, d.label, d.person, p.name, p.role, d.digits, "
    "d.enrolled_at, d.confirmed_at, d.revoked_at, d.dev_jwk, d.apr_jwk FROM device d JOIN person p ON p.id = d.person "
    "UNION ALL SELECT s.kid, s.apr_kid, '', 'self-test:' || s.part, '', 'selfTest', '', t.begun_at, t.begun_at, "
    "COALESCE(t.arrived_at, t.alarmed_at), s.dev_jwk, s.apr_jwk FROM self_test_device s JOIN self_test t ON t.id = "
    "s.self_test",
    // Who may decide, and when: the roster, and the authority of a self-test while it lasts.
    "CREATE VIEW deciding_slot AS SELECT entry, role, person, from_at, to_at, phone, delegation, added_in, removed_in "
    "FROM roster_slot UNION ALL SELECT id, 'selfTest', 'self-test:authority', begun_at, due_at, NULL, NULL, 0, NULL "
    "FROM self_test",
    // What people are shown.
    "CREATE VIEW message AS SELECT id, head, state, kind, exercise, incident, target, title, received_at FROM "
    "submission WHERE kind <> 'selfTest'",
});

template <std::size_t count>
Result<> apply(Connection &connection, const std::array<Sql, count> &statements)
{
    for (const auto &sql : statements)
        if (auto done = connection.execute(sql); !done)
            return done;
    return {};
}

Result<> createFirst(Connection &connection)
{
    return apply(connection, identityTables)
        .and_then([&] { return apply(connection, submissionTables); })
        .and_then([&] { return apply(connection, decisionTables); });
}

Result<> addAuthority(Connection &connection)
{
    return apply(connection, authorityTables);
}

Result<> addDutyWork(Connection &connection)
{
    return apply(connection, dutyTables).and_then([&] { return apply(connection, pieceTables); });
}

Result<> addConsentsAndWholeWay(Connection &connection)
{
    return apply(connection, consentTables).and_then([&] { return apply(connection, wholeWayTables); });
}

Result<> addChannelIndexes(Connection &connection)
{
    return apply(connection, channelIndexes);
}

Result<> addSelfTestDoors(Connection &connection)
{
    return apply(connection, selfTestTables);
}

// What brings a database from each version to the next: the first makes version 1. A step that was released never
// changes; a new version adds one.
constexpr std::array steps{createFirst,       addAuthority,    addDutyWork, addConsentsAndWholeWay,
                           addChannelIndexes, addSelfTestDoors};

Result<std::optional<qint64>> versionOf(Connection &connection)
{
    auto present = connection.hasTable(QStringLiteral("schema_version"));
    if (!present)
        return tl::unexpected(present.error());
    if (!*present)
        return std::optional<qint64>();
    return connection.one("SELECT version FROM schema_version", [](const Row &row) { return row.number(0); });
}

Result<> refuseNewer(Connection &connection)
{
    auto version = versionOf(connection);
    if (!version)
        return tl::unexpected(version.error());
    if (*version && **version > schemaVersion())
        return fail(Reason::StorageNewer,
                    QStringLiteral("schema %1, this program knows %2").arg(**version).arg(schemaVersion()));
    return {};
}

} // namespace

Result<> upgrade(Connection &connection, int target)
{
    auto present = versionOf(connection);
    if (!present)
        return tl::unexpected(present.error());
    if (!*present) {
        if (auto made = connection.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)"); !made)
            return made;
        if (auto stamped = connection.run("INSERT INTO schema_version (version) VALUES (0)"); !stamped)
            return tl::unexpected(stamped.error());
    }
    // A role that may not change tables opens a database that has them all.
    if (*present && **present >= target)
        return {};
    for (auto version = present->value_or(0); version < target; ++version) {
        if (auto made = steps.at(static_cast<std::size_t>(version))(connection); !made)
            return made;
    }
    auto stamped = connection.run("UPDATE schema_version SET version = ?", target);
    return stamped ? Result<>() : tl::unexpected(stamped.error());
}

int schemaVersion()
{
    return static_cast<int>(steps.size());
}

Result<std::unique_ptr<Connection>> openWithSchema(const QString &address)
{
    {
        auto untouched = Connection::openUntouched(address);
        if (!untouched)
            return untouched;
        if (auto accepted = refuseNewer(**untouched); !accepted)
            return tl::unexpected(accepted.error());
    }
    auto connection = Connection::open(address);
    if (!connection)
        return connection;
    // As a writer: the server, the publisher and the command line may all start on an empty folder at once.
    if (auto begun = (*connection)->begin(); !begun)
        return tl::unexpected(begun.error());
    if (auto upgraded = upgrade(**connection, schemaVersion()); !upgraded) {
        (void)(*connection)->rollback();
        return tl::unexpected(upgraded.error());
    }
    if (auto committed = (*connection)->commit(); !committed)
        return tl::unexpected(committed.error());
    return connection;
}

} // namespace astreinte::storage
