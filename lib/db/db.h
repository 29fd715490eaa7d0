/* db: one small statement interface for the engines under a desk.
 *
 * SQL is one portable text with $1..$n for values; what differs between
 * engines stays in db_ENGINE.c. Errors stick: the first error of a statement
 * ends the transaction it is in, db_tx() tells; outside one, db_end() does.
 * Where the machine or the file is at fault (disk full, I/O, corruption) the
 * caller is expected to die with db_fault(). */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"

struct db;
struct db_stmt;

enum {
	DB_ROW = 1, DB_OK = 0,
	DB_ERROR = -1,         /* the statement is wrong */
	DB_BUSY = -2,          /* another writer held the desk for too long */
	DB_EXISTS = -3,        /* a unique value is there already */
	DB_CONSTRAINT = -4,
	DB_GONE = -5,          /* the engine went away; after COMMIT: outcome unknown */
	DB_IO = -6, DB_CORRUPT = -7, DB_READONLY = -8,
	DB_VERSION = -9,       /* the desk is of a newer format */
	DB_UNSUPPORTED = -10,
	DB_FULL = -11,
	DB_STOP = -12,         /* from a transaction's function: roll back, no error */
};

enum db_mode { DB_READ, DB_WRITE, DB_CREATE };

/* A value for a statement. Text and blobs are borrowed until db_end(). */
struct db_val {
	enum { DB_VAL_NULL, DB_VAL_INT, DB_VAL_TEXT, DB_VAL_BLOB } type;
	int64_t i;
	const void *p;
	size_t n;
};
static inline struct db_val db_int(int64_t i) { return (struct db_val){DB_VAL_INT, i, NULL, 0}; }
static inline struct db_val db_text(const char *s)
{
	return s ? (struct db_val){DB_VAL_TEXT, 0, s, strlen(s)} : (struct db_val){0};
}
static inline struct db_val db_textn(const char *s, size_t n)
{
	return (struct db_val){DB_VAL_TEXT, 0, s, n};
}
static inline struct db_val db_blob(const void *p, size_t n)
{
	return p ? (struct db_val){DB_VAL_BLOB, 0, p, n} : (struct db_val){0};
}
static inline struct db_val db_null(void) { return (struct db_val){0}; }
/* An integer, or NULL for the value that means none. */
static inline struct db_val db_int_or_null(int64_t i, int64_t none)
{
	return i == none ? db_null() : db_int(i);
}

/* Opens "path", "sqlite:path" or "postgresql://...". DB_CREATE makes an empty
 * file where none is (EX_CANTCREAT); otherwise a missing one is EX_NOINPUT. A
 * network file system is refused. NULL on fault. */
struct db *db_open(struct arena *a, const char *uri, enum db_mode mode, struct fault *f);
void db_close(struct db *db);
/* Does a name mean a server rather than a file? */
bool db_is_server(const char *uri);
/* "sqlite", "postgresql". */
const char *db_engine_name(const struct db *db);

/* The format of the desk in the database: number of migrations applied, 0 for
 * an empty one, DB_VERSION for one made by a newer program, DB_ERROR for a
 * database that is no desk. */
int db_format(struct db *db);
/* The newest format this program knows. */
int db_newest(const struct db *db);
/* Brings it to the newest format, in one transaction. */
int db_migrate(struct db *db);

/* Starts a statement; never NULL. sql must be a literal or live as long as db
 * (prepared statements are kept by its address and text). */
struct db_stmt *db_start(struct db *db, const char *sql, const struct db_val *v, size_t n);
#define db_query(db, ...) DB_PICK_(db_start, db, __VA_ARGS__)
/* The same for what may give any number of rows: they are read in parts. */
struct db_stmt *db_start_scan(struct db *db, const char *sql, const struct db_val *v, size_t n);
#define db_scan(db, ...) DB_PICK_(db_start_scan, db, __VA_ARGS__)
/* DB_ROW, DB_OK at the end, or an error. */
int db_step(struct db_stmt *s);
/* The one place to check: DB_OK or the statement's error. */
int db_end(struct db_stmt *s);
/* Runs a statement that gives no rows: DB_OK or an error. Inside a transaction
 * a server may tell of the error only later, at the end by the latest. */
int db_run(struct db *db, const char *sql, const struct db_val *v, size_t n);
#define db_exec(db, ...) DB_PICK_(db_run, db, __VA_ARGS__)

/* The same for "INSERT INTO table (columns) VALUES ($1, $2, ...)", a literal
 * that gives each column its value in order and says no more: many rows may go
 * to a server together. Nobody sees the difference. */
int db_put_row(struct db *db, const char *sql, const struct db_val *v, size_t n);
#define db_put(db, ...) DB_PICK_(db_put_row, db, __VA_ARGS__)

#define DB_PICK_(fn, db, sql, ...) \
	fn(db, sql, ((const struct db_val[]){(struct db_val){0}, ##__VA_ARGS__}) + 1, \
	   sizeof((const struct db_val[]){(struct db_val){0}, ##__VA_ARGS__}) / sizeof(struct db_val) - 1)

/* Columns of the current row, from 0. Text and blobs live until the next
 * step; NULL columns give NULL and 0. */
bool db_is_null(struct db_stmt *s, int c);
int64_t db_i64(struct db_stmt *s, int c);
const char *db_str(struct db_stmt *s, int c, size_t *n);
const void *db_bytes(struct db_stmt *s, int c, size_t *n);
/* The column as a value for another statement; it lives until the next step. */
struct db_val db_value(struct db_stmt *s, int c);
/* A copy in an arena, NULL for NULL. */
char *db_dup(struct db_stmt *s, int c, struct arena *a);

/* Runs fn in a transaction: DB_READ sees one state of the desk, DB_WRITE is
 * the only writer. Nested calls join. fn may run again after a conflict and
 * touches nothing but the database. fn returns 0 to commit, DB_STOP or any
 * other value to roll back; that value comes back. An error of a statement
 * ends fn where it stands (longjmp: fn holds nothing but memory of arenas), and
 * is what comes back. */
int db_tx(struct db *db, enum db_mode mode, int (*fn)(void *arg), void *arg);
bool db_in_tx(const struct db *db);
/* Who knows whether the writing transaction that has just ended was kept, where
 * a server went away before it could say: kept runs in a transaction of its own,
 * asks what only ours can have written, and returns 1 or 0. Without one that is
 * DB_GONE, outcome unknown. */
void db_witness(struct db *db, int (*kept)(void *arg), void *arg);

/* The first error since the transaction began, for a message; fills f with
 * the exit code that fits (EX_TEMPFAIL, EX_IOERR, EX_CANTCREAT, ...). Returns
 * f->code. */
int db_fault(struct db *db, struct fault *f);
int db_error(const struct db *db);

/* A consistent copy beside writers; path must not exist. */
int db_backup(struct db *db, const char *path, struct fault *f);
/* After many new rows: lets the engine look at them, so that it chooses well. */
void db_settle(struct db *db);
/* Nobody will write to it: it becomes one file that can be read where nothing can
 * be written. Somebody may, later. */
void db_rest(struct db *db);
/* The engine's own check of its structures; say is called for each finding.
 * deep also reads every index entry. Returns the number of findings. */
int db_check(struct db *db, bool deep, void (*say)(void *arg, const char *text), void *arg);

/* Facts for doctor: name, value pairs through say. */
void db_facts(struct db *db, void (*say)(void *arg, const char *name, const char *value), void *arg);

#endif
