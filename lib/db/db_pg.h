/* db_pg: what the files of the PostgreSQL engine share; private to the plugin. */
#ifndef DB_DB_PG_H
#define DB_DB_PG_H

#include <libpq-fe.h>

#include "db/engine.h"

enum {
	PG_WAIT_S = 10,                /* a writer's patience */
	PG_NUMBER = 24,                /* digits of an int64_t */
	PG_UNANSWERED = 512,           /* commands on their way at most */
};

/* Where the answer to a command goes. */
struct pg_answer {
	PGresult *result;              /* NULL: not here yet, or it failed */
	int64_t number;                /* of the command; 0: none was sent */
};

struct pg {
	PGconn *conn;
	const char *name;              /* of the desk, for messages: no password is in it */
	const char *const *keys, *const *values;       /* how it was opened, to find it again */
	int64_t sent, answered;        /* commands, in all */
	struct pg_answer *to[PG_UNANSWERED];   /* of command n at n % PG_UNANSWERED; NULL: nobody asks */
	struct pg_answer format;       /* of the desk, asked for by the first transaction */
	bool known;                    /* it was asked for, or is known already */
	bool finishing;                /* COMMIT is on its way: what becomes of it is not known */
	bool prepare;                  /* prepare=0: a pooler hands out other servers */
	int64_t serial;                /* names of statements and cursors */
	int64_t life;                  /* counts failures: what was prepared before one may not be there */
	struct pg_handle *spare;       /* of statements given up */
	struct pg_copy *copy;          /* rows gathered */
};

extern const struct db_engine pg_engine;

static inline struct pg *pg_of(struct db *db)
{
	return db->handle;
}

/* Commands go out one behind the other and are answered later: errors stick
 * to the transaction anyway. pg_send() and pg_sent() put one on its way, with
 * to (NULL: its answer does not matter) to be filled. pg_settle() waits for
 * all; pg_wait() for one; pg_forget() gives an answer up, come or not. They
 * return 0 or the error noted. */
int pg_send(struct db *db, const char *sql, struct pg_answer *to);
int pg_sent(struct db *db, int ok, struct pg_answer *to);
int pg_settle(struct db *db);
int pg_wait(struct db *db, struct pg_answer *to);
void pg_forget(struct db *db, struct pg_answer *to);
/* Notes what went wrong: r or, NULL, the connection. */
int pg_fail(struct db *db, const PGresult *r);
bool pg_fine(const PGresult *r);
/* One command, waited for; *value the number it gives (may be NULL). */
int pg_ask(struct db *db, const char *sql, int64_t *value);

/* db_pg_stmt.c: the engine's part about statements and columns. */
int pg_stmt_prepare(struct db *db, struct db_stmt *s);
int pg_stmt_bind(struct db_stmt *s, const struct db_val *v, size_t n);
int pg_stmt_start(struct db_stmt *s);
int pg_stmt_step(struct db_stmt *s);
int pg_stmt_run(struct db_stmt *s);
void pg_stmt_reset(struct db_stmt *s);
void pg_stmt_finish(struct db_stmt *s);
bool pg_stmt_writes(struct db_stmt *s);
bool pg_is_null(struct db_stmt *s, int c);
int pg_type(struct db_stmt *s, int c);
int64_t pg_i64(struct db_stmt *s, int c);
const void *pg_bytes(struct db_stmt *s, int c, bool text, size_t *n);

/* db_pg_copy.c: pg_put() gathers a row, or returns DB_ROW where it should be
 * run as it is; pg_copy_before() sends what a statement (NULL: the end) may
 * ask for; pg_copy_forget() drops all; pg_copy_settle() lets the server look at
 * tables that have many new rows. */
int pg_put(struct db *db, const char *sql, const struct db_val *v, size_t n);
int pg_copy_before(struct db *db, const char *sql);
void pg_copy_forget(struct db *db);
void pg_copy_settle(struct db *db);

#endif
