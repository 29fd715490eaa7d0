/* report_spikes: where more came than usual: each hour or day of the period
 * against the same hours, or days, of the weeks before.
 *
 * Every cell (a row in an hour or day) is a test, and there are many: a cell
 * stands out only where chance alone would show less than --false-alarms in 100
 * reports so far above in all cells together (Bonferroni). */
#include <stdlib.h>
#include <string.h>

#include "app/report_kinds.h"
#include "base/str.h"
#include "domain/chance.h"
#include "when/clock.h"

enum { LEAST = 5, FEW_WEEKS = 3, WEEK = 7, CALM = 2 };

/* A row: the whole, or one value of a field; its counts by hour or day from the
 * beginning of the weeks before. */
struct row { enum case_by by; struct case_key key; int64_t n; int32_t *v; double spread; };  /* n: in the period */

/* Cells in a row that stand out. */
struct spike { const struct row *row; int64_t first, last, n, windows; double usual, chance; };

struct spikes {
	struct report *r;
	int64_t weeks, per_day;        /* per_day: cells of a day, 24 or 1 */
	int64_t day, days;             /* the first day of the weeks before; days in all */
	int64_t tested, cells;         /* cells of the period; of all rows */
	enum case_by by;
	bool before;                   /* the second pass: the weeks before as well */
	struct figures groups;         /* which rows there are: g->n is an index into rows, plus 1 */
	VEC(struct row) rows;
	VEC(struct spike) found;
};

/* --- counting --- */

/* The cell of an instant, by the clock on the wall. */
static int64_t cell_of(const struct spikes *x, int64_t at)
{
	struct civil c = zone_civil(x->r->zone, at);
	int64_t day = civil_day(c.year, c.month, c.day) - x->day;

	return x->per_day == 1 ? day : day * 24 + c.hour;
}

static int64_t begin_of(const struct spikes *x, int64_t cell)
{
	return zone_at(x->r->zone, x->day + cell / x->per_day, cell % x->per_day * 3600);
}

static struct row *row_of(struct spikes *x, enum case_by by, struct case_key key)
{
	struct figures_group *g = figures_group(&x->groups, by, key);

	if (!g->n) {
		*vec_push(x->r->a, &x->rows) = (struct row){.by = by, .key = g->key};
		g->n = (int64_t)x->rows.n;
	}
	return &x->rows.v[g->n - 1];
}

/* Most rows, of customers above all, have so few in the whole period that none of
 * their cells can stand out: those are numbered, not counted. */
static void add(struct spikes *x, struct row *row, int64_t cell)
{
	if (!x->before)
		row->n++;
	if (!x->before || row->n < LEAST)
		return;
	if (!row->v)
		row->v = arena_array(x->r->a, int32_t, (size_t)(x->days * x->per_day));
	row->v[cell]++;
}

static void one(void *arg, const struct case_ *c)
{
	struct spikes *x = arg;
	int64_t cell = cell_of(x, c->at);

	if (cell >= 0 && cell < x->days * x->per_day)
		add(x, row_of(x, x->by, x->by == BY_NONE ? (struct case_key){0} : case_key(x->by, c->t)), cell);
}

static void count(struct spikes *x, enum case_by by)
{
	static const enum metric_id none[] = {METRIC_OPENED};
	struct cases_query q = report_query(x->r, NULL, 0).cases;

	x->by = by;
	figures_begin(&x->groups, x->r->a, none, 0, 1);
	q.cohort = COHORT_OPENED;
	q.to = x->r->until;
	q.want = case_by_want(by);
	for (int pass = 0; pass < 2; pass++) {
		x->before = pass == 1;
		q.from = pass == 1 ? zone_at(x->r->zone, x->day, 0) : begin_of(x, x->weeks * WEEK * x->per_day);
		cases_each(x->r->s, x->r->a, &q, one, x);
	}
}

/* --- what is usual --- */

/* The same cell so many weeks before. */
static int64_t before(const struct spikes *x, const struct row *row, int64_t cell, int64_t week)
{
	return row->v[cell - week * WEEK * x->per_day];
}

static int64_t sum_before(const struct spikes *x, const struct row *row, int64_t cell)
{
	int64_t sum = 0;

	for (int64_t w = 1; w <= x->weeks; w++)
		sum += before(x, row, cell, w);
	return sum;
}

/* Pearson's chi-square of the weeks before over its degrees of freedom: of each
 * cell of the week in which anything ever came, how its weeks scatter. */
static double spread_of(const struct spikes *x, const struct row *row)
{
	int64_t first = x->weeks * WEEK * x->per_day, n = 0;
	double sum = 0;

	for (int64_t cell = first; cell < first + WEEK * x->per_day; cell++) {
		double mean = (double)sum_before(x, row, cell) / (double)x->weeks;
		if (mean <= 0)
			continue;
		for (int64_t w = 1; w <= x->weeks; w++) {
			double off = (double)before(x, row, cell, w) - mean;
			sum += off * off / mean;
		}
		n += x->weeks - 1;
	}
	return n && sum > (double)n ? sum / (double)n : 1;
}

/* --- looking --- */

/* The hour that the clock goes through twice when summer ends is two. */
static int64_t hours_of(const struct spikes *x, int64_t cell)
{
	int64_t hours = x->per_day == 1 ? 1 : (begin_of(x, cell + 1) - begin_of(x, cell)) / 3600;

	return hours > 1 ? hours : 1;
}

static double usual(const struct spikes *x, const struct row *row, int64_t cell)
{
	return chance_mean(sum_before(x, row, cell), x->weeks) * (double)hours_of(x, cell);
}

/* How many cells so high chance alone would show; more than 1: no matter. */
static double by_chance(const struct spikes *x, const struct row *row, int64_t cell)
{
	int64_t n = row->v[cell];
	double mean = usual(x, row, cell);

	if (n < LEAST || (double)n * 100 < mean * (double)x->r->ratio)
		return 2;
	return chance_spread(mean, chance_ahead(row->spread, x->weeks), n) * (double)x->cells;
}

/* A spike goes on until two cells in a row are calm. */
static void take(struct spikes *x, const struct row *row, int64_t cell, double chance)
{
	struct spike *s = x->found.n ? &x->found.v[x->found.n - 1] : NULL;

	if (!s || s->row != row || cell - s->last > CALM) {
		s = vec_push(x->r->a, &x->found);
		*s = (struct spike){.row = row, .first = cell, .last = cell - 1, .chance = chance};
	}
	for (int64_t i = s->last + 1; i <= cell; i++) {
		s->n += row->v[i];
		s->usual += usual(x, row, i);
		s->windows++;
	}
	s->last = cell;
	s->chance = chance < s->chance ? chance : s->chance;
}

static void look(struct spikes *x, struct row *row)
{
	int64_t first = x->weeks * WEEK * x->per_day;

	if (!row->v)
		return;
	row->spread = spread_of(x, row);
	for (int64_t cell = first; cell < first + x->tested; cell++) {
		double chance = row->v[cell] >= LEAST ? by_chance(x, row, cell) : 2;
		if (chance * 100 <= (double)x->r->alarms)
			take(x, row, cell, chance);
	}
}

/* --- telling --- */

static const char *row_label(const struct report *r, const struct row *row)
{
	return row->by == BY_NONE ? _("All") : report_label(r, row->by, row->key);
}

/* "2016-04-16T14:00", "2016-04-16". */
static const char *cell_name(const struct spikes *x, int64_t cell, char between)
{
	struct civil c = zone_civil(x->r->zone, begin_of(x, cell));

	if (x->per_day == 1)
		return arena_printf(x->r->a, "%04d-%02d-%02d", c.year, c.month, c.day);
	return arena_printf(x->r->a, "%04d-%02d-%02d%c%02d:%02d", c.year, c.month, c.day, between, c.hour, c.minute);
}

/* "0.003", "1e-09": as short as it may be, the same for machines. */
static const char *chance_text(const struct report *r, double v)
{
	return v < 1e-300 ? "0" : arena_printf(r->a, v < 0.001 ? "%.0e" : "%.3f", v);
}

static int by_least(const void *a, const void *b)
{
	const struct spike *x = a, *y = b;

	if (x->chance != y->chance)
		return x->chance < y->chance ? -1 : 1;
	return x->n != y->n ? (x->n > y->n ? -1 : 1) : (x->first > y->first) - (x->first < y->first);
}

static struct figure mean_figure(double v)
{
	return (struct figure){.kind = FIGURE_MEAN, .value = (int64_t)(v * 1000 + 0.5)};
}

static void put(struct spikes *x, struct report_section *s, const struct spike *k)
{
	struct report *r = x->r;
	const char *by = case_by_words[k->row->by];
	const char *key = k->row->by == BY_NONE ? cell_name(x, k->first, 'T')
	                  : arena_printf(r->a, "%s %s=%s", cell_name(x, k->first, 'T'), by, report_key(r, k->row->by, k->row->key));
	struct figure *v = report_row(s, key, arena_printf(r->a, "%s  %s", cell_name(x, k->first, ' '), row_label(r, k->row)));

	v[0] = figure_count(k->n);
	v[1] = mean_figure(k->usual);
	v[2] = mean_figure((double)k->n / k->usual);
	v[3] = figure_count(k->windows);
	v[4] = mean_figure(k->row->spread);
	v[5] = figure_text(chance_text(r, k->chance));
}

static void add_columns(struct report_section *s)
{
	report_column(s, METRIC_SPIKE_CASES, STAT_VALUE, NULL);
	report_column(s, METRIC_SPIKE_USUAL, STAT_VALUE, NULL);
	report_column(s, METRIC_SPIKE_TIMES, STAT_VALUE, NULL);
	report_column(s, METRIC_SPIKE_WINDOWS, STAT_VALUE, NULL);
	report_column(s, METRIC_SPIKE_SPREAD, STAT_VALUE, NULL);
	report_column(s, METRIC_SPIKE_CHANCE, STAT_VALUE, NULL);
}

static void add_found(struct spikes *x)
{
	struct report *r = x->r;
	struct report_section *s = report_section(r, "spikes", _("What stands out"), _("When and what"));

	if (x->found.n)
		add_columns(s);
	else if (x->cells)
		report_note(s, _("Nothing stands out."));
	if (x->found.n > 1)
		qsort(x->found.v, x->found.n, sizeof *x->found.v, by_least);
	for (size_t i = 0; i < x->found.n; i++)
		put(x, s, &x->found.v[i]);
	if (x->cells)
		report_note(s, arena_printf(r->a, _("Looked at: %s rows of %s hours or days each, against the %s weeks before. Told of are at "
		                                    "least %s cases and %s %% of what is usual; at most %s false alarms are to be expected "
		                                    "in 100 such reports."), report_number(r, (int64_t)x->rows.n), report_number(r, x->tested),
		                            report_number(r, x->weeks), report_number(r, LEAST), report_number(r, r->ratio),
		                            report_number(r, r->alarms)));
}

/* --- the whole --- */

struct full { const struct report *r; int64_t day; bool *weeks; };

static void mark(void *arg, const struct case_ *c)
{
	struct full *x = arg;
	int64_t ago = (x->day - 1 - zone_day(x->r->zone, c->at)) / WEEK;

	if (ago >= 0 && ago < x->r->weeks)
		x->weeks[ago] = true;
}

/* As many weeks right before as --weeks wants, and as have any case at all: one
 * without is a gap in the record, not a quiet week. */
static int64_t weeks_of(const struct report *r, int64_t day)
{
	static const struct find all = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_TOO};
	struct cases_query q = report_query(r, NULL, 0).cases;
	struct full x = {r, day, arena_array(r->a, bool, (size_t)r->weeks)};
	int64_t weeks = 0;

	q.cohort = COHORT_OPENED;
	q.from = zone_at(r->zone, day - r->weeks * WEEK, 0);
	q.to = zone_at(r->zone, day, 0);
	q.find = &all;
	q.only = NULL;
	cases_each(r->s, r->a, &q, mark, &x);
	while (weeks < r->weeks && x.weeks[weeks])
		weeks++;
	return weeks;
}

static bool begin(struct spikes *x)
{
	struct report *r = x->r;
	int64_t day = zone_day(r->zone, r->from);

	x->per_day = r->every == EVERY_DAY ? 1 : 24;
	x->weeks = weeks_of(r, day);
	if (x->weeks < FEW_WEEKS || r->until <= r->from)
		return false;
	x->day = day - x->weeks * WEEK;
	x->days = zone_day(r->zone, r->until - 1) - x->day + 1;
	x->tested = cell_of(x, r->until - 1) + 1 - x->weeks * WEEK * x->per_day;
	return true;
}

int report_spikes(struct report *r)
{
	static const enum case_by usually[] = {BY_NONE, BY_CATEGORY, BY_CHANNEL};
	struct spikes x = {.r = r};

	r->title = _("spikes");
	report_begins(r);
	if (begin(&x)) {
		for (size_t i = 0; i < 3; i++)
			if (r->by == BY_NONE)
				count(&x, usually[i]);
		if (r->by != BY_NONE)
			count(&x, r->by);
		x.cells = (int64_t)x.rows.n * x.tested;
		for (size_t i = 0; i < x.rows.n; i++)
			look(&x, &x.rows.v[i]);
	}
	add_found(&x);
	if (x.weeks < FEW_WEEKS) {
		report_note(r->sections.v[0], _("Right before the period fewer than three weeks have cases: what is usual cannot be told."));
		if (r->exit_status)
			note(_("fewer than three weeks before: what is usual cannot be told"));
	}
	if (r->to > r->now)
		report_provisional(r, _("the last hour or day is not over"));
	r->nothing = x.found.n == 0;
	return 0;
}
