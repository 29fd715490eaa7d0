/* db_pg_stmt: statements and their rows on a PostgreSQL server.
 *
 * What gives no rows is sent and not waited for. A statement's first use is
 * sent with its text; when it comes again it is prepared on the way, which
 * costs no round trip. What may give many rows goes through a cursor, so that
 * neither side holds all of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "db/db_pg.h"

enum {
	FIRST = 50, MOST = 5000,       /* rows a scan fetches at once */
	CHUNK = 512 * 1024,            /* bytes it aims at */
};

/* Types of result columns (catalog pg_type). */
enum { OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25, OID_NUMERIC = 1700 };

struct pg_handle {
	struct pg_handle *next;        /* of the spare ones */
	bool reads, first;             /* first: no row was stepped to yet */
	int uses;
	int64_t prepared;              /* in which life of the connection; 0: in none */
	char name[PG_NUMBER];          /* of the prepared statement */
	char cursor[PG_NUMBER];        /* "" where none is open */
	struct pg_answer answer;
	int row, rows;                 /* the current one; how many there are */
	int asked;                     /* of the cursor, at once */
	size_t n, cap;                 /* parameters */
	const char **values;
	int *lengths, *formats;
	Oid *types;                    /* 0: the server finds out; text where $n is not in the statement */
	char (*numbers)[PG_NUMBER];
};

/* The next $n from p on; 0 at the end. */
static size_t next_parameter(const char **p)
{
	*p = strchr(*p, '$');
	return *p ? strtoul(++*p, NULL, 10) : 0;
}

static void read_parameters(struct arena *a, struct pg_handle *h, const char *sql)
{
	const char *p = sql;

	h->n = 0;
	for (size_t i; (i = next_parameter(&p)) > 0;)
		h->n = i > h->n ? i : h->n;
	if (h->n > h->cap) {
		h->cap = h->n;
		h->values = arena_array(a, const char *, h->cap);
		h->lengths = arena_array(a, int, h->cap);
		h->formats = arena_array(a, int, h->cap);
		h->types = arena_array(a, Oid, h->cap);
		h->numbers = arena_alloc(a, h->cap * sizeof *h->numbers);
	}
	for (size_t i = 0; i < h->n; i++)
		h->types[i] = OID_TEXT;
	p = sql;
	for (size_t i; (i = next_parameter(&p)) > 0;)
		h->types[i - 1] = 0;
}

int pg_stmt_prepare(struct db *db, struct db_stmt *s)
{
	struct pg *g = pg_of(db);
	struct pg_handle *h = g->spare;

	if (h)
		g->spare = h->next;
	else
		h = arena_new(db->a, struct pg_handle);
	h->reads = str_starts(s->sql, "SELECT") || str_starts(s->sql, "WITH");
	read_parameters(db->a, h, s->sql);
	s->handle = h;
	return 0;
}

/* Numbers go as text, whose type the server infers; texts and blobs as they
 * are. */
int pg_stmt_bind(struct db_stmt *s, const struct db_val *v, size_t n)
{
	struct pg_handle *h = s->handle;

	if (h->n > n)
		bug("no value for $%zu in: %s", h->n, s->sql);
	for (size_t i = 0; i < h->n; i++) {
		h->formats[i] = v[i].type != DB_VAL_INT;
		h->lengths[i] = (int)v[i].n;
		h->values[i] = v[i].type == DB_VAL_NULL || h->types[i] ? NULL : v[i].p ? v[i].p : "";
		if (!h->values[i])
			continue;
		if (v[i].type == DB_VAL_INT) {
			snprintf(h->numbers[i], PG_NUMBER, "%lld", (long long)v[i].i);
			h->values[i] = h->numbers[i];
		} else if (v[i].type == DB_VAL_TEXT && memchr(h->values[i], '\0', v[i].n)) {
			return db_fail(s->db, DB_ERROR, "a text with a NUL byte");
		}
	}
	return 0;
}

/* --- on its way --- */

static int send_text(struct db *db, struct pg_handle *h, const char *sql, struct pg_answer *to)
{
	return pg_sent(db, PQsendQueryParams(pg_of(db)->conn, sql, (int)h->n, h->types, h->values, h->lengths,
	                                     h->formats, 1), to);
}

static int send(struct db *db, struct db_stmt *s, struct pg_answer *to)
{
	struct pg_handle *h = s->handle;
	struct pg *g = pg_of(db);
	int bad = 0;

	if (h->prepared != g->life && h->uses++ > 0 && g->prepare) {
		snprintf(h->name, sizeof h->name, "s%lld", (long long)++g->serial);
		bad = pg_sent(db, PQsendPrepare(g->conn, h->name, s->sql, (int)h->n, h->types), NULL);
		h->prepared = g->life;
	}
	if (bad || h->prepared != g->life)
		return bad ? bad : send_text(db, h, s->sql, to);
	return pg_sent(db, PQsendQueryPrepared(g->conn, h->name, (int)h->n, h->values, h->lengths, h->formats, 1), to);
}

/* As many rows as make a chunk, by what the last ones weighed. */
static int fetch(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;
	size_t most = h->rows ? 4 * (size_t)h->rows : FIRST;
	size_t each = h->rows ? PQresultMemorySize(h->answer.result) / (size_t)h->rows + 1 : 1;
	size_t wanted = CHUNK / each < most ? CHUNK / each : most;
	char sql[64];

	h->asked = wanted < 1 ? 1 : wanted > MOST ? MOST : (int)wanted;
	snprintf(sql, sizeof sql, "FETCH %d FROM %s", h->asked, h->cursor);
	pg_forget(s->db, &h->answer);
	return pg_send(s->db, sql, &h->answer);
}

static int open_cursor(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;
	struct arena a = {0};

	snprintf(h->cursor, sizeof h->cursor, "c%lld", (long long)++pg_of(s->db)->serial);
	int bad = send_text(s->db, h, arena_printf(&a, "DECLARE %s NO SCROLL CURSOR FOR %s", h->cursor, s->sql), NULL);
	arena_free(&a);
	return bad ? bad : fetch(s);
}

/* Several statements may be started before the first is stepped: one round
 * trip answers them all. */
int pg_stmt_start(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;

	int bad = pg_copy_before(s->db, s->sql);

	h->first = true;
	return bad ? bad : s->scan && h->reads && s->db->depth ? open_cursor(s) : send(s->db, s, &h->answer);
}

int pg_stmt_run(struct db_stmt *s)
{
	int bad = pg_copy_before(s->db, s->sql);

	if (!bad)
		bad = send(s->db, s, NULL);
	return bad || s->db->depth ? bad : pg_settle(s->db);
}

/* --- rows --- */

static int take(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;
	int bad = pg_wait(s->db, &h->answer);

	h->first = false;
	h->row = 0;
	h->rows = bad ? 0 : PQntuples(h->answer.result);
	return bad ? bad : h->rows ? DB_ROW : DB_OK;
}

int pg_stmt_step(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;

	if (h->first)
		return take(s);
	if (h->row < h->rows && ++h->row < h->rows)
		return DB_ROW;
	if (!h->cursor[0] || h->rows < h->asked)
		return DB_OK;
	int bad = fetch(s);
	return bad ? bad : take(s);
}

void pg_stmt_reset(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;
	char sql[64];

	pg_forget(s->db, &h->answer);
	h->row = h->rows = 0;
	if (h->cursor[0] && s->db->depth && !s->db->error) {
		snprintf(sql, sizeof sql, "CLOSE %s", h->cursor);
		pg_send(s->db, sql, NULL);
	}
	h->cursor[0] = '\0';
}

void pg_stmt_finish(struct db_stmt *s)
{
	struct pg_handle *h = s->handle;
	struct pg *g = pg_of(s->db);
	char sql[64];

	s->handle = NULL;
	if (!h)
		return;
	pg_forget(s->db, &h->answer);
	if (h->prepared == g->life && s->db->depth && !s->db->error) {
		snprintf(sql, sizeof sql, "DEALLOCATE %s", h->name);
		pg_send(s->db, sql, NULL);
	}
	h->prepared = 0;
	h->uses = 0;
	h->next = g->spare;
	g->spare = h;
}

bool pg_stmt_writes(struct db_stmt *s)
{
	return !((struct pg_handle *)s->handle)->reads;
}

/* --- columns --- */

bool pg_is_null(struct db_stmt *s, int c)
{
	struct pg_handle *h = s->handle;

	return PQgetisnull(h->answer.result, h->row, c);
}

int pg_type(struct db_stmt *s, int c)
{
	struct pg_handle *h = s->handle;

	if (pg_is_null(s, c))
		return DB_VAL_NULL;
	switch (PQftype(h->answer.result, c)) {
	case OID_BYTEA: return DB_VAL_BLOB;
	case OID_BOOL: case OID_INT2: case OID_INT4: case OID_INT8: case OID_NUMERIC: return DB_VAL_INT;
	default: return DB_VAL_TEXT;
	}
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

int64_t pg_i64(struct db_stmt *s, int c)
{
	struct pg_handle *h = s->handle;
	const char *p = PQgetvalue(h->answer.result, h->row, c);

	if (pg_is_null(s, c))
		return 0;
	switch (PQftype(h->answer.result, c)) {
	case OID_BOOL: return *p != 0;
	case OID_INT2: case OID_INT4: case OID_INT8:
		return big_endian((const unsigned char *)p, PQgetlength(h->answer.result, h->row, c));
	case OID_NUMERIC: return whole((const unsigned char *)p);
	default: return strtoll(p, NULL, 10);
	}
}

const void *pg_bytes(struct db_stmt *s, int c, bool text, size_t *n)
{
	struct pg_handle *h = s->handle;
	bool null = pg_is_null(s, c);

	(void)text;
	if (n)
		*n = null ? 0 : (size_t)PQgetlength(h->answer.result, h->row, c);
	return null ? NULL : PQgetvalue(h->answer.result, h->row, c);
}
