/* desk: opening a desk, its transactions, and the row that heads it. */
#include "store/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "db/db.h"
#include "when/clock.h"

struct desk {
	struct db *db;
	struct arena *a;
	struct desk_head head, before;
	struct db_stmt *asked;         /* for the head, not looked at yet; NULL: it is there */
	struct unchecked { const char *uri; struct fault fault; } *unchecked;   /* its format; NULL: right */
	/* the running transaction */
	int (*fn)(struct desk *, void *);
	void *arg;
	enum desk_mode mode;
	bool seen, no_head;            /* of the head: ever, now */
	/* tickets it changed, to be kept before it commits */
	struct { int64_t *v; size_t n, cap; } touched;
	void (*keep)(struct desk *, int64_t);
	struct policy_cache *policies;
	struct keys *keys;
	int64_t ours;                  /* last event when we looked or wrote last */
	int64_t others;                /* how often it was another's */
};

enum { TOUCHED_MAX = 1024 };

static void take_head(struct desk *d);

struct desk_head *desk_head(struct desk *d)
{
	if (d->asked)
		take_head(d);
	return &d->head;
}

struct db *desk_db(struct desk *d)
{
	return d->db;
}

struct arena *desk_memory(struct desk *d)
{
	return d->a;
}

struct policy_cache **desk_policies(struct desk *d)
{
	return &d->policies;
}

struct keys **desk_keys(struct desk *d)
{
	return &d->keys;
}

bool desk_on_server(const struct desk *d)
{
	return strcmp(db_engine_name(d->db), "postgresql") == 0;
}

int64_t desk_others(struct desk *d)
{
	desk_head(d);
	return d->others;
}

/* --- what follows a change --- */

void desk_touch(struct desk *d, int64_t ticket, void (*keep)(struct desk *d, int64_t ticket))
{
	d->keep = keep;
	for (size_t i = d->touched.n; i > 0 && d->touched.n - i < 8; i--)
		if (d->touched.v[i - 1] == ticket)
			return;                /* the last few: a step has several events */
	if (d->touched.n == TOUCHED_MAX)
		desk_keep(d);
	*vec_push(d->a, &d->touched) = ticket;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* A problem is touched with each of its incidents; once is enough. */
void desk_keep(struct desk *d)
{
	if (d->touched.n > 1)
		qsort(d->touched.v, d->touched.n, sizeof *d->touched.v, by_number);
	for (size_t i = 0; i < d->touched.n; i++)
		if (i == 0 || d->touched.v[i] != d->touched.v[i - 1])
			d->keep(d, d->touched.v[i]);
	d->touched.n = 0;
}

bool desk_failed(const struct desk *d)
{
	return db_error(d->db) != 0 || d->no_head || (d->unchecked && d->unchecked->fault.code);
}

/* A reader may look at the head when he needs it, or in the end: what he asks
 * for in between, a server answers at once. */
static void ask_head(struct desk *d)
{
	d->no_head = false;
	d->asked = db_query(d->db, "SELECT desk, created, seq, hash, ticket, customer, policy, "
	                    "erased, person, armed, article FROM head WHERE id = 1");
}

static int check_format(struct desk *d, const char *uri, struct fault *f);

static void take_head(struct desk *d)
{
	struct desk_head *h = &d->head;
	struct db_stmt *s = d->asked;

	d->asked = NULL;
	d->no_head = db_step(s) != DB_ROW;
	d->seen = d->seen || !d->no_head;
	memset(h, 0, sizeof *h);
	if (!d->no_head) {
		size_t n;
		const char *name = db_str(s, 0, NULL);
		snprintf(h->desk, sizeof h->desk, "%s", name ? name : "");
		h->created = db_i64(s, 1);
		h->seq = db_i64(s, 2);
		const void *hash = db_bytes(s, 3, &n);
		if (n == DIGEST_LEN)
			memcpy(h->hash, hash, n);
		h->ticket = db_i64(s, 4);
		h->customer = db_i64(s, 5);
		h->policy = db_i64(s, 6);
		h->erased = db_i64(s, 7) != 0;
		h->person = db_i64(s, 8);
		h->armed = db_i64(s, 9);
		h->article = db_i64(s, 10);
	}
	db_end(s);
	d->others += h->seq != d->ours;
	d->ours = h->seq;
	d->before = *h;
	if (d->unchecked && check_format(d, d->unchecked->uri, &d->unchecked->fault) == 0)
		d->unchecked = NULL;
}

static void save_head(struct desk *d)
{
	const struct desk_head *h = &d->head;

	if (memcmp(h, &d->before, sizeof *h) == 0)
		return;
	db_exec(d->db, "UPDATE head SET seq = $1, hash = $2, ticket = $3, customer = $4, policy = $5, "
	        "erased = $6, person = $7, armed = $8, article = $9 WHERE id = 1", db_int(h->seq), db_blob(h->hash, DIGEST_LEN),
	        db_int(h->ticket), db_int(h->customer), db_int(h->policy), db_int(h->erased),
	        db_int(h->person), db_int(h->armed), db_int(h->article));
}

/* A head that is gone is damage, not a beginning. */
static bool has_events(struct desk *d)
{
	struct db_stmt *s = db_query(d->db, "SELECT seq FROM event LIMIT 1");
	bool any = db_step(s) == DB_ROW;

	db_end(s);
	return any;
}

static int begin_desk(void *arg)
{
	struct desk *d = arg;
	unsigned char id[16], zero[DIGEST_LEN] = {0};
	char name[33];

	ask_head(d);
	take_head(d);
	if (!d->no_head)
		return DB_STOP;
	if (has_events(d))
		return DB_CORRUPT;
	digest_random(id, sizeof id);
	digest_hex(name, id, sizeof id);
	db_exec(d->db, "INSERT INTO head (id, desk, created, seq, hash, ticket, customer, policy, erased) "
	        "VALUES (1, $1, $2, 0, $3, 0, 0, 0, 0)", db_text(name), db_int(clock_now()),
	        db_blob(zero, sizeof zero));
	return 0;
}

static int run(void *arg)
{
	struct desk *d = arg;

	ask_head(d);
	if (d->mode == DESK_WRITE || !(d->seen || d->unchecked))
		take_head(d);
	d->touched.n = 0;
	int result = desk_failed(d) ? DB_CORRUPT : d->fn(d, d->arg);
	desk_head(d);
	if (desk_failed(d))
		return db_error(d->db) ? db_error(d->db) : DB_CORRUPT;
	if (result == DESK_STOP)
		return DB_STOP;
	if (result == 0 && d->mode == DESK_WRITE) {
		desk_keep(d);
		save_head(d);
		d->ours = d->head.seq;
	}
	return result;
}

/* In another format a statement may ask for what is not there. */
static int failed(struct desk *d, struct fault *f)
{
	if (d->unchecked && !d->unchecked->fault.code)
		check_format(d, d->unchecked->uri, &d->unchecked->fault);
	if (d->unchecked && d->unchecked->fault.code) {
		*f = d->unchecked->fault;
		return f->code;
	}
	return db_error(d->db) ? db_fault(d->db, f)
	                       : fault_set(f, EX_DATAERR, "the desk has no head: it is damaged");
}

/* Is what the last transaction wrote in the record? The hash of its last event is
 * of no other. */
static int kept(void *arg)
{
	struct desk *d = arg;
	size_t n;

	if (d->head.seq == d->before.seq)
		return 0;
	struct db_stmt *s = db_query(d->db, "SELECT hash FROM event WHERE seq = $1", db_int(d->head.seq));
	bool there = db_step(s) == DB_ROW;
	const void *hash = there ? db_bytes(s, 0, &n) : NULL;
	there = hash && n == DIGEST_LEN && memcmp(hash, d->head.hash, n) == 0;
	db_end(s);
	return there;
}

int desk_tx(struct desk *d, enum desk_mode mode, int (*fn)(struct desk *, void *),
            void *arg, struct fault *f)
{
	if (db_in_tx(d->db))
		return fn(d, arg);
	d->fn = fn;
	d->arg = arg;
	d->mode = mode;
	db_witness(d->db, kept, d);
	d->asked = NULL;
	int result = db_tx(d->db, mode == DESK_READ ? DB_READ : DB_WRITE, run, d);
	if (result == DB_STOP)
		return 0;
	return result >= 0 ? result : failed(d, f);
}

/* What a database of this format is to us. */
static int format_fault(struct db *db, int format, const char *uri, struct fault *f)
{
	if (format == DB_ERROR)
		return fault_set(f, EX_DATAERR, "%s is no desk (tk-init makes one)", uri);
	return format < 0 ? db_fault(db, f) : 0;
}

static int check_format(struct desk *d, const char *uri, struct fault *f)
{
	int format = db_format(d->db);

	if (format_fault(d->db, format, uri, f) != 0)
		return f->code;
	if (format == 0)
		return fault_set(f, EX_NOINPUT, "%s: empty (tk-init makes a desk)", uri);
	if (format < db_newest(d->db))
		return fault_set(f, EX_CONFIG, "%s: a desk of format %d, made by an older program; tk-init brings it to "
		                 "format %d", uri, format, db_newest(d->db));
	return 0;
}

/* Makes the desk, or brings it to this program's format. */
static int upgrade(struct desk *d, const char *uri, bool *made, struct fault *f)
{
	int format = db_format(d->db), begun;

	if (made)
		*made = format == 0;
	if (format_fault(d->db, format, uri, f) != 0)
		return f->code;
	begun = db_migrate(d->db);
	if (begun >= 0)
		begun = db_tx(d->db, DB_WRITE, begin_desk, d);
	return begun >= 0 || begun == DB_STOP ? 0 : failed(d, f);
}

static struct desk *connected(struct arena *a, const char *uri, enum desk_mode mode, struct fault *f)
{
	static const enum db_mode modes[] = {DB_READ, DB_WRITE, DB_CREATE};
	struct desk *d = arena_new(a, struct desk);

	d->a = a;
	d->db = db_open(a, uri, modes[mode], f);
	return d->db ? d : NULL;
}

struct desk *desk_open(struct arena *a, const char *uri, enum desk_mode mode,
                       bool *made, struct fault *f)
{
	struct desk *d = connected(a, uri, mode, f);

	if (!d)
		return NULL;
	if ((mode == DESK_CREATE ? upgrade(d, uri, made, f) : check_format(d, uri, f)) == 0)
		return d;
	db_close(d->db);
	return NULL;
}

struct desk *desk_reach(struct arena *a, const char *uri, enum desk_mode mode, struct fault *f)
{
	struct desk *d = db_is_server(uri) ? connected(a, uri, mode, f) : desk_open(a, uri, mode, NULL, f);

	if (d && db_is_server(uri)) {
		d->unchecked = arena_new(a, struct unchecked);
		d->unchecked->uri = uri;
	}
	return d;
}

int desk_format(struct arena *a, const char *uri, int *newest, struct fault *f)
{
	struct db *db = db_open(a, uri, DB_READ, f);
	int format;

	if (!db)
		return f->code == EX_NOINPUT ? 0 : -1;
	format = db_format(db);
	*newest = db_newest(db);
	format_fault(db, format, uri, f);
	db_close(db);
	return format < 0 ? -1 : format;
}

void desk_close(struct desk *d)
{
	db_close(d->db);
}

bool desk_is_server(const char *uri)
{
	return db_is_server(uri);
}

void desk_settle(struct desk *d)
{
	db_settle(d->db);
}

int desk_backup(struct desk *d, const char *path, struct fault *f)
{
	return db_backup(d->db, path, f);
}

void desk_rest(struct desk *d)
{
	db_rest(d->db);
}

int desk_check(struct desk *d, bool deep, void (*say)(void *, const char *), void *arg)
{
	return db_check(d->db, deep, say, arg);
}

void desk_facts(struct desk *d, void (*say)(void *, const char *, const char *), void *arg)
{
	db_facts(d->db, say, arg);
}
