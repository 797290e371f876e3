-- Who may do what in a library on PostgreSQL: its owner (whoever made the tables), annotators, and readers.
-- Run it in the library's database, once Ascribe has made the library there, as somebody who may make roles:
--     psql --dbname news --file rights.sql
-- Then name people: GRANT ascribe_annotator TO ada; GRANT ascribe_reader TO rita;
DO $$ BEGIN CREATE ROLE ascribe_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE ascribe_annotator; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT ascribe_reader TO ascribe_annotator;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO ascribe_reader;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ascribe_annotator;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ascribe_annotator;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM ascribe_annotator;
