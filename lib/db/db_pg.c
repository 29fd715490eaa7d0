/* db_pg: the engine on a PostgreSQL server: what is sent and answered,
 * transactions, formats. With db_pg_*.c the only files that name PQ*.
 *
 * Built as a plugin, for linking libpq costs every process milliseconds; db.c
 * loads it for postgresql:// alone. It has its own hidden copy of base and
 * exports one symbol.
 *
 * A writer takes one lock on one table before it looks at anything, so writers
 * take turns as they do on a file and see all that was written before them.
 * Commands go out in a pipeline: only what asks for rows, and the end, waits
 * for the server. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "db/db_pg.h"
#include "db/schema.h"

enum {
	LOOKS = 40,                    /* for what became of a COMMIT, half a second apart */
};

/* --- errors --- */

/* PostgreSQL, appendix A: error codes. */
static int class_of(PGconn *conn, const char *state)
{
	static const struct { const char *begins; int class; } classes[] = {
		{"23505", DB_EXISTS}, {"23", DB_CONSTRAINT}, {"55P03", DB_BUSY}, {"40", DB_BUSY},
		{"53100", DB_FULL}, {"53", DB_IO}, {"58", DB_IO}, {"25006", DB_READONLY},
		{"42501", DB_READONLY}, {"XX001", DB_CORRUPT}, {"XX002", DB_CORRUPT}, {"08", DB_GONE},
		{"57P", DB_GONE}, {"25P03", DB_GONE},
	};

	if (PQstatus(conn) == CONNECTION_BAD)
		return DB_GONE;
	for (size_t i = 0; state && i < sizeof classes / sizeof *classes; i++)
		if (str_starts(state, classes[i].begins))
			return classes[i].class;
	return DB_ERROR;
}

int pg_fail(struct db *db, const PGresult *r)
{
	struct pg *g = pg_of(db);
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	int class = r ? class_of(g->conn, state) : DB_GONE;

	if (!text)
		text = "no answer";
	if (class == DB_GONE && g->finishing)
		return class;              /* end_write() finds out */
	if (class == DB_BUSY && !str_starts(state, "55P03"))
		return db_fail(db, class, "%s: the server ended this: %s; try again", g->name, text);
	if (class == DB_BUSY)
		return db_fail(db, class, "%s: other writers kept the desk busy for %d s; try again", g->name, PG_WAIT_S);
	if (class == DB_GONE)
		return db_fail(db, class, "%s: the server went away, nothing was kept; try again", g->name);
	if (class == DB_READONLY && str_starts(state, "25006"))
		return db_fail(db, class, "%s: this server takes no changes: %s", g->name, text);
	if (class == DB_READONLY)
		return db_fail(db, class, "%s: %s", g->name, text);
	return db_fail(db, class, "%s: %s%s%s%s", g->name, text, state ? " (" : "", state ? state : "", state ? ")" : "");
}

bool pg_fine(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK || s == PGRES_EMPTY_QUERY;
}

/* --- what is on its way --- */

int pg_sent(struct db *db, int ok, struct pg_answer *to)
{
	struct pg *g = pg_of(db);

	if (!ok)
		return pg_fail(db, NULL);
	g->to[++g->sent % PG_UNANSWERED] = to;
	if (to)
		to->number = g->sent;
	return g->sent - g->answered < PG_UNANSWERED ? 0 : pg_settle(db);
}

int pg_send(struct db *db, const char *sql, struct pg_answer *to)
{
	return pg_sent(db, PQsendQueryParams(pg_of(db)->conn, sql, 0, NULL, NULL, NULL, NULL, 1), to);
}

/* The answer to the oldest command; what waits behind an error is passed over. */
static int answer(struct db *db, PGresult *r)
{
	struct pg *g = pg_of(db);
	struct pg_answer *to = g->to[++g->answered % PG_UNANSWERED];
	bool fine = r && pg_fine(r);
	int bad = fine || (r && PQresultStatus(r) == PGRES_PIPELINE_ABORTED) ? 0 : pg_fail(db, r);

	if (to && fine)
		to->result = r;
	else
		PQclear(r);
	return bad;
}

/* Up to the mark that ends the pipeline. Where the session was ended instead, its
 * error stands in place of the mark, and then nothing comes any more. */
static int to_the_mark(struct db *db)
{
	PGconn *conn = pg_of(db)->conn;
	bool end = false;
	int bad = 0;

	for (int nothing = 0; !end && nothing < 2 && PQstatus(conn) == CONNECTION_OK;) {
		PGresult *r = PQgetResult(conn);
		end = r && PQresultStatus(r) == PGRES_PIPELINE_SYNC;
		nothing = r ? 0 : nothing + 1;
		if (r && !end && !pg_fine(r))
			bad = pg_fail(db, r);
		PQclear(r);
	}
	return bad || end ? bad : pg_fail(db, NULL);
}

int pg_settle(struct db *db)
{
	struct pg *g = pg_of(db);
	int bad = PQpipelineSync(g->conn) ? 0 : pg_fail(db, NULL);

	while (g->answered < g->sent) {
		PGresult *r = bad == DB_GONE ? NULL : PQgetResult(g->conn);
		if (r)
			PQclear(PQgetResult(g->conn));         /* the NULL that ends its rows */
		int worse = answer(db, r);
		bad = bad ? bad : worse;
	}
	if (bad != DB_GONE) {
		int worse = to_the_mark(db);
		bad = bad ? bad : worse;
	}
	if (bad)
		g->life++;
	return bad;
}

int pg_wait(struct db *db, struct pg_answer *to)
{
	int bad = to->number > pg_of(db)->answered ? pg_settle(db) : 0;

	return bad || to->result ? bad : db->error ? db->error : DB_GONE;
}

void pg_forget(struct db *db, struct pg_answer *to)
{
	struct pg *g = pg_of(db);

	if (to->number > g->answered)
		g->to[to->number % PG_UNANSWERED] = NULL;
	PQclear(to->result);
	*to = (struct pg_answer){0};
}

static int64_t number_in(const PGresult *r)
{
	return PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
}

int pg_ask(struct db *db, const char *sql, int64_t *value)
{
	struct pg_answer x = {0};
	int bad = pg_send(db, sql, &x);

	if (!bad)
		bad = pg_wait(db, &x);
	if (!bad && value)
		*value = number_in(x.result);
	pg_forget(db, &x);
	return bad;
}

/* Several commands in one text, which a pipeline does not take. */
static int script(struct db *db, const char *sql)
{
	struct pg *g = pg_of(db);
	int bad = pg_settle(db);

	if (bad)
		return bad;
	PQexitPipelineMode(g->conn);
	PGresult *r = PQexec(g->conn, sql);
	bad = pg_fine(r) ? 0 : pg_fail(db, r);
	PQclear(r);
	PQenterPipelineMode(g->conn);
	return bad;
}

/* --- transactions --- */

/* The lock comes before the first look at anything, so the snapshot that
 * follows holds all that earlier writers wrote. A client that died without a
 * word holds it for a minute at most. */
static int begin_write(struct db *db)
{
	char patience[64];
	const char *const commands[] = {
		"BEGIN ISOLATION LEVEL REPEATABLE READ", patience,
		"SET LOCAL idle_in_transaction_session_timeout = '60s'", "LOCK TABLE writer IN EXCLUSIVE MODE",
	};
	int bad = 0;

	snprintf(patience, sizeof patience, "SET LOCAL lock_timeout = '%ds'", PG_WAIT_S);
	for (size_t i = 0; i < sizeof commands / sizeof *commands && !bad; i++)
		bad = pg_send(db, commands[i], NULL);
	return bad;
}

static const char ask_format[] = "SELECT CAST(number AS TEXT) FROM desk_format";

/* The first transaction asks for the format, too: format() has it from there. */
static int begin(struct db *db, enum db_mode mode)
{
	struct pg *g = pg_of(db);
	int bad = mode == DB_READ ? pg_send(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL)
	                          : begin_write(db);

	if (!bad && !g->known) {
		g->known = true;
		bad = pg_send(db, ask_format, &g->format);
	}
	return bad;
}

static void rollback(struct db *db)
{
	struct pg *g = pg_of(db);

	pg_copy_forget(db);
	if (g->sent > g->answered)
		pg_settle(db);
	if (PQtransactionStatus(g->conn) == PQTRANS_IDLE || PQstatus(g->conn) != CONNECTION_OK)
		return;
	if (pg_send(db, "ROLLBACK", NULL) == 0)
		pg_settle(db);
}

static bool reconnect(struct pg *g)
{
	PQfinish(g->conn);
	g->conn = PQconnectdbParams(g->keys, g->values, 1);
	return PQstatus(g->conn) == CONNECTION_OK;
}

/* Whether the transaction is in the record: 1, 0, or -1 where nobody can be
 * asked now. Behind the writers' lock it has surely come to its end. */
static int ask_record(struct db *db)
{
	int kept = begin_write(db) == 0 ? db->kept(db->kept_arg) : -1;

	if (db->error)
		kept = -1;
	rollback(db);
	db->error = 0;
	return kept;
}

/* The server went away between COMMIT and its answer, which says nothing about
 * whether it was kept. When it is back, the record knows. The transaction's
 * number does not: after a crash the server may give it to another. */
static int find_out(struct db *db)
{
	struct pg *g = pg_of(db);
	struct timespec nap = {0, 500 * 1000 * 1000};

	for (int i = 0; db->depth && db->kept && i < LOOKS; i++) {
		if (i)
			nanosleep(&nap, NULL);
		if (!reconnect(g))
			continue;
		PQenterPipelineMode(g->conn);
		int kept = ask_record(db);
		if (kept > 0)
			return 0;
		if (kept == 0)
			return db_fail(db, DB_GONE, "%s: the server went away, nothing was kept; try again", g->name);
	}
	return db_fail(db, DB_GONE, "%s: the server went away at the end: whether this was kept is not known; "
	               "look before you try again, or use --key, which makes trying again safe", g->name);
}

static int end_write(struct db *db)
{
	struct pg *g = pg_of(db);
	struct pg_answer end = {0};
	int bad = pg_copy_before(db, NULL);

	if (!bad)
		bad = pg_send(db, "COMMIT", &end);

	g->finishing = !bad;
	if (!bad)
		bad = pg_wait(db, &end);
	if (!bad && strcmp(PQcmdStatus(end.result), "COMMIT") != 0)
		bad = db_fail(db, DB_ERROR, "%s: rolled back", g->name);
	pg_forget(db, &end);
	if (bad == DB_GONE && g->finishing)
		bad = find_out(db);
	g->finishing = false;
	return bad;
}

/* Nothing depends on how a reader's transaction ends, nor on what is done for
 * the speed of the next. */
static int commit(struct db *db)
{
	int bad = db->tx_mode == DB_READ ? pg_send(db, "COMMIT", NULL) : end_write(db);

	if (!bad && db->tx_mode == DB_WRITE) {
		pg_copy_settle(db);
		db->error = 0;
	}
	return bad;
}

/* --- format --- */

static int newest(void)
{
	int n = 0;

	while (schema_pg[n])
		n++;
	return n;
}

/* Whether it is a desk at all is asked in words that never fail; 0: an empty
 * database. */
static int look_for_format(struct db *db, int64_t *version)
{
	int64_t found = 0;
	/* One look at all of them, at the catalogue itself: another tk-init may be at
	 * work, and what looks up a name may still know that there was none. */
	int bad = pg_ask(db, "SELECT CAST(coalesce(sum(CASE WHEN relname = 'desk_format' THEN 100 ELSE 1 END), 0) AS TEXT) "
	                 "FROM pg_class WHERE relname IN ('desk_format', 'event', 'ticket', 'writer', 'head') AND "
	                 "relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname = ANY (current_schemas(false)))", &found);

	if (bad || !found)
		return bad;
	if (found < 100)
		return db_fail(db, DB_ERROR, "%s has tables of these names, but is no desk", pg_of(db)->name);
	return pg_ask(db, ask_format, version);
}

static int format(struct db *db)
{
	struct pg *g = pg_of(db);
	int64_t version = 0;
	int bad;

	if (g->format.number && db->depth) {
		bad = pg_wait(db, &g->format);
		if (!bad)
			version = number_in(g->format.result);
	} else {
		if (!db->depth)
			db->error = 0;         /* that of a transaction before */
		bad = look_for_format(db, &version);
	}
	pg_forget(db, &g->format);
	g->known = !bad;
	if (bad)
		return bad;
	if (version > newest())
		return db_fail(db, DB_VERSION, "%s: a desk of format %d, made by a newer program "
		               "(this one knows formats up to %d)", pg_of(db)->name, (int)version, newest());
	return (int)version;
}

static int apply(struct db *db, int i)
{
	char sql[80];
	int bad = script(db, schema_pg[i]);

	snprintf(sql, sizeof sql, "UPDATE desk_format SET number = %d", i + 1);
	return bad ? bad : pg_send(db, sql, NULL);
}

/* All steps in one transaction: nobody meets a format in between. Several
 * tk-init at once take turns by an advisory lock of the transaction. */
static int migrate(struct db *db)
{
	int bad = pg_send(db, "BEGIN", NULL);

	if (!bad)
		bad = pg_ask(db, "SELECT pg_advisory_xact_lock(1953196130)", NULL);
	int version = bad ? bad : format(db);
	if (version < 0)
		bad = version;
	for (; !bad && schema_pg[version]; version++)
		bad = apply(db, version);
	if (!bad)
		bad = end_write(db);
	if (bad)
		rollback(db);
	return bad;
}

/* --- checks and facts --- */

static void settle(struct db *db)
{
	if (pg_copy_before(db, NULL) == 0)
		pg_copy_settle(db);
}

static int backup(struct db *db, const char *path, struct fault *f)
{
	(void)path;
	return fault_set(f, EX_UNAVAILABLE, "%s: a server is copied with pg_dump, or into a file with "
	                 "tk-init --from", pg_of(db)->name);
}

static int check(struct db *db, bool deep, void (*say)(void *, const char *), void *arg)
{
	int64_t invalid = 0;

	(void)deep;
	if (pg_ask(db, "SELECT CAST(count(*) AS TEXT) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
	           "WHERE NOT i.indisvalid AND c.relnamespace = (SELECT relnamespace FROM pg_class "
	           "WHERE oid = to_regclass('event'))", &invalid)) {
		say(arg, db->text);
		return 1;
	}
	if (invalid)
		say(arg, "an index is not valid: REINDEX it");
	return invalid != 0;
}

/* What decides whether an answered write is safe, and who we are there. */
static void say_settings(struct db *db, void (*say)(void *, const char *, const char *), void *arg)
{
	static const char *const names[] = {"standby", "fsync", "synchronous_commit", "full_page_writes",
	                                    "data_checksums", "superuser"};
	struct pg_answer x = {0};
	int bad = pg_send(db, "SELECT CAST(pg_is_in_recovery() AS TEXT), current_setting('fsync'), "
	                  "current_setting('synchronous_commit'), current_setting('full_page_writes'), "
	                  "current_setting('data_checksums'), current_setting('is_superuser')", &x);

	if (!bad && pg_wait(db, &x) == 0)
		for (int i = 0; i < PQnfields(x.result); i++)
			say(arg, names[i], PQgetvalue(x.result, 0, i));
	pg_forget(db, &x);
}

static void facts(struct db *db, void (*say)(void *, const char *, const char *), void *arg)
{
	struct pg *g = pg_of(db);
	char text[64];
	int64_t n = 0;

	say(arg, "engine", "PostgreSQL");
	say(arg, "server", PQparameterStatus(g->conn, "server_version"));
	say(arg, "tls", PQsslInUse(g->conn) ? PQsslAttribute(g->conn, "protocol")
	         : PQhost(g->conn) && *PQhost(g->conn) != '/' ? "no" : "socket");
	say_settings(db, say, arg);
	if (pg_ask(db, "SELECT CAST(pg_database_size(current_database()) AS TEXT)", &n) == 0) {
		snprintf(text, sizeof text, "%lld", (long long)n);
		say(arg, "bytes", text);
	}
	snprintf(text, sizeof text, "%d", format(db));
	say(arg, "format", text);
}

/* A pooler takes a connection that is left in the middle for a broken one, and
 * ends the server's, too. */
static void close_server(struct db *db)
{
	struct pg *g = pg_of(db);

	if (!g->prepare && g->sent > g->answered)
		pg_settle(db);
	PQfinish(g->conn);
}

const struct db_engine pg_engine = {
	.name = "postgresql", .prepare = pg_stmt_prepare, .bind = pg_stmt_bind, .start = pg_stmt_start,
	.step = pg_stmt_step, .run = pg_stmt_run, .put = pg_put, .reset = pg_stmt_reset, .finish = pg_stmt_finish, .writes = pg_stmt_writes,
	.is_null = pg_is_null, .type = pg_type, .i64 = pg_i64, .bytes = pg_bytes, .begin = begin, .commit = commit,
	.rollback = rollback, .format = format, .newest = newest, .migrate = migrate, .backup = backup, .settle = settle, .check = check,
	.facts = facts, .close = close_server,
};
