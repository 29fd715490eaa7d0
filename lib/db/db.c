/* db: the seam above the engines: statements that are kept, errors that
 * stick, transactions that join and try again. */
#include "db/engine.h"

#include <dlfcn.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "db/plugin.h"

int db_error(const struct db *db)
{
	return db->error;
}

bool db_is_server(const char *uri)
{
	return str_starts(uri, "postgresql://") || str_starts(uri, "postgres://");
}

const char *db_engine_name(const struct db *db)
{
	return db->engine->name;
}

/* The engine of a server, from its own file beside this program. */
static int open_plugin(struct db *db, const char *uri, enum db_mode mode, struct fault *f)
{
	const char *path = io_made(db->a, "engine-pg.so");
	void *so = dlopen(path, RTLD_LAZY | RTLD_LOCAL);       /* libpq brings twenty libraries along */
	const struct db_plugin *plugin = so ? dlsym(so, "tk_desk_engine") : NULL;

	if (!so && access(path, F_OK) != 0)
		return fault_set(f, EX_UNAVAILABLE, "a desk on a server needs %s, which is not there: it is built where "
		                 "libpq is (make deps)", path);
	if (!so)
		return fault_set(f, EX_UNAVAILABLE, "%s: %s", path, dlerror());
	if (!plugin || strcmp(plugin->version, DB_PLUGIN) != 0 || plugin->size != DB_PLUGIN_SIZE)
		return fault_set(f, EX_CONFIG, "%s is of another version of these programs", path);
	return plugin->open(db, uri, mode, f);
}

struct db *db_open(struct arena *a, const char *uri, enum db_mode mode, struct fault *f)
{
	struct db *db = arena_new(a, struct db);

	db->a = a;
	db->mode = mode;
	if (db_is_server(uri))
		return open_plugin(db, uri, mode, f) == 0 ? db : NULL;
	if (str_starts(uri, "sqlite:"))
		uri += strlen("sqlite:");
	return db_sqlite_open(db, uri, mode, f) == 0 ? db : NULL;
}

void db_close(struct db *db)
{
	for (size_t i = 0; i < db->ncache; i++)
		db->engine->finish(&db->cache[i]);
	db->ncache = 0;
	db->engine->close(db);
}

int db_format(struct db *db)
{
	return db->engine->format(db);
}

int db_newest(const struct db *db)
{
	return db->engine->newest();
}

int db_migrate(struct db *db)
{
	return db->engine->migrate(db);
}

/* --- statements --- */

/* The statement kept for sql. A literal has one address, nearly always. */
static struct db_stmt *kept(struct db *db, const char *sql)
{
	for (size_t i = 0; i < db->ncache; i++)
		if (db->cache[i].sql == sql && !db->cache[i].busy)
			return &db->cache[i];
	for (size_t i = 0; i < db->ncache; i++) {
		struct db_stmt *s = &db->cache[i];
		if (!s->busy && s->sql && strcmp(s->sql, sql) == 0)
			return s;
	}
	return NULL;
}

/* That, or a place for it: the one unused for longest. */
static struct db_stmt *slot(struct db *db, const char *sql)
{
	struct db_stmt *oldest = kept(db, sql);

	if (oldest)
		return oldest;
	if (db->ncache < DB_CACHE)
		return &db->cache[db->ncache++];
	for (size_t i = 0; i < db->ncache; i++) {
		struct db_stmt *s = &db->cache[i];
		if (!s->busy && (!oldest || s->used < oldest->used))
			oldest = s;
	}
	if (!oldest)
		bug("more than %d statements at once", DB_CACHE);
	db->engine->finish(oldest);
	*oldest = (struct db_stmt){0};
	return oldest;
}

/* A statement with its values, ready to be run. */
static struct db_stmt *ready(struct db *db, const char *sql, const struct db_val *v, size_t n)
{
	struct db_stmt *s = slot(db, sql);

	s->db = db;
	s->busy = true;
	s->used = ++db->clock;
	s->error = db->error;
	if (!s->error && !s->handle) {
		s->sql = sql;
		s->error = db->engine->prepare(db, s);
	}
	if (!s->error && db->depth && db->tx_mode == DB_READ && db->engine->writes(s))
		s->error = db_fail(db, DB_ERROR, "a read transaction tried to write");
	if (!s->error)
		s->error = db->engine->bind(s, v, n);
	return s;
}

static struct db_stmt *start(struct db *db, const char *sql, const struct db_val *v, size_t n, bool scan)
{
	struct db_stmt *s = ready(db, sql, v, n);

	s->scan = scan;
	if (!s->error && db->engine->start)
		s->error = db->engine->start(s);
	return s;
}

struct db_stmt *db_start(struct db *db, const char *sql, const struct db_val *v, size_t n)
{
	return start(db, sql, v, n, false);
}

struct db_stmt *db_start_scan(struct db *db, const char *sql, const struct db_val *v, size_t n)
{
	return start(db, sql, v, n, true);
}

/* The transaction cannot succeed any more: its function ends where it stands,
 * for an answer that is missing must not pass for an empty one. */
static void give_up(struct db *db)
{
	if (db->home && db->error)
		longjmp(*db->home, 1);
}

int db_step(struct db_stmt *s)
{
	int result = s->error ? s->error : s->db->engine->step(s);

	if (result < 0) {
		s->error = result;
		give_up(s->db);
	}
	return result;
}

static int end(struct db_stmt *s)
{
	int error = s->error;

	if (s->handle)
		s->db->engine->reset(s);
	s->busy = false;
	s->error = 0;
	return error;
}

int db_end(struct db_stmt *s)
{
	int error = end(s);

	give_up(s->db);
	return error;
}

int db_run(struct db *db, const char *sql, const struct db_val *v, size_t n)
{
	struct db_stmt *s = ready(db, sql, v, n);

	s->scan = false;
	if (s->error)
		return db_end(s);
	if (db->engine->run)
		s->error = db->engine->run(s);
	else
		while (db_step(s) == DB_ROW)
			;
	return db_end(s);
}

int db_put_row(struct db *db, const char *sql, const struct db_val *v, size_t n)
{
	int result = DB_ROW;

	if (!db->error && db->engine->put && db->depth && db->tx_mode != DB_READ)
		result = db->engine->put(db, sql, v, n);
	if (result == DB_ROW)
		return db_run(db, sql, v, n);
	give_up(db);
	return result;
}

bool db_is_null(struct db_stmt *s, int c)
{
	return s->db->engine->is_null(s, c);
}

int64_t db_i64(struct db_stmt *s, int c)
{
	return s->db->engine->i64(s, c);
}

const char *db_str(struct db_stmt *s, int c, size_t *n)
{
	return s->db->engine->bytes(s, c, true, n);
}

const void *db_bytes(struct db_stmt *s, int c, size_t *n)
{
	return s->db->engine->bytes(s, c, false, n);
}

struct db_val db_value(struct db_stmt *s, int c)
{
	struct db_val v = {.type = s->db->engine->type(s, c)};

	if (v.type == DB_VAL_INT)
		v.i = db_i64(s, c);
	else if (v.type == DB_VAL_TEXT)
		v.p = db_str(s, c, &v.n);
	else if (v.type == DB_VAL_BLOB)
		v.p = db_bytes(s, c, &v.n);
	if (v.type == DB_VAL_BLOB && !v.p)
		v.p = "";              /* empty, not NULL */
	return v;
}

char *db_dup(struct db_stmt *s, int c, struct arena *a)
{
	size_t n;
	const char *p = db_str(s, c, &n);
	return p ? arena_dup(a, p, n) : NULL;
}

/* --- transactions --- */

static void roll_back(void *arg)
{
	struct db *db = arg;
	db->engine->rollback(db);
}

/* fn's answer, or the error that ended it. */
static int run_inside(struct db *db, int (*fn)(void *), void *arg)
{
	jmp_buf home;

	db->home = &home;
	int result = setjmp(home) == 0 ? fn(arg) : db->error;
	db->home = NULL;
	for (size_t i = 0; i < db->ncache; i++)
		if (db->cache[i].busy)
			end(&db->cache[i]);
	return db->error && result != DB_STOP ? db->error : result;
}

static int once(struct db *db, enum db_mode mode, int (*fn)(void *), void *arg)
{
	int result = db->engine->begin(db, mode);

	if (result)
		return result;
	db->depth = 1;
	db->tx_mode = mode;
	err_cleanup(roll_back, db);
	result = run_inside(db, fn, arg);
	if (result == 0)
		result = db->engine->commit(db);
	if (result != 0)
		db->engine->rollback(db);
	err_cleanup(NULL, NULL);
	db->depth = 0;
	return result;
}

int db_tx(struct db *db, enum db_mode mode, int (*fn)(void *arg), void *arg)
{
	enum { TRIES = 8 };        /* a read may meet the last closer's checkpoint */
	int result = DB_BUSY;

	if (db->depth) {
		if (mode == DB_WRITE && db->tx_mode == DB_READ)
			bug("a write joins a read transaction");
		return fn(arg);
	}
	for (int i = 0; i < TRIES && result == DB_BUSY; i++) {
		db->error = 0;
		result = once(db, mode, fn, arg);
		if (mode == DB_WRITE || !db->engine->again)    /* (a writer waited his full time already) */
			break;
	}
	return result;
}

void db_witness(struct db *db, int (*fn)(void *arg), void *arg)
{
	db->kept = fn;
	db->kept_arg = arg;
}

bool db_in_tx(const struct db *db)
{
	return db->depth > 0;
}

int db_fault(struct db *db, struct fault *f)
{
	static const struct { int error, code; } codes[] = {
		{DB_BUSY, EX_TEMPFAIL}, {DB_GONE, EX_TEMPFAIL}, {DB_IO, EX_IOERR},
		{DB_FULL, EX_IOERR}, {DB_CORRUPT, EX_DATAERR}, {DB_READONLY, EX_NOPERM},
		{DB_VERSION, EX_CONFIG}, {DB_UNSUPPORTED, EX_UNAVAILABLE},
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].error == db->error)
			return fault_set(f, codes[i].code, "%s", db->text);
	return fault_set(f, EX_SOFTWARE, "database: %s", db->text[0] ? db->text : "unknown error");
}

int db_backup(struct db *db, const char *path, struct fault *f)
{
	return db->engine->backup(db, path, f);
}

void db_settle(struct db *db)
{
	if (db->engine->settle)
		db->engine->settle(db);
}

void db_rest(struct db *db)
{
	if (db->engine->rest)
		db->engine->rest(db);
}

int db_check(struct db *db, bool deep, void (*say)(void *arg, const char *text), void *arg)
{
	return db->engine->check(db, deep, say, arg);
}

void db_facts(struct db *db, void (*say)(void *arg, const char *name, const char *value), void *arg)
{
	db->engine->facts(db, say, arg);
}
