/* engine: what one engine does for the seam; private to lib/db. */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include <setjmp.h>

#include "db/db.h"

enum { DB_CACHE = 48, DB_PARAMS = 48 };

struct db_stmt {
	struct db *db;
	const char *sql;
	void *handle;              /* the engine's prepared statement */
	bool busy;                 /* between start and end */
	bool scan;                 /* may give many rows */
	int error;                 /* sticks until end */
	int64_t used;              /* for the cache: when last */
	unsigned char params[DB_PARAMS];   /* the engine's: n of the i-th $n, 0: not looked up */
};

struct db_engine {
	const char *name;
	bool again;                            /* a reader that met DB_BUSY has seen nothing yet: he may try again */
	int (*prepare)(struct db *db, struct db_stmt *s);
	int (*bind)(struct db_stmt *s, const struct db_val *v, size_t n);
	int (*start)(struct db_stmt *s);       /* rows are wanted: send it; NULL: steps will do */
	int (*step)(struct db_stmt *s);
	int (*run)(struct db_stmt *s);         /* no rows wanted: need not wait; NULL: steps will do */
	/* A new row that may wait for others; DB_ROW: run it. NULL: always run it. */
	int (*put)(struct db *db, const char *sql, const struct db_val *v, size_t n);
	void (*reset)(struct db_stmt *s);
	void (*finish)(struct db_stmt *s);
	bool (*writes)(struct db_stmt *s);
	bool (*is_null)(struct db_stmt *s, int c);
	int (*type)(struct db_stmt *s, int c);         /* DB_VAL_... */
	int64_t (*i64)(struct db_stmt *s, int c);
	const void *(*bytes)(struct db_stmt *s, int c, bool text, size_t *n);
	int (*begin)(struct db *db, enum db_mode mode);
	int (*commit)(struct db *db);
	void (*rollback)(struct db *db);
	int (*format)(struct db *db);
	int (*newest)(void);
	int (*migrate)(struct db *db);
	int (*backup)(struct db *db, const char *path, struct fault *f);
	void (*settle)(struct db *db);         /* after many new rows; NULL: nothing to do */
	void (*rest)(struct db *db);           /* nobody will write; NULL: nothing to do */
	int (*check)(struct db *db, bool deep, void (*say)(void *, const char *), void *arg);
	void (*facts)(struct db *db, void (*say)(void *, const char *, const char *), void *arg);
	void (*close)(struct db *db);
};

struct db {
	const struct db_engine *engine;
	void *handle;
	struct arena *a;
	enum db_mode mode;         /* how it was opened */
	enum db_mode tx_mode;
	int depth;                 /* of nested transactions */
	int error;                 /* the first since the transaction began */
	jmp_buf *home;             /* where an error ends the running transaction */
	char text[400];            /* its message */
	int (*kept)(void *arg);    /* db_witness() */
	void *kept_arg;
	int64_t clock;             /* counts starts, for the cache */
	struct db_stmt cache[DB_CACHE];
	size_t ncache;
};

/* Notes the first error of the transaction; returns code. */
int db_fail(struct db *db, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

int db_sqlite_open(struct db *db, const char *path, enum db_mode mode, struct fault *f);

#endif
