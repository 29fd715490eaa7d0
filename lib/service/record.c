/* record: the one path by which anything is written. */
#include "service/record.h"

#include <inttypes.h>
#include <string.h>

#include "service/keep.h"
#include "store/articles.h"
#include "store/events.h"
#include "store/tickets.h"
#include "text/mask.h"
#include "when/clock.h"

struct event record_event(const struct session *s, enum event_kind kind, int64_t id)
{
	return (struct event){.ticket = id, .at = s->now, .kind = kind, .role = s->role,
	                      .actor = s->actor, .os_user = s->os_user};
}

int record_masked(const struct event *e)
{
	return (int)pairs_int(&e->data, "masked", 0);
}

/* No card number reaches the disk, in whatever part of an event it hides. What
 * stands of a file is a name, masked already, and its digest. */
static void mask(struct arena *a, struct event *e)
{
	int before = record_masked(e), found = before;

	e->actor = mask_text(a, e->actor, strlen(e->actor), NULL, &found);
	if (e->ext)
		e->ext = mask_text(a, e->ext, strlen(e->ext), NULL, &found);
	for (size_t i = 0; i < e->data.n; i++) {
		const char *value = e->data.v[i].value;
		e->data.v[i].value = mask_text(a, value, strlen(value), NULL, &found);
	}
	for (size_t i = 0; i < e->ntexts; i++) {
		struct event_text *t = &e->texts[i];
		if (t->part < PART_FILE)
			t->body = mask_text(a, t->body, t->n, &t->n, &found);
	}
	if (found > before)
		pairs_put(a, &e->data, "masked", arena_printf(a, "%d", found));
}

static void append(const struct session *s, struct arena *a, struct event *e)
{
	mask(a, e);
	e->logged = clock_now();
	events_append(s->desk, a, e);
}

static void fold(struct arena *a, struct ticket *t, const struct event *e)
{
	struct fault f = {0};

	if (ticket_apply(a, t, e, &f) != 0)
		bug("%s", f.text);
}

void record_open(const struct session *s, struct arena *a, struct event *e, struct ticket *t)
{
	e->ticket = ++desk_head(s->desk)->ticket;
	append(s, a, e);
	fold(a, t, e);
	tickets_insert(s->desk, a, t);
	keep_opened(s, a, e);
}

/* t as it is, with arrays of its own: the fold changes them in place. */
struct ticket *record_before(struct arena *a, struct ticket *t)
{
	struct ticket *old = arena_new(a, struct ticket);

	*old = *t;
	t->fields.v = arena_array(a, struct pair, t->fields.n);
	t->fields.cap = t->fields.n;
	for (size_t i = 0; i < t->fields.n; i++)
		t->fields.v[i] = old->fields.v[i];
	t->asks.v = arena_array(a, struct ticket_ask, t->asks.n);
	t->asks.cap = t->asks.n;
	for (size_t i = 0; i < t->asks.n; i++)
		t->asks.v[i] = old->asks.v[i];
	t->links.v = arena_array(a, struct ticket_link, t->links.n);
	t->links.cap = t->links.n;
	for (size_t i = 0; i < t->links.n; i++)
		t->links.v[i] = old->links.v[i];
	t->articles.v = arena_array(a, int64_t, t->articles.n);
	t->articles.cap = t->articles.n;
	for (size_t i = 0; i < t->articles.n; i++)
		t->articles.v[i] = old->articles.v[i];
	return old;
}

void record_change(const struct session *s, struct arena *a, struct ticket *t, struct event *e)
{
	struct ticket *old = record_before(a, t);

	if (e->at < t->changed)
		e->at = t->changed;
	append(s, a, e);
	fold(a, t, e);
	tickets_update(s->desk, a, old, t);
	keep_touch(s, t->id);
}

/* What the fold keeps of e by reference, as copies in a. */
static void keep(struct arena *a, struct event *e)
{
	e->actor = arena_strdup(a, e->actor);
	for (size_t i = 0; i < e->data.n; i++) {
		struct pair *p = &e->data.v[i];
		if (p->name[0] == 'f' && p->name[1] == '.')
			p->name = arena_strdup(a, p->name);
		p->value = arena_strdup(a, p->value);
	}
	for (size_t i = 0; i < e->ntexts; i++) {
		struct event_text *x = &e->texts[i];
		if (x->part == PART_SUBJECT || x->part == PART_FIELDS || x->part == PART_CC)
			x->body = arena_dup(a, x->body, x->n);
	}
}

void record_add(const struct session *s, struct arena *a, struct arena *row, struct ticket *t,
                struct event *e)
{
	if (!t->id)
		e->ticket = ++desk_head(s->desk)->ticket;
	append(s, row, e);
	keep(a, e);
	fold(a, t, e);
}

void record_save(const struct session *s, struct arena *row, const struct ticket *before,
                 const struct ticket *t, const struct event *only)
{
	if (before)
		tickets_update(s->desk, row, before, t);
	else
		tickets_insert(s->desk, row, t);
	if (only)
		keep_opened(s, row, only);
	else
		keep_touch(s, t->id);
}

void record_desk(const struct session *s, struct arena *a, struct event *e)
{
	append(s, a, e);
}

/* The facts of an event with its subject's number before them. */
static void put_first(struct arena *a, struct event *e, const char *name, int64_t id)
{
	struct pairs all = {0};

	pairs_add_int(a, &all, name, id);
	for (size_t i = 0; i < e->data.n; i++)
		pairs_add(a, &all, e->data.v[i].name, e->data.v[i].value);
	e->data = all;
}

void record_client(const struct session *s, struct arena *a, struct event *e, struct customer *c)
{
	put_first(a, e, "customer", c->id ? c->id : ++desk_head(s->desk)->customer);
	append(s, a, e);
	customer_apply(c, e);
	customers_save(s->desk, a, c);
}

void record_person(const struct session *s, struct arena *a, struct event *e, struct person *p)
{
	put_first(a, e, "person", p->id ? p->id : ++desk_head(s->desk)->person);
	append(s, a, e);
	person_apply(a, p, e);
	people_save(s->desk, a, p);
}

void record_article(const struct session *s, struct arena *a, struct event *e, struct article *x)
{
	struct fault f = {0};
	struct article before = *x;

	before.texts.v = arena_array(a, struct article_text, x->texts.n);
	for (size_t i = 0; i < x->texts.n; i++)
		before.texts.v[i] = x->texts.v[i];
	put_first(a, e, "article", x->id ? x->id : ++desk_head(s->desk)->article);
	if (e->at < x->changed && x->id)
		e->at = x->changed;
	append(s, a, e);
	if (article_apply(a, x, e, &f) != 0)
		bug("%s", f.text);
	articles_save(s->desk, &before, x);
}

int64_t record_customer(const struct session *s, struct arena *a, const char *key, struct customer *c)
{
	struct event e = record_event(s, EVENT_CUSTOMER, 0);

	key = mask_text(a, key, strlen(key), NULL, NULL);
	if (customers_find(s->desk, a, key, c))
		return c->id;
	event_add_text(a, &e, PART_KEY, key);
	*c = (struct customer){0};
	record_client(s, a, &e, c);
	return c->id;
}
