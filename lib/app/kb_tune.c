/* kb_tune: how sure answers may be, measured on the desk's own questions. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "app/page.h"
#include "base/io.h"
#include "base/str.h"
#include "domain/tally.h"
#include "out/jw.h"
#include "service/tune.h"

enum { PRECISION = 95 };

struct tuning {
	struct tune t;
	double precision;
};

/* Of the cases from a confidence on. */
struct from { double p; int64_t answered, right, all; };

static struct from count_from(const struct tune *t, double p, bool answerable)
{
	struct from x = {.p = p};

	for (size_t i = 0; i < t->n; i++) {
		if (answerable && !t->answerable[i])
			continue;
		x.all++;
		if (t->cases[i].p >= p) {
			x.answered++;
			x.right += t->cases[i].right;
		}
	}
	return x;
}

/* The least confidence for the precision, rounded up to a hundredth; above 1: none. */
static double threshold(struct arena *a, const struct tuning *x, bool answerable)
{
	const struct tune *t = &x->t;
	struct confidence_case *v = arena_array(a, struct confidence_case, t->n + 1);
	int64_t answered, right;
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (!answerable || t->answerable[i])
			v[n++] = t->cases[i];
	double p = confidence_threshold(a, v, n, x->precision, &answered, &right);
	return p > 1 ? p : (double)(int64_t)(p * 100 + 0.999) / 100;
}

/* "93.1 % (92.0-94.1)" */
static char *interval(struct arena *a, int64_t part, int64_t whole)
{
	int64_t low, high;

	if (!whole)
		return arena_strdup(a, "-");
	tally_interval(part, whole, &low, &high);
	return arena_printf(a, "%.1f %% (%.1f-%.1f)", 100.0 * (double)part / (double)whole, (double)low / 1e4, (double)high / 1e4);
}

/* --- JSON --- */

static void json_from(struct jw *w, const char *key, const struct from *x)
{
	jw_key(w, key);
	if (x->p > 1) {
		jw_null(w);
		return;
	}
	jw_object(w);
	jw_key(w, "confidence"); jw_decimal(w, (int64_t)(x->p * 1000 + 0.5), 3);
	jw_key(w, "asked"); jw_int(w, x->all);
	jw_key(w, "answered"); jw_int(w, x->answered);
	jw_key(w, "right"); jw_int(w, x->right);
	jw_end(w);
}

static void print_json(struct app *app, const struct tuning *x)
{
	struct confidence_bin bin[SURE_BINS];
	double all = threshold(app->a, x, false), known = threshold(app->a, x, true);
	struct from from_all = count_from(&x->t, all, false), from_known = count_from(&x->t, known, true);
	struct jw w;

	jw_open(&w, app->a, stdout);
	jw_object(&w);
	jw_key(&w, "articles"); jw_int(&w, x->t.articles);
	jw_key(&w, "questions"); jw_int(&w, x->t.questions);
	jw_key(&w, "first_right"); jw_int(&w, x->t.first);
	jw_key(&w, "brier"); jw_decimal(&w, (int64_t)(confidence_brier(x->t.cases, x->t.n) * 1e4 + 0.5), 4);
	jw_key(&w, "precision"); jw_decimal(&w, (int64_t)(x->precision * 1000 + 0.5), 3);
	json_from(&w, "from", &from_known);
	json_from(&w, "from_all", &from_all);
	confidence_bins(x->t.cases, x->t.n, bin);
	jw_key(&w, "reliability");
	jw_array(&w);
	for (int i = 0; i < SURE_BINS; i++) {
		jw_object(&w);
		jw_key(&w, "asked"); jw_int(&w, bin[i].n);
		jw_key(&w, "foretold"); jw_decimal(&w, (int64_t)(bin[i].foretold * 1000 + 0.5), 3);
		jw_key(&w, "right"); jw_int(&w, bin[i].right);
		jw_end(&w);
	}
	jw_end(&w);
	jw_end(&w);
	jw_close(&w);
}

/* --- a page --- */

static void table(struct page *p, const struct tune *t)
{
	struct arena *a = p->app->a;
	struct confidence_bin bin[SURE_BINS];

	page_text(p, "", "", _("Confidence against what came of it"), PAGE_BOLD);
	page_text(p, "  ", "  ", arena_printf(a, "%-9s %7s %9s   %s", _("foretold"), _("asked"), _("right"), _("of them (95 % interval)")), PAGE_DIM);
	confidence_bins(t->cases, t->n, bin);
	for (int i = 0; i < SURE_BINS; i++)
		if (bin[i].n)
			page_text(p, "  ", "  ", arena_printf(a, "%7.1f %% %7" PRId64 " %9" PRId64 "   %s", 100 * bin[i].foretold, bin[i].n,
			                                       bin[i].right, interval(a, bin[i].right, bin[i].n)), PAGE_PLAIN);
	page_blank(p);
}

static void curve(struct page *p, const struct tune *t)
{
	static const double steps[] = {0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};
	struct arena *a = p->app->a;

	page_text(p, "", "", _("Questions whose article is there: answered, and right"), PAGE_BOLD);
	page_text(p, "  ", "  ", arena_printf(a, "%-9s %9s   %s", _("from"), _("answered"), _("right (95 % interval)")), PAGE_DIM);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct from x = count_from(t, steps[i], true);
		page_text(p, "  ", "  ", arena_printf(a, "%7.0f %% %7.1f %%   %s", 100 * steps[i], x.all ? 100.0 * (double)x.answered / (double)x.all : 0,
		                                       interval(a, x.right, x.answered)), PAGE_PLAIN);
	}
	page_blank(p);
}

static void line_of(struct page *p, const struct tuning *x, bool answerable, const char *what)
{
	struct arena *a = p->app->a;
	struct from f = count_from(&x->t, threshold(a, x, answerable), answerable);

	if (f.p > 1)
		page_text(p, "", "  ", arena_printf(a, _("%s: no confidence gives %.0f %% right"), what, 100 * x->precision), PAGE_PLAIN);
	else
		page_text(p, "", "  ", arena_printf(a, _("%s: from %.0f %% on, %s are right, and %.1f %% are answered"), what, 100 * f.p,
		          interval(a, f.right, f.answered), 100.0 * (double)f.answered / (double)f.all), PAGE_PLAIN);
}

static int print_page(struct app *app, const struct tuning *x)
{
	struct page p;
	int bad = page_begin(app, &p);

	if (bad)
		return bad;
	page_text(&p, "", "", arena_printf(app->a, _("%" PRId64 " questions of %" PRId64 " articles, each asked as if it were not there: "
	          "%s found their article first."), x->t.questions, x->t.articles, interval(app->a, x->t.first, x->t.questions)), PAGE_PLAIN);
	page_blank(&p);
	table(&p, &x->t);
	curve(&p, &x->t);
	line_of(&p, x, true, _("Where the article is there"));
	line_of(&p, x, false, _("With one question in six that has no answer"));
	page_text(&p, "", "", arena_printf(app->a, _("The policy asks for %.0f %% (knowledge.threshold)."),
	          policy_knowledge(app->session.policy)->threshold / 100.0), PAGE_DIM);
	page_end(&p);
	return 0;
}

/* --- all --- */

static void progress(int64_t done, int64_t all)
{
	if (done % 100 == 0 || done == all)
		fprintf(stderr, done == all ? "\r\033[K" : "\r%" PRId64 "/%" PRId64, done, all);
}

static int measure(struct app *app, void *arg)
{
	struct tuning *x = arg;
	struct fault f = {0};
	int64_t most = kb_values.limit;
	int bad = tune_run(&app->session, app->a, most, io_tty(2) && !app_values.quiet ? progress : NULL, &x->t, &f);

	return bad ? app_fault(&f) : 0;
}

static int keep(struct app *app, void *arg)
{
	struct tuning *x = arg;
	struct fault f = {0};
	int bad = tune_keep(&app->session, app->a, &x->t, &f);

	return bad ? app_fault(&f) : 0;
}

int kb_tune(struct app *app)
{
	struct tuning x = {.precision = (double)(kb_use.precision ? kb_use.precision : PRECISION) / 100};
	int bad;

	if (app->operands.n > 1)
		return app_usage(app, _("tune takes no operands"));
	bad = app_tx(app, DESK_READ, measure, &x);
	if (!bad && !app->session.dry_run)
		bad = app_tx(app, DESK_WRITE, keep, &x);
	if (bad)
		return bad;
	if (app_values.json) {
		print_json(app, &x);
		return 0;
	}
	return print_page(app, &x);
}
