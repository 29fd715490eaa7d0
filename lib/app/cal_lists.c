/* cal_lists: what tk-cal tells of calendars. */
#include "app/cal_lists.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cal_source.h"
#include "app/counting.h"
#include "app/list.h"
#include "base/io.h"
#include "base/str.h"
#include "policy/typed_cal.h"
#include "when/civil.h"
#include "when/clock.h"
#include "when/span.h"

/* --- rows, whatever the list --- */

enum { CELLS = 9 };                    /* columns of the widest list; none is picked twice */

struct lister {
	struct app *app;
	const struct out_column *columns;
	struct out *out;               /* NULL: --columns=help was answered */
	const struct out_column **picked;
	size_t n;
	struct arena row;              /* texts of one row */
};

static int open_list(struct lister *l, struct app *app, const struct out_column *columns, size_t n, const char *defaults)
{
	*l = (struct lister){.app = app, .columns = columns};
	return app_list(app, columns, n, defaults, &l->out, &l->picked, &l->n);
}

/* all: a cell a column of the list, in order. */
static void add_row(struct lister *l, const struct out_cell *all)
{
	struct out_cell cells[CELLS];

	for (size_t i = 0; i < l->n; i++)
		cells[i] = all[l->picked[i] - l->columns];
	out_row(l->out, cells);
	arena_reset(&l->row);
}

#define COUNT(of) (sizeof of / sizeof *of)
#define ROW(l, ...) add_row(l, (const struct out_cell[]){__VA_ARGS__})

static const char *day_text(struct arena *a, int64_t day)
{
	char text[16];

	civil_print_day(text, day);
	return arena_strdup(a, text);
}

static const char *const state_words[] = {"closed", "open", NULL};

/* --- all calendars --- */

static const struct out_column all_columns[] = {
	{"name", N_("Name"), OUT_REF, N_("the calendar"), 0},
	{"zone", N_("Zone"), OUT_TEXT, N_("its time zone"), 0},
	{"state", N_("State"), OUT_TEXT, N_("open or closed now"), 0},
	{"next", N_("Until"), OUT_AT, N_("the next opening or closing"), 0},
	{"week_s", N_("Week"), OUT_SPAN, N_("open time of a normal week"), OUT_HOURS},
	{"holidays", N_("Holidays"), OUT_INT, N_("holidays it knows"), 0},
	{"special", N_("Special"), OUT_INT, N_("dates with hours of their own"), 0},
	{"valid_to", N_("Valid to"), OUT_TEXT, N_("last date for which its holidays are known"), 0},
	{"source", N_("Source"), OUT_TEXT, N_("where its holidays come from"), OUT_FLEX},
};

/* What the week's intervals cover, one that lies over another once. */
static int64_t open_week(struct lister *l, const struct cal_rules *rules)
{
	struct cal_rules week = *rules;
	const int64_t monday = civil_day(2001, 1, 1), week_s = 7 * DAY_S;

	week.zone = zone_utc();
	week.nholidays = week.nspecials = 0;
	return cal_elapsed(cal_new(&l->row, &week), monday * DAY_S, monday * DAY_S + week_s);
}

static void add_calendar(struct lister *l, struct policy *p, const char *name)
{
	struct cal *c = policy_cal(p, name);
	const struct cal_rules *r = cal_rules(c);
	int64_t next;
	bool open = cal_open(c, l->app->session.now, &next);

	ROW(l, out_ref(name), out_text(zone_name(r->zone)),
	    out_tone(out_text(state_words[open]), open ? OUT_GOOD : OUT_DIM), out_at(next), out_span(open_week(l, r)),
	    out_int((int64_t)r->nholidays), out_int((int64_t)r->nspecials),
	    out_text(r->valid_to == INT64_MAX ? NULL : day_text(&l->row, r->valid_to)), out_text(policy_cal_source(p, name)));
}

int cal_list_all(struct app *app, struct policy *p)
{
	struct names all = policy_calendar_names(p);
	struct lister l;
	int bad = open_list(&l, app, all_columns, COUNT(all_columns), "name,zone,state,next,week_s,holidays,valid_to");

	if (bad || !l.out)
		return bad;
	for (size_t i = 0; i < all.n; i++)
		add_calendar(&l, p, all.v[i]);
	out_close(l.out);
	return EXIT_DONE;
}

/* --- why --- */

enum why { WHY_WEEKDAY, WHY_HOLIDAY, WHY_SPECIAL, WHY_CLOSED, WHY_SKIPPED };
static const char *const why_words[] = {"weekday", "holiday", "special", "closed", "skipped", NULL};

/* When a date ends: the last time where its midnight comes twice. */
static int64_t end_of(const struct zone *z, int64_t day)
{
	return zone_until(z, day, DAY_S);
}

static enum why why_of(const struct cal *c, int64_t day, const struct cal_day *d)
{
	const struct zone *z = cal_rules(c)->zone;

	if (end_of(z, day) == end_of(z, day - 1))
		return WHY_SKIPPED;
	if (d->why == CAL_WEEK)
		return d->nhours ? WHY_WEEKDAY : WHY_CLOSED;
	return d->why == CAL_HOLIDAY ? WHY_HOLIDAY : WHY_SPECIAL;
}

/* --- open? --- */

static const struct out_column open_columns[] = {
	{"state", N_("State"), OUT_REF, N_("open or closed"), 0},
	{"next", N_("Until"), OUT_AT, N_("the next opening or closing; none: never"), 0},
	{"calendar", N_("Calendar"), OUT_TEXT, N_("the calendar"), 0},
	{"at", N_("At"), OUT_AT, N_("the instant asked for"), 0},
	{"why", N_("Why"), OUT_TEXT, N_("what its date is: weekday, holiday, special, closed"), 0},
	{"name", N_("Name"), OUT_TEXT, N_("name of the holiday"), OUT_FLEX},
};

/* "closed (holiday: New Year's Day), opens Fri 2027-01-02 09:00 CET, in 2 d 3 h" */
static void say_open(struct app *app, struct cal *c, int64_t at, bool open, int64_t next)
{
	const struct zone *z = cal_rules(c)->zone;
	struct cal_day d = cal_day(c, zone_day(z, at));
	char span[32];

	fputs(open ? _("open") : _("closed"), stdout);
	if (!open && d.why == CAL_HOLIDAY)
		printf(d.name ? _(" (holiday: %s)") : _(" (holiday)"), d.name);
	if (next == AT_NONE) {
		puts(open ? _(", never closes") : _(", never opens"));
		return;
	}
	span_human(span, next - at);
	printf(open ? _(", closes %s, in %s\n") : _(", opens %s, in %s\n"), cal_wall(app->a, z, next), span);
}

int cal_list_open(struct app *app, struct cal *c, int64_t at)
{
	const struct cal_rules *r = cal_rules(c);
	int64_t next, day = zone_day(r->zone, at);
	bool open = cal_open(c, at, &next);
	struct cal_day d = cal_day(c, day);
	struct out_style style;
	struct lister l;
	int bad = app_style(app, &style);

	if (!bad && style.format == OUT_TABLE && io_tty(STDOUT_FILENO) && !app_values.table && !app_values.columns) {
		say_open(app, c, at, open, next);
	} else {
		if (!bad) bad = open_list(&l, app, open_columns, COUNT(open_columns), "state,next");
		if (bad || !l.out)
			return bad;
		ROW(&l, out_ref(state_words[open]), out_at(next), out_text(r->name), out_at(at),
		    out_text(why_words[why_of(c, day, &d)]), out_text(d.name));
		out_close(l.out);
	}
	counting_warn(c, cal_beyond(c, next == AT_NONE ? at : next));
	return open ? EXIT_DONE : EXIT_NO;
}

/* --- dates --- */

static const struct out_column day_columns[] = {
	{"date", N_("Date"), OUT_REF, N_("the date"), 0},
	{"weekday", N_("Day"), OUT_TEXT, N_("its weekday"), 0},
	{"hours", N_("Hours"), OUT_LIST, N_("the intervals that start on it; one may end on the next date"), 0},
	{"counted_s", N_("Counted"), OUT_SPAN, N_("open time from its midnight to the next"), OUT_HOURS},
	{"why", N_("Why"), OUT_TEXT,
	 N_("weekday: the normal week; holiday; special: hours of its own; closed: by the week; skipped by the zone"), 0},
	{"name", N_("Name"), OUT_TEXT, N_("name of the holiday"), OUT_FLEX},
};

static const char *const *hours_texts(struct arena *a, const struct cal_day *d)
{
	const char **texts = arena_array(a, const char *, d->nhours + 1);

	for (size_t i = 0; i < d->nhours; i++) {
		char text[16];
		cal_print_hours(text, d->hours[i]);
		texts[i] = arena_strdup(a, text);
	}
	return texts;
}

static void add_day(struct lister *l, struct cal *c, int64_t day)
{
	static const enum out_tone tones[] = {
		[WHY_HOLIDAY] = OUT_WARN, [WHY_SPECIAL] = OUT_GOOD, [WHY_CLOSED] = OUT_DIM, [WHY_SKIPPED] = OUT_DIM,
	};
	const struct zone *z = cal_rules(c)->zone;
	struct cal_day d = cal_day(c, day);
	enum why why = why_of(c, day, &d);

	if (why == WHY_SKIPPED)
		d = (struct cal_day){0};
	ROW(l, out_ref(day_text(&l->row, day)), out_text(civil_weekday_words[civil_weekday(day)]),
	    out_list(hours_texts(&l->row, &d), d.nhours), out_span(cal_elapsed(c, end_of(z, day - 1), end_of(z, day))),
	    out_tone(out_text(why_words[why]), tones[why]), out_text(d.name));
}

int cal_list_days(struct app *app, struct cal *c, int64_t from, int64_t to)
{
	int64_t valid_to = cal_rules(c)->valid_to;
	struct lister l;
	int bad = open_list(&l, app, day_columns, COUNT(day_columns), "date,weekday,hours,counted_s,why,name");

	if (bad || !l.out)
		return bad;
	for (int64_t day = from; day <= to && !ferror(stdout); day++)
		add_day(&l, c, day);
	out_close(l.out);
	if (to > valid_to)
		counting_warn(c, to - (from > valid_to ? from - 1 : valid_to));
	return EXIT_DONE;
}
