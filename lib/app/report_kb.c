/* report_kb: what the knowledge base does for cases: how many have an article,
 * what was answered and read, after which visits no case came, which categories
 * lack articles. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "domain/article.h"
#include "service/visits.h"
#include "store/articles.h"
#include "store/traces.h"
#include "store/usage.h"

enum { LINKED, UNLINKED };             /* by category */
static const enum metric_id of_cases[] = {[LINKED] = METRIC_KB_LINKED, [UNLINKED] = METRIC_KB_UNLINKED};

struct kb {
	struct report *r;
	struct figures cases;
	struct figures linked;         /* as of an instant: by ticket, links less unlinks */
	struct visits use;
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

	if (c->t->resolved == AT_NONE) /* --cohort opened */
		return;
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
	struct usages *list = usages_between(r->s->desk, r->a, INT64_MIN + 1, r->q.as_of + 1);
	struct arena row = {0};

	for (struct event e; usages_next(list, &row, &e); arena_reset(&row)) {
		const char *deed = pairs_get(&e.data, "do");
		if (str_eq(deed, "link") || str_eq(deed, "unlink"))
			figures_group(&x->linked, BY_CATEGORY, ticket_key(r, e.ticket))->n += str_eq(deed, "link") ? 1 : -1;
	}
	usages_end(list);
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

static void count_use(struct kb *x)
{
	struct report *r = x->r;
	struct session then = *r->s;

	then.now = r->now;             /* visits are judged by what is known */
	visits_count(&then, r->a, r->from, r->until < r->now ? r->until : r->now + 1, visits_window(r->s), &x->use);
	if (x->use.early)
		report_provisional(r, arena_printf(r->a, NG_("a case may still follow %s visit", "a case may still follow %s visits",
		                                             (long)x->use.early), report_number(r, x->use.early)));
}

static struct visits_article used(const struct visits *v)
{
	struct visits_article all = {0};

	for (size_t i = 0; i < v->articles.n; i++) {
		all.views += v->articles.v[i].views;
		all.up += v->articles.v[i].up;
		all.down += v->articles.v[i].down;
	}
	return all;
}

static void add_use(struct kb *x)
{
	struct report *r = x->r;
	const struct visits *u = &x->use;
	struct visits_article all = used(u);
	struct report_section *s = report_section(r, "use", _("What it does"), "");

	s->listed = true;
	report_column(s, METRIC_KB_LINKED, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_ANSWERED, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_VIEWS, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_HELPFUL, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_DEFLECTED, STAT_VALUE, NULL);
	struct figure *v = report_total(s, _("Value"));
	v[0] = figure_of(r->a, figures_cell(&x->cases, &x->cases.all, 0, LINKED), METRIC_KB_LINKED, STAT_VALUE);
	v[1] = figure_share(u->answered, u->answered + u->handed_over);
	v[2] = figure_count(all.views);
	v[3] = figure_share(all.up, all.up + all.down);
	v[4] = figure_share(u->none, u->none + u->ticket);
	if (u->unknown)
		report_note(s, arena_printf(r->a, NG_("%s visit of nobody we know is in no share.", "%s visits of nobody we know are in no share.",
		                                      (long)u->unknown), report_number(r, u->unknown)));
}

static int by_use(const void *a, const void *b)
{
	const struct visits_article *x = *(struct visits_article *const *)a, *y = *(struct visits_article *const *)b;
	int64_t v = x->views + x->answered + x->linked, w = y->views + y->answered + y->linked;

	return v != w ? (v > w ? -1 : 1) : (x->article > y->article) - (x->article < y->article);
}

static bool is_used(const struct visits_article *v)
{
	return v->views || v->answered || v->linked || v->up || v->down;
}

static void put_article(struct report_section *s, const struct visits_article *u)
{
	struct report *r = s->r;
	struct article article;
	const char *key = articles_load(r->s->desk, r->a, u->article, &article) ? article.key
	                  : arena_printf(r->a, "#%" PRId64, u->article);
	struct figure *v = report_row(s, key, key);

	v[0] = figure_count(u->linked);
	v[1] = figure_count(u->answered);
	v[2] = figure_count(u->views);
	v[3] = figure_share(u->up, u->up + u->down);
	v[4] = figure_share(u->unfollowed, u->unfollowed + u->followed);
}

static void add_articles(struct kb *x)
{
	struct report *r = x->r;
	struct visits_article **v = arena_array(r->a, struct visits_article *, x->use.articles.n);
	struct report_section *s;
	size_t n = 0;

	for (size_t i = 0; i < x->use.articles.n; i++)
		if (is_used(&x->use.articles.v[i]))
			v[n++] = &x->use.articles.v[i];
	if (n == 0)
		return;
	s = report_section(r, "articles", _("Articles, the most used first"), _("Article"));
	report_column(s, METRIC_KB_LINKS, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_ANSWERS, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_VIEWS, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_HELPFUL, STAT_VALUE, NULL);
	report_column(s, METRIC_KB_DEFLECTED, STAT_VALUE, NULL);
	if (n > 1)
		qsort(v, n, sizeof *v, by_use);
	for (size_t i = 0; i < n; i++)
		put_article(s, v[i]);
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
	figures_begin(&x.cases, r->a, of_cases, 2, 1);
	figures_begin(&x.linked, r->a, of_cases, 0, 1);
	count_cases(&x);
	count_use(&x);
	add_use(&x);
	add_articles(&x);
	add_gaps(&x);
	return 0;
}
