/* promise_speed: how fast cases are answered and solved, and what makes one
 * grave. */
#include <string.h>

#include "app/promise.h"
#include "base/msg.h"
#include "base/str.h"

/* --- one table --- */

enum { TOLD = 4 };
static const struct { enum sla_clock clock; const char *head; } told[TOLD] = {
	{SLA_FIRST_RESPONSE, N_("First answer within")},
	{SLA_NEXT_RESPONSE, N_("Later answers within")},
	{SLA_UPDATE, N_("News at least every")},
	{SLA_RESOLUTION, N_("Solution within")},
};

/* Groups that differ by channel alone stand in one table. */
struct table {
	const struct promise_group *v; size_t n;
	bool channels, hours, clocks[TOLD];
};

static const struct policy_target *target(const struct promise_row *row, int clock)
{
	return policy_sla_target(row->sla, sla_clock_words[told[clock].clock]);
}

/* The calendar of all that a row tells; NULL: there are several. */
static const char *one_calendar(const struct promise_row *row)
{
	const char *calendar = NULL;

	for (int i = 0; i < TOLD; i++) {
		const struct policy_target *t = target(row, i);
		if (!t)
			continue;
		if (calendar && strcmp(calendar, t->calendar) != 0)
			return NULL;
		calendar = t->calendar;
	}
	return calendar;
}

/* What the rows need of columns. */
static void measure(struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		t->channels |= t->v[i].channels.n > 0;
		for (size_t j = 0; j < t->v[i].n; j++) {
			const struct promise_row *row = &t->v[i].rows[j];
			t->hours |= one_calendar(row) != NULL;
			for (int k = 0; k < TOLD; k++)
				t->clocks[k] |= target(row, k) != NULL;
		}
	}
}

/* Labels of priorities by rank. */
static const char *cases(struct promise_view *v, int from, int to)
{
	size_t n;
	const struct policy_priority *all = policy_priorities(v->p, &n);
	const char **texts = arena_array(v->a, const char *, (size_t)(to - from + 1));

	for (int i = from; i <= to; i++)
		texts[i - from] = label_in(v->p, &all[i - 1].label, v->lang, all[i - 1].name);
	return promise_join(v, texts, (size_t)(to - from + 1));
}

static const char *target_text(struct promise_view *v, const struct promise_row *row, int clock)
{
	const struct policy_target *t = target(row, clock);

	if (!t)
		return "";
	if (one_calendar(row))
		return promise_span(v, t->target);
	return arena_printf(v->a, "%s (%s)", promise_span(v, t->target),
	                    promise_label(v, PROMISE_CALENDARS, t->calendar));
}

static void put_row(struct promise_view *v, struct doc_table *out, const struct table *t,
                    const struct promise_group *g, const struct promise_row *row)
{
	const char *cells[DOC_COLUMNS], *hours = one_calendar(row);
	size_t n = 0;

	cells[n++] = cases(v, row->from, row->to);
	if (t->channels)
		cells[n++] = g->channels.n ? promise_labels(v, PROMISE_CHANNELS, &g->channels) : _("any way");
	for (int i = 0; i < TOLD; i++)
		if (t->clocks[i])
			cells[n++] = target_text(v, row, i);
	if (t->hours)
		cells[n++] = hours ? promise_label(v, PROMISE_CALENDARS, hours) : "";
	doc_row(out, cells);
}

static bool any_told(const struct promise_view *v, const struct promise_row *row)
{
	for (int i = 0; i < TOLD; i++)
		if (promise_told(v, &row->kept[told[i].clock]))
			return true;
	return false;
}

/* Below what was promised, how much of it was kept. */
static void put_kept(struct promise_view *v, struct doc_table *out, const struct table *t, const struct promise_row *row)
{
	const char *cells[DOC_COLUMNS] = {NULL};
	size_t n = 0;

	if (!any_told(v, row))
		return;
	cells[n++] = _("kept");
	n += t->channels;
	for (int i = 0; i < TOLD; i++)
		if (t->clocks[i])
			cells[n++] = target(row, i) ? promise_kept(v, &row->kept[told[i].clock]) : "";
	doc_more(out, cells);
}

/* "Plans Plus and Premium", "Complaint", "" for the only table. */
static const char *caption(struct promise_view *v, const struct promise_group *g)
{
	const char *plans = "", *kinds = g->kinds.n ? promise_labels(v, PROMISE_KINDS, &g->kinds) : "";

	if (!g->every_plan && g->plans.n)
		plans = arena_printf(v->a, NG_("Plan %s", "Plans %s", g->plans.n),
		                     promise_labels(v, PROMISE_PLANS, &g->plans));
	if (!g->every_plan && g->without_plan)
		plans = g->plans.n ? arena_printf(v->a, _("%s, and customers without a plan"), plans)
		                   : _("Customers without a plan");
	return *plans && *kinds ? arena_printf(v->a, "%s: %s", plans, kinds) : *plans ? plans : kinds;
}

static void put_table(struct promise_view *v, struct doc *d, struct table *t)
{
	const char **heads = arena_array(v->a, const char *, DOC_COLUMNS);
	size_t n = 0;

	measure(t);
	heads[n++] = _("Case");
	if (t->channels)
		heads[n++] = _("Contact by");
	for (int i = 0; i < TOLD; i++)
		if (t->clocks[i])
			heads[n++] = _(told[i].head);
	if (t->hours)
		heads[n++] = _("Counted in");
	struct doc_table *out = doc_table(d, caption(v, t->v), heads, n);
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->v[i].n; j++) {
			put_row(v, out, t, &t->v[i], &t->v[i].rows[j]);
			put_kept(v, out, t, &t->v[i].rows[j]);
		}
}

static bool same_names(const struct names *x, const struct names *y)
{
	for (size_t i = 0; x->n == y->n && i < x->n; i++)
		if (strcmp(x->v[i], y->v[i]) != 0)
			return false;
	return x->n == y->n;
}

static bool same_table(const struct promise_group *x, const struct promise_group *y)
{
	return same_names(&x->plans, &y->plans) && same_names(&x->kinds, &y->kinds) &&
	       x->without_plan == y->without_plan;
}

/* --- what the figures mean --- */

/* The cases whose solution clock has, or lacks, something; those of no row at
 * all are left out. Bit r-1 stands for rank r. */
static uint64_t solutions(struct promise_view *v, bool (*has)(struct promise_view *, const struct policy_target *),
                          bool wanted)
{
	uint64_t set = 0;

	for (size_t i = 0; i < v->groups.n; i++)
		for (size_t j = 0; j < v->groups.v[i].n; j++) {
			const struct promise_row *row = &v->groups.v[i].rows[j];
			const struct policy_target *t = target(row, TOLD - 1);
			for (int r = row->from; t && has(v, t) == wanted && r <= row->to && r <= 64; r++)
				set |= UINT64_C(1) << (r - 1);
		}
	return set;
}

static bool pauses_in(struct promise_view *v, const struct policy_target *t, enum state_class class)
{
	for (size_t i = 0; i < t->pause.n; i++) {
		const struct policy_state *s = policy_state(v->p, t->pause.v[i]);
		if (s && s->class == class)
			return true;
	}
	return false;
}

static bool waits_for_you(struct promise_view *v, const struct policy_target *t)
{
	return pauses_in(v, t, STATE_WAITING);
}

static bool waits_for_others(struct promise_view *v, const struct policy_target *t)
{
	return pauses_in(v, t, STATE_HELD);
}

static bool is_offer(struct promise_view *v, const struct policy_target *t)
{
	(void)v;
	return names_have(&t->met_by, "solution_offered");
}

static const char *set_text(struct promise_view *v, uint64_t set)
{
	const char *texts[64];
	size_t n = 0;

	for (int r = 1; r <= 64; r++)
		if (set >> (r - 1) & 1)
			texts[n++] = cases(v, r, r);
	return promise_join(v, texts, n);
}

/* One sentence where all solutions have it, another that names the cases where
 * some have. */
static void say(struct promise_view *v, struct doc *d, bool (*has)(struct promise_view *, const struct policy_target *),
                const char *all, const char *some)
{
	uint64_t with = solutions(v, has, true), without = solutions(v, has, false);

	if (with && !without)
		doc_item(d, all);
	else if (with)
		doc_item(d, arena_printf(v->a, some, set_text(v, with)));
}

static bool bot_counts(const struct promise_view *v)
{
	for (size_t i = 0; i < v->groups.n; i++)
		for (size_t j = 0; j < v->groups.v[i].n; j++) {
			const struct policy_target *t = target(&v->groups.v[i].rows[j], 0);
			if (t && names_have(&t->met_by, "bot"))
				return true;
		}
	return false;
}

static bool tells_kept(const struct promise_view *v)
{
	for (size_t i = 0; i < v->groups.n; i++)
		for (size_t j = 0; j < v->groups.v[i].n; j++)
			if (any_told(v, &v->groups.v[i].rows[j]))
				return true;
	return false;
}

static const char *kept_meaning(struct promise_view *v)
{
	const char *last = promise_date(v, v->last);

	if (v->first == INT64_MIN + 1)
		return arena_printf(v->a, _("Kept: the share of these promises that fell due up to %s and were kept, and of how many; "
		                            "of fewer than %lld nothing is told."), last, (long long)v->few);
	return arena_printf(v->a, _("Kept: the share of these promises that fell due from %s to %s and were kept, and of how many; "
	                            "of fewer than %lld nothing is told."), promise_date(v, v->first), last, (long long)v->few);
}

static void put_meaning(struct promise_view *v, struct doc *d)
{
	if (tells_kept(v))
		doc_item(d, kept_meaning(v));
	doc_item(d, _("All times count from the moment you contact us."));
	if (!bot_counts(v))
		doc_item(d, _("An automatic answer does not count as an answer."));
	say(v, d, is_offer, _("A solution counts when we have offered it to you."),
	    _("A solution counts when we have offered it to you in cases of this gravity: %s."));
	say(v, d, waits_for_you, _("While we wait for your answer, the time for the solution stands still."),
	    _("While we wait for your answer, the time for the solution stands still in cases of this gravity: %s."));
	say(v, d, waits_for_others, _("So it does while we wait for a bank or somebody else."),
	    _("While we wait for a bank or somebody else, it stands still in cases of this gravity: %s."));
}

/* --- gravity --- */

static const char *people(struct promise_view *v, const struct policy_matrix *m, int impact)
{
	long long high = m->affected_high, medium = m->affected_medium;

	if (impact == GRADE_HIGH)
		return high ? arena_printf(v->a, _("%lld people or more"), high) : _("nearly everybody");
	if (impact == GRADE_LOW)
		return medium > 1 ? arena_printf(v->a, _("fewer than %lld people"), medium) : _("a few people");
	if (medium && high > medium)
		return arena_printf(v->a, _("%lld to %lld people"), medium, high - 1);
	return medium ? arena_printf(v->a, _("%lld people or more"), medium) : _("many people");
}

static void put_gravity(struct promise_view *v, struct doc *d)
{
	const struct policy_matrix *m = policy_matrix(v->p);
	const char **heads = arena_array(v->a, const char *, 4);

	heads[0] = _("It affects");
	heads[GRADE_HIGH] = _("It is urgent");
	heads[GRADE_MEDIUM] = _("It can wait a little");
	heads[GRADE_LOW] = _("It can wait");
	doc_heading(d, _("What makes a case grave"));
	doc_text(d, _("Two things decide: how many people it affects, and how fast the harm grows. Tell us both when you contact us."));
	struct doc_table *t = doc_table(d, "", heads, 4);
	for (int impact = GRADE_HIGH; impact <= GRADE_LOW; impact++) {
		const char *cells[4] = {people(v, m, impact)};
		for (int urgency = GRADE_HIGH; urgency <= GRADE_LOW; urgency++) {
			int rank = m->rank[impact][urgency];
			cells[urgency] = rank ? cases(v, rank, rank) : "";
		}
		doc_row(t, cells);
	}
}

void promise_speed(struct promise_view *v, struct doc *d)
{
	const struct promise_groups *g = &v->groups;

	if (g->n == 0)
		return;
	doc_heading(d, _("How fast we are"));
	for (size_t i = 0, n; i < g->n; i += n) {
		for (n = 1; i + n < g->n && same_table(&g->v[i], &g->v[i + n]);)
			n++;
		struct table t = {.v = &g->v[i], .n = n};
		put_table(v, d, &t);
	}
	put_meaning(v, d);
	put_gravity(v, d);
}
