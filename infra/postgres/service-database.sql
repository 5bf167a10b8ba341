-- The database and the roles of one service; databases.sql sets slug, owner_password and app_password.
\set owner :slug _owner
\set app :slug _app

SELECT format('CREATE ROLE %I', role) FROM (VALUES (:'owner'), (:'app')) AS wanted (role)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec

ALTER ROLE :"owner" LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE :"app" LOGIN NOCREATEDB NOCREATEROLE PASSWORD :'app_password';

-- Where the administrator is not a superuser, it must be a member of the role that it gives the database to.
SELECT format('GRANT %I TO CURRENT_USER', :'owner') WHERE NOT pg_has_role(:'owner', 'SET') \gexec

SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING UTF8', :'slug', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'slug') \gexec

-- Nobody but the two roles enters the database of a service.
REVOKE ALL ON DATABASE :"slug" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"slug" TO :"app";

\connect :slug

-- The running role reads and writes rows and changes nothing else: no table, no index, no TRUNCATE.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"app";
