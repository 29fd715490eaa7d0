/* desk: the handle that services and programs see.
 *
 * Functions of the store give answers, not database errors: an error of the
 * database sticks to the transaction, which then fails as a whole, and
 * desk_tx() tells. Outside desk_tx() nothing is read or written. */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"

struct desk;
struct db;

enum desk_mode { DESK_READ, DESK_WRITE, DESK_CREATE };
enum { DESK_STOP = -100 };     /* a transaction's function: roll back, all is well */

/* The one row that heads the record; loaded when a transaction begins, saved
 * when it ends. */
struct desk_head {
	char desk[40];
	int64_t created;
	int64_t seq;           /* last event */
	unsigned char hash[DIGEST_LEN];
	int64_t ticket, customer, person, policy;   /* last numbers given */
	bool erased;
	int64_t article;       /* the same of articles */
	int64_t armed;         /* version of the policy whose rules the alarms are of; 0: none yet */
};

/* Opens a desk (TK_DB's forms). NULL on fault: EX_NOINPUT where there is
 * none, EX_CONFIG where it is of a newer or older format, EX_DATAERR where it
 * is no desk. DESK_CREATE makes or upgrades it; *made tells (may be NULL). */
struct desk *desk_open(struct arena *a, const char *uri, enum desk_mode mode,
                       bool *made, struct fault *f);
/* The same without DESK_CREATE, for who begins a transaction at once: what is
 * wrong with a desk on a server comes from that, which saves asking twice. */
struct desk *desk_reach(struct arena *a, const char *uri, enum desk_mode mode, struct fault *f);
void desk_close(struct desk *d);

/* The format of the desk at uri, and the newest this program knows; 0 where there
 * is none yet, -1 with a fault. */
int desk_format(struct arena *a, const char *uri, int *newest, struct fault *f);

/* Runs fn in a transaction. fn returns 0 (commit), DESK_STOP (roll back,
 * fine) or an exit code with its own fault (roll back). fn may run again
 * before a commit; it touches nothing but the desk and what arg points to.
 * Returns 0, DESK_STOP as 0, fn's code, or the database's (f filled). */
int desk_tx(struct desk *d, enum desk_mode mode, int (*fn)(struct desk *, void *),
            void *arg, struct fault *f);

/* Inside a transaction: has the database failed, or is it no desk of ours? Then
 * "not there" says nothing; desk_tx() will report it. */
bool desk_failed(const struct desk *d);

/* Inside a transaction. A reader on a server waits for it: what he asks for
 * before comes along. */
struct desk_head *desk_head(struct desk *d);
/* In a write transaction: keep runs for this ticket, once, before it commits.
 * Many tickets are kept in between. */
void desk_touch(struct desk *d, int64_t ticket, void (*keep)(struct desk *d, int64_t ticket));
/* Runs what desk_touch() has gathered now. */
void desk_keep(struct desk *d);

/* For files of lib/store: the database of a desk, the memory that lives as
 * long as it, the versions of the policy it has opened, its keys. */
struct db *desk_db(struct desk *d);
struct arena *desk_memory(struct desk *d);
struct policy_cache;
struct policy_cache **desk_policies(struct desk *d);
struct keys;
struct keys **desk_keys(struct desk *d);
/* Is each question to it a round trip? */
bool desk_on_server(const struct desk *d);
/* Inside a transaction: differs when others have written since the one before. */
int64_t desk_others(struct desk *d);

/* Is a desk of this name on a server? */
bool desk_is_server(const char *uri);
/* After many new rows; see db_settle(). */
void desk_settle(struct desk *d);
/* Copies, checks and facts; see db.h. */
int desk_backup(struct desk *d, const char *path, struct fault *f);
void desk_rest(struct desk *d);
int desk_check(struct desk *d, bool deep, void (*say)(void *, const char *), void *arg);
void desk_facts(struct desk *d, void (*say)(void *, const char *, const char *), void *arg);

#endif
