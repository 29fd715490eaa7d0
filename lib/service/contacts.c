/* contacts: the last words with a customer, whatever the channel. */
#include "service/contacts.h"

#include <string.h>

#include "base/vec.h"
#include "service/lookup.h"
#include "store/events.h"
#include "when/clock.h"

struct gathering {
	const struct session *s;
	struct arena *a;
	int64_t as_of;
	size_t most;
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

/* Tickets come with the one that changed last first: once as many contacts as
 * wanted are younger than the next ticket's last change, no more follow. */
static bool gather(void *arg, struct arena *row, const struct ticket *t)
{
	struct gathering *g = arg;

	(void)row;
	if (g->out->n == g->most && g->out->v[g->most - 1].e.at > t->changed)
		return false;
	read_ticket(g, t);
	return true;
}

void contacts_last(const struct session *s, struct arena *a, int64_t customer, int64_t as_of,
                   size_t most, struct contacts *out)
{
	static const struct find_sort newest[] = {{"changed", true}};
	struct gathering g = {s, a, as_of, most, out};
	struct lookup q = {.find = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_OUT},
	                   .sort = newest, .nsort = 1, .as_of = as_of};

	*out = (struct contacts){0};
	*vec_push(a, &q.find.by[FIND_CUSTOMER]) = (struct find_value){.number = customer};
	lookup_each(s, a, &q, gather, &g);
}

const char *contact_line(struct arena *a, const struct contact *c)
{
	const char *body = event_body(&c->e, PART_BODY);
	const char *text = body && *body ? body : c->e.kind == EVENT_OPEN ? c->subject : NULL;

	return text ? arena_dup(a, text, strcspn(text, "\r\n")) : NULL;
}
