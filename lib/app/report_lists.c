/* report_lists: what reports there are, and what their figures mean. */
#include "app/list.h"
#include "app/report.h"
#include "base/str.h"

/* --- metrics --- */

enum { D_METRIC, D_UNIT, D_BETTER, D_COHORT, D_SAYS, D_PART, D_WHOLE, D_INTERVAL, D_SOURCE, D_COUNT };
static const struct out_column definitions[] = {
	[D_METRIC] = {"metric", N_("Metric"), OUT_REF, N_("its name"), 0},
	[D_UNIT] = {"unit", N_("Unit"), OUT_TEXT, N_("what it is counted in"), 0},
	[D_BETTER] = {"better", N_("Better"), OUT_TEXT, N_("up or down; - where it depends"), 0},
	[D_COHORT] = {"cohort", N_("Cohort"), OUT_TEXT, N_("which cases"), 0},
	[D_SAYS] = {"says", N_("Meaning"), OUT_TEXT, N_("in one sentence"), OUT_FLEX},
	[D_PART] = {"part", N_("Numerator"), OUT_TEXT, N_("of a share"), OUT_FLEX},
	[D_WHOLE] = {"whole", N_("Denominator"), OUT_TEXT, N_("of a share; of times: whose"), OUT_FLEX},
	[D_INTERVAL] = {"interval", N_("Interval"), OUT_TEXT, N_("between which instants"), OUT_FLEX},
	[D_SOURCE] = {"source", N_("Source"), OUT_TEXT, N_("whose definition"), OUT_FLEX},
};

static struct out_cell said(const char *text)
{
	return text ? out_text(_(text)) : out_null();
}

int report_print_metrics(struct app *app)
{
	struct out *out;
	const struct out_column **picked;
	size_t n;
	int bad = app_list(app, definitions, D_COUNT, "metric,unit,better,cohort,says", &out, &picked, &n);

	if (bad || !out)
		return bad;
	for (int i = 0; i < METRIC_COUNT; i++) {
		const struct metric *m = &metrics[i];
		struct out_cell all[] = {
			[D_METRIC] = out_ref(m->name), [D_UNIT] = out_text(metric_unit_words[m->unit]),
			[D_BETTER] = out_text(metric_better_words[m->better]), [D_COHORT] = out_text(cohort_words[m->cohort]),
			[D_SAYS] = said(m->says), [D_PART] = said(m->part), [D_WHOLE] = said(m->whole),
			[D_INTERVAL] = said(m->interval), [D_SOURCE] = said(m->source)};
		struct out_cell cells[D_COUNT];
		for (size_t j = 0; j < n; j++)
			cells[j] = all[picked[j] - definitions];
		out_row(out, cells);
	}
	out_close(out);
	return 0;
}

/* --- kinds --- */

enum { K_KIND, K_COHORT, K_COHORTS, K_BY, K_SAYS, K_COUNT };
static const struct out_column kinds[] = {
	[K_KIND] = {"kind", N_("Report"), OUT_REF, N_("its name"), 0},
	[K_COHORT] = {"cohort", N_("Cohort"), OUT_TEXT, N_("which cases, unless --cohort says"), 0},
	[K_COHORTS] = {"cohorts", N_("--cohort"), OUT_LIST, N_("which cohorts may be chosen"), 0},
	[K_BY] = {"by", N_("--by"), OUT_LIST, N_("which fields it knows"), OUT_FLEX},
	[K_SAYS] = {"says", N_("Meaning"), OUT_TEXT, N_("in one sentence"), OUT_FLEX},
};

static struct out_cell words_of(struct app *app, const char *const *words, unsigned bits)
{
	struct { const char **v; size_t n, cap; } list = {0};

	for (int i = 0; words[i]; i++)
		if (bits >> i & 1)
			*vec_push(app->a, &list) = words[i];
	return list.n ? out_list(list.v, list.n) : out_null();
}

int report_print_kinds(struct app *app)
{
	struct out *out;
	const struct out_column **picked;
	size_t n;
	int bad = app_list(app, kinds, K_COUNT, "kind,cohort,says", &out, &picked, &n);

	if (bad || !out)
		return bad;
	for (const struct report_kind *k = report_kinds; k->name; k++) {
		struct out_cell all[] = {
			[K_KIND] = out_ref(k->name), [K_COHORT] = k->make ? out_text(cohort_words[k->cohort]) : out_null(),
			[K_COHORTS] = words_of(app, cohort_words, k->cohorts), [K_BY] = words_of(app, case_by_words, k->bys),
			[K_SAYS] = said(k->says)};
		struct out_cell cells[K_COUNT];
		for (size_t j = 0; j < n; j++)
			cells[j] = all[picked[j] - kinds];
		out_row(out, cells);
	}
	out_close(out);
	return 0;
}
