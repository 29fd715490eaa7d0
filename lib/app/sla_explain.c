/* sla_explain: why a clock says what it says. */
#include "app/sla_explain.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/pager.h"
#include "app/refs.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/keep.h"
#include "service/lookup.h"
#include "service/tell.h"
#include "store/events.h"
#include "store/policies.h"
#include "when/clock.h"

/* --- the head of a cycle --- */

static const char *length(const struct explained *e, int64_t seconds)
{
	return sla_length(e->x->a, e->c, seconds < 0 ? -seconds : seconds);
}

static const char *verdict(const struct explained *e)
{
	const struct clock_cycle *c = e->c;
	struct arena *a = e->x->a;
	int64_t left = clock_left_at(c, e->x->now);

	switch (e->state) {
	case SLA_BREACHED:
		if (!clock_open(c))
			return arena_printf(a, _("breached by %s"), length(e, c->over_s));
		return arena_printf(a, _("breached since %s, %s over"), sla_instant(e, c->due), length(e, left));
	case SLA_AT_RISK: return arena_printf(a, _("at risk, %s left"), length(e, left));
	case SLA_PAUSED: return arena_printf(a, _("stands still with %s left"), length(e, left));
	case SLA_CANCELLED: return _("cancelled");
	case SLA_MET: return arena_printf(a, _("met with %s left"), length(e, left));
	default: break;
	}
	return left == INT64_MAX ? _("runs, never due") : arena_printf(a, _("runs, %s left"), length(e, left));
}

static const char *names(struct arena *a, const struct names *list)
{
	struct str s = str_new(a);

	for (size_t i = 0; i < list->n; i++)
		str_printf(&s, "%s%s", i ? ", " : "", list->v[i]);
	return s.p;
}

static const char *span_text(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, 32);

	span_print(out, s);
	return out;
}

static const char *promise(const struct explained *e)
{
	const struct clock_track *t = &e->c->now;
	struct arena *a = e->x->a;
	const char *what = arena_printf(a, _("%s in the calendar %s (%s)"), span_text(a, t->target), t->calendar,
	                                zone_name(e->zone));
	const char *version = arena_printf(a, "%" PRId64, e->c->version);

	if (e->d)
		return arena_printf(a, _("%s; deadline %s of policy version %s"), what, e->d->name, version);
	return arena_printf(a, _("%s; rule %s of policy version %s, priority %s"), what, t->rule, version,
	                    t->priority ? t->priority : "-");
}

static const char *start_of(const struct explained *e)
{
	const struct clock_cycle *c = e->c;

	if (e->d)
		return arena_printf(e->x->a, "%s", e->d->trigger);
	switch (c->kind) {
	case CLOCK_NEXT_RESPONSE: return _("the oldest message without an answer");
	case CLOCK_UPDATE: return _("what the customer last heard from us");
	case CLOCK_LEVEL: return arena_printf(e->x->a, _("arrival at level %d"), c->level);
	default: return c->start <= e->x->t.opened ? _("the customer's contact") : _("begun anew");
	}
}

static const char *started(const struct explained *e)
{
	const struct ticket *t = &e->x->t;
	const char *text = arena_printf(e->x->a, "%s: %s", sla_instant(e, e->c->start), start_of(e));
	char span[32];

	if (e->c->start >= t->opened || e->d)
		return text;
	span_human(span, t->opened - e->c->start);
	return arena_printf(e->x->a, _("%s, entered %s later"), text, span);
}

static const char *due(const struct explained *e)
{
	const struct clock_cycle *c = e->c;

	if (c->due == AT_NONE)
		return e->state == SLA_PAUSED ? _("not while it stands still") : _("never");
	if (!cal_beyond(c->now.cal, c->due))
		return sla_instant(e, c->due);
	return arena_printf(e->x->a, _("%s; the holidays of the calendar are known to an earlier date only"),
	                    sla_instant(e, c->due));
}

/* The event that ended it; NULL: one of another ticket. */
static const struct event *ended_by(const struct explained *e)
{
	const struct explaining *x = e->x;

	for (size_t i = 0; i < x->nevents; i++)
		if (x->events[i].seq == e->c->ended_by)
			return &x->events[i];
	return NULL;
}

static const char *ended(const struct explained *e)
{
	const struct event *by = clock_open(e->c) ? NULL : ended_by(e);

	if (clock_open(e->c))
		return NULL;
	return by ? arena_printf(e->x->a, "%s: %s", sla_instant(e, e->c->ended),
	                         tell_event(&e->x->app->session, e->x->a, by, e->zone))
	          : arena_printf(e->x->a, _("%s: a message that a merge brought"), sla_instant(e, e->c->ended));
}

/* How a deadline counts. */
static void deadline_pairs(const struct explained *e)
{
	struct arena *a = e->x->a;
	struct page *p = e->x->page;
	const struct policy_deadline *d = e->d;
	char date[16];

	page_pair(p, _("Met by"), names(a, &e->stage->met_by));
	if (e->stage->extended_by)
		page_pair(p, _("Extended by"), e->stage->extended_by);
	page_pair(p, _("Counts"), d->count_from == COUNT_SAME_DAY ? _("from the date of its start on")
	                                                          : _("from the date after its start on"));
	if (d->roll != ROLL_NONE)
		page_pair(p, _("Last day"), d->roll == ROLL_NEXT ? _("on a closed date: the next business day")
		                                                 : _("on a closed date: the business day before"));
	if (e->stage->has_no_later_than)
		page_pair(p, _("At the latest"), arena_printf(a, _("after %s"), span_text(a, e->stage->no_later_than)));
	civil_print_day(date, d->as_of_day);
	page_pair(p, _("Source"), arena_printf(a, _("%s; confidence %s, as of %s"), d->source, d->confidence, date));
}

static void pairs_of(const struct explained *e)
{
	struct page *p = e->x->page;
	const struct clock_cycle *c = e->c;
	const struct policy_target *terms = c->now.terms;

	page_pair(p, _("Promised"), promise(e));
	page_pair(p, _("Started"), started(e));
	if (terms && terms->pause.n && c->target_s >= 0)
		page_pair(p, _("Stands still"), arena_printf(e->x->a, _("while %s"), names(e->x->a, &terms->pause)));
	if (terms && terms->met_by.n)
		page_pair(p, _("Met also by"), names(e->x->a, &terms->met_by));
	if (e->d)
		deadline_pairs(e);
	if (c->risk != AT_NONE && clock_open(c))
		page_pair(p, _("At risk"), arena_printf(e->x->a, _("from %s on"), sla_instant(e, c->risk)));
	page_pair(p, _("Due"), due(e));
	page_pair(p, _("Ended"), ended(e));
	page_pairs(p);
}

void sla_explain_page(struct explained *e)
{
	struct page *p = e->x->page;
	static const enum page_tone tones[] = {
		[SLA_BREACHED] = PAGE_BAD, [SLA_AT_RISK] = PAGE_WARN, [SLA_RUNNING] = PAGE_BOLD,
		[SLA_PAUSED] = PAGE_BOLD, [SLA_MET] = PAGE_GOOD, [SLA_CANCELLED] = PAGE_DIM,
	};
	const char *name = e->c->name;

	if (e->c->cycle > 1)
		name = arena_printf(e->x->a, _("%s, run %d"), name, (int)e->c->cycle);
	page_blank(p);
	page_text(p, "", "  ", arena_printf(e->x->a, "%s: %s", name, verdict(e)), tones[e->state]);
	pairs_of(e);
	page_blank(p);
	sla_ledger_page(e);
}

/* --- what happened to it --- */

static bool may_matter(const struct event *v)
{
	static const char *const facts[] = {"priority", "plan", "category", "kind", "channel", "repolicy", "reset", "spam"};

	if (v->kind == EVENT_MERGE || v->kind == EVENT_SPLIT)
		return true;
	if (v->kind == EVENT_OPEN || v->kind == EVENT_NOTE || v->kind == EVENT_CALL || v->kind == EVENT_FIRE ||
	    v->kind == EVENT_KB)
		return false;
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (pairs_get(&v->data, facts[i]))
			return true;
	return v->kind == EVENT_MOVE && (str_eq(pairs_get(&v->data, "by"), "customer") ||
	                                 str_eq(pairs_get(&v->data, "by"), "spam"));
}

/* Other terms that an event brought; NULL. */
static const struct clock_track *track_from(const struct clock_cycle *c, const struct event *v)
{
	for (size_t i = 1; i < c->tracks.n; i++)
		if (c->tracks.v[i].event == v->seq)
			return &c->tracks.v[i];
	return NULL;
}

static const char *other_clock(const struct explained *e, const struct clock_track *t)
{
	const struct zone *before = cal_rules(t[-1].cal)->zone, *after = cal_rules(t->cal)->zone;

	return before == after ? "" : arena_printf(e->x->a, _("; from here on on the clock of %s"), zone_name(after));
}

static const char *came_of(const struct explained *e, const struct event *v)
{
	const struct clock_track *t = track_from(e->c, v);
	struct arena *a = e->x->a;
	bool days;

	if (!t && e->c->tracks.v[0].event == v->seq)
		return e->c->cycle > 1 && e->c->start == v->at ? _("; it begins anew") : _("; it is promised from here on");
	if (!t && e->c->due != AT_NONE && e->c->due < v->at)
		return _("; it was breached before");
	if (!t && e->c->now.terms && e->c->now.terms->on_change > CHANGE_RESTART)
		return arena_printf(a, _("; its terms stay (on_change: %s)"), on_change_words[e->c->now.terms->on_change]);
	if (!t)
		return _("; it counts on as before");
	days = t->target.unit != SPAN_SECONDS || t[-1].target.unit != SPAN_SECONDS;
	return arena_printf(a, _("; %s in %s becomes %s in %s (rule %s); %s%s"), span_text(a, t[-1].target), t[-1].calendar,
	                    span_text(a, t->target), t->calendar, t->rule,
	                    days ? _("counted from the start") : arena_printf(a, _("%s counted so far are kept"),
	                                                                        sla_hms(a, t->base_s)),
	                    other_clock(e, t));
}

/* What changed in few words, else a sentence. */
static const char *what_happened(const struct explained *e, const struct event *v)
{
	const struct session *s = &e->x->app->session;
	struct arena *a = e->x->a;

	if (v->kind != EVENT_SET)
		return tell_event(s, a, v, e->zone);
	return arena_printf(a, "%s: %s", tell_actor(s, a, v), tell_brief(s, a, v));
}

/* Once, at its place among what happened. */
static void add_due(struct explained *e, int64_t before)
{
	int64_t due = e->c->due;

	if (!e->told_due && due != AT_NONE && due < e->ledger.to && due < before) {
		e->told_due = true;
		*vec_push(e->x->a, &e->notes) = (struct explained_note){due, _("it was due"), NULL};
	}
}

static void add_note(struct explained *e, const struct event *v)
{
	struct arena *a = e->x->a;

	add_due(e, v->at);
	*vec_push(a, &e->notes) = (struct explained_note){v->at, arena_printf(a, "%s%s", what_happened(e, v), came_of(e, v)),
	                                                  tell_brief(&e->x->app->session, a, v)};
}

/* Does it lie between the events that began and ended the cycle? Others may
 * share their instants. */
static bool within(const struct explained *e, const struct event *v)
{
	const struct clock_cycle *c = e->c;

	if (v->at < e->ledger.from || v->at > e->ledger.to)
		return false;
	if (v->at == c->start && v->seq < c->tracks.v[0].event)
		return false;
	return v->at != c->ended || v->seq <= c->ended_by;
}

/* Moves are seen in the table: they are told where they change the terms. */
static void add_notes(struct explained *e)
{
	const struct explaining *x = e->x;

	for (size_t i = 0; i < x->nevents; i++) {
		const struct event *v = &x->events[i];
		if (!within(e, v) || !may_matter(v))
			continue;
		if (v->kind == EVENT_MOVE && !track_from(e->c, v))
			continue;
		if (!clock_open(e->c) && e->c->ended_by == v->seq && !track_from(e->c, v))
			continue;              /* told as its end */
		add_note(e, v);
	}
	add_due(e, INT64_MAX);
}

/* --- one cycle --- */

static const struct policy_stage *stage_of(const struct policy_deadline *d, const char *name)
{
	const char *slash = strchr(name, '/');

	for (size_t i = 0; slash && i < d->nstages; i++)
		if (str_eq(d->stages[i].name, slash + 1))
			return &d->stages[i];
	return &d->stages[slash && !d->stages[0].name ? (size_t)strtol(slash + 1, NULL, 10) - 1 : 0];
}

static struct explained explain(const struct explaining *x, const struct clock_cycle *c)
{
	struct explained e = {.x = x, .c = c, .state = sla_state_at(c, x->now), .zone = cal_rules(c->now.cal)->zone};
	struct policy *p = policies_version(x->app->session.desk, c->version);

	if (c->kind == CLOCK_DEADLINE && p)
		e.d = policy_deadline(p, c->now.rule);
	if (e.d)
		e.stage = stage_of(e.d, c->name);
	ledger_of(x->a, c, e.d, x->now, &e.ledger);
	add_notes(&e);
	return e;
}

/* --- one ticket --- */

struct asked {
	struct app_refs refs;
	const char *clock;             /* NULL: all */
	struct page page;
	struct jw json;
	struct arena memory;
	size_t at;
	bool more;
};

static bool is_asked(const char *clock, const char *name)
{
	size_t n = clock ? strlen(clock) : 0;

	return !clock || (strncmp(clock, name, n) == 0 && (!name[n] || name[n] == '/'));
}

static void read_events(struct explaining *x, int64_t as_of)
{
	struct events *list = events_of(x->app->session.desk, x->a, x->t.id, EVENTS_BARE);
	VEC(struct event) all = {0};
	struct event e;
	const char *bad;

	while (events_next(list, x->a, &e, &bad) && !bad && (as_of == AT_NONE || e.at <= as_of))
		*vec_push(x->a, &all) = e;
	events_end(list);
	x->events = all.v;
	x->nevents = all.n;
}

static void head(struct explaining *x)
{
	struct page *p = x->page;
	char ref[48];

	ref_print(ref, session_prefix(&x->app->session), x->t.id);
	page_text(p, arena_printf(x->a, "%s  ", ref), "  ", x->t.subject ? x->t.subject : _("(subject erased)"), PAGE_BOLD);
	page_rule(p);
}

static void each_cycle(struct explaining *x, const struct asked *k, struct jw *w)
{
	for (size_t i = 0; i < x->clocks.n; i++) {
		if (!is_asked(k->clock, x->clocks.v[i].name))
			continue;
		struct explained e = explain(x, &x->clocks.v[i]);
		if (w)
			sla_explain_json(&e, w);
		else
			sla_explain_page(&e);
	}
}

static size_t how_many(const struct explaining *x, const struct asked *k)
{
	size_t n = 0;

	for (size_t i = 0; i < x->clocks.n; i++)
		n += is_asked(k->clock, x->clocks.v[i].name);
	return n;
}

static void print_page(struct explaining *x, struct asked *k, size_t n)
{
	if (k->more)
		page_blank(x->page);
	k->more = true;
	head(x);
	if (n)
		each_cycle(x, k, NULL);
	else
		page_text(x->page, "", "", _("no clock: no rule of the policy promises anything for it"), PAGE_PLAIN);
}

static void print_json(struct explaining *x, struct asked *k, int64_t as_of)
{
	struct jw *w = &k->json;
	char ref[48];

	ref_print(ref, session_prefix(&x->app->session), x->t.id);
	jw_object(w);
	jw_key(w, "ref"); jw_text(w, arena_printf(x->a, "%" PRId64, x->t.id));
	jw_key(w, "reference"); jw_text(w, ref);
	jw_key(w, "subject"); jw_text(w, x->t.subject);
	jw_key(w, "as_of"); jw_at(w, as_of);
	jw_key(w, "clocks"); jw_array(w);
	each_cycle(x, k, w);
	jw_end(w);
	jw_end(w);
	jw_close(w);
}

static int explain_one(struct app *app, void *arg)
{
	struct asked *k = arg;
	const struct app_ref *r = &k->refs.v[k->at];
	int64_t as_of = app_as_of(app), id;
	struct explaining x = {.app = app, .a = &k->memory, .page = &k->page, .now = sla_now(app)};
	struct fault f = {0};
	int bad = session_ticket(&app->session, &r->ref, &id, &f);

	if (!bad && !lookup_one(&app->session, x.a, id, as_of, &x.t))
		bad = fault_set(&f, EXIT_NO, as_of == AT_NONE ? "%s: no such ticket" : "%s: was not open then", r->text);
	if (bad)
		return app_fault(&f);
	keep_clocks(app->session.desk, x.a, id, as_of, &x.clocks);
	read_events(&x, as_of);
	size_t n = how_many(&x, k);
	if (k->clock && !n) {
		warn(_("%s: has no clock %s"), r->text, k->clock);
		return EXIT_NO;
	}
	if (app_values.json)
		print_json(&x, k, as_of);
	else
		print_page(&x, k, n);
	return 0;
}

/* --- the verb --- */

/* References, and the name of a clock among them. */
static int read_operands(struct app *app, size_t first, struct asked *k)
{
	for (size_t i = first; i < app->operands.n; i++) {
		const char *text = app->operands.v[i].text;
		struct app_ref r = {.text = text};
		struct fault f = {0};
		bool word = words_find(sla_clock_words, text) >= 0;
		int bad = word ? EX_USAGE : ref_parse(text, session_prefix(&app->session), &r.ref, &f);
		if (!bad)
			*vec_push(app->a, &k->refs) = r;
		else if (!k->clock && k->refs.n && (word || (text[0] >= 'a' && text[0] <= 'z')))
			k->clock = text;
		else
			return word ? app_usage(app, _("explain takes references, then one clock")) : app_usage(app, "%s", f.text);
	}
	return k->refs.n ? 0 : app_usage(app, _("explain needs a reference"));
}

int sla_explain(struct app *app, size_t first)
{
	struct asked k = {.more = false};
	int bad = read_operands(app, first, &k), code = 0;

	if (!bad) bad = page_begin(app, &k.page);
	if (bad)
		return bad;
	jw_open(&k.json, app->a, stdout);
	pid_t pager = pager_begin(app, !app_values.json);
	for (; k.at < k.refs.n; k.at++) {
		if ((bad = app_tx(app, DESK_READ, explain_one, &k)) != 0)
			code = bad;
		page_end(&k.page);
		arena_reset(&k.memory);
	}
	pager_end(pager);
	return code;
}
