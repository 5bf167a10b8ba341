-- One database per service, with two roles: <slug>_owner migrates, <slug>_app runs. May be run again at any time;
-- it then sets the passwords it is given. An operator runs it as a role that may create roles and databases:
--
--   psql "$POSTGRES_URL" --no-psqlrc -v ON_ERROR_STOP=1 \
--     -v catalogue_owner_password=… -v catalogue_app_password=… -f infra/postgres/databases.sql
--
-- with the two passwords of every line below. One line per service; the included file does the work.
\set slug catalogue \set owner_password :catalogue_owner_password \set app_password :catalogue_app_password \ir service-database.sql
\set slug roadmap \set owner_password :roadmap_owner_password \set app_password :roadmap_app_password \ir service-database.sql
