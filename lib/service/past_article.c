/* past_article: lines about the knowledge base: what became of an article, and
 * what was done with it on a ticket. */
#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "service/past_run.h"
#include "store/articles.h"
#include "store/events.h"
#include "text/mask.h"

/* --- articles --- */

/* All that a line says under "facts": the facts of an article are its own. */
static int add_facts(struct past_line *l, struct fault *f)
{
	for (size_t i = 0; i < l->p->fields.n; i++) {
		const struct pair *x = &l->p->fields.v[i];
		const char *name = x->name + strlen("facts.");
		if (!str_starts(x->name, "facts."))
			continue;
		if (strcmp(name, "article") == 0 || strcmp(name, "masked") == 0)
			return fault_set(f, EX_DATAERR, "facts: \"%s\" cannot be said so", name);
		pairs_add(l->row, &l->e.data, name, x->value);
	}
	return 0;
}

static void add_texts(struct past_line *l)
{
	static const char *const named[] = {"questions", "script", NULL};
	const char *title = past_get(l, "title"), *body = past_get(l, "body");
	struct pairs said = {0};
	struct str text = str_new(l->row);

	event_add_text(l->row, &l->e, PART_SUBJECT, title);
	event_add_text(l->row, &l->e, PART_BODY, body);
	for (int i = 0; named[i]; i++)
		pairs_add(l->row, &said, named[i], past_get(l, named[i]));
	if (!said.n)
		return;
	pairs_print(&text, &said);
	event_add_text(l->row, &l->e, PART_FIELDS, text.p);
}

/* Can this event follow the ones before? What comes to the record is kept. */
static int try(struct past_line *l, const struct article *x, struct fault *f)
{
	struct article next = *x;
	struct event e = l->e;
	struct article other;
	const char *key = pairs_get(&e.data, "key");

	e.data = (struct pairs){0};
	pairs_add_int(l->row, &e.data, "article", x->id ? x->id : 1);
	for (size_t i = 0; i < l->e.data.n; i++)
		pairs_add(l->row, &e.data, l->e.data.v[i].name, l->e.data.v[i].value);
	next.texts.v = arena_array(l->row, struct article_text, x->texts.n + 1);
	next.texts.cap = x->texts.n + 1;
	for (size_t i = 0; i < x->texts.n; i++)
		next.texts.v[i] = x->texts.v[i];
	e.seq = desk_head(l->s->desk)->seq + 1;
	if (e.at < x->changed && x->id)
		e.at = x->changed;
	if (key && !article_key_ok(key))
		return fault_set(f, EX_DATAERR, "key: \"%s\" is no key of an article", key);
	if (key && articles_by_key(l->s->desk, l->row, key, &other) && other.id != x->id)
		return fault_set(f, EX_DATAERR, "key: there is an article \"%s\" already", key);
	return article_apply(l->row, &next, &e, f);
}

/* A record of this desk, exported from it. */
static bool ours(const struct past_line *l)
{
	struct event e;
	int64_t seq;

	return strcmp(l->p->source, l->run->own) == 0 && l->p->id && num_parse(l->p->id, 1, INT64_MAX, &seq) &&
	       events_load(l->s->desk, l->row, seq, EVENTS_BARE, &e) && e.kind == EVENT_ARTICLE;
}

int past_write_article(struct past_line *l, struct fault *f)
{
	struct article x = {0};
	int bad;

	if (l->p->at > l->s->now)
		return fault_set(f, EX_DATAERR, "it lies in the future");
	l->ident = past_ext_prefix(l->row, 'a', l->p->source, l->p->key);
	if (past_known(l) || ours(l)) {
		l->run->counts->known++;
		return 0;
	}
	l->e.ext = l->ext;
	l->e.kind = EVENT_ARTICLE;
	articles_by_key(l->s->desk, l->row, l->p->key, &x);
	bad = past_actor(l, f);
	if (!bad)
		bad = add_facts(l, f);
	if (!bad && !x.id && !pairs_get(&l->e.data, "key"))
		pairs_add(l->row, &l->e.data, "key", l->p->key);
	if (!bad)
		bad = try(l, &x, f);
	if (bad)
		return bad;
	add_texts(l);
	record_article(l->s, l->row, &l->e, &x);
	l->run->counts->masked += record_masked(&l->e);
	l->run->counts->events++;
	return 0;
}

/* --- what was done with them on a ticket --- */

int past_plan_kb(struct past_line *l, struct fault *f)
{
	const char *key = past_get(l, "article"), *customer = past_get(l, "customer");
	struct article x;

	l->e.kind = EVENT_KB;
	if (key && *key && !articles_by_key(l->s->desk, l->row, key, &x))
		return fault_set(f, EX_DATAERR, "article: there is none \"%s\"", key);
	if (!past_get(l, "facts.do"))
		return fault_set(f, EX_DATAERR, "facts: what was done (do) is missing");
	if (key && *key)
		pairs_add_int(l->row, &l->e.data, "article", x.id);
	if (customer && *customer)
		pairs_add_int(l->row, &l->e.data, "customer", past_customer(l, customer));
	past_text(l);
	return 0;
}
