-- After a database was restored: no record may announce a number that readers have seen. Reads told.tsv in the folder where it is
-- run, raises the counters that are behind and lowers none, as docs/how-to/restore-a-database.md says:
--
--   npm run -s events -- --counters --type 'int.itu.catalogue.*' > told.tsv
--   psql "$DATABASE_URL" --no-psqlrc -v ON_ERROR_STOP=1 -f infra/postgres/raise-counters.sql
\pset footer off
BEGIN;
CREATE TEMP TABLE told (topic text, subject uuid, last integer, missing text, twice text) ON COMMIT DROP;
\copy told FROM 'told.tsv'

-- Every table whose records announce has such a column; identifiers are unique across tables.
SELECT format(
  'UPDATE %1$I AS record SET announcements = last FROM told WHERE id = subject AND announcements < last
   RETURNING %1$L AS raised, id, announcements', table_name)
FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'announcements' ORDER BY table_name \gexec

SELECT string_agg(format('SELECT id FROM %I', table_name), ' UNION ALL ') AS records
FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'announcements' \gset
SELECT topic AS "made after the backup, in the topics only", subject AS id, last AS announcements
FROM told WHERE subject NOT IN (:records) ORDER BY topic, subject;
COMMIT;
