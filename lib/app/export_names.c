/* export_names: what tickets, customers, people and events are called. */
#include "app/export_names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "service/past_ext.h"
#include "store/articles.h"
#include "store/customers.h"
#include "store/events.h"
#include "store/people.h"

/* --- names at hand --- */

static struct export_name *place(const struct export_cache *c, int64_t id)
{
	return &c->v[(uint64_t)id % EXPORT_NAMES_SIZE];
}

static const char *at_hand(const struct export_cache *c, int64_t id)
{
	const struct export_name *p = place(c, id);

	return p->id == id ? p->text : NULL;
}

/* Names that are too long are looked up each time. */
static void keep(const struct export_cache *c, int64_t id, const char *name)
{
	struct export_name *p = place(c, id);
	size_t n = strlen(name);

	p->id = 0;
	if (n >= sizeof p->text)
		return;
	memcpy(p->text, name, n + 1);
	p->id = id;
}

void export_names_open(struct export_names *n, const struct session *s, struct arena *a)
{
	struct export_cache *all[] = {&n->customers, &n->people, &n->keys, &n->sources, &n->articles};

	*n = (struct export_names){.s = s};
	snprintf(n->own, sizeof n->own, "tk-%.8s", desk_head(s->desk)->desk);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]->v = arena_array(a, struct export_name, EXPORT_NAMES_SIZE);
}

static const char *number(struct arena *row, int64_t id)
{
	return arena_printf(row, "#%" PRId64, id);
}

/* --- tickets --- */

/* What the cache holds: a key, "#5" for number 5 elsewhere, "" for its own. */
static struct export_ticket as_named(int64_t id, const char *source, const char *name)
{
	int64_t ref = past_ext_ref(name);

	return (struct export_ticket){source, *name && !ref ? name : NULL, ref ? ref : id};
}

struct export_ticket export_opened(struct export_names *n, struct arena *row, const struct event *e,
                                   const char *key)
{
	const char *source = n->own, *name = key ? key : "";
	struct past_ext x;

	if (e->ext && past_ext_parse(row, e->ext, &x) && x.what == 't' && (key || past_ext_ref(x.key))) {
		source = x.source;
		name = key ? key : x.key;
	}
	keep(&n->keys, e->ticket, name);
	keep(&n->sources, e->ticket, source);
	return as_named(e->ticket, source, name);
}

struct export_ticket export_ticket(struct export_names *n, struct arena *row, int64_t id)
{
	const char *name = at_hand(&n->keys, id), *source = at_hand(&n->sources, id);
	struct export_ticket found = as_named(id, n->own, "");
	struct event e;
	const char *bad;

	if (name && source)
		return as_named(id, source, name);
	struct events *list = events_of(n->s->desk, row, id, EVENTS_BARE);
	if (events_next(list, row, &e, &bad) && !bad && e.kind == EVENT_OPEN)
		found = export_opened(n, row, &e, pairs_get(&e.data, "key"));
	events_end(list);
	return found;
}

const char *export_ticket_name(const struct export_ticket *t, struct arena *row)
{
	return t->key ? t->key : number(row, t->ref);
}

/* --- events --- */

/* An event that began here, in a ticket that came from elsewhere or not. */
static const char *own_id(struct export_names *n, struct arena *row, int64_t seq, const char *source)
{
	char text[NUM_LEN];

	if (strcmp(source, n->own) == 0)
		return arena_dup(row, text, (size_t)num_print(text, seq));
	return arena_printf(row, "%s:%" PRId64, n->own, seq);
}

const char *export_event_id(struct export_names *n, struct arena *row, const struct event *e,
                            const struct export_ticket *of)
{
	struct past_ext x;

	if (e->kind == EVENT_OPEN)             /* a ticket has one */
		return NULL;
	if (e->ext && past_ext_parse(row, e->ext, &x) && strcmp(x.source, of->source) == 0)
		return x.id;
	return own_id(n, row, e->seq, of->source);
}

const char *export_client_id(struct export_names *n, struct arena *row, const struct event *e,
                             const char **source)
{
	struct past_ext x;

	*source = n->own;
	if (!e->ext || !past_ext_parse(row, e->ext, &x))
		return own_id(n, row, e->seq, n->own);
	*source = x.source;
	return x.id;
}

/* --- customers and people --- */

static void told(struct export_cache *c, int64_t id, const char *key)
{
	if (key && *key)
		keep(c, id, key);
}

void export_customer_is(struct export_names *n, int64_t id, const char *key)
{
	told(&n->customers, id, key);
}

void export_person_is(struct export_names *n, int64_t id, const char *key)
{
	told(&n->people, id, key);
}

const char *export_customer(struct export_names *n, struct arena *row, int64_t id)
{
	const char *name = at_hand(&n->customers, id);
	struct customer c;

	if (name)
		return name;
	bool found = customers_load(n->s->desk, row, id, &c) && !str_empty(c.key);
	name = found ? c.key : number(row, id);
	keep(&n->customers, id, name);
	return name;
}

bool export_article_told(const struct export_names *n, int64_t id)
{
	return at_hand(&n->articles, id) != NULL;
}

void export_article_is(struct export_names *n, int64_t id, const char *key)
{
	told(&n->articles, id, key);
}

const char *export_article(struct export_names *n, struct arena *row, int64_t id)
{
	const char *name = at_hand(&n->articles, id);
	struct article x;

	if (name)
		return name;
	name = articles_row(n->s->desk, row, id, &x) ? x.key : number(row, id);
	keep(&n->articles, id, name);
	return name;
}

const char *export_person(struct export_names *n, struct arena *row, int64_t id)
{
	const char *name = at_hand(&n->people, id);
	struct person p;

	if (name)
		return name;
	bool found = people_load(n->s->desk, row, id, &p) && !str_empty(p.key);
	name = found ? p.key : number(row, id);
	keep(&n->people, id, name);
	return name;
}
