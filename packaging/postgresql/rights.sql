-- After the first start of any command as astreinte-admin, which makes the tables, and after each upgrade, as
-- astreinte-admin: psql -v ON_ERROR_STOP=1 -d astreinte -f rights.sql
-- What each process may do to each table, and nothing else.
BEGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO "astreinte", "astreinte-publisher";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "astreinte", "astreinte-publisher";

-- The server writes what phones send and what the gate decides.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "astreinte";
-- The keys of a self-test are made by its command, which is the server's user; their role is the view's word.
-- People, roster and delegations are the administrator's; so is the word that a device is whose it says.
REVOKE INSERT, UPDATE, DELETE ON person, roster_slot, delegation, schema_version, device FROM "astreinte";
-- What is read through a view is written in its table or not at all.
REVOKE INSERT, UPDATE, DELETE ON signing_device, deciding_slot, message FROM "astreinte";
REVOKE INSERT, DELETE ON invitation FROM "astreinte";
GRANT INSERT (kid, person, dev_jwk, apr_kid, apr_jwk, label, digits, enrolment_sha256, welcome, enrolled_at)
    ON device TO "astreinte";
-- What was received, decided and journalled is never changed. Salt and content of a leaf may be erased.
REVOKE UPDATE, DELETE ON revision, revision_author, revision_photo, revision_rendition, step, decision, countersign, journal_leaf,
    journal_node FROM "astreinte";
REVOKE INSERT, DELETE ON journal_head FROM "astreinte";
GRANT UPDATE (salt, content) ON journal_leaf TO "astreinte";

-- The publisher reads what it verifies, and writes what became of it. It knows no code, nonce or challenge.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO "astreinte-publisher";
REVOKE SELECT ON invitation, nonce, challenge FROM "astreinte-publisher";
GRANT INSERT, UPDATE ON publication TO "astreinte-publisher";
GRANT INSERT ON step, notice, journal_leaf, journal_node TO "astreinte-publisher";
GRANT UPDATE ON submission, incident, journal_head TO "astreinte-publisher";
GRANT UPDATE (posted, posted_at) ON self_test TO "astreinte-publisher";

-- What the public reads is the publisher's alone.
DO $$
DECLARE
    served text;
BEGIN
    FOR served IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'public\_%' LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM "astreinte"', served);
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO "astreinte-publisher"', served);
    END LOOP;
END $$;
COMMIT;
