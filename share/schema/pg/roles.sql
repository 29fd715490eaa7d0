-- Roles for a desk on PostgreSQL: what programs need, and no more.
--
--     psql -d desk -f roles.sql              roles tk_reader, tk_agent, tk_admin
--     psql -d desk -v prefix=bank -f roles.sql        bank_reader, ...
--
-- Run by a superuser, or by who owns the desk (whoever ran tk-init) where he may
-- make roles (CREATEROLE). The owner may do everything, take the triggers away,
-- too, so no program should come as the owner, or as a superuser, from day to
-- day. Give people and hosts roles of their own, again as who may make roles:
--
--     CREATE ROLE ana LOGIN IN ROLE tk_agent;
--
-- reader  every program that reads; the observers' role, and that of reports
-- agent   every program of daily work: adds events and keeps the rows that
--         cache them; never changes or deletes an event
-- admin   loads policies and erases texts and files, too
--
-- Who may do what inside the desk is the policy's to say (permissions); this
-- is about who may touch the tables. It can be run again, and should be after
-- tk-init has brought the desk to a newer format.

\set ON_ERROR_STOP on
\if :{?prefix}
\else
\set prefix tk
\endif
\set reader :prefix _reader
\set agent :prefix _agent
\set admin :prefix _admin
SELECT current_schema() AS schema \gset

BEGIN;
SELECT format('CREATE ROLE %I NOLOGIN', name) FROM unnest(ARRAY[:'reader', :'agent', :'admin']) AS name
	WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = name) \gexec

REVOKE ALL ON ALL TABLES IN SCHEMA :"schema" FROM PUBLIC, :"reader", :"agent", :"admin";
GRANT USAGE ON SCHEMA :"schema" TO :"reader";
GRANT :"reader" TO :"agent";
GRANT :"agent" TO :"admin";

GRANT SELECT ON ALL TABLES IN SCHEMA :"schema" TO :"reader";

-- The record is added to.
GRANT INSERT ON event, text, file, search TO :"agent";
-- Its end, and the writers' turn (LOCK TABLE asks for this).
GRANT UPDATE ON head, writer TO :"agent";
-- What can be made again from the record.
GRANT INSERT, UPDATE ON ticket, customer, person, article TO :"agent";
GRANT INSERT, UPDATE, DELETE ON tag, field, ask, link, watch, address, clock, alarm,
	article_text, article_event, article_category, article_ticket TO :"agent";
-- The index of the knowledge base.
GRANT UPDATE ON kb_head TO :"agent";
GRANT INSERT, UPDATE, DELETE ON kb_due, kb_lang, kb_doc, kb_word, kb_post, kb_flag TO :"agent";

GRANT INSERT ON policy TO :"admin";
-- What erasing takes away; an event says that it was done.
GRANT DELETE ON text, file TO :"admin";
GRANT UPDATE, DELETE ON search TO :"admin";
COMMIT;
