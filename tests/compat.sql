-- What tests ask a desk in SQLite's words, for a server: only tests see these.
CREATE SCHEMA compat;
SET search_path = compat;
CREATE FUNCTION ifnull(text, text) RETURNS text LANGUAGE sql AS 'SELECT coalesce($1, $2)';
CREATE FUNCTION ifnull(bigint, text) RETURNS text LANGUAGE sql AS 'SELECT coalesce(CAST($1 AS text), $2)';
CREATE FUNCTION ifnull(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT coalesce($1, $2)';
CREATE FUNCTION ifnull(boolean, text) RETURNS text LANGUAGE sql AS 'SELECT coalesce(CAST(CAST($1 AS integer) AS text), $2)';
CREATE FUNCTION zeroblob(integer) RETURNS bytea LANGUAGE sql AS 'SELECT decode(repeat(''00'', $1), ''hex'')';
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql AS 'SELECT strpos($1, $2)';
CREATE FUNCTION hex(bytea) RETURNS text LANGUAGE sql AS 'SELECT upper(encode($1, ''hex''))';
CREATE FUNCTION join_text(text, anyelement) RETURNS text LANGUAGE sql
	AS 'SELECT CASE WHEN $1 IS NULL THEN CAST($2 AS text) ELSE $1 || '','' || CAST($2 AS text) END';
CREATE AGGREGATE group_concat(anyelement) (SFUNC = join_text, STYPE = text);
CREATE AGGREGATE group_concat(text, text) (SFUNC = string_agg_transfn, STYPE = internal, FINALFUNC = string_agg_finalfn);
CREATE FUNCTION add_truth(bigint, boolean) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + coalesce(CAST($2 AS integer), 0)';
CREATE AGGREGATE sum(boolean) (SFUNC = add_truth, STYPE = bigint, INITCOND = '0');
