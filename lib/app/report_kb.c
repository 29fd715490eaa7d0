/* report_kb: what the knowledge base does for cases: how many have an article,
 * what was answered and read, after which visits no case came, which categories
 * lack articles. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "domain/alarms.h"
#include "domain/article.h"
#include "store/articles.h"
#include "store/traces.h"
#include "when/clock.h"

enum { LINKED, UNLINKED };             /* by category */
static const enum metric_id of_cases[] = {[LINKED] = METRIC_KB_LINKED, [UNLINKED] = METRIC_KB_UNLINKED};
enum { LINKS, ANSWERS, VIEWS, HELPFUL, HANDOVERS, DEFLECTED, DEEDS };     /* by article */
static const enum metric_id of_deeds[DEEDS] = {
	[LINKS] = METRIC_KB_LINKS, [ANSWERS] = METRIC_KB_ANSWERS, [VIEWS] = METRIC_KB_VIEWS, [HELPFUL] = METRIC_KB_HELPFUL,
	[HANDOVERS] = METRIC_KB_HANDOVERS, [DEFLECTED] = METRIC_KB_DEFLECTED,
};

/* One customer reading: his number, and when he read the last thing. */
struct visit { int64_t customer, last; };
struct opened { int64_t customer, at; };

struct kb {
	struct report *r;
	struct figures cases, deeds;
	struct figures visits;         /* by session: g->n is an index into list, plus 1 */
	VEC(struct visit) list;
	VEC(struct opened) opened;
	int64_t within_s;              /* no case so long after a visit */
	int64_t unknown;               /* answers and views of nobody we know */
	struct figures linked;         /* as of an instant: by ticket, links less unlinks */
};

/* --- cases with an article --- */

static struct case_key ticket_key(const struct report *r, int64_t ticket)
{
	return (struct case_key){.text = arena_printf(r->a, "%" PRId64, ticket)};
}

static bool has_article(struct kb *x, int64_t ticket)
{
	if (x->r->q.as_of == AT_NONE)
		return traces_linked(x->r->s->desk, ticket);
	return figures_group(&x->linked, BY_CATEGORY, ticket_key(x->r, ticket))->n > 0;
}

static void one_case(void *arg, const struct case_ *c)
{
	struct kb *x = arg;
	struct figures_group *g = figures_group(&x->cases, BY_CATEGORY, (struct case_key){.text = c->t->category});
	bool linked = has_article(x, c->t->id);

	g->n++;
	x->cases.all.n++;
	tally_case(figures_cell(&x->cases, g, 0, LINKED), linked);
	tally_case(figures_cell(&x->cases, &x->cases.all, 0, LINKED), linked);
	tally_value(NULL, figures_cell(&x->cases, g, 0, UNLINKED), !linked);
	tally_value(NULL, figures_cell(&x->cases, &x->cases.all, 0, UNLINKED), !linked);
}

/* Which tickets had one at --as-of: the rows tell of now only. */
static void fold_links(struct kb *x)
{
	struct report *r = x->r;
	struct traces *list = traces_kb(r->s->desk, r->a, INT64_MIN + 1, r->q.as_of + 1);
	struct arena row = {0};

	for (struct event e; traces_next(list, &row, &e); arena_reset(&row)) {
		const char *deed = pairs_get(&e.data, "do");
		if (str_eq(deed, "link") || str_eq(deed, "unlink"))
			figures_group(&x->linked, BY_CATEGORY, ticket_key(r, e.ticket))->n += str_eq(deed, "link") ? 1 : -1;
	}
	traces_end(list);
	arena_free(&row);
}

static void count_cases(struct kb *x)
{
	struct cases_query q = report_query(x->r, NULL, 0).cases;

	if (x->r->q.as_of != AT_NONE)
		fold_links(x);
	q.want = CASES_CATEGORY;
	cases_each(x->r->s, x->r->a, &q, one_case, x);
}

/* --- what was done with articles --- */

/* A visit is a session, else a customer's day. */
static void add_visit(struct kb *x, const struct event *e)
{
	struct report *r = x->r;
	const char *session = pairs_get(&e->data, "session");
	int64_t customer = pairs_int(&e->data, "customer", 0);

	if (!customer) {
		x->unknown++;
		return;
	}
	const char *key = !str_empty(session) ? arena_printf(r->a, "s/%s/%" PRId64, session, customer)
	                  : arena_printf(r->a, "d/%" PRId64 "/%" PRId64, zone_day(r->zone, e->at), customer);
	struct figures_group *g = figures_group(&x->visits, BY_CATEGORY, (struct case_key){.text = key});
	if (!g->n) {
		*vec_push(r->a, &x->list) = (struct visit){.customer = customer, .last = e->at};
		g->n = (int64_t)x->list.n;
	}
	struct visit *v = &x->list.v[g->n - 1];
	v->last = e->at > v->last ? e->at : v->last;
}

static bool is_yes(const char *vote)
{
	return str_eq(vote, "yes") || str_eq(vote, "up") || str_eq(vote, "1");
}

static void add_deed(struct kb *x, struct figures_group *g, const char *deed, const struct event *e)
{
	struct figures *f = &x->deeds;

	if (str_eq(deed, "link"))
		tally_value(NULL, figures_cell(f, g, 0, LINKS), 1);
	else if (str_eq(deed, "answer"))
		tally_value(NULL, figures_cell(f, g, 0, ANSWERS), 1);
	else if (str_eq(deed, "handover"))
		tally_value(NULL, figures_cell(f, g, 0, HANDOVERS), 1);
	else if (str_eq(deed, "view"))
		tally_value(NULL, figures_cell(f, g, 0, VIEWS), 1);
	else if (str_eq(deed, "vote"))
		tally_case(figures_cell(f, g, 0, HELPFUL), is_yes(pairs_get(&e->data, "vote")));
}

static void count_deeds(struct kb *x)
{
	struct report *r = x->r;
	struct traces *list = traces_kb(r->s->desk, r->a, r->from, r->until < r->now ? r->until : r->now + 1);
	struct arena row = {0};

	for (struct event e; traces_next(list, &row, &e); arena_reset(&row)) {
		const char *deed = pairs_get(&e.data, "do");
		int64_t article = pairs_int(&e.data, "article", 0);
		add_deed(x, &x->deeds.all, deed, &e);
		if (article && !str_eq(deed, "handover"))      /* it says which one was not sure enough */
			add_deed(x, figures_group(&x->deeds, BY_CUSTOMER, (struct case_key){.number = article}), deed, &e);
		if (str_eq(deed, "answer") || str_eq(deed, "view"))
			add_visit(x, &e);
	}
	traces_end(list);
	arena_free(&row);
}

/* --- visits without a case --- */

static void one_opened(void *arg, const struct case_ *c)
{
	struct kb *x = arg;

	if (c->t->customer)
		*vec_push(x->r->a, &x->opened) = (struct opened){c->t->customer, c->t->opened};
}

static int in_order(const void *a, const void *b)
{
	const struct opened *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static bool came_soon(const struct kb *x, const struct visit *v)
{
	struct opened key = {v->customer, v->last};
	size_t low = 0, high = x->opened.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (in_order(&x->opened.v[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < x->opened.n && x->opened.v[low].customer == v->customer && x->opened.v[low].at <= v->last + x->within_s;
}

/* All cases count, whatever --where asks for. */
static void count_visits(struct kb *x)
{
	static const struct find none = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_TOO};
	struct cases_query q = report_query(x->r, NULL, 0).cases;

	if (x->list.n == 0)
		return;
	q.cohort = COHORT_OPENED;
	q.to = x->r->until + x->within_s;
	q.find = &none;
	q.only = NULL;
	q.want = CASES_CUSTOMER | CASES_ENTERED;
	cases_each(x->r->s, x->r->a, &q, one_opened, x);
	if (x->opened.n > 1)
		qsort(x->opened.v, x->opened.n, sizeof *x->opened.v, in_order);
	for (size_t i = 0; i < x->list.n; i++)
		tally_case(figures_cell(&x->deeds, &x->deeds.all, 0, DEFLECTED), !came_soon(x, &x->list.v[i]));
	if (x->r->to + x->within_s > x->r->now)
		report_provisional(x->r, arena_printf(x->r->a, _("until %s a case may still follow a visit"), report_at(x->r, x->r->to + x->within_s)));
}

/* --- the tables --- */

static struct figure deed(const struct kb *x, const struct figures_group *g, size_t metric)
{
	const struct tally *t = figures_cell(&x->deeds, g, 0, metric);

	return metrics[of_deeds[metric]].unit == UNIT_SHARE ? figure_share(t->part, t->n) : figure_count(t->sum);
}

static void add_use(struct kb *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "use", _("What it does"), "");

	s->listed = true;
	report_column(s, METRIC_KB_LINKED, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_ANSWERED, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_VIEWS, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_HELPFUL, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_DEFLECTED, STAT_VALUE, NULL);
	struct figure *v = report_total(s, _("Value"));
	int64_t answers = figures_cell(&x->deeds, &x->deeds.all, 0, ANSWERS)->sum;
	int64_t handovers = figures_cell(&x->deeds, &x->deeds.all, 0, HANDOVERS)->sum;
	v[0] = figure_of(r->a, figures_cell(&x->cases, &x->cases.all, 0, LINKED), METRIC_KB_LINKED, STAT_VALUE);
	v[1] = figure_share(answers, answers + handovers);
	v[2] = deed(x, &x->deeds.all, VIEWS);
	v[3] = deed(x, &x->deeds.all, HELPFUL);
	v[4] = deed(x, &x->deeds.all, DEFLECTED);
	if (x->unknown)
		report_note(s, arena_printf(r->a, NG_("%s answer or reading of nobody we know is in no visit.",
		                                      "%s answers or readings of nobody we know are in no visit.", (long)x->unknown),
		                            report_number(r, x->unknown)));
}

static int64_t weight(const struct kb *x, const struct figures_group *g)
{
	return figures_cell(&x->deeds, g, 0, LINKS)->sum + figures_cell(&x->deeds, g, 0, ANSWERS)->sum +
	       figures_cell(&x->deeds, g, 0, VIEWS)->sum;
}

static const struct kb *sorted;        /* for qsort */

static int by_use(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;
	int64_t v = weight(sorted, x), w = weight(sorted, y);

	return v != w ? (v > w ? -1 : 1) : (x->key.number > y->key.number) - (x->key.number < y->key.number);
}

static void add_articles(struct kb *x)
{
	static const size_t shown[] = {LINKS, ANSWERS, VIEWS, HELPFUL};
	struct report *r = x->r;
	struct report_section *s = report_section(r, "articles", _("Articles, the most used first"), _("Article"));

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		report_column(s, of_deeds[shown[i]], STAT_VALUE, NULL);
	sorted = x;
	if (x->deeds.groups.n > 1)
		qsort(x->deeds.groups.v, x->deeds.groups.n, sizeof *x->deeds.groups.v, by_use);
	for (size_t i = 0; i < x->deeds.groups.n; i++) {
		const struct figures_group *g = x->deeds.groups.v[i];
		struct article article;
		const char *key = articles_load(r->s->desk, r->a, g->key.number, &article) ? article.key
		                  : arena_printf(r->a, "#%" PRId64, g->key.number);
		struct figure *v = report_row(s, key, key);
		for (size_t k = 0; k < s->ncolumns; k++)
			v[k] = deed(x, g, shown[k]);
	}
}

/* --- gaps --- */

/* Published ones of the category and below it. */
static int64_t articles_of(struct report *r, const char *category)
{
	struct articles_filter f = {.category = category};
	struct articles *list = articles_find(r->s->desk, r->a, &f);
	struct arena row = {0};
	int64_t n = 0;

	for (struct article x; articles_next(list, &row, &x); arena_reset(&row)) {
		bool live = false;
		for (size_t i = 0; i < x.texts.n; i++)
			live |= x.texts.v[i].live != 0;
		n += live;
	}
	articles_end(list);
	arena_free(&row);
	return n;
}

static int by_unlinked(const void *a, const void *b)
{
	const struct figures_group *x = *(struct figures_group *const *)a, *y = *(struct figures_group *const *)b;
	int64_t v = x->cells[UNLINKED].sum, w = y->cells[UNLINKED].sum;

	if (v != w)
		return v > w ? -1 : 1;
	return strcmp(x->key.text ? x->key.text : "", y->key.text ? y->key.text : "");
}

static void add_gaps(struct kb *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "gaps", _("Gaps: categories by cases without an article"), _("Category"));

	report_column(s, METRIC_KB_UNLINKED, STAT_VALUE, NULL);
	report_bars(s);
	report_column(s, METRIC_KB_LINKED, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_ARTICLES, STAT_VALUE, NULL);
	if (x->cases.groups.n > 1)
		qsort(x->cases.groups.v, x->cases.groups.n, sizeof *x->cases.groups.v, by_unlinked);
	for (size_t i = 0; i < x->cases.groups.n; i++) {
		const struct figures_group *g = x->cases.groups.v[i];
		struct figure *v = report_row(s, report_key(r, BY_CATEGORY, g->key), report_label(r, BY_CATEGORY, g->key));
		v[0] = figure_count(figures_cell(&x->cases, g, 0, UNLINKED)->sum);
		v[1] = figure_of(r->a, figures_cell(&x->cases, g, 0, LINKED), METRIC_KB_LINKED, STAT_VALUE);
		if (g->key.text)
			v[2] = figure_count(articles_of(r, g->key.text));
	}
	if (s->rows.n == 0)
		return;
	struct figure *v = report_total(s, NULL);
	v[0] = figure_count(figures_cell(&x->cases, &x->cases.all, 0, UNLINKED)->sum);
	v[1] = figure_of(r->a, figures_cell(&x->cases, &x->cases.all, 0, LINKED), METRIC_KB_LINKED, STAT_VALUE);
}

int report_kb(struct report *r)
{
	struct kb x = {.r = r};

	r->title = _("the knowledge base");
	report_begins(r);
	x.within_s = alarm_span(r->policy, NULL, 0, policy_knowledge(r->policy)->deflected_within);
	figures_begin(&x.cases, r->a, of_cases, 2, 1);
	figures_begin(&x.deeds, r->a, of_deeds, DEEDS, 1);
	figures_begin(&x.visits, r->a, of_deeds, 0, 1);
	figures_begin(&x.linked, r->a, of_deeds, 0, 1);
	count_cases(&x);
	count_deeds(&x);
	count_visits(&x);
	add_use(&x);
	if (x.deeds.groups.n)
		add_articles(&x);
	add_gaps(&x);
	return 0;
}
