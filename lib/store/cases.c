/* cases: rows of tickets that reports count. */
#include "store/cases.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "db/db.h"
#include "store/where.h"
#include "when/clock.h"

enum kind { INT64, INT32, TEXT, AT };

/* Those up to reopened are in the index ticket_resolved: no row is read for them. */
#define COL(name, want, kind) {#name, want, kind, offsetof(struct ticket, name)}
static const struct column { const char *name; unsigned want; enum kind kind; size_t at; } columns[] = {
	COL(id, 0, INT64), COL(contact, 0, INT64), COL(resolved, 0, AT),
	COL(opened, CASES_ENTERED, INT64), COL(level, CASES_LEVEL, INT32), COL(priority, CASES_PRIORITY, INT32),
	COL(hands, CASES_HANDS, INT64), COL(level_since, CASES_MOVED, INT64), COL(reopened, CASES_MOVED, INT64),
	COL(state, CASES_STATE, TEXT), COL(class, CASES_STATE, INT32), COL(state_since, CASES_STATE, INT64),
	COL(closed, CASES_STATE, AT), COL(replied, CASES_REPLIED, AT), COL(customer, CASES_CUSTOMER, INT64),
	COL(kind, CASES_KIND, TEXT), COL(team, CASES_TEAM, TEXT), COL(agent, CASES_AGENT, TEXT),
	COL(category, CASES_CATEGORY, TEXT), COL(complexity, CASES_COMPLEXITY, TEXT),
	COL(channel, CASES_CHANNEL, TEXT), COL(plan, CASES_PLAN, TEXT),
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

struct cases {
	struct db_stmt *st;
	const struct column *read[N_COLUMNS];
	int n;
};

static struct cases *cases_new(struct arena *a, unsigned want, struct str *select)
{
	struct cases *s = arena_new(a, struct cases);

	*select = str_new(a);
	str_add(select, "SELECT ");
	for (int i = 0; i < N_COLUMNS; i++) {
		if (columns[i].want && !(columns[i].want & want))
			continue;
		str_printf(select, "%s%s", s->n ? ", " : "", columns[i].name);
		s->read[s->n++] = &columns[i];
	}
	str_add(select, " FROM ticket");
	return s;
}

/* Those of few customers are found by these: the cut is only looked at. */
static bool by_customer(struct where *w, const struct find *f)
{
	size_t n = find_few_customers(f);

	for (size_t i = 0; i < n; i++) {
		if (i == 0)
			where_also(w, "customer IN (");
		else
			str_add(&w->sql, ", ");
		where_value(w, db_int(f->by[FIND_CUSTOMER].v[i].number));
	}
	if (n)
		str_addc(&w->sql, ')');
	return n > 0;
}

static void cut_range(struct where *w, enum cases_cut cut, int64_t from, int64_t to, bool plain)
{
	switch (cut) {
	case CASES_OPENED:
		where_range(w, plain ? "opened + 0" : "opened", from, to);
		break;
	case CASES_RESOLVED:
		where_range(w, plain ? "resolved + 0" : "resolved", from, to);
		break;
	case CASES_RESOLVED_SINCE:
		where_range(w, plain ? "resolved + 0" : "resolved", from, INT64_MAX);
		where_range(w, "opened + 0", INT64_MIN + 1, to);
		break;
	case CASES_CLOSED:
		where_range(w, plain ? "closed + 0" : "closed", from, to);
		break;
	case CASES_CAME_BACK:
		where_also(w, plain ? "reopened + 0 > 0" : "reopened > 0");
		where_range(w, plain ? "opened + 0" : "opened", INT64_MIN + 1, to);
		where_also(w, "(resolved IS NULL OR resolved >= ");
		where_value(w, db_int(from));
		str_addc(&w->sql, ')');
		break;
	case CASES_ACTIVE:             /* few at any time: no range of all there ever were */
		where_also(w, plain ? "active + 0 = 1" : "active = 1");
		where_range(w, "opened + 0", INT64_MIN + 1, to);
		break;
	}
	where_also(w, "spam = 0 AND merged = 0");
}

struct cases *cases_find(struct desk *d, struct arena *a, enum cases_cut cut, int64_t from, int64_t to,
                         const struct find *f, unsigned want)
{
	struct str select;
	struct cases *s = cases_new(a, want, &select);
	struct where w = where_new(a, select.p);

	cut_range(&w, cut, from, to, by_customer(&w, f));
	w.ranged = true;
	where_find(&w, f);
	s->st = db_start_scan(desk_db(d), w.sql.p, w.values.v, w.values.n);
	return s;
}

static void read_row(const struct cases *s, struct ticket *t)
{
	memset(t, 0, sizeof *t);
	t->resolved = t->closed = t->replied = AT_NONE;
	for (int i = 0; i < s->n; i++) {
		void *p = (char *)t + s->read[i]->at;
		switch (s->read[i]->kind) {
		case INT64: *(int64_t *)p = db_i64(s->st, i); break;
		case INT32: *(int *)p = (int)db_i64(s->st, i); break;
		case TEXT: *(const char **)p = db_str(s->st, i, NULL); break;
		case AT: *(int64_t *)p = db_is_null(s->st, i) ? AT_NONE : db_i64(s->st, i); break;
		}
	}
}

bool cases_next(struct cases *s, struct ticket *t)
{
	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s, t);
	return true;
}

void cases_end(struct cases *s)
{
	db_end(s->st);
}

/* --- by number --- */

struct cases_by_id {
	struct desk *d;
	struct cases *cases;
	struct where where;            /* its first value is the number */
};

struct cases_by_id *cases_by_id(struct desk *d, struct arena *a, const struct find *f, unsigned want)
{
	struct cases_by_id *s = arena_new(a, struct cases_by_id);
	struct str select;

	s->d = d;
	s->cases = cases_new(a, want, &select);
	s->where = where_new(a, select.p);
	where_also(&s->where, "id = ");
	where_value(&s->where, db_int(0));
	where_also(&s->where, "spam = 0 AND merged = 0");
	s->where.ranged = true;
	where_find(&s->where, f);
	return s;
}

bool cases_get(struct cases_by_id *s, struct arena *row, int64_t id, struct ticket *t)
{
	s->where.values.v[0] = db_int(id);
	s->cases->st = db_start(desk_db(s->d), s->where.sql.p, s->where.values.v, s->where.values.n);
	bool found = db_step(s->cases->st) == DB_ROW;
	if (found) {
		read_row(s->cases, t);
		for (int i = 0; i < s->cases->n; i++)
			if (s->cases->read[i]->kind == TEXT) {
				const char **text = (const char **)((char *)t + s->cases->read[i]->at);
				*text = arena_strdup(row, *text);
			}
	}
	db_end(s->cases->st);
	return found;
}

int64_t cases_first(struct desk *d)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT min(opened) FROM ticket");
	int64_t at = db_step(s) == DB_ROW && !db_is_null(s, 0) ? db_i64(s, 0) : INT64_MAX;

	db_end(s);
	return at;
}

/* --- no cases --- */

static void add_out(struct arena *a, struct cases_out *out, struct db_stmt *s)
{
	while (db_step(s) == DB_ROW)
		*vec_push(a, out) = db_i64(s, 0);
	db_end(s);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* In order by hand: to give them in order the engine would read every ticket. */
struct cases_out cases_left_out(struct desk *d, struct arena *a)
{
	struct cases_out out = {0};

	add_out(a, &out, db_scan(desk_db(d), "SELECT id FROM ticket WHERE merged <> 0"));
	add_out(a, &out, db_scan(desk_db(d), "SELECT id FROM ticket WHERE spam = 1"));
	if (out.n > 1)
		qsort(out.v, out.n, sizeof *out.v, by_number);
	return out;
}

bool cases_is_out(const struct cases_out *out, int64_t id)
{
	size_t low = 0, high = out->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (out->v[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < out->n && out->v[low] == id;
}
