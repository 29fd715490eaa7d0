/* visits: events become things shown, things shown become visits. */
#include "service/visits.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "store/usage.h"
#include "when/civil.h"
#include "when/clock.h"

struct shown {
	const char *who;               /* "s:NAME" or "c:NUMBER" */
	int64_t at, seq, customer, article;
	bool handed_over;
};

struct count {
	const struct session *s;
	struct arena *a;
	struct visits *v;
	struct { struct shown *v; size_t n, cap; } shown;
};

int64_t visits_window(const struct session *s)
{
	struct span w = policy_knowledge(s->policy)->deflected_within;

	switch (w.unit) {
	case SPAN_SECONDS: return w.n;
	case SPAN_WEEKS: return w.n * 7 * DAY_S;
	case SPAN_MONTHS: return w.n * 30 * DAY_S;
	default: return w.n * DAY_S;
	}
}

static struct visits_article *article_of(struct count *c, int64_t id)
{
	static struct visits_article none;

	if (id < 1 || id > INT32_MAX || id > desk_head(c->s->desk)->article)
		return &none;
	while (c->v->articles.n <= (size_t)id)
		vec_push(c->a, &c->v->articles);
	c->v->articles.v[id].article = id;
	return &c->v->articles.v[id];
}

/* --- reading --- */

static void show(struct count *c, const struct event *e, int64_t article, bool handed_over)
{
	const char *session = pairs_get(&e->data, "session");
	int64_t customer = pairs_int(&e->data, "customer", 0);
	struct shown *x;

	if (e->ticket)                     /* there is a ticket already */
		return;
	x = vec_push(c->a, &c->shown);
	*x = (struct shown){.at = e->at, .seq = e->seq, .customer = customer, .article = article, .handed_over = handed_over};
	if (session)
		x->who = arena_printf(c->a, "s:%s", session);
	else if (customer)
		x->who = arena_printf(c->a, "c:%lld", (long long)customer);
	else
		x->who = arena_printf(c->a, "e:%lld", (long long)e->seq);
}

static void read_one(struct count *c, const struct event *e)
{
	const char *deed = pairs_get(&e->data, "do");
	int64_t id = pairs_int(&e->data, "article", 0);
	struct visits_article *x = article_of(c, id);

	if (str_eq(deed, "view")) {
		x->views++;
		show(c, e, id, false);
	} else if (str_eq(deed, "suggest")) {
		x->suggested++;
		show(c, e, id, false);
	} else if (str_eq(deed, "answer")) {
		x->answered++;
		c->v->answered++;
		show(c, e, id, false);
	} else if (str_eq(deed, "handover")) {
		c->v->handed_over++;
		show(c, e, 0, true);
	} else if (str_eq(deed, "vote")) {
		if (str_eq(pairs_get(&e->data, "vote"), "up"))
			x->up++;
		else
			x->down++;
	} else if (str_eq(deed, "link")) {
		x->linked++;
	} else if (str_eq(deed, "unlink")) {
		x->linked--;
	}
}

/* --- visits --- */

static int by_visit(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	int who = strcmp(x->who, y->who);

	if (who != 0)
		return who;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* Each article once a visit. */
static void tell_articles(struct count *c, const struct shown *x, size_t n, bool ticket, bool none)
{
	for (size_t i = 0; i < n; i++) {
		bool again = x[i].article == 0;
		for (size_t k = 0; k < i && !again; k++)
			again = x[k].article == x[i].article;
		if (again)
			continue;
		struct visits_article *v = article_of(c, x[i].article);
		v->visits++;
		v->followed += ticket;
		v->unfollowed += none;
	}
}

static void end_visit(struct count *c, const struct shown *x, size_t n)
{
	struct visits *v = c->v;
	int64_t customer = 0, last = x[n - 1].at + v->window_s;
	bool handed_over = false, ticket = false, none = false;

	for (size_t i = 0; i < n; i++) {
		handed_over |= x[i].handed_over;
		customer = x[i].customer ? x[i].customer : customer;
	}
	if (customer && !handed_over)
		ticket = usages_opened_after(c->s->desk, customer, x[0].at, last) != AT_NONE;
	v->visits++;
	if (handed_over)
		v->to_person++;
	else if (ticket)
		v->ticket++;
	else if (!customer)
		v->unknown++;
	else if (last > c->s->now)
		v->early++;
	else
		none = true;
	v->none += none;
	tell_articles(c, x, n, ticket, none);
}

void visits_count(const struct session *s, struct arena *a, int64_t from, int64_t to, int64_t window_s,
                  struct visits *v)
{
	struct count c = {.s = s, .a = a, .v = v};
	struct arena row = {0};
	struct event e;

	*v = (struct visits){.from = from, .to = to, .window_s = window_s};
	struct usages *all = usages_between(s->desk, a, from, to);
	while (usages_next(all, &row, &e)) {
		read_one(&c, &e);
		arena_reset(&row);
	}
	usages_end(all);
	arena_free(&row);
	if (c.shown.n > 1)
		qsort(c.shown.v, c.shown.n, sizeof *c.shown.v, by_visit);
	for (size_t i = 0, first = 0; i < c.shown.n; i++) {
		const struct shown *x = &c.shown.v[i];
		bool more = i + 1 < c.shown.n && strcmp(x[1].who, x->who) == 0 && x[1].at <= x->at + window_s;
		if (more)
			continue;
		end_visit(&c, &c.shown.v[first], i + 1 - first);
		first = i + 1;
	}
	usages_closed(s->desk, from, to, &v->closed, &v->linked);
}
