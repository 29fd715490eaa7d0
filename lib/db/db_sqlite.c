/* db_sqlite: the engine on one file. With db_sqlite_*.c the only files that name
 * sqlite3.
 *
 * Settings and their reasons are in the storage notes of architecture.md:
 * WAL, synchronous FULL, BEGIN IMMEDIATE behind the writers' queue. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "db/db_sqlite.h"
#include "db/engine.h"
#include "db/schema.h"

enum {
	APPLICATION_ID = 0x746b6462,   /* "tkdb": file(1) shows it */
	WAIT_S = 10,                   /* a writer's patience */
};

static sqlite3 *handle(struct db *db)
{
	return ((struct lite *)db->handle)->h;
}

/* --- errors --- */

static int class_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_OK: case SQLITE_ROW: case SQLITE_DONE: return DB_OK;
	case SQLITE_BUSY: case SQLITE_LOCKED: return DB_BUSY;
	case SQLITE_CONSTRAINT:
		return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
			? DB_EXISTS : DB_CONSTRAINT;
	case SQLITE_IOERR: case SQLITE_CANTOPEN: case SQLITE_PROTOCOL: return DB_IO;
	case SQLITE_FULL: return DB_FULL;
	case SQLITE_CORRUPT: case SQLITE_NOTADB: return DB_CORRUPT;
	case SQLITE_READONLY: case SQLITE_PERM: case SQLITE_AUTH: return DB_READONLY;
	default: return DB_ERROR;
	}
}

/* What the system last said of the file, or else of its log; 0: nothing. */
static int system_says(struct lite *l)
{
	sqlite3_file *log = NULL;
	int error = 0;

	sqlite3_file_control(l->h, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
	if (!error && sqlite3_file_control(l->h, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
	    log && log->pMethods)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

/* May the desk and what lies beside it be written by us? */
static bool permitted(struct lite *l)
{
	static const char *const beside[] = {"", "-wal", "-shm"};
	char name[4096];

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		snprintf(name, sizeof name, "%s%s", l->path, beside[i]);
		if (access(name, W_OK) != 0)
			return false;
	}
	return true;
}

/* A disk that cannot be read is no damage of the file, whatever SQLite calls it. */
static int io_class(struct lite *l, int code, int *error)
{
	int class = class_of(code), said = system_says(l);

	*error = sqlite3_system_errno(l->h) ? sqlite3_system_errno(l->h) : class == DB_IO ? said : 0;
	if (class == DB_CORRUPT && (said == EIO || said == ENXIO)) {
		*error = said;
		return DB_IO;
	}
	if (class == DB_READONLY && permitted(l))
		return DB_IO;          /* what could not be opened for writing a moment ago */
	if (class == DB_IO && (*error == ENOSPC || *error == EDQUOT || *error == EFBIG))
		return DB_FULL;
	return class;
}

static int fail(struct db *db, int code)
{
	struct lite *l = db->handle;
	int error, class = io_class(l, code, &error);

	if (class == DB_BUSY)
		return db_fail(db, class, "%s: another program kept the desk busy for %d s; try again",
		               l->path, WAIT_S);
	if (class == DB_READONLY && db->mode == DB_READ)
		return db_fail(db, class, "%s: whoever may only read needs the log of those who write beside it, which is not "
		               "there now; read a copy (tk-audit backup), or let them run any program", l->path);
	if (class == DB_READONLY)
		return db_fail(db, class, "%s: no permission to write here", l->path);
	if (class == DB_FULL)
		return db_fail(db, class, "%s: the disk is full%s%s", l->path, error && error != ENOSPC ? ": " : "",
		               error && error != ENOSPC ? strerror(error) : "");
	if (class == DB_IO && error)
		return db_fail(db, class, "%s: disk I/O error: %s", l->path, strerror(error));
	return db_fail(db, class, "%s: %s", l->path, sqlite3_errmsg(l->h));
}

/* Programs that are not ours may hold the file: short sleeps, ten seconds. */
int lite_busy(void *arg, int times)
{
	struct lite *l = arg;
	long us = times < 20 ? 200 : times < 100 ? 500 : 2000;
	struct timespec t = {0, us * 1000};

	if (times == 0)
		l->waited_us = 0;
	if (l->waited_us > WAIT_S * 1000000)
		return 0;
	nanosleep(&t, NULL);
	l->waited_us += (int)us;
	return 1;
}

/* --- statements --- */

/* Our statements fit the format: where one does not, the file does not. */
static int fail_statement(struct db *db, int code)
{
	if (code == SQLITE_ERROR)
		return db_fail(db, DB_CORRUPT, "%s: its schema is damaged: %s",
		               ((struct lite *)db->handle)->path, sqlite3_errmsg(handle(db)));
	return fail(db, code);
}

static int prepare(struct db *db, struct db_stmt *s)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v3(handle(db), s->sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);

	s->handle = st;
	return code == SQLITE_OK ? 0 : fail_statement(db, code);
}

/* SQLite numbers $N by first appearance: the name says which one is meant. */
static size_t param(struct db_stmt *s, int i)
{
	if (i <= DB_PARAMS && s->params[i - 1])
		return s->params[i - 1];
	size_t at = strtoul(sqlite3_bind_parameter_name(s->handle, i) + 1, NULL, 10);
	if (i <= DB_PARAMS && at <= UCHAR_MAX)
		s->params[i - 1] = (unsigned char)at;
	return at;
}

static int bind(struct db_stmt *s, const struct db_val *v, size_t n)
{
	sqlite3_stmt *st = s->handle;
	int count = sqlite3_bind_parameter_count(st), code = SQLITE_OK;

	for (int i = 1; i <= count && code == SQLITE_OK; i++) {
		size_t at = param(s, i);
		if (at < 1 || at > n)
			bug("no value for $%zu in: %s", at, s->sql);
		const struct db_val *x = &v[at - 1];
		switch (x->type) {
		case DB_VAL_NULL: code = sqlite3_bind_null(st, i); break;
		case DB_VAL_INT: code = sqlite3_bind_int64(st, i, x->i); break;
		case DB_VAL_TEXT:
			if (memchr(x->p, '\0', x->n))
				return db_fail(s->db, DB_ERROR, "a text with a NUL byte");
			code = sqlite3_bind_text64(st, i, x->p, x->n, SQLITE_STATIC, SQLITE_UTF8);
			break;
		case DB_VAL_BLOB: code = sqlite3_bind_blob64(st, i, x->p, x->n, SQLITE_STATIC); break;
		}
	}
	return code == SQLITE_OK ? 0 : fail(s->db, code);
}

static int step(struct db_stmt *s)
{
	int code = sqlite3_step(s->handle);

	if (code == SQLITE_ROW)
		return DB_ROW;
	return code == SQLITE_DONE ? DB_OK : fail_statement(s->db, code);
}

static void reset(struct db_stmt *s)
{
	sqlite3_reset(s->handle);
}

static void finish(struct db_stmt *s)
{
	sqlite3_finalize(s->handle);
	s->handle = NULL;
}

static bool writes(struct db_stmt *s)
{
	return !sqlite3_stmt_readonly(s->handle);
}

static bool is_null(struct db_stmt *s, int c)
{
	return sqlite3_column_type(s->handle, c) == SQLITE_NULL;
}

static int type(struct db_stmt *s, int c)
{
	switch (sqlite3_column_type(s->handle, c)) {
	case SQLITE_NULL: return DB_VAL_NULL;
	case SQLITE_INTEGER: return DB_VAL_INT;
	case SQLITE_BLOB: return DB_VAL_BLOB;
	default: return DB_VAL_TEXT;
	}
}

static int64_t i64(struct db_stmt *s, int c)
{
	return sqlite3_column_int64(s->handle, c);
}

static const void *bytes(struct db_stmt *s, int c, bool text, size_t *n)
{
	const void *p = text ? (const void *)sqlite3_column_text(s->handle, c)
	                     : sqlite3_column_blob(s->handle, c);
	if (n)
		*n = (size_t)sqlite3_column_bytes(s->handle, c);
	return p;
}

/* --- transactions --- */

static int exec(struct db *db, const char *sql)
{
	int code = sqlite3_exec(handle(db), sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? 0 : fail(db, code);
}

static int begin(struct db *db, enum db_mode mode)
{
	struct lite *l = db->handle;

	if (mode == DB_READ)
		return exec(db, "BEGIN");
	if (queue_enter(&l->queue, WAIT_S) != 0)
		return db_fail(db, DB_BUSY, "%s: other writers kept the desk busy for %d s; try again",
		               l->path, WAIT_S);
	l->queued = true;
	int error = exec(db, "BEGIN IMMEDIATE");
	if (error) {
		queue_leave(&l->queue);
		l->queued = false;
	}
	return error;
}

static void leave_queue(struct db *db)
{
	struct lite *l = db->handle;

	if (l->queued)
		queue_leave(&l->queue);
	l->queued = false;
}

static int commit(struct db *db)
{
	int error = exec(db, "COMMIT");

	if (!error)
		leave_queue(db);
	return error;
}

static void rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(handle(db)))
		sqlite3_exec(handle(db), "ROLLBACK", NULL, NULL, NULL);
	leave_queue(db);
}

/* --- format --- */

static int pragma(struct db *db, const char *sql, int64_t *value)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v2(handle(db), sql, -1, &st, NULL);

	if (code == SQLITE_OK && (code = sqlite3_step(st)) == SQLITE_ROW) {
		*value = sqlite3_column_int64(st, 0);
		code = SQLITE_OK;
	}
	if (code != SQLITE_OK)
		fail(db, code);
	sqlite3_finalize(st);
	return class_of(code);
}

static int newest(void)
{
	int n = 0;

	while (schema_sqlite[n])
		n++;
	return n;
}

/* Whose file, of which format, with how many tables: at one instant, for another
 * tk-init may be at work. */
static int look(struct db *db, int64_t *id, int64_t *version, int64_t *tables)
{
	sqlite3_stmt *st = NULL;
	int code = sqlite3_prepare_v2(handle(db), "SELECT application_id, user_version, (SELECT count(*) FROM "
	                              "sqlite_schema) FROM pragma_application_id, pragma_user_version", -1, &st, NULL);

	if (code == SQLITE_OK && (code = sqlite3_step(st)) == SQLITE_ROW) {
		*id = sqlite3_column_int64(st, 0);
		*version = sqlite3_column_int64(st, 1);
		*tables = sqlite3_column_int64(st, 2);
		code = SQLITE_OK;
	}
	if (code != SQLITE_OK)
		fail(db, code);
	sqlite3_finalize(st);
	return class_of(code);
}

static int format(struct db *db)
{
	struct lite *l = db->handle;
	int64_t id = 0, version = 0, tables = 0;
	int error = look(db, &id, &version, &tables);

	if (error)
		return error;
	if (id == 0 && version == 0 && tables == 0)
		return 0;
	if (id != APPLICATION_ID)
		return db_fail(db, DB_ERROR, "%s is a database, but no desk", l->path);
	if (version > newest())
		return db_fail(db, DB_VERSION, "%s: a desk of format %d, made by a newer program "
		               "(this one knows formats up to %d)", l->path, (int)version, newest());
	return (int)version;
}

static int apply(struct db *db, int number)
{
	char sql[96];

	int error = exec(db, schema_sqlite[number]);
	snprintf(sql, sizeof sql, "PRAGMA user_version=%d; PRAGMA application_id=%d",
	         number + 1, APPLICATION_ID);
	return error ? error : exec(db, sql);
}

/* The journal's kind is kept in the file; it changes outside transactions. */
static int use_wal(struct db *db)
{
	struct lite *l = db->handle;

	if (queue_enter(&l->queue, WAIT_S) != 0)
		return db_fail(db, DB_BUSY, "%s: busy", l->path);
	int error = exec(db, "PRAGMA journal_mode=WAL");
	queue_leave(&l->queue);
	return error;
}

/* All steps in one transaction: nobody meets a format in between. */
static int migrate(struct db *db)
{
	int version = format(db), error = 0;

	if (version < 0)
		return version;
	if (version == 0 && (error = use_wal(db)) != 0)
		return error;
	if ((error = begin(db, DB_WRITE)) != 0)
		return error;
	version = format(db);              /* another tk-init may have come first */
	for (error = version < 0 ? version : 0; !error && schema_sqlite[version]; version++)
		error = apply(db, version);
	if (!error)
		error = commit(db);
	if (error)
		rollback(db);
	return error;
}

/* --- copies and checks --- */

/* All pages in one step: copying beside writers never starts over. The copy needs
 * no log: it can be read where nothing can be written. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
	int code = sqlite3_exec(to, "PRAGMA synchronous=FULL", NULL, NULL, NULL), end;
	sqlite3_backup *b = code == SQLITE_OK ? sqlite3_backup_init(to, "main", from, "main") : NULL;

	if (!b)
		return code == SQLITE_OK ? sqlite3_errcode(to) : code;
	code = sqlite3_backup_step(b, -1);
	end = sqlite3_backup_finish(b);
	if (code != SQLITE_DONE || end != SQLITE_OK)
		return code == SQLITE_DONE ? end : code;
	return sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
}

static void rest(struct db *db)
{
	for (size_t i = 0; i < db->ncache; i++) {
		finish(&db->cache[i]);
		db->cache[i] = (struct db_stmt){0};
	}
	db->ncache = 0;
	sqlite3_exec(handle(db), "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
}

static int backup(struct db *db, const char *path, struct fault *f)
{
	sqlite3 *to = NULL;
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		return fault_set(f, EX_CANTCREAT, "%s: %s", path, strerror(errno));
	close(fd);
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK)
		code = copy_pages(to, handle(db));
	if (code != SQLITE_OK) {
		int error = sqlite3_system_errno(to);
		fault_set(f, EX_IOERR, "%s: %s%s%s", path, sqlite3_errmsg(to), error ? ": " : "", error ? strerror(error) : "");
		sqlite3_close(to);
		unlink(path);
		return EX_IOERR;
	}
	if (sqlite3_close(to) != SQLITE_OK)
		return fault_set(f, EX_IOERR, "%s: not closed", path);
	io_sync_folder(path);
	return 0;
}

static int check(struct db *db, bool deep, void (*say)(void *, const char *), void *arg)
{
	sqlite3_stmt *st = NULL;
	int found = 0, code;

	code = sqlite3_prepare_v2(handle(db), deep ? "PRAGMA integrity_check" : "PRAGMA quick_check",
	                          -1, &st, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(st);
		if (code != SQLITE_ROW)
			break;
		const char *text = (const char *)sqlite3_column_text(st, 0);
		if (text && strcmp(text, "ok") != 0) {
			say(arg, text);
			found++;
		}
	}
	if (code != SQLITE_DONE) {
		say(arg, sqlite3_errmsg(handle(db)));
		found++;
	}
	sqlite3_finalize(st);
	return found;
}

/* sqlite.org/wal.html#walresetbug: 3.7.0 to 3.51.2, mended in these lines. */
static bool wal_reset_bug(void)
{
	int v = sqlite3_libversion_number();

	return v >= 3007000 && v < 3051003 &&
	       !(v >= 3050007 && v < 3051000) && !(v >= 3044006 && v < 3045000);
}

static void facts(struct db *db, void (*say)(void *, const char *, const char *), void *arg)
{
	struct lite *l = db->handle;
	char text[64];
	int64_t pages = 0, size = 0, unused = 0;

	say(arg, "engine", "SQLite");
	say(arg, "library", sqlite3_libversion());
	say(arg, "wal_reset_bug", wal_reset_bug() ? "yes" : "no");
	say(arg, "path", l->path);
	say(arg, "filesystem", file_system(l->path));
	if (pragma(db, "PRAGMA page_count", &pages) || pragma(db, "PRAGMA page_size", &size) ||
	    pragma(db, "PRAGMA freelist_count", &unused))
		return;
	snprintf(text, sizeof text, "%lld", (long long)(pages * size));
	say(arg, "bytes", text);
	snprintf(text, sizeof text, "%lld", (long long)(unused * size));
	say(arg, "free_bytes", text);
	snprintf(text, sizeof text, "%d", format(db));
	say(arg, "format", text);
}

/* --- opening --- */

static void close_file(struct db *db)
{
	struct lite *l = db->handle;

	sqlite3_close(l->h);
	queue_close(&l->queue);
}

static const struct db_engine engine = {
	.name = "sqlite", .again = true, .prepare = prepare, .bind = bind, .step = step, .reset = reset,
	.finish = finish, .writes = writes, .is_null = is_null, .type = type, .i64 = i64,
	.bytes = bytes, .begin = begin, .commit = commit, .rollback = rollback, .format = format,
	.newest = newest,
	.migrate = migrate, .backup = backup, .rest = rest, .check = check, .facts = facts, .close = close_file,
};

/* A copy that was made to be read, and is written to again: as all desks. */
static void take_up(struct db *db)
{
	struct lite *l = db->handle;
	sqlite3_file *file = NULL;
	char head[20] = "";

	if (sqlite3_file_control(l->h, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file || !file->pMethods ||
	    file->pMethods->xRead(file, head, sizeof head, 0) != SQLITE_OK || head[18] != 1)
		return;
	use_wal(db);                   /* else it will do as it is */
	db->error = 0;
}

int db_sqlite_open(struct db *db, const char *path, enum db_mode mode, struct fault *f)
{
	struct lite *l = arena_new(db->a, struct lite);

	db->engine = &engine;
	db->handle = l;
	l->path = path;
	l->queue.fd = -1;
	if (lite_open(l, db->a, mode, f) != 0) {
		sqlite3_close(l->h);
		return f ? f->code : EX_CANTCREAT;
	}
	if (mode != DB_READ && queue_open(&l->queue, path) != 0) {
		int code = errno == EACCES || errno == EROFS ? EX_NOPERM : EX_CANTCREAT;
		fault_set(f, code, "%s-lock: %s", path, strerror(errno));
		sqlite3_close(l->h);
		return code;
	}
	if (mode == DB_WRITE)
		take_up(db);
	return 0;
}
