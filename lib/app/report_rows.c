/* report_rows: a report for machines: one row a figure, the same columns for
 * every report. */
#include <string.h>

#include "app/list.h"
#include "app/report.h"
#include "base/str.h"

enum { C_REPORT, C_SECTION, C_GROUP, C_METRIC, C_STAT, C_VALUE, C_UNIT, C_PART, C_WHOLE, C_LOW, C_HIGH, C_FROM, C_TO,
       C_COHORT, C_NOW, C_PROVISIONAL, C_HIDDEN, C_COUNT };

static const struct out_column columns[] = {
	[C_REPORT] = {"report", N_("Report"), OUT_TEXT, N_("its kind"), 0},
	[C_SECTION] = {"section", N_("Section"), OUT_TEXT, N_("which of its tables"), 0},
	[C_GROUP] = {"group", N_("Group"), OUT_TEXT, N_("the row: a level, a month ...; \"all\": the whole; \"none\": without"), 0},
	[C_METRIC] = {"metric", N_("Metric"), OUT_TEXT, N_("what is measured: tk-report metrics tells"), 0},
	[C_STAT] = {"stat", N_("Statistic"), OUT_TEXT, N_("value, mean, p50, p90, p95, least, most; change: against the one before"), 0},
	[C_VALUE] = {"value", N_("Value"), OUT_NULL, N_("cases, a share from 0 to 1, seconds; empty: none, or left out"), 0},
	[C_UNIT] = {"unit", N_("Unit"), OUT_TEXT, N_("cases, times, share, seconds, business_seconds, mean, weight, instant, text"), 0},
	[C_PART] = {"part", N_("Part"), OUT_INT, N_("of a share: how many count"), 0},
	[C_WHOLE] = {"whole", N_("Whole"), OUT_INT, N_("of how many: the denominator; of times: how many they are"), 0},
	[C_LOW] = {"low", N_("Low"), OUT_DECIMAL, N_("of a share: its 95 % interval from"), 0},
	[C_HIGH] = {"high", N_("High"), OUT_DECIMAL, N_("and to"), 0},
	[C_FROM] = {"from", N_("From"), OUT_AT, N_("beginning of the period"), 0},
	[C_TO] = {"to", N_("To"), OUT_AT, N_("its end, which is not in it"), 0},
	[C_COHORT] = {"cohort", N_("Cohort"), OUT_TEXT, N_("which cases: opened, resolved, closed, first_resolved, open, turned, due, ever, said"), 0},
	[C_NOW] = {"now", N_("Known at"), OUT_AT, N_("what was known at this instant"), 0},
	[C_PROVISIONAL] = {"provisional", N_("Provisional"), OUT_BOOL, N_("the figures of this report may still change"), 0},
	[C_HIDDEN] = {"hidden", N_("Left out"), OUT_BOOL, N_("so few cases that the value would be about a person"), 0},
};
static const char defaults[] = "section,group,metric,stat,value,part,whole";

static struct out_cell value_cell(const struct figure *f)
{
	if (f->hidden || f->few)
		return out_null();
	switch (f->kind) {
	case FIGURE_COUNT: return out_int(f->value);
	case FIGURE_SHARE: return out_decimal(f->value, 6);
	case FIGURE_SPAN: return out_span(f->value);
	case FIGURE_MEAN: return out_decimal(f->value, 3);
	case FIGURE_AT: return out_at(f->value);
	case FIGURE_TEXT: return out_text(f->text);
	default: return out_null();
	}
}

static const char *unit_of(const struct report_column *c, const struct figure *f)
{
	return f->kind == FIGURE_AT ? "instant" : f->kind == FIGURE_TEXT ? "text"
	       : f->kind == FIGURE_COUNT ? (metrics[c->metric].unit == UNIT_WEIGHT || metrics[c->metric].unit == UNIT_TIMES
	                                    ? metric_unit_words[metrics[c->metric].unit] : "cases")
	       : metric_unit_words[metrics[c->metric].unit];
}

static void fill(const struct report_section *s, const struct report_row *row, size_t i, struct out_cell *v)
{
	const struct report *r = s->r;
	const struct report_column *c = &s->columns[i];
	const struct figure *f = &row->v[i];
	bool change = row->change || c->stat == STAT_CHANGE, share = f->kind == FIGURE_SHARE && !f->hidden;
	bool counted = !change && !f->hidden && (share || (f->kind == FIGURE_MEAN && f->whole));

	v[C_REPORT] = out_text(r->kind->name);
	v[C_SECTION] = out_text(s->name);
	v[C_GROUP] = out_text(row->key);
	v[C_METRIC] = out_text(metrics[c->metric].name);
	v[C_STAT] = out_text(stat_words[row->change ? STAT_CHANGE : c->stat]);
	v[C_VALUE] = value_cell(f);
	v[C_UNIT] = out_text(unit_of(c, f));
	v[C_PART] = counted ? out_int(f->part) : out_null();
	v[C_WHOLE] = counted || (f->kind == FIGURE_SPAN && !change) ? out_int(f->whole) : out_null();
	v[C_LOW] = counted && f->ranged ? out_decimal(f->low, 6) : out_null();
	v[C_HIGH] = counted && f->ranged ? out_decimal(f->high, 6) : out_null();
	v[C_FROM] = r->from == INT64_MIN + 1 ? out_null() : out_at(r->from);
	v[C_TO] = out_at(r->to);
	v[C_COHORT] = out_text(cohort_words[report_cohort(r, c->metric)]);
	v[C_NOW] = out_at(r->now);
	v[C_PROVISIONAL] = out_bool(r->provisional.n > 0);
	v[C_HIDDEN] = out_bool(f->hidden);
}

static void put_section(struct out *out, const struct out_column *const *picked, size_t n,
                        const struct report_section *s)
{
	struct out_cell all[C_COUNT], *cells = arena_array(s->r->a, struct out_cell, n);

	for (size_t k = 0; k < s->rows.n; k++)
		for (size_t i = 0; i < s->ncolumns; i++) {
			fill(s, &s->rows.v[k], i, all);
			for (size_t j = 0; j < n; j++)
				cells[j] = all[picked[j] - columns];
			out_row(out, cells);
		}
}

/* "2026-10/7d": a step and a part of it. */
static void put_stack(struct out *out, const struct out_column *const *picked, size_t n, const struct report_section *s)
{
	const struct report_stack *k = s->stack;
	struct out_cell all[C_COUNT], *cells = arena_array(s->r->a, struct out_cell, n);
	struct report_section one = {.r = s->r, .name = s->name, .columns = {{k->metric, STAT_VALUE, NULL, false}}};

	for (size_t j = 0; j < k->n; j++)
		for (size_t i = 0; i < k->nparts; i++) {
			struct figure f = figure_count(k->parts[i].v[j]);
			struct report_row row = {.key = arena_printf(s->r->a, "%s/%s", k->labels[j], k->parts[i].key), .v = &f};
			fill(&one, &row, 0, all);
			for (size_t m = 0; m < n; m++)
				cells[m] = all[picked[m] - columns];
			out_row(out, cells);
		}
}

int report_print_rows(struct report *r)
{
	struct out *out;
	const struct out_column **picked;
	size_t n;
	int bad = app_list(r->app, columns, C_COUNT, defaults, &out, &picked, &n);

	if (bad || !out)
		return bad;
	for (size_t i = 0; i < r->sections.n; i++)
		(r->sections.v[i]->stack ? put_stack : put_section)(out, picked, n, r->sections.v[i]);
	out_close(out);
	return 0;
}
