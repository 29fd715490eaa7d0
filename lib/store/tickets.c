/* tickets: the rows that cache each ticket's fold. */
#include "store/tickets.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "db/db.h"
#include "store/keys.h"
#include "store/where.h"
#include "when/clock.h"

/* --- the row --- */

enum kind { INT64, INT32, FLAG, TEXT, AT };    /* AT: NULL means AT_NONE */

#define COLUMNS "id, seq, active, state, class, kind, priority, impact, urgency, affected, level, " \
	"team, agent, customer, category, complexity, channel, lang, plan, key, subject, contact, " \
	"opened, changed, state_since, level_since, replied, answered, asked_at, resolved, closed, " \
	"wake, hands, reopened, policy, person, counted, merged, spam, rest"

#define AT_(member, type) {type, offsetof(struct ticket, member)}
/* In the order of COLUMNS; active and rest are made, not kept. */
static const struct { enum kind kind; size_t at; } columns[] = {
	AT_(id, INT64), AT_(seq, INT64), {INT32, 0}, AT_(state, TEXT), AT_(class, INT32),
	AT_(kind, TEXT), AT_(priority, INT32), AT_(impact, INT32), AT_(urgency, INT32),
	AT_(affected, INT64), AT_(level, INT32), AT_(team, TEXT), AT_(agent, TEXT),
	AT_(customer, INT64), AT_(category, TEXT), AT_(complexity, TEXT), AT_(channel, TEXT),
	AT_(lang, TEXT), AT_(plan, TEXT), AT_(key, TEXT), AT_(subject, TEXT), AT_(contact, INT64),
	AT_(opened, INT64), AT_(changed, INT64), AT_(state_since, INT64), AT_(level_since, INT64),
	AT_(replied, AT), AT_(answered, AT), AT_(asked_at, AT), AT_(resolved, AT), AT_(closed, AT),
	AT_(wake, AT), AT_(hands, INT64), AT_(reopened, INT64), AT_(policy, INT64),
	AT_(person, INT64), AT_(counted, INT64), AT_(merged, INT64), AT_(spam, FLAG), {TEXT, 0},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns, C_ACTIVE = 2, C_REST = N_COLUMNS - 1 };

static void values_of(struct arena *a, const struct ticket *t, struct db_val v[N_COLUMNS])
{
	struct str rest = str_new(a);

	for (int i = 0; i < N_COLUMNS; i++) {
		const void *p = (const char *)t + columns[i].at;
		if (i == C_ACTIVE || i == C_REST)
			continue;
		switch (columns[i].kind) {
		case INT64: v[i] = db_int(*(const int64_t *)p); break;
		case INT32: v[i] = db_int(*(const int *)p); break;
		case FLAG: v[i] = db_int(*(const bool *)p); break;
		case TEXT: v[i] = db_text(*(const char *const *)p); break;
		case AT: v[i] = db_int_or_null(*(const int64_t *)p, AT_NONE); break;
		}
	}
	ticket_print_rest(a, &rest, t);
	v[C_ACTIVE] = db_int(ticket_active(t));
	v[C_REST] = db_textn(rest.p, rest.n);
}

static void read_row(struct db_stmt *s, struct arena *row, struct ticket *t)
{
	size_t n;

	memset(t, 0, sizeof *t);
	for (int i = 0; i < N_COLUMNS; i++) {
		void *p = (char *)t + columns[i].at;
		if (i == C_ACTIVE || i == C_REST)
			continue;
		switch (columns[i].kind) {
		case INT64: *(int64_t *)p = db_i64(s, i); break;
		case INT32: *(int *)p = (int)db_i64(s, i); break;
		case FLAG: *(bool *)p = db_i64(s, i) != 0; break;
		case TEXT: *(const char **)p = db_dup(s, i, row); break;
		case AT: *(int64_t *)p = db_is_null(s, i) ? AT_NONE : db_i64(s, i); break;
		}
	}
	const char *rest = db_str(s, C_REST, &n);
	if (!rest || !ticket_parse_rest(row, t, rest, n))
		t->damaged = true;
}

/* What reading forgives and verify does not: texts with a NUL inside, numbers
 * that do not fit, a rest that says more, active that says other than class. */
static bool row_is_exact(struct db_stmt *s, struct arena *row, const struct ticket *t)
{
	struct str rest = str_new(row);
	size_t n;

	for (int i = 0; i < N_COLUMNS; i++) {
		const char *text = columns[i].kind == TEXT ? db_str(s, i, &n) : NULL;
		if (text && strlen(text) != n)
			return false;
		if (columns[i].kind == INT32 && db_i64(s, i) != (int)db_i64(s, i))
			return false;
		if (columns[i].kind == FLAG && db_i64(s, i) != (db_i64(s, i) == 1))
			return false;
	}
	ticket_print_rest(row, &rest, t);
	const char *kept = db_str(s, C_REST, &n);
	return kept && n == rest.n && memcmp(kept, rest.p, n) == 0 && !db_is_null(s, C_ACTIVE) &&
	       db_i64(s, C_ACTIVE) == ticket_active(t);
}

/* --- beside the row --- */

static void read_tags(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW)
		*vec_push(a, &t->tags) = db_dup(s, 0, a);
}

static void read_fields(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW)
		pairs_add(a, &t->fields, db_dup(s, 0, a), db_dup(s, 1, a));
}

static void read_asks(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW)
		*vec_push(a, &t->asks) = (struct ticket_ask){db_i64(s, 0), db_dup(s, 1, a),
		                                             db_dup(s, 2, a), db_i64(s, 3)};
}

static void read_links(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW) {
		int relation = words_find(relation_words, db_dup(s, 0, a));
		if (relation < 0)
			t->damaged = true;
		else
			*vec_push(a, &t->links) = (struct ticket_link){(enum relation)relation, db_i64(s, 1)};
	}
	ticket_sort_links(t);
}

static void read_watchers(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW)
		*vec_push(a, &t->watchers) = db_dup(s, 0, a);
}

static void read_articles(struct db_stmt *s, struct arena *a, struct ticket *t)
{
	while (db_step(s) == DB_ROW)
		*vec_push(a, &t->articles) = db_i64(s, 0);
}

static const struct {
	int more;
	const char *sql;
	void (*read)(struct db_stmt *s, struct arena *a, struct ticket *t);
} beside[] = {
	{TICKETS_TAGS, "SELECT name FROM tag WHERE ticket = $1 ORDER BY name", read_tags},
	{TICKETS_FIELDS, "SELECT name, value FROM field WHERE ticket = $1 ORDER BY name", read_fields},
	{TICKETS_ASKS, "SELECT seq, whom, by, at FROM ask WHERE ticket = $1 ORDER BY seq", read_asks},
	{TICKETS_LINKS, "SELECT relation, other FROM link WHERE ticket = $1", read_links},
	{TICKETS_WATCHERS, "SELECT name FROM watch WHERE ticket = $1 ORDER BY name", read_watchers},
	{TICKETS_ARTICLES, "SELECT article FROM article_ticket WHERE ticket = $1 ORDER BY article", read_articles},
};
enum { N_BESIDE = sizeof beside / sizeof *beside };

/* All are started before the first is read: a server answers them at once. */
static void start_more(struct desk *d, int64_t id, int more, struct db_stmt *s[N_BESIDE])
{
	struct db_val v = db_int(id);

	for (int i = 0; i < N_BESIDE; i++)
		s[i] = more & beside[i].more ? db_start(desk_db(d), beside[i].sql, &v, 1) : NULL;
}

/* t NULL: there is no such ticket. */
static void read_more(struct db_stmt *s[N_BESIDE], struct arena *a, struct ticket *t)
{
	for (int i = 0; i < N_BESIDE; i++) {
		if (!s[i])
			continue;
		if (t)
			beside[i].read(s[i], a, t);
		db_end(s[i]);
	}
}

bool tickets_row(struct desk *d, struct arena *a, int64_t id, int more, struct ticket *t)
{
	struct db_stmt *s = db_query(desk_db(d), "SELECT " COLUMNS " FROM ticket WHERE id = $1", db_int(id));
	struct db_stmt *others[N_BESIDE];

	start_more(d, id, more, others);
	bool found = db_step(s) == DB_ROW;
	if (found)
		read_row(s, a, t);
	db_end(s);
	read_more(others, a, found ? t : NULL);
	return found;
}

bool tickets_load(struct desk *d, struct arena *a, int64_t id, struct ticket *t)
{
	return tickets_row(d, a, id, TICKETS_ALL, t);
}

int64_t tickets_by_key(struct desk *d, const char *key)
{
	if (!keys_may_have(d, KEYS_TICKET, key))
		return 0;
	struct db_stmt *s = db_query(desk_db(d), "SELECT id FROM ticket WHERE key = $1", db_text(key));
	int64_t id = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return id;
}

/* --- writing --- */

static void insert_tags(struct desk *d, const struct ticket *t)
{
	for (size_t i = 0; i < t->tags.n; i++)
		db_put(desk_db(d), "INSERT INTO tag (name, ticket) VALUES ($1, $2)",
		       db_text(t->tags.v[i]), db_int(t->id));
}

static void insert_fields(struct desk *d, const struct ticket *t)
{
	for (size_t i = 0; i < t->fields.n; i++)
		db_put(desk_db(d), "INSERT INTO field (name, value, ticket) VALUES ($1, $2, $3)",
		       db_text(t->fields.v[i].name), db_text(t->fields.v[i].value), db_int(t->id));
}

static void insert_asks(struct desk *d, const struct ticket *t)
{
	for (size_t i = 0; i < t->asks.n; i++) {
		const struct ticket_ask *ask = &t->asks.v[i];
		db_put(desk_db(d), "INSERT INTO ask (seq, ticket, whom, by, at) VALUES ($1, $2, $3, $4, $5)",
		       db_int(ask->seq), db_int(t->id), db_text(ask->whom), db_text(ask->by),
		       db_int(ask->at));
	}
}

static void insert_link(struct desk *d, int64_t id, const struct ticket_link *l)
{
	db_exec(desk_db(d), "INSERT INTO link (ticket, relation, other) VALUES ($1, $2, $3)",
	        db_int(id), db_text(relation_words[l->relation]), db_int(l->other));
}

static void delete_link(struct desk *d, int64_t id, const struct ticket_link *l)
{
	db_exec(desk_db(d), "DELETE FROM link WHERE ticket = $1 AND relation = $2 AND other = $3",
	        db_int(id), db_text(relation_words[l->relation]), db_int(l->other));
}

/* Only what differs: a problem may have thousands. Both are in their order. */
static void update_links(struct desk *d, const struct ticket *old, const struct ticket *t)
{
	size_t i = 0, k = 0;

	while (i < old->links.n || k < t->links.n) {
		const struct ticket_link *x = &old->links.v[i], *y = &t->links.v[k];
		int order = i == old->links.n ? 1 : k == t->links.n ? -1 : ticket_link_order(x, y);
		if (order < 0)
			delete_link(d, t->id, x);
		else if (order > 0)
			insert_link(d, t->id, y);
		i += order <= 0;
		k += order >= 0;
	}
}

static void insert_watchers(struct desk *d, const struct ticket *t)
{
	for (size_t i = 0; i < t->watchers.n; i++)
		db_put(desk_db(d), "INSERT INTO watch (name, ticket) VALUES ($1, $2)",
		       db_text(t->watchers.v[i]), db_int(t->id));
}

static void insert_articles(struct desk *d, const struct ticket *t)
{
	for (size_t i = 0; i < t->articles.n; i++)
		db_put(desk_db(d), "INSERT INTO article_ticket (ticket, article) VALUES ($1, $2)", db_int(t->id),
		       db_int(t->articles.v[i]));
}

void tickets_insert(struct desk *d, struct arena *a, const struct ticket *t)
{
	struct db_val v[N_COLUMNS];

	values_of(a, t, v);
	db_put_row(desk_db(d), "INSERT INTO ticket (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	       "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, "
	       "$28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)", v, N_COLUMNS);
	keys_note(d, KEYS_TICKET, t->key);
	insert_tags(d, t);
	insert_fields(d, t);
	insert_asks(d, t);
	for (size_t i = 0; i < t->links.n; i++)
		insert_link(d, t->id, &t->links.v[i]);
	insert_watchers(d, t);
	insert_articles(d, t);
}

static bool same_names(const char *const *x, size_t n, const char *const *y, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(x[i], y[i]) != 0)
			return false;
	return true;
}

static bool same_fields(const struct ticket *x, const struct ticket *y)
{
	if (x->fields.n != y->fields.n)
		return false;
	for (size_t i = 0; i < x->fields.n; i++)
		if (strcmp(x->fields.v[i].name, y->fields.v[i].name) != 0 ||
		    strcmp(x->fields.v[i].value, y->fields.v[i].value) != 0)
			return false;
	return true;
}

static bool same_asks(const struct ticket *x, const struct ticket *y)
{
	if (x->asks.n != y->asks.n)
		return false;
	for (size_t i = 0; i < x->asks.n; i++)
		if (x->asks.v[i].seq != y->asks.v[i].seq)
			return false;
	return true;
}

static bool same_articles(const struct ticket *x, const struct ticket *y)
{
	return x->articles.n == y->articles.n && (x->articles.n == 0 ||
	       memcmp(x->articles.v, y->articles.v, x->articles.n * sizeof *x->articles.v) == 0);
}

static bool same_value(const struct db_val *x, const struct db_val *y)
{
	return x->type == y->type && x->i == y->i && x->n == y->n && (!x->n || memcmp(x->p, y->p, x->n) == 0);
}

/* Which columns differ: column $1 is bit 1. */
static uint64_t differing(const struct db_val *x, const struct db_val *y)
{
	uint64_t bits = 0;

	for (int i = 0; i < N_COLUMNS; i++)
		bits |= (uint64_t)!same_value(&x[i], &y[i]) << (i + 1);
	return bits;
}

/* Most steps change few columns, and an UPDATE touches every index over a column
 * that it names: those of a message, of a holder, of a state, else all. */
#define BIT(n) (UINT64_C(1) << (n))
#define OF_MESSAGE (BIT(2) | BIT(24) | BIT(27) | BIT(28) | BIT(29))
#define OF_HOLDER (BIT(2) | BIT(11) | BIT(12) | BIT(13) | BIT(24) | BIT(26) | BIT(33))
#define OF_STATE (BIT(2) | BIT(3) | BIT(4) | BIT(5) | BIT(24) | BIT(25) | BIT(29) | BIT(30) | BIT(31) | \
	BIT(32) | BIT(34))

static void update_row(struct desk *d, struct arena *a, const struct ticket *old, const struct ticket *t)
{
	struct db *db = desk_db(d);
	struct db_val v[N_COLUMNS], was[N_COLUMNS];

	values_of(a, t, v);
	values_of(a, old, was);
	uint64_t changed = differing(v, was);
	if (!(changed & ~OF_MESSAGE))
		db_run(db, "UPDATE ticket SET seq = $2, changed = $24, replied = $27, answered = $28, "
		       "asked_at = $29 WHERE id = $1", v, N_COLUMNS);
	else if (!(changed & ~OF_HOLDER))
		db_run(db, "UPDATE ticket SET seq = $2, level = $11, team = $12, agent = $13, changed = $24, "
		       "level_since = $26, hands = $33 WHERE id = $1", v, N_COLUMNS);
	else if (!(changed & ~OF_STATE))
		db_run(db, "UPDATE ticket SET seq = $2, active = $3, state = $4, class = $5, changed = $24, "
		       "state_since = $25, asked_at = $29, resolved = $30, closed = $31, wake = $32, "
		       "reopened = $34 WHERE id = $1", v, N_COLUMNS);
	else
		db_run(db, "UPDATE ticket SET seq = $2, active = $3, state = $4, class = $5, kind = $6, "
		       "priority = $7, impact = $8, urgency = $9, affected = $10, level = $11, team = $12, "
		       "agent = $13, customer = $14, category = $15, complexity = $16, channel = $17, lang = $18, "
		       "plan = $19, key = $20, subject = $21, contact = $22, opened = $23, changed = $24, "
		       "state_since = $25, level_since = $26, replied = $27, answered = $28, asked_at = $29, "
		       "resolved = $30, closed = $31, wake = $32, hands = $33, reopened = $34, policy = $35, "
		       "person = $36, counted = $37, merged = $38, spam = $39, rest = $40 WHERE id = $1", v, N_COLUMNS);
	keys_note(d, KEYS_TICKET, t->key);
}
#undef BIT

void tickets_update(struct desk *d, struct arena *a, const struct ticket *old, const struct ticket *t)
{
	struct db *db = desk_db(d);

	update_row(d, a, old, t);
	if (!same_names(old->tags.v, old->tags.n, t->tags.v, t->tags.n)) {
		db_exec(db, "DELETE FROM tag WHERE ticket = $1", db_int(t->id));
		insert_tags(d, t);
	}
	if (!same_fields(old, t)) {
		db_exec(db, "DELETE FROM field WHERE ticket = $1", db_int(t->id));
		insert_fields(d, t);
	}
	if (!same_asks(old, t)) {
		db_exec(db, "DELETE FROM ask WHERE ticket = $1", db_int(t->id));
		insert_asks(d, t);
	}
	update_links(d, old, t);
	if (!same_names(old->watchers.v, old->watchers.n, t->watchers.v, t->watchers.n)) {
		db_exec(db, "DELETE FROM watch WHERE ticket = $1", db_int(t->id));
		insert_watchers(d, t);
	}
	if (!same_articles(old, t)) {
		db_exec(db, "DELETE FROM article_ticket WHERE ticket = $1", db_int(t->id));
		insert_articles(d, t);
	}
}

/* --- lists --- */

struct tickets {
	struct desk *d;
	struct db_stmt *st;
	int more;
};

static struct tickets *list(struct desk *d, struct arena *a, struct db_stmt *st, int more)
{
	struct tickets *s = arena_new(a, struct tickets);

	*s = (struct tickets){d, st, more};
	return s;
}

struct tickets *tickets_find(struct desk *d, struct arena *a, const struct find *f,
                             const struct find_sort *keys, size_t n, int more)
{
	struct where w = where_new(a, "SELECT " COLUMNS " FROM ticket");

	where_list(&w, desk_db(d), keys, n);
	where_find(&w, f);
	where_order(&w, keys, n);
	return list(d, a, db_start_scan(desk_db(d), w.sql.p, w.values.v, w.values.n), more);
}

struct tickets *tickets_free(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM ticket "
	            "WHERE active = 1 AND agent IS NULL ORDER BY priority, opened, id"), TICKETS_ROW);
}

struct tickets *tickets_all(struct desk *d, struct arena *a)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM ticket ORDER BY id"),
	            TICKETS_ALL | TICKETS_EXACT);
}

struct tickets *tickets_to_wake(struct desk *d, struct arena *a, int64_t now)
{
	return list(d, a, db_scan(desk_db(d), "SELECT " COLUMNS " FROM ticket "
	            "WHERE wake IS NOT NULL AND wake <= $1 ORDER BY wake", db_int(now)), TICKETS_ALL);
}

struct tickets *tickets_merged_into(struct desk *d, struct arena *a, int64_t id)
{
	return list(d, a, db_query(desk_db(d), "SELECT " COLUMNS " FROM ticket "
	            "WHERE merged = $1 AND merged <> 0 ORDER BY id", db_int(id)), TICKETS_ROW);
}

bool tickets_next(struct tickets *s, struct arena *row, struct ticket *t)
{
	struct db_stmt *others[N_BESIDE];

	if (db_step(s->st) != DB_ROW)
		return false;
	read_row(s->st, row, t);
	if (s->more & TICKETS_EXACT && !row_is_exact(s->st, row, t))
		t->damaged = true;
	start_more(s->d, t->id, s->more, others);
	read_more(others, row, t);
	return true;
}

void tickets_end(struct tickets *s)
{
	db_end(s->st);
}

static struct ticket_ids numbers(struct arena *a, struct db_stmt *s)
{
	struct ticket_ids ids = {0};

	while (db_step(s) == DB_ROW)
		*vec_push(a, &ids) = db_i64(s, 0);
	db_end(s);
	return ids;
}

/* Each half has an index of its own. */
#define RUNNING "UNION SELECT ticket FROM clock WHERE ended IS NULL AND due IS NOT NULL " \
	"UNION SELECT ticket FROM clock WHERE ended IS NULL AND due IS NULL "

struct ticket_ids tickets_alive(struct desk *d, struct arena *a)
{
	return numbers(a, db_scan(desk_db(d), "SELECT id FROM ticket WHERE class <> $1 " RUNNING
	               "UNION SELECT ticket FROM alarm ORDER BY 1", db_int(STATE_CLOSED)));
}

struct ticket_ids tickets_promised(struct desk *d, struct arena *a)
{
	return numbers(a, db_scan(desk_db(d), "SELECT id FROM ticket WHERE active = 1 " RUNNING "ORDER BY 1"));
}

static int64_t number(struct db_stmt *s)
{
	int64_t n = db_step(s) == DB_ROW ? db_i64(s, 0) : 0;

	db_end(s);
	return n;
}

int64_t tickets_count(struct desk *d, struct arena *a, const struct find *f)
{
	struct where w = where_new(a, "SELECT count(*) FROM ticket");

	if (f->spam == FIND_SPAM_OUT && !f->active) {      /* an index counts all, another the spam */
		struct find all = *f, spam = *f;
		all.spam = FIND_SPAM_TOO;
		spam.spam = FIND_SPAM_ONLY;
		return tickets_count(d, a, &all) - tickets_count(d, a, &spam);
	}

	where_find(&w, f);
	return number(db_start(desk_db(d), w.sql.p, w.values.v, w.values.n));
}

int64_t tickets_held_by(struct desk *d, const char *agent)
{
	return number(db_query(desk_db(d), "SELECT count(*) FROM ticket WHERE active = 1 AND agent = $1",
	                       db_text(agent)));
}

struct tickets_side tickets_side_counts(struct desk *d)
{
	struct db *db = desk_db(d);

	return (struct tickets_side){
		.tags = number(db_query(db, "SELECT count(*) FROM tag")),
		.fields = number(db_query(db, "SELECT count(*) FROM field")),
		.asks = number(db_query(db, "SELECT count(*) FROM ask")),
		.links = number(db_query(db, "SELECT count(*) FROM link")),
		.watchers = number(db_query(db, "SELECT count(*) FROM watch")),
		.articles = number(db_query(db, "SELECT count(*) FROM article_ticket")),
	};
}
