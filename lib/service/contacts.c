/* contacts: the last words with a customer, whatever the channel. */
#include "service/contacts.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "service/lookup.h"
#include "store/customers.h"
#include "store/events.h"
#include "store/tickets.h"
#include "when/clock.h"

/* A merge of customers changes all their tickets at one instant: then the
 * newest of them must do. */
enum { LOOKED_AT = 500 };

struct gathering {
	const struct session *s;
	struct arena *a;
	int64_t as_of;
	size_t most, looked;
	struct contacts *out;
};

static bool newer(const struct contact *x, const struct contact *y)
{
	return x->e.at != y->e.at ? x->e.at > y->e.at : x->e.seq > y->e.seq;
}

/* Puts c in its place, newest first; drops what is too old. */
static void insert(struct gathering *g, const struct contact *c)
{
	struct contacts *list = g->out;
	size_t i;

	if (list->n < g->most)
		vec_push(g->a, list);
	else if (!newer(c, &list->v[list->n - 1]))
		return;
	for (i = list->n - 1; i > 0 && newer(c, &list->v[i - 1]); i--)
		list->v[i] = list->v[i - 1];
	list->v[i] = *c;
}

static bool is_contact(const struct event *e, enum voice voice)
{
	return voice == VOICE_CUSTOMER || voice == VOICE_PUBLIC || e->kind == EVENT_CALL || e->kind == EVENT_SURVEY;
}

static void read_ticket(struct gathering *g, const struct ticket *t)
{
	struct events *list = events_of(g->s->desk, g->a, t->id, EVENTS_ALL);
	const char *bad, *subject = t->subject ? arena_strdup(g->a, t->subject) : NULL;
	const char *usual = t->channel ? arena_strdup(g->a, t->channel) : NULL;
	struct event e;

	g->looked++;
	while (events_next(list, g->a, &e, &bad) && (g->as_of == AT_NONE || e.at <= g->as_of)) {
		struct contact c = {e, t->id, subject, NULL, bad ? VOICE_INTERNAL : tell_voice(&e)};
		if (bad || !is_contact(&e, c.voice))
			continue;
		const char *channel = pairs_get(&e.data, "channel");
		c.channel = channel ? channel : e.kind == EVENT_CALL ? "phone" : usual;
		insert(g, &c);
	}
	events_end(list);
}

/* Once as many contacts as wanted are younger than the next ticket's last
 * change, no more follow: tickets come with the one that changed last first. */
static bool enough(const struct gathering *g, int64_t changed)
{
	return g->out->n == g->most && (g->looked >= LOOKED_AT || g->out->v[g->most - 1].e.at > changed);
}

static void gather_now(struct gathering *g, int64_t customer)
{
	struct arena list = {0};
	size_t n;
	struct customers_case *v = customers_latest(g->s->desk, &list, customer, &n);

	for (size_t i = 0; i < n && !enough(g, v[i].changed); i++) {
		struct ticket t;
		if (tickets_load(g->s->desk, g->a, v[i].id, &t))
			read_ticket(g, &t);
	}
	arena_free(&list);
}

static bool gather(void *arg, struct arena *row, const struct ticket *t)
{
	struct gathering *g = arg;

	(void)row;
	if (enough(g, t->changed))
		return false;
	read_ticket(g, t);
	return true;
}

static void gather_then(struct gathering *g, int64_t customer)
{
	static const struct find_sort newest[] = {{"changed", true}};
	struct lookup q = {.find = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_OUT},
	                   .sort = newest, .nsort = 1, .as_of = g->as_of};

	*vec_push(g->a, &q.find.by[FIND_CUSTOMER]) = (struct find_value){.number = customer};
	lookup_each(g->s, g->s->a, &q, gather, g);     /* its SQL must outlive g->a */
}

void contacts_last(const struct session *s, struct arena *a, int64_t customer, int64_t as_of,
                   size_t most, struct contacts *out)
{
	struct gathering g = {.s = s, .a = a, .as_of = as_of, .most = most, .out = out};

	*out = (struct contacts){0};
	if (as_of == AT_NONE)
		gather_now(&g, customer);
	else
		gather_then(&g, customer);
}

const char *contact_line(struct arena *a, const struct contact *c)
{
	enum { MAX = 300 };
	const char *body = event_body(&c->e, PART_BODY);
	const char *text = body && *body ? body : c->e.kind == EVENT_OPEN ? c->subject : NULL;
	size_t n = text ? strcspn(text, "\r\n") : 0, cut = text ? utf8_cut(text, n, MAX) : 0;

	if (!text)
		return NULL;
	return cut < n ? arena_printf(a, "%.*s\xe2\x80\xa6", (int)cut, text) : arena_dup(a, text, n);
}
