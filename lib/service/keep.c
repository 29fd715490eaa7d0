/* keep: the clocks and alarms of tickets, kept beside them. */
#include "service/keep.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "store/events.h"
#include "store/policies.h"
#include "store/tickets.h"

static struct policy *in_force(void *arg, int64_t at, int64_t *version)
{
	return policies_in_force(arg, at, version);
}

static struct policy *by_version(void *arg, int64_t version)
{
	return policies_version(arg, version);
}

static struct policy *names_at(void *arg, int64_t at)
{
	int64_t version;

	return policies_in_force(arg, at, &version);
}

struct clocks_source keep_source(struct desk *d)
{
	return (struct clocks_source){in_force, by_version, names_at, d};
}

/* Is anything promised, now or ever before? */
static bool promises(struct desk *d, struct policy *now)
{
	size_t slas, deadlines, rules;

	if (desk_head(d)->policy > 1)
		return true;
	policy_slas(now, &slas);
	policy_deadlines(now, &deadlines);
	policy_escalations(now, &rules);
	return slas || deadlines || rules;
}

struct events_read { struct event *v; size_t n, cap; };

static struct events_read read_events(struct desk *d, struct arena *a, int64_t ticket, int64_t as_of)
{
	struct events *list = events_of(d, a, ticket, EVENTS_BARE);
	struct events_read out = {0};
	struct event e;
	const char *bad;

	while (events_next(list, a, &e, &bad) && !bad && (as_of == AT_NONE || e.at <= as_of))
		*vec_push(a, &out) = e;
	events_end(list);
	return out;
}

void keep_clocks(struct desk *d, struct arena *a, int64_t ticket, int64_t as_of, struct clocks *out)
{
	struct clocks_source src = keep_source(d);
	struct events_read list = read_events(d, a, ticket, as_of);

	*out = (struct clocks){0};
	if (list.n && clocks_of(a, &src, list.v, list.n, out, NULL) != 0)
		*out = (struct clocks){0};
}

/* --- alarms --- */

const char *keep_priority(struct policy *p, const struct ticket *t)
{
	size_t n;
	const struct policy_priority *list = policy_priorities(p, &n);

	return t->priority >= 1 && (size_t)t->priority <= n ? list[t->priority - 1].name : NULL;
}

/* The first instant at which something is or will be due. */
static int64_t alarm_of(struct arena *a, struct policy *p, const struct clocks *c)
{
	struct alarms x;

	alarms_of(a, p, c, keep_priority(p, &c->t), INT64_MIN, &x);
	return x.next;
}

/* Alarms are of one version of the policy until keep_armed() takes the next. */
static void keep_ticket(struct desk *d, struct arena *a, int64_t ticket, const struct clocks *c, bool fresh)
{
	struct policy *p = policies_version(d, desk_head(d)->armed);

	clocks_save(d, a, ticket, c, fresh);
	alarm_set(d, ticket, p ? alarm_of(a, p, c) : AT_NONE, fresh);
}

static void keep(struct desk *d, int64_t ticket)
{
	struct arena a = {0};
	struct clocks c;

	keep_clocks(d, &a, ticket, AT_NONE, &c);
	keep_ticket(d, &a, ticket, &c, false);
	arena_free(&a);
}

void keep_touch(const struct session *s, int64_t ticket)
{
	if (promises(s->desk, s->policy))
		desk_touch(s->desk, ticket, keep);
}

void keep_opened(const struct session *s, struct arena *a, const struct event *e)
{
	struct clocks_source src = keep_source(s->desk);
	struct clocks c;

	if (promises(s->desk, s->policy) && clocks_of(a, &src, e, 1, &c, NULL) == 0)
		keep_ticket(s->desk, a, e->ticket, &c, true);
}

/* --- all tickets --- */

/* Does a rule watch a state in which nothing else goes on? */
static bool watches_closed(struct policy *p)
{
	size_t n;
	const struct policy_escalation *rules = policy_escalations(p, &n);

	for (size_t i = 0; i < n; i++) {
		const struct policy_state *st = rules[i].watch == WATCH_STATE ? policy_state(p, rules[i].on) : NULL;
		if (st && st->class == STATE_CLOSED)
			return true;
	}
	return false;
}

bool keep_is_armed(struct desk *d, int64_t now)
{
	int64_t version = 0;

	return !policies_in_force(d, now, &version) || desk_head(d)->armed == version;
}

int64_t keep_armed(struct desk *d, int64_t now)
{
	struct desk_head *h = desk_head(d);
	struct arena a = {0};
	struct ticket_ids ids = {0};
	int64_t version = 0, all = h->armed ? 0 : h->ticket;
	struct policy *p = policies_in_force(d, now, &version);

	if (!p || h->armed == version)
		return 0;
	h->armed = version;
	if (watches_closed(p))
		all = h->ticket;
	for (int64_t id = 1; id <= all; id++)
		keep(d, id);
	if (!all)
		ids = tickets_alive(d, &a);
	for (size_t i = 0; i < ids.n; i++)
		keep(d, ids.v[i]);
	arena_free(&a);
	return all + (int64_t)ids.n;
}

/* --- verify --- */

struct keep_check {
	struct desk *d;
	struct arena *a;
	void (*say)(void *, const char *);
	void *arg;
	struct clocks_source src;
	struct policy *rules;          /* the alarms are of */
	struct clock_rows *rows;
	struct alarm_rows *alarms;
	struct arena memory;           /* of the row at hand */
	struct clock_row row;
	bool has_row, has_alarm;
	bool blind;                    /* a version of the policy cannot be read */
	int64_t alarm_ticket, alarm_at, cycles;
};

static void differs(struct keep_check *k, int64_t ticket, const char *what)
{
	k->say(k->arg, arena_printf(k->a, "ticket %" PRId64 ": %s", ticket, what));
}

static void next_row(struct keep_check *k)
{
	arena_reset(&k->memory);
	k->has_row = clocks_next(k->rows, &k->memory, &k->row);
}

static void next_alarm(struct keep_check *k)
{
	k->has_alarm = alarms_next(k->alarms, &k->alarm_ticket, &k->alarm_at);
}

struct keep_check *keep_check_open(const struct session *s, struct arena *a,
                                   void (*say)(void *arg, const char *text), void *arg)
{
	struct keep_check *k = arena_new(a, struct keep_check);

	*k = (struct keep_check){.d = s->desk, .a = a, .say = say, .arg = arg, .src = keep_source(s->desk)};
	k->rules = policies_version(s->desk, desk_head(s->desk)->armed);
	k->rows = clocks_all(s->desk, a);
	k->alarms = alarms_all(s->desk, a);
	for (int64_t v = 1; v <= desk_head(s->desk)->policy && !k->blind; v++)
		k->blind = !policies_version(s->desk, v);
	next_row(k);
	next_alarm(k);
	if (k->blind)
		say(arg, "clocks are not looked at: a version of the policy cannot be read");
	return k;
}

static int by_name(const void *a, const void *b)
{
	const struct clock_cycle *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : x->cycle < y->cycle ? -1 : x->cycle > y->cycle;
}

/* The rows of one ticket against its cycles, both by name and cycle. */
static void check_rows(struct keep_check *k, int64_t ticket, struct clocks *c)
{
	if (c->n > 1)
		qsort(c->v, c->n, sizeof *c->v, by_name);
	for (size_t i = 0; i < c->n; i++, k->cycles++) {
		int order = k->has_row && k->row.ticket == ticket ? by_name(&k->row.c, &c->v[i]) : 1;
		for (; order < 0; order = k->has_row && k->row.ticket == ticket ? by_name(&k->row.c, &c->v[i]) : 1) {
			differs(k, ticket, arena_printf(k->a, "its clock %s is not of its events", k->row.c.name));
			next_row(k);
		}
		if (order > 0) {
			differs(k, ticket, arena_printf(k->a, "its clock %s is missing", c->v[i].name));
			continue;
		}
		if (!clock_same(&k->row.c, &c->v[i]))
			differs(k, ticket, arena_printf(k->a, "its clock %s (%" PRId64 ") is not what its events say",
			        c->v[i].name, c->v[i].cycle));
		next_row(k);
	}
}

/* Rows and alarms of tickets before this one belong to none. */
static void skip_to(struct keep_check *k, int64_t ticket)
{
	for (; k->has_row && k->row.ticket < ticket; next_row(k))
		differs(k, k->row.ticket, arena_printf(k->a, "its clock %s is not of its events", k->row.c.name));
	for (; k->has_alarm && k->alarm_ticket < ticket; next_alarm(k))
		differs(k, k->alarm_ticket, "its alarm is not of its events");
}

static void check_alarm(struct keep_check *k, int64_t ticket, int64_t want)
{
	bool has = k->has_alarm && k->alarm_ticket == ticket;

	if (has != (want != AT_NONE) || (has && k->alarm_at != want))
		differs(k, ticket, "its alarm is not what its events and the policy say");
	if (has)
		next_alarm(k);
}

void keep_check_ticket(struct keep_check *k, struct arena *a, int64_t ticket, const struct event *events, size_t n)
{
	struct clocks c = {0};

	if (k->blind || (n && clocks_of(a, &k->src, events, n, &c, NULL) != 0))
		return;                    /* the fold has said what is wrong with it */
	skip_to(k, ticket);
	int64_t alarm = k->rules ? alarm_of(a, k->rules, &c) : AT_NONE;
	check_rows(k, ticket, &c);
	check_alarm(k, ticket, alarm);
}

int64_t keep_check_end(struct keep_check *k)
{
	if (!k->blind)
		skip_to(k, INT64_MAX);
	clocks_end(k->rows);
	alarms_end(k->alarms);
	arena_free(&k->memory);
	return k->cycles;
}
