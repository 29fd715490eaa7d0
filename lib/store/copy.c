/* copy: all of a desk into an empty one, of whatever engine. */
#include "store/copy.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"
#include "domain/event.h"
#include "store/search.h"
#include "text/token.h"

enum { PARTS = PART_MAX + 1, SAY = 4096 };     /* text.id = event * 64 + part; rows between two words of progress */

struct copying {
	struct desk *from, *to;
	void (*progress)(void *, const char *, int64_t, int64_t);
	void *arg;
	int64_t seq;                   /* the event whose words are gathered */
	struct str words;
	struct arena row;
	struct { int64_t *v; size_t n, cap; } apart;   /* events whose texts search.h leaves out, in order */
	size_t next;                   /* of them */
};

/* Every table but head, kb_head and search; the first column begins its primary key,
 * and orders it. */
static const struct { const char *table, *columns; int n; } tables[] = {
	{"policy", "version, valid_from, loaded, by, name, digest, yaml, packed", 8},
	{"event", "seq, ticket, at, logged, kind, role, actor, os_user, ext, data, texts, hash", 12},
	{"text", "id, salt, body", 3},
	{"file", "digest, size, body", 3},
	{"customer", "id, seq, key, name, lang, plan, stage, csm, merged, internal, rest", 11},
	{"person", "id, seq, customer, key, name, lang, rest", 7},
	{"address", "channel, address, person", 3},
	{"ticket", "id, seq, active, state, class, kind, priority, impact, urgency, affected, level, "
	 "team, agent, customer, category, complexity, channel, lang, plan, key, subject, contact, "
	 "opened, changed, state_since, level_since, replied, answered, asked_at, resolved, closed, "
	 "wake, hands, reopened, policy, person, counted, merged, spam, rest", 40},
	{"tag", "name, ticket", 2},
	{"field", "name, value, ticket", 3},
	{"ask", "seq, ticket, whom, by, at", 5},
	{"link", "ticket, relation, other", 3},
	{"watch", "name, ticket", 2},
	{"clock", "ticket, name, cycle, kind, state, level, start, due, risk, ended, counted, turned, "
	 "still, over, rule, target, calendar, policy", 18},
	{"alarm", "ticket, at", 2},
	{"article", "id, seq, key, kind, audience, owner, categories, queries, review_by, valid_until, created, "
	 "changed", 12},
	{"article_text", "article, lang, state, versions, live, draft, changed, published", 8},
	{"article_event", "article, seq", 2},
	{"article_category", "category, article", 2},
	{"article_ticket", "ticket, article", 2},
	{"kb_due", "article, lang", 2},
	{"kb_lang", "id, lang, docs, title, questions, body, names, scale", 8},
	{"kb_doc", "id, article, lang, seq, title, questions, body, names", 8},
	{"kb_word", "lang, word, id, df", 4},
	{"kb_post", "id, body", 2},
	{"kb_flag", "id, body", 2},
};
enum { N_TABLES = sizeof tables / sizeof *tables, COLUMNS_MAX = 40 };

/* --- the index --- */

static void index_words(struct copying *c)
{
	if (c->seq && c->words.n)
		search_add_words(c->to, c->seq, c->words.p, c->words.n);
	arena_reset(&c->row);
	c->words = str_new(&c->row);
}

/* Texts come event by event, subject before body. */
static void take_text(struct copying *c, const struct db_val *v)
{
	int64_t seq = v[0].i / PARTS, part = v[0].i % PARTS;

	if (part != PART_SUBJECT && part != PART_BODY)
		return;
	while (c->next < c->apart.n && c->apart.v[c->next] < seq)
		c->next++;
	if (c->next < c->apart.n && c->apart.v[c->next] == seq)
		return;
	if (seq != c->seq) {
		index_words(c);
		c->seq = seq;
	}
	token_text(&c->words, v[2].p, v[2].n);
}

/* An event as it is copied, before its texts are. */
static void take_event(struct copying *c, const struct db_val *v)
{
	for (int kind = EVENT_ARTICLE; kind <= EVENT_KB; kind++) {
		const char *word = event_kind_words[kind];
		if (!search_indexes((enum event_kind)kind) && v[4].n == strlen(word) && memcmp(v[4].p, word, v[4].n) == 0)
			*vec_push(desk_memory(c->to), &c->apart) = v[0].i;
	}
}

/* --- rows --- */

static const char *select_of(struct arena *a, int i)
{
	return arena_printf(a, "SELECT %s FROM %s ORDER BY %.*s", tables[i].columns, tables[i].table,
	                    (int)strcspn(tables[i].columns, ","), tables[i].columns);
}

static const char *insert_of(struct arena *a, int i)
{
	struct str s = str_new(a);

	str_printf(&s, "INSERT INTO %s (%s) VALUES (", tables[i].table, tables[i].columns);
	for (int k = 1; k <= tables[i].n; k++)
		str_printf(&s, "%s$%d", k > 1 ? ", " : "", k);
	str_addc(&s, ')');
	return s.p;
}

static void say(struct copying *c, const char *table, int64_t number)
{
	int64_t all = desk_head(c->from)->seq;

	if (c->progress && strcmp(table, "event") == 0)
		c->progress(c->arg, "events", number, all);
	else if (c->progress && strcmp(table, "text") == 0)
		c->progress(c->arg, "texts", number / PARTS, all);
}

static void copy_table(struct copying *c, int i)
{
	struct db *to = desk_db(c->to);
	const char *insert = insert_of(desk_memory(c->to), i);
	struct db_stmt *s = db_start_scan(desk_db(c->from), select_of(desk_memory(c->from), i), NULL, 0);
	bool texts = strcmp(tables[i].table, "text") == 0, events = strcmp(tables[i].table, "event") == 0;
	struct db_val v[COLUMNS_MAX];
	int64_t rows = 0;

	while (db_step(s) == DB_ROW && !desk_failed(c->to)) {
		for (int k = 0; k < tables[i].n; k++)
			v[k] = db_value(s, k);
		if (texts)
			take_text(c, v);
		else if (events)
			take_event(c, v);
		db_put_row(to, insert, v, (size_t)tables[i].n);
		if (++rows % SAY == 0)
			say(c, tables[i].table, v[0].i);
	}
	db_end(s);
	if (texts)
		index_words(c);
}

/* The one row of the knowledge base's index is there already. */
static void copy_counters(struct desk *from, struct desk *to)
{
	struct db_stmt *s = db_query(desk_db(from), "SELECT doc, word FROM kb_head WHERE id = 1");

	if (db_step(s) == DB_ROW)
		db_exec(desk_db(to), "UPDATE kb_head SET doc = $1, word = $2 WHERE id = 1", db_int(db_i64(s, 0)),
		        db_int(db_i64(s, 1)));
	db_end(s);
}

void copy_desk(struct desk *from, struct desk *to, void (*progress)(void *, const char *, int64_t, int64_t),
               void *arg)
{
	struct copying c = {.from = from, .to = to, .progress = progress, .arg = arg};

	c.words = str_new(&c.row);
	for (int i = 0; i < N_TABLES; i++)
		copy_table(&c, i);
	arena_free(&c.row);
	copy_counters(from, to);
	*desk_head(to) = *desk_head(from);     /* saved at the end, but for these two */
	db_exec(desk_db(to), "UPDATE head SET desk = $1, created = $2 WHERE id = 1",
	        db_text(desk_head(from)->desk), db_int(desk_head(from)->created));
}
