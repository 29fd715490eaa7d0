/* report_insights: the digest between those who talk with customers and those
 * who build: what customers wish and where it hurts, by theme and step of their
 * journey; which improvements are under way; whom to tell what came of it.
 *
 * The policy's reports: names the fields for theme and step; without one for
 * the theme the category stands in. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "service/care.h"
#include "service/tell.h"
#include "store/customers.h"
#include "store/tickets.h"
#include "when/clock.h"

/* Counts of a theme or a step. */
enum { WISHES, ASKERS, ANSWERED, OPEN, IMPROVEMENTS, PAINS, COUNTS };
static const enum metric_id counts[COUNTS] = {
	[WISHES] = METRIC_WISHES, [ASKERS] = METRIC_ASKERS, [ANSWERED] = METRIC_WISHES_ANSWERED, [OPEN] = METRIC_WISHES_OPEN,
	[IMPROVEMENTS] = METRIC_IMPROVEMENTS, [PAINS] = METRIC_PAINS,
};

/* A suggestion or an improvement, kept whole. */
struct idea { struct ticket t; bool improvement; const char *theme, *step; };

struct insights {
	struct report *r;
	const struct policy_reports *names;
	struct figures themes, steps;
	struct figures seen;           /* "theme/customer": each counts once */
	VEC(struct idea) ideas;        /* by number */
};

static bool in_period(const struct report *r, int64_t at)
{
	return at != AT_NONE && at >= r->from && at < r->to;
}

static bool open_at_end(const struct report *r, const struct ticket *t)
{
	return t->opened < r->until && (t->resolved == AT_NONE || t->resolved >= r->until);
}

static const char *field(const struct ticket *t, const char *name)
{
	const char *value = name ? pairs_get(&t->fields, name) : NULL;

	return str_empty(value) ? NULL : value;
}

static const char *theme_of(const struct insights *x, const struct ticket *t)
{
	return x->names->theme ? field(t, x->names->theme) : t->category;
}

/* --- counting --- */

static bool first_time(struct insights *x, char what, const char *name, int64_t customer)
{
	struct case_key key = {.text = arena_printf(x->r->a, "%c/%s/%" PRId64, what, name, customer)};

	return customer && figures_group(&x->seen, BY_CATEGORY, key)->n++ == 0;
}

static void count_group(struct insights *x, struct figures *f, struct figures_group *g, char what, const char *name,
                        const struct ticket *t, bool improvement)
{
	struct report *r = x->r;
	bool wish = care_is_wish(t->kind), fresh = in_period(r, t->opened);

	if (wish && !improvement && fresh) {
		tally_value(NULL, figures_cell(f, g, 0, WISHES), 1);
		tally_case(figures_cell(f, g, 0, ANSWERED), t->replied != AT_NONE);
	}
	if (wish && open_at_end(r, t))
		tally_value(NULL, figures_cell(f, g, 0, improvement ? IMPROVEMENTS : OPEN), 1);
	if (!wish && fresh)
		tally_value(NULL, figures_cell(f, g, 0, PAINS), 1);
	if ((fresh || (wish && open_at_end(r, t))) && !improvement && first_time(x, what, name, t->customer))
		tally_value(NULL, figures_cell(f, g, 0, ASKERS), 1);
}

static void count(struct insights *x, const struct ticket *t, const char *theme, const char *step)
{
	bool improvement = str_eq(t->kind, "improvement"), wish = care_is_wish(t->kind);

	if (theme || wish)
		count_group(x, &x->themes, figures_group(&x->themes, BY_CATEGORY, (struct case_key){.text = theme}), 't',
		            theme ? theme : "", t, improvement);
	if (step)
		count_group(x, &x->steps, figures_group(&x->steps, BY_CATEGORY, (struct case_key){.text = step}), 's', step, t,
		            improvement);
	if (wish || theme || step)
		count_group(x, &x->themes, &x->themes.all, 'a', "", t, improvement);
}

/* --- reading --- */

static bool is_of_these(const struct report *r, const struct ticket *t)
{
	return !t->spam && !t->merged && (!r->only || (t->id < r->only_n && r->only[t->id / 8] >> t->id % 8 & 1));
}

/* Suggestions and improvements are few: kept with their subject and links. */
static bool take_idea(void *arg, struct arena *row, const struct ticket *t)
{
	struct insights *x = arg;
	struct ticket kept;

	(void)row;
	if (!is_of_these(x->r, t) || !care_is_wish(t->kind) || !first_time(x, 'd', "", t->id) ||
	    !lookup_one(x->r->s, x->r->a, t->id, x->r->q.as_of, &kept))
		return true;
	*vec_push(x->r->a, &x->ideas) = (struct idea){.t = kept, .improvement = str_eq(kept.kind, "improvement"),
	                                              .theme = theme_of(x, &kept), .step = field(&kept, x->names->step)};
	return true;
}

/* All others of the period that say a theme or a step. */
static bool take_pain(void *arg, struct arena *row, const struct ticket *t)
{
	struct insights *x = arg;

	(void)row;
	if (is_of_these(x->r, t) && !care_is_wish(t->kind))
		count(x, t, x->names->theme ? field(t, x->names->theme) : NULL, field(t, x->names->step));
	return true;
}

static int by_number(const void *a, const void *b)
{
	const struct idea *x = a, *y = b;

	return x->t.id < y->t.id ? -1 : x->t.id > y->t.id;
}

/* What --where asks for, and one more range or kind. */
static struct lookup query(struct report *r)
{
	struct lookup q = r->q;

	q.text = NULL;                 /* r->only has it */
	q.sort = NULL;
	q.nsort = 0;
	q.more = TICKETS_FIELDS;
	return q;
}

static struct lookup ideas_query(struct report *r)
{
	static const char *const kinds[] = {"suggestion", "improvement"};
	struct lookup q = query(r);

	q.find.by[FIND_KIND].v = NULL;
	q.find.by[FIND_KIND].n = q.find.by[FIND_KIND].cap = 0;
	for (size_t i = 0; i < 2; i++)
		*vec_push(r->a, &q.find.by[FIND_KIND]) = (struct find_value){.text = kinds[i]};
	return q;
}

static void read_all(struct insights *x)
{
	struct report *r = x->r;
	struct lookup q = ideas_query(r);

	q.find.active = true;
	lookup_each(r->s, r->a, &q, take_idea, x);
	q.find.active = false;         /* the others that have to do with the period changed in it or later */
	*vec_push(r->a, &q.find.changed) = (struct find_range){.from = r->from, .to = INT64_MAX};
	lookup_each(r->s, r->a, &q, take_idea, x);
	if (x->ideas.n > 1)
		qsort(x->ideas.v, x->ideas.n, sizeof *x->ideas.v, by_number);
	for (size_t i = 0; i < x->ideas.n; i++)
		count(x, &x->ideas.v[i].t, x->ideas.v[i].theme, x->ideas.v[i].step);
	if (!x->names->theme && !x->names->step)
		return;
	q = query(r);
	*vec_push(r->a, &q.find.opened) = (struct find_range){.from = r->from, .to = r->to};
	lookup_each(r->s, r->a, &q, take_pain, x);
}

/* --- themes and steps --- */

static int64_t cell(const struct figures *f, const struct figures_group *g, int at)
{
	return figures_cell(f, g, 0, (size_t)at)->sum;
}

/* What most customers are behind comes first. */
static const struct figures *sorted;
static int by_askers(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;
	int64_t v = cell(sorted, x, ASKERS), w = cell(sorted, y, ASKERS);

	if (v == w) {
		v = cell(sorted, x, WISHES) + cell(sorted, x, OPEN) + cell(sorted, x, PAINS);
		w = cell(sorted, y, WISHES) + cell(sorted, y, OPEN) + cell(sorted, y, PAINS);
	}
	if (v != w)
		return v > w ? -1 : 1;
	return strcmp(x->key.text ? x->key.text : "", y->key.text ? y->key.text : "");
}

static void put_counts(struct report_section *s, struct figure *v, const struct figures *f, const struct figures_group *g)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		v[i] = s->columns[i].metric == METRIC_WISHES_ANSWERED
		       ? figure_of(s->r->a, figures_cell(f, g, 0, ANSWERED), METRIC_WISHES_ANSWERED, STAT_VALUE)
		       : figure_count(cell(f, g, figures_find(f, s->columns[i].metric)));
}

static struct report_section *add_counts(struct insights *x, const char *name, const char *title, const char *head,
                                         struct figures *f)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, name, title, head);

	report_column(s, METRIC_ASKERS, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_WISHES, STAT_VALUE, N_("New wishes"));
	report_column(s, METRIC_WISHES_ANSWERED, STAT_VALUE, NULL);
	report_column(s, METRIC_WISHES_OPEN, STAT_VALUE, N_("Open wishes"));
	report_column(s, METRIC_IMPROVEMENTS, STAT_VALUE, NULL);
	if (x->names->theme || x->names->step)
		report_column(s, METRIC_PAINS, STAT_VALUE, NULL);
	sorted = f;
	if (f->groups.n > 1)
		qsort(f->groups.v, f->groups.n, sizeof *f->groups.v, by_askers);
	for (size_t i = 0; i < f->groups.n; i++) {
		const char *key = f->groups.v[i]->key.text;
		if (key && f == &x->themes && !x->names->theme)
			put_counts(s, report_row(s, key, report_label(r, BY_CATEGORY, f->groups.v[i]->key)), f, f->groups.v[i]);
		else
			put_counts(s, report_row(s, key ? key : "none", key ? key : _("(not said)")), f, f->groups.v[i]);
	}
	return s;
}

/* --- single ones --- */

static const char *named(const struct report *r, const struct ticket *t)
{
	char ref[48];

	ref_print(ref, session_prefix(r->s), t->id);
	return arena_printf(r->a, "%s %s", ref, t->subject ? t->subject : _("(subject erased)"));
}

static const char *key_of(const struct report *r, const struct ticket *t)
{
	return arena_printf(r->a, "%" PRId64, t->id);
}

static const char *customer_of(const struct report *r, const struct ticket *t)
{
	return t->customer ? report_key(r, BY_CUSTOMER, (struct case_key){.number = t->customer}) : NULL;
}

static const char *owner_of(const struct ticket *t)
{
	return t->agent ? t->agent : t->team;
}

/* "2026-12-01", with "!" where it is past and not done. */
static const char *due_of(const struct insights *x, const struct ticket *t)
{
	const char *due = field(t, x->names->due);
	int64_t day;

	if (due && open_at_end(x->r, t) && civil_parse_day(due, &day) && day < zone_day(x->r->zone, x->r->until))
		return arena_printf(x->r->a, "%s !", due);
	return due;
}

/* Different customers of the suggestions that an improvement has to do with. */
static int64_t askers_of(struct insights *x, const struct ticket *t)
{
	struct ticket other;
	int64_t n = 0;

	for (size_t i = 0; i < t->links.n; i++)
		if (lookup_one(x->r->s, x->r->a, t->links.v[i].other, x->r->q.as_of, &other) && !other.spam)
			n += first_time(x, 'i', key_of(x->r, t), other.customer);
	return n + first_time(x, 'i', key_of(x->r, t), t->customer);
}

static void add_improvements(struct insights *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "improvements", _("Improvements: under way, and done in the period"), _("Improvement"));

	report_column(s, METRIC_ASKERS, STAT_VALUE, NULL);
	report_column(s, METRIC_OWNER, STAT_VALUE, NULL);
	report_column(s, METRIC_DUE, STAT_VALUE, NULL);
	report_column(s, METRIC_STATE, STAT_VALUE, NULL);
	for (size_t i = 0; i < x->ideas.n; i++) {
		const struct ticket *t = &x->ideas.v[i].t;
		if (!x->ideas.v[i].improvement || !(open_at_end(r, t) || in_period(r, t->resolved)))
			continue;
		struct figure *v = report_row(s, key_of(r, t), named(r, t));
		v[0] = figure_count(askers_of(x, t));
		v[1] = figure_text(owner_of(t));
		v[2] = figure_text(due_of(x, t));
		v[3] = figure_text(t->state);
	}
}

static bool is_new(const struct report *r, const struct ticket *t)
{
	return in_period(r, t->opened);
}

static bool is_answered(const struct report *r, const struct ticket *t)
{
	return in_period(r, t->answered);
}

static void add_wishes(struct insights *x, const char *name, const char *title,
                       bool (*belongs)(const struct report *, const struct ticket *))
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, name, title, _("Wish"));

	report_column(s, METRIC_ASKERS, STAT_VALUE, N_("Customer"));
	report_column(s, METRIC_THEME, STAT_VALUE, NULL);
	report_column(s, METRIC_STATE, STAT_VALUE, NULL);
	for (size_t i = 0; i < x->ideas.n; i++) {
		const struct ticket *t = &x->ideas.v[i].t;
		if (x->ideas.v[i].improvement || !belongs(r, t))
			continue;
		struct figure *v = report_row(s, key_of(r, t), named(r, t));
		v[0] = figure_text(customer_of(r, t));
		v[1] = figure_text(x->ideas.v[i].theme);
		v[2] = figure_text(t->state);
	}
}

/* --- whom to tell --- */

static bool is_told(const struct ticket *t, int64_t since)
{
	return t->answered != AT_NONE && t->answered >= since;
}

static void put_told(struct insights *x, struct report_section *s, const struct ticket *t, const struct ticket *by)
{
	struct report *r = x->r;

	if (!first_time(x, 'w', key_of(r, t), t->customer))
		return;                    /* nobody to tell, or listed already */
	struct figure *v = report_row(s, key_of(r, t), named(r, t));
	v[0] = figure_text(customer_of(r, t));
	v[1] = figure_text(by ? key_of(r, by) : NULL);
	v[2] = figure_text(t->state);
}

static void add_told(struct insights *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "to_tell", _("Answered now: whom to tell"), _("Wish"));
	struct ticket *other;

	report_column(s, METRIC_TOLD, STAT_VALUE, N_("Customer"));
	report_column(s, METRIC_IMPROVEMENTS, STAT_VALUE, N_("By"));
	report_column(s, METRIC_STATE, STAT_VALUE, NULL);
	for (size_t i = 0; i < x->ideas.n; i++) {
		const struct ticket *t = &x->ideas.v[i].t;
		if (!in_period(r, t->resolved))
			continue;
		if (!x->ideas.v[i].improvement && t->answered == AT_NONE)
			put_told(x, s, t, NULL);
		for (size_t k = 0; x->ideas.v[i].improvement && k < t->links.n; k++) {
			other = arena_new(r->a, struct ticket);
			if (lookup_one(r->s, r->a, t->links.v[k].other, r->q.as_of, other) && !other->spam &&
			    str_eq(other->kind, "suggestion") && !is_told(other, t->resolved))
				put_told(x, s, other, t);
		}
	}
	if (s->rows.n && r->q.as_of == AT_NONE)
		report_note(s, _("tk-note -p -m TEXT REF tells one."));
}

int report_insights(struct report *r)
{
	struct insights x = {.r = r, .names = policy_reports(r->policy)};

	r->title = _("insights");
	report_begins(r);
	figures_begin(&x.themes, r->a, counts, COUNTS, 1);
	figures_begin(&x.steps, r->a, counts, COUNTS, 1);
	figures_begin(&x.seen, r->a, counts, 0, 1);
	read_all(&x);
	struct report_section *s = add_counts(&x, "themes", _("What customers wish, by theme"),
	                                      x.names->theme ? _("Theme") : _("Category"), &x.themes);
	if (s->rows.n)
		put_counts(s, report_total(s, NULL), &x.themes, &x.themes.all);
	if (x.names->step)
		add_counts(&x, "steps", _("Where it hurts, by the step of the journey"), _("Step"), &x.steps);
	else
		report_note(s, _("The policy names no field for the step of the journey: reports: step."));
	add_improvements(&x);
	add_wishes(&x, "new", _("New wishes"), is_new);
	add_wishes(&x, "answered", _("Wishes answered in the period"), is_answered);
	add_told(&x);
	return 0;
}
