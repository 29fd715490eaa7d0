/* db_pg: the engine on a PostgreSQL server. The only file that names PQ*.
 *
 * Built as a plugin, for linking libpq costs every process milliseconds; db.c
 * loads it for postgresql:// alone. It has its own hidden copy of base and
 * exports one symbol.
 *
 * A writer takes one lock on one table before it looks at anything, so writers
 * take turns as they do on a file and see all that was written before them. A
 * statement's first use is one round trip; it is prepared when it comes again. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "db/engine.h"
#include "db/plugin.h"
#include "db/schema.h"

enum {
	WAIT_S = 10,                   /* a writer's patience */
	CHUNK = 1000,                  /* rows a scan fetches at once */
	NUMBER = 24,
};

/* Types of result columns (catalog pg_type). */
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25, OID_NUMERIC = 1700 };

struct pg {
	PGconn *conn;
	const char *name;              /* of the desk, for messages: no password in it */
	int64_t serial;                /* names of statements and cursors */
	int64_t changes;
	bool prepare;                  /* prepare=0: a pooler hands out other servers */
};

struct handle {
	bool reads;
	bool prepared;
	int uses;
	char name[NUMBER];             /* of the prepared statement */
	char cursor[NUMBER];           /* "" where none is open */
	PGresult *result;
	int row, rows;                 /* the current one; how many there are */
	bool started;
	size_t n;                      /* parameters */
	const char *values[DB_PARAMS];
	int lengths[DB_PARAMS], formats[DB_PARAMS];
	char numbers[DB_PARAMS][NUMBER];
};

static struct pg *pg(struct db *db)
{
	return db->handle;
}

/* --- errors --- */

/* PostgreSQL, appendix A: error codes. */
static int class_of(PGconn *conn, const char *state)
{
	static const struct { const char *begins; int class; } classes[] = {
		{"23505", DB_EXISTS}, {"23", DB_CONSTRAINT}, {"55P03", DB_BUSY}, {"40", DB_BUSY},
		{"53100", DB_FULL}, {"53", DB_IO}, {"58", DB_IO}, {"25006", DB_READONLY},
		{"42501", DB_READONLY}, {"XX001", DB_CORRUPT}, {"XX002", DB_CORRUPT}, {"08", DB_GONE},
		{"57P", DB_GONE},
	};

	if (PQstatus(conn) == CONNECTION_BAD)
		return DB_GONE;
	for (size_t i = 0; state && i < sizeof classes / sizeof *classes; i++)
		if (str_starts(state, classes[i].begins))
			return classes[i].class;
	return DB_ERROR;
}

/* The server's first line. */
static const char *first_line(struct db *db, const char *text)
{
	char *line = arena_strdup(db->a, text ? text : "");

	line[strcspn(line, "\n")] = '\0';
	return str_starts(line, "ERROR:  ") ? line + 8 : str_starts(line, "FATAL:  ") ? line + 8 : line;
}

static int fail(struct db *db, const PGresult *r)
{
	struct pg *g = pg(db);
	int class = class_of(g->conn, r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL);

	if (class == DB_BUSY)
		return db_fail(db, class, "%s: other writers kept the desk busy for %d s; try again", g->name, WAIT_S);
	if (class == DB_GONE)
		return db_fail(db, class, "%s: the server went away; try again", g->name);
	if (class == DB_READONLY)
		return db_fail(db, class, "%s: no permission: %s", g->name, first_line(db, PQerrorMessage(g->conn)));
	return db_fail(db, class, "%s: %s", g->name,
	               first_line(db, r ? PQresultErrorMessage(r) : PQerrorMessage(g->conn)));
}

static bool fine(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK || s == PGRES_EMPTY_QUERY;
}

/* --- statements --- */

static bool reads_only(const char *sql)
{
	return str_starts(sql, "SELECT") || str_starts(sql, "WITH");
}

static int prepare(struct db *db, struct db_stmt *s)
{
	struct handle *h = arena_new(db->a, struct handle);

	h->reads = reads_only(s->sql);
	s->handle = h;
	return 0;
}

/* How many parameters a statement has: its highest $n. */
static size_t highest(const char *sql)
{
	size_t n = 0;

	for (const char *p = sql; (p = strchr(p, '$')) != NULL; p++) {
		size_t i = strtoul(p + 1, NULL, 10);
		if (i > n)
			n = i;
	}
	return n;
}

/* Numbers and texts go as text, whose type the server infers; blobs as they are. */
static int bind(struct db_stmt *s, const struct db_val *v, size_t n)
{
	struct handle *h = s->handle;

	h->n = highest(s->sql);
	if (h->n > n || h->n > DB_PARAMS)
		bug("no value for $%zu in: %s", h->n, s->sql);
	for (size_t i = 0; i < h->n; i++) {
		h->formats[i] = v[i].type == DB_VAL_BLOB;
		h->lengths[i] = (int)v[i].n;
		h->values[i] = v[i].p ? v[i].p : "";
		if (v[i].type == DB_VAL_NULL)
			h->values[i] = NULL;
		if (v[i].type == DB_VAL_INT) {
			snprintf(h->numbers[i], NUMBER, "%lld", (long long)v[i].i);
			h->values[i] = h->numbers[i];
		}
		if (v[i].type != DB_VAL_TEXT)
			continue;
		if (memchr(v[i].p, '\0', v[i].n))
			return db_fail(s->db, DB_ERROR, "a text with a NUL byte");
		if (((const char *)v[i].p)[v[i].n] != '\0')    /* libpq wants its texts ended */
			h->values[i] = arena_dup(s->db->a, v[i].p, v[i].n);
	}
	h->started = false;
	return 0;
}

static int take(struct db_stmt *s, PGresult *r)
{
	struct handle *h = s->handle;

	PQclear(h->result);
	h->result = r;
	h->row = -1;
	h->rows = PQntuples(r);
	return fine(r) ? 0 : fail(s->db, r);
}

static PGresult *execute(struct db *db, struct db_stmt *s)
{
	struct handle *h = s->handle;
	struct pg *g = pg(db);

	if (!h->prepared && h->uses++ > 0 && g->prepare) {
		snprintf(h->name, sizeof h->name, "s%lld", (long long)++g->serial);
		PGresult *r = PQprepare(g->conn, h->name, s->sql, 0, NULL);
		if (!fine(r))
			return r;
		PQclear(r);
		h->prepared = true;
	}
	if (h->prepared)
		return PQexecPrepared(g->conn, h->name, (int)h->n, h->values, h->lengths, h->formats, 1);
	return PQexecParams(g->conn, s->sql, (int)h->n, NULL, h->values, h->lengths, h->formats, 1);
}

/* A scan goes through a cursor, so that neither side holds all of it. */
static int open_cursor(struct db_stmt *s)
{
	struct handle *h = s->handle;
	struct pg *g = pg(s->db);
	struct arena a = {0};

	snprintf(h->cursor, sizeof h->cursor, "c%lld", (long long)++g->serial);
	char *sql = arena_printf(&a, "DECLARE %s NO SCROLL CURSOR FOR %s", h->cursor, s->sql);
	PGresult *r = PQexecParams(g->conn, sql, (int)h->n, NULL, h->values, h->lengths, h->formats, 1);
	arena_free(&a);
	int bad = fine(r) ? 0 : fail(s->db, r);
	PQclear(r);
	if (bad)
		h->cursor[0] = '\0';
	return bad;
}

static int fetch(struct db_stmt *s)
{
	struct handle *h = s->handle;
	char sql[64];

	snprintf(sql, sizeof sql, "FETCH %d FROM %s", CHUNK, h->cursor);
	return take(s, PQexecParams(pg(s->db)->conn, sql, 0, NULL, NULL, NULL, NULL, 1));
}

static int start(struct db_stmt *s)
{
	struct handle *h = s->handle;
	int bad;

	h->started = true;
	if (s->scan && h->reads && s->db->depth)
		return (bad = open_cursor(s)) ? bad : fetch(s);
	bad = take(s, execute(s->db, s));
	if (!bad)
		pg(s->db)->changes = strtoll(PQcmdTuples(h->result), NULL, 10);
	return bad;
}

static int step(struct db_stmt *s)
{
	struct handle *h = s->handle;
	int bad = h->started ? 0 : start(s);

	if (!bad && ++h->row == h->rows && h->cursor[0] && h->rows == CHUNK) {
		bad = fetch(s);
		h->row = 0;
	}
	return bad ? bad : h->row < h->rows ? DB_ROW : DB_OK;
}

static void reset(struct db_stmt *s)
{
	struct handle *h = s->handle;
	char sql[64];

	PQclear(h->result);
	h->result = NULL;
	h->row = h->rows = 0;
	if (h->cursor[0] && s->db->depth && !s->db->error) {
		snprintf(sql, sizeof sql, "CLOSE %s", h->cursor);
		PQclear(PQexec(pg(s->db)->conn, sql));
	}
	h->cursor[0] = '\0';
}

static void finish(struct db_stmt *s)
{
	struct handle *h = s->handle;

	if (h)
		PQclear(h->result);
	s->handle = NULL;              /* the server forgets its part when we leave */
}

static bool writes(struct db_stmt *s)
{
	return !((struct handle *)s->handle)->reads;
}

static int64_t changes(struct db *db)
{
	return pg(db)->changes;
}

/* --- columns --- */

static bool is_null(struct db_stmt *s, int c)
{
	struct handle *h = s->handle;

	return PQgetisnull(h->result, h->row, c);
}

static int64_t big_endian(const unsigned char *p, int n)
{
	uint64_t v = n && p[0] & 0x80 ? ~(uint64_t)0 : 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

/* A whole NUMERIC, which sums are: digits of base 10,000 after a head of four
 * 16-bit words (src/backend/utils/adt/numeric.c, numeric_send). */
static int64_t whole(const unsigned char *p)
{
	int64_t digits = big_endian(p, 2), weight = big_endian(p + 2, 2), v = 0;
	bool negative = big_endian(p + 4, 2) == 0x4000;

	for (int64_t i = 0; i <= weight; i++)
		v = v * 10000 + (i < digits ? big_endian(p + 8 + 2 * i, 2) : 0);
	return negative ? -v : v;
}

static int64_t i64(struct db_stmt *s, int c)
{
	struct handle *h = s->handle;
	const char *p = PQgetvalue(h->result, h->row, c);

	if (is_null(s, c))
		return 0;
	switch (PQftype(h->result, c)) {
	case OID_BOOL: return *p != 0;
	case OID_INT2: case OID_INT4: case OID_INT8:
		return big_endian((const unsigned char *)p, PQgetlength(h->result, h->row, c));
	case OID_NUMERIC: return whole((const unsigned char *)p);
	default: return strtoll(p, NULL, 10);
	}
}

static const void *bytes(struct db_stmt *s, int c, bool text, size_t *n)
{
	struct handle *h = s->handle;
	bool null = is_null(s, c);

	(void)text;
	if (n)
		*n = null ? 0 : (size_t)PQgetlength(h->result, h->row, c);
	return null ? NULL : PQgetvalue(h->result, h->row, c);
}

/* --- transactions --- */

static int exec(struct db *db, const char *sql)
{
	PGresult *r = PQexec(pg(db)->conn, sql);
	int bad = fine(r) ? 0 : fail(db, r);

	PQclear(r);
	return bad;
}

static void rollback(struct db *db)
{
	if (PQtransactionStatus(pg(db)->conn) != PQTRANS_IDLE)
		PQclear(PQexec(pg(db)->conn, "ROLLBACK"));
}

/* One round trip. The lock comes before the first look at anything, so the
 * snapshot that follows holds all that earlier writers wrote. */
static int begin(struct db *db, enum db_mode mode)
{
	int bad = mode == DB_READ
		? exec(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		: exec(db, "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE writer IN EXCLUSIVE MODE");

	if (bad)
		rollback(db);
	return bad;
}

static int commit(struct db *db)
{
	struct pg *g = pg(db);
	PGresult *r = PQexec(g->conn, "COMMIT");
	bool kept = fine(r) && strcmp(PQcmdStatus(r), "COMMIT") == 0;
	int bad = kept ? 0 : PQstatus(g->conn) == CONNECTION_BAD
		? db_fail(db, DB_GONE, "%s: the server went away at the end: whether it was kept is not known; "
		          "look, or try again with the same --key", g->name)
		: fine(r) ? db_fail(db, DB_ERROR, "%s: rolled back", g->name) : fail(db, r);

	PQclear(r);
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

static int number(struct db *db, const char *sql, int64_t *value)
{
	PGresult *r = PQexec(pg(db)->conn, sql);
	int bad = fine(r) ? 0 : fail(db, r);

	*value = !bad && PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
	PQclear(r);
	return bad;
}

static int format(struct db *db)
{
	int64_t there = 0, version = 0, tables = 0;
	int bad = number(db, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('desk_format')", &there);

	if (!bad && !there) {
		bad = number(db, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('event')", &tables);
		return bad ? bad : !tables ? 0
			: db_fail(db, DB_ERROR, "%s has tables of this name, but is no desk", pg(db)->name);
	}
	if (!bad)
		bad = number(db, "SELECT number FROM desk_format", &version);
	if (bad)
		return bad;
	if (version > newest())
		return db_fail(db, DB_VERSION, "%s: a desk of format %d, made by a newer program "
		               "(this one knows formats up to %d)", pg(db)->name, (int)version, newest());
	return (int)version;
}

static int apply(struct db *db, int i)
{
	char sql[80];
	int bad = exec(db, schema_pg[i]);

	snprintf(sql, sizeof sql, "UPDATE desk_format SET number = %d", i + 1);
	return bad ? bad : exec(db, sql);
}

/* Several tk-init at once take turns by an advisory lock of the transaction. */
static int migrate(struct db *db)
{
	for (;;) {
		int bad = exec(db, "BEGIN; SELECT pg_advisory_xact_lock(1953196130)");
		int version = bad ? bad : format(db);
		if (version >= 0 && schema_pg[version])
			bad = apply(db, version);
		else
			bad = version < 0 ? version : DB_STOP;
		if (bad || (bad = commit(db)) != 0) {
			rollback(db);
			return bad == DB_STOP ? 0 : bad;
		}
	}
}

/* --- copies and checks --- */

static int backup(struct db *db, const char *path, struct fault *f)
{
	(void)path;
	return fault_set(f, EX_UNAVAILABLE, "%s: a server is copied with pg_dump, or into a file with "
	                 "tk-init --from", pg(db)->name);
}

static int check(struct db *db, bool deep, void (*say)(void *, const char *), void *arg)
{
	int64_t invalid = 0;

	(void)deep;
	if (number(db, "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
	           "WHERE NOT i.indisvalid AND c.relnamespace = (SELECT relnamespace FROM pg_class "
	           "WHERE oid = to_regclass('event'))", &invalid)) {
		say(arg, db->text);
		return 1;
	}
	if (invalid)
		say(arg, "an index is not valid: REINDEX it");
	return invalid != 0;
}

static void facts(struct db *db, void (*say)(void *, const char *, const char *), void *arg)
{
	struct pg *g = pg(db);
	char text[64];
	int64_t n = 0;

	say(arg, "engine", "PostgreSQL");
	say(arg, "library", PQparameterStatus(g->conn, "server_version"));
	say(arg, "path", g->name);
	if (number(db, "SELECT pg_database_size(current_database())", &n) == 0) {
		snprintf(text, sizeof text, "%lld", (long long)n);
		say(arg, "bytes", text);
	}
	snprintf(text, sizeof text, "%d", format(db));
	say(arg, "format", text);
}

/* --- opening --- */

static void quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static void close_server(struct db *db)
{
	PQfinish(pg(db)->conn);
}

static const struct db_engine engine = {
	.name = "postgresql", .prepare = prepare, .bind = bind, .step = step, .reset = reset,
	.finish = finish, .writes = writes, .changes = changes, .is_null = is_null, .i64 = i64,
	.bytes = bytes, .begin = begin, .commit = commit, .rollback = rollback, .format = format,
	.migrate = migrate, .backup = backup, .check = check, .facts = facts, .close = close_server,
};

/* Ours are taken out of the URI's query, the rest is libpq's. */
static char *own_options(struct arena *a, const char *uri, bool *prepare_them)
{
	char *out = arena_strdup(a, uri), *p = strstr(out, "prepare=0");

	*prepare_them = !p;
	if (p) {
		size_t n = strlen("prepare=0");
		memmove(p, p + n + (p[n] == '&'), strlen(p + n + (p[n] == '&')) + 1);
	}
	return out;
}

static const char *plain_name(struct arena *a, const char *uri)
{
	const char *query = strchr(uri, '?');

	return arena_dup(a, uri, query ? (size_t)(query - uri) : strlen(uri));
}

/* What the URI says of one of libpq's keywords; NULL. */
static const char *said(struct arena *a, const char *uri, const char *keyword)
{
	PQconninfoOption *v = PQconninfoParse(uri, NULL);
	const char *found = NULL;

	for (PQconninfoOption *o = v; o && o->keyword; o++)
		if (strcmp(o->keyword, keyword) == 0 && o->val && *o->val)
			found = arena_strdup(a, o->val);
	PQconninfoFree(v);
	return found;
}

static int open_server(struct db *db, const char *uri, enum db_mode mode, struct fault *f)
{
	struct pg *g = arena_new(db->a, struct pg);
	char *conninfo = own_options(db->a, uri, &g->prepare);
	const char *theirs = said(db->a, conninfo, "options");
	/* Settings ride in the startup packet: no round trip of their own. */
	const char *options = arena_printf(db->a, "-c lock_timeout=%ds -c client_min_messages=warning %s", WAIT_S,
	                                   theirs ? theirs : "");
	const char *keys[] = {"dbname", "options", "fallback_application_name", "client_encoding", NULL};
	const char *values[] = {conninfo, options, "tk", "UTF8", NULL};

	(void)mode;
	db->engine = &engine;
	db->handle = g;
	g->name = plain_name(db->a, uri);
	if (said(db->a, conninfo, "password"))
		return fault_set(f, EX_USAGE, "a password does not belong into TK_DB: use ~/.pgpass or a service file");
	g->conn = PQconnectdbParams(keys, values, 1);
	if (PQstatus(g->conn) != CONNECTION_OK) {
		fault_set(f, EX_TEMPFAIL, "%s: %s", g->name, first_line(db, PQerrorMessage(g->conn)));
		PQfinish(g->conn);
		return f->code;
	}
	PQsetNoticeProcessor(g->conn, quiet, NULL);
	return 0;
}

const struct db_plugin tk_desk_engine = {DB_PLUGIN, sizeof(struct db), open_server};
