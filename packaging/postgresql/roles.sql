-- Once, as PostgreSQL's administrator: psql -v ON_ERROR_STOP=1 -f roles.sql
-- Three roles named after the three users of the operating system (peer authentication: no password anywhere), and the
-- database, which belongs to the administrator's role.
CREATE ROLE "astreinte-admin" LOGIN;
CREATE ROLE "astreinte" LOGIN;
CREATE ROLE "astreinte-publisher" LOGIN;
CREATE DATABASE astreinte OWNER "astreinte-admin" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE astreinte FROM PUBLIC;
GRANT CONNECT ON DATABASE astreinte TO "astreinte", "astreinte-publisher";
