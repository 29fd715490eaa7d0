/* report: the model of a report, and what was asked for.
 *
 * A kind of report (report_kinds.c) fills in sections: tables of figures, each
 * column a metric of domain/metrics.h. The writers make of it a page
 * (report_page.c through app/doc.h), or one row a figure for machines
 * (report_rows.c). The head and the footnotes come from the table of metrics.
 *
 *     struct report_section *s = report_section(r, "by_level", _("By level"), _("Level"));
 *     report_column(s, METRIC_RESOLVED, STAT_VALUE, NULL);
 *     struct figure *f = report_row(s, "1", "First line");
 *     f[0] = figure_count(12);
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/app.h"
#include "app/doc.h"
#include "base/vec.h"
#include "domain/tally.h"
#include "service/figures.h"
#include "service/lookup.h"

/* --- figures --- */

enum figure_kind { FIGURE_NONE, FIGURE_COUNT, FIGURE_SHARE, FIGURE_SPAN, FIGURE_MEAN, FIGURE_AT, FIGURE_TEXT };
enum stat { STAT_VALUE, STAT_MEAN, STAT_P50, STAT_P90, STAT_P95, STAT_LEAST, STAT_MOST, STAT_COUNT, STAT_CHANGE };
extern const char *const stat_words[];         /* value mean p50 p90 p95 least most count change */

struct figure {
	enum figure_kind kind;
	int64_t value;                 /* FIGURE_SHARE: millionths; FIGURE_MEAN: thousandths */
	int64_t part, whole;           /* of a share; whole: the n of a time */
	bool ranged; int64_t low, high;        /* of a share: its 95 % interval, in millionths */
	bool hidden;                   /* too few to tell without naming somebody */
	bool few;                      /* too few for a percentile: value is not to be shown */
	enum page_tone tone;
	const char *text;              /* FIGURE_TEXT */
};

struct figure figure_none(void);
struct figure figure_count(int64_t n);
struct figure figure_share(int64_t part, int64_t whole);
struct figure figure_span(int64_t seconds, int64_t n);
/* sum / n, to three decimals. */
struct figure figure_mean(int64_t sum, int64_t n);
struct figure figure_at(int64_t at);
struct figure figure_text(const char *text);
/* A statistic of a tally of times; percentiles below 20 values are none. */
enum { FIGURE_RANKED = 20 };
struct figure figure_of(struct arena *a, struct tally *t, enum metric_id m, enum stat stat);

/* --- sections --- */

enum { REPORT_COLUMNS = 32 };
/* head NULL: the metric's; N_() marked otherwise. */
struct report_column { enum metric_id metric; enum stat stat; const char *head; bool bars; };
struct report_row {
	const char *key, *label;       /* for machines; for people */
	bool total, change;            /* change: figures are differences */
	struct figure *v;              /* one a column */
};
struct report_line {               /* a series: a spark line, or a chart */
	enum metric_id metric;
	const char *label;
	const int64_t *v; const char *const *at; size_t n;     /* at: names of the steps */
	enum figure_kind kind;
};
/* Step by step, which part of a whole is what: cases by age. */
struct report_part { const char *key, *label; const int64_t *v; };
struct report_stack {
	enum metric_id metric;
	const char *const *labels; size_t n;   /* of the steps */
	const struct report_part *parts; size_t nparts;
};
struct report_section {
	struct report *r;
	const char *name, *title, *head;
	struct report_column columns[REPORT_COLUMNS];
	size_t ncolumns;
	bool listed;                   /* on a page a line a column: for single figures */
	bool whole;                    /* never cut on a page: steps of time */
	bool sentences;                /* what names a row is broken at words, not cut short */
	VEC(struct report_row) rows;
	VEC(struct report_line) lines;
	const struct report_stack *stack;      /* instead of columns and rows; NULL */
	VEC(const char *) notes;       /* below it */
};

/* --- the report --- */

/* Steps of time. */
enum report_every { EVERY_DAY, EVERY_WEEK, EVERY_MONTH, EVERY_HOUR, EVERY_NONE };
extern const char *const report_every_words[];  /* day week month hour */

struct report_kind {
	const char *name;
	const char *says;              /* N_() marked, one line */
	enum cohort cohort;            /* unless --cohort */
	unsigned cohorts;              /* bits 1 << COHORT_: that may be chosen */
	unsigned bys;                  /* bits 1 << BY_ */
	const char *operands;          /* "METRIC", or NULL */
	/* Fills the model. Inside a read transaction. 0 or an exit code. */
	int (*make)(struct report *r);
	int (*list)(struct app *app);  /* instead: a list that needs no desk */
};
extern const struct report_kind report_kinds[];
extern const char *const report_kind_words[];

struct report {
	struct app *app;
	struct arena *a;
	const struct session *s;
	struct policy *policy;
	const struct report_kind *kind;
	const char *const *operands; size_t noperands;
	/* what was asked for */
	int64_t from, to;              /* [from, to) */
	int64_t now;                   /* what is known: --as-of, or the present */
	int64_t until;                 /* the earlier of to and now */
	const struct zone *zone;
	enum cohort cohort; bool chosen;       /* chosen: by --cohort */
	enum case_by by;
	struct lookup q;               /* --where */
	unsigned char *only; int64_t only_n;   /* where words are looked for */
	const char *where;             /* as text; NULL */
	int64_t days, few;             /* --days, --few */
	struct cal *cal; const char *calendar;
	int64_t top;                   /* rows of a table on a page; 0: all */
	enum report_every every;       /* EVERY_NONE: not said */
	const struct opt_list *at;     /* --at */
	bool html;                     /* a page of HTML */
	int64_t weeks, ratio, alarms;  /* spikes: --weeks, --ratio, --false-alarms */
	bool exit_status;              /* spikes: 1 where nothing stands out */
	const char *output; bool force;        /* customers: a folder for their files; NULL */
	bool compare, promised;        /* with the period before; with what promises counted */
	/* what was found */
	bool nothing;                  /* with exit_status: not worth a word */
	const char *title;
	bool counts_business, windowed;        /* say the calendar, the window */
	VEC(struct report_section *) sections;
	VEC(const char *) provisional; /* why figures may still change */
	unsigned char noted[METRIC_COUNT];     /* metrics that need a footnote */
	size_t hidden;                 /* cells left out */
	size_t charts;                 /* on the page so far */
	bool cut;                      /* the first or the last step of time is shorter than the others */
};

/* The option rows of tk-report. */
extern const struct opt report_options[];
/* Reads options and operands, and runs the kind; then writes it. */
int report_run(struct app *app);

struct report_section *report_section(struct report *r, const char *name, const char *title, const char *head);
void report_column(struct report_section *s, enum metric_id m, enum stat stat, const char *head);
/* Draws bars of the column before it. */
void report_bars(struct report_section *s);
/* A row; its figures, all none, are the caller's to fill. Key and label are
 * kept, not copied. */
struct figure *report_row(struct report_section *s, const char *key, const char *label);
struct figure *report_total(struct report_section *s, const char *label);
void report_note(struct report_section *s, const char *text);
/* A metric that a section mentions beside its columns. */
void report_define(struct report *r, enum metric_id m);
/* By which cohort a metric is counted: its own, or the one that was chosen. */
enum cohort report_cohort(const struct report *r, enum metric_id m);
void report_provisional(struct report *r, const char *text);
/* Says until when cases may still come back within the window. */
void report_window(struct report *r);
/* Says that answers are still to come: the period is not over, or cases without
 * one are left where the record has answers at all. */
void report_answers(struct report *r, const struct tally *unanswered, const struct tally *times);

/* Fills a section: a row for each group, and the whole. Counts that are no
 * metric of f are its cases. */
void report_fill(struct report_section *s, const struct figures *f, size_t step);
/* The same with its columns. */
struct report_section *report_table(struct report *r, const char *name, const char *title,
                                    const struct report_column *columns, size_t n, const struct figures *f);
#define report_tabled(r, name, title, columns, f) \
	report_table(r, name, title, columns, sizeof(columns) / sizeof *(columns), f)
/* One row of a section that is listed: its figures from f, where they are. */
void report_list(struct report_section *s, struct figure *v, const struct figures *f, const struct figures_group *g,
                 size_t step);

/* Bounds a period without a beginning by the first case; for those that go
 * through it step by step. */
void report_begins(struct report *r);

/* The edges of the steps of [from, to), cut at both ends; their names as
 * "2026-11", "2026-11-21". */
struct report_steps { int64_t *edges; const char **names; size_t n; };
struct report_steps report_steps(struct report *r, enum report_every every, int64_t from, int64_t to);
void report_line(struct report_section *s, enum metric_id m, const char *label, const int64_t *v,
                 const struct report_steps *steps, enum figure_kind kind);

/* A query for the report's cohort and filter. */
struct figures_query report_query(const struct report *r, const enum metric_id *m, size_t n);
/* The groups in the order for people: numbers, or the largest first. */
void report_order(const struct report *r, struct figures *f);
/* For those that are equal otherwise: by number, then by name. */
int report_by_key(const struct figures_group *x, const struct figures_group *y);
/* A group's key for machines and label for people. */
const char *report_key(const struct report *r, enum case_by by, struct case_key k);
const char *report_label(const struct report *r, enum case_by by, struct case_key k);
const char *report_by_head(enum case_by by);
/* Is the group about one person or firm, and too small for its values to be
 * told? */
bool report_hides(const struct report *r, enum case_by by, int64_t n);
/* Leaves out what the figures left out of a table that is full, its total
 * included, could be worked out from. */
void report_hide(struct report_section *s);

/* --- writers --- */
/* p: the page that it must fit; NULL for HTML. */
void report_doc(struct report *r, struct doc *d, const struct page *p);
/* Its end: what the figures mean (report_means.c). */
void report_means(const struct report *r, struct doc *d);
int report_print_page(struct report *r);
int report_print_rows(struct report *r);
/* The definitions, and the kinds, as lists; --columns and formats as everywhere. */
int report_print_metrics(struct app *app);
int report_print_kinds(struct app *app);

/* Words (report_words.c). */
const char *report_figure_text(const struct report *r, const struct report_column *c, const struct figure *f);
/* A value of a metric alone. */
const char *report_value(const struct report *r, enum metric_id m, enum figure_kind kind, int64_t value);
/* "16.3 h", "6.8 d"; business time in hours. */
const char *report_span(const struct report *r, int64_t seconds, bool business);
const char *report_percent(const struct report *r, int64_t millionths);
const char *report_number(const struct report *r, int64_t n);
const char *report_at(const struct report *r, int64_t at);
const char *report_bar(const struct page *p, struct arena *a, int64_t value, int64_t most, size_t width);
const char *report_spark(const struct page *p, struct arena *a, const int64_t *v, size_t n, bool from_zero);

#endif
