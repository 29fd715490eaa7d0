/* ical: the holidays of an iCalendar file.
 *
 * A file is calendars of components of properties. A component that is no
 * event is skipped whole; an event is collected line by line and becomes dates
 * where it ends. A fault in one event does not keep the others from being
 * looked at. */
#include "in/ical.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "in/ical_line.h"
#include "in/ical_rule.h"
#include "when/civil.h"

enum { DEPTH_MAX = 16 };

/* A list of dates: RDATE or EXDATE. */
struct dates { int64_t *v; size_t n, cap; };

struct event {
	long line;                     /* of BEGIN:VEVENT */
	bool wrong;                    /* a fault was said */
	bool has_start, has_end, has_rule, start_is_time;
	int64_t start, end;            /* end: the day after the last one */
	int64_t length;                /* of a DURATION, in days; else 0 */
	struct ical_rule rule;
	struct dates more, except;
	const char *name, *not;
};

struct ical_day_in_file { struct ical_day is; size_t order; };

struct reader {
	struct arena *a;
	struct ical_lines lines;
	const struct ical_report *report;
	struct ical *c;
	int64_t until;
	VEC(struct ical_day_in_file) days;
	const char *open[DEPTH_MAX];   /* components we are in */
	size_t depth;
	size_t skip;                   /* the depth of the one that is skipped, 0: none */
	struct event e;
	bool wrong, full, calendars;
};

/* --- saying --- */

static void say(struct reader *r, struct fault *f, long line)
{
	f->file = r->lines.name;
	f->line = line;
	r->report->say(r->report->arg, f);
	r->wrong = r->e.wrong = true;
}

static void wrong(struct reader *r, long line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void wrong(struct reader *r, long line, const char *fmt, ...)
{
	struct fault f = {0};
	va_list ap;

	va_start(ap, fmt);
	fault_set(&f, EX_DATAERR, "%s", arena_vprintf(r->a, fmt, ap));
	va_end(ap);
	say(r, &f, line);
}

/* --- dates --- */

/* "20261225", or midnight of it on some clock: "20261225T000000". */
static bool take_date(struct reader *r, const char *text, int64_t *day, bool *is_time)
{
	size_t n = strlen(text);

	*is_time = n > 8;
	if (n != 8 && (n != 15 || strcasecmp(text + 8, "T000000") != 0))
		return false;
	return civil_parse_day(arena_printf(r->a, "%.4s-%.2s-%.2s", text, text + 4, text + 6), day);
}

static const char *const value_words[] = {"DATE", "DATE-TIME", NULL};

static bool value_is_date(struct reader *r, const struct ical_line *l)
{
	const char *type = ical_param(r->a, l, "VALUE");

	for (size_t i = 0; type && value_words[i]; i++)
		if (strcasecmp(type, value_words[i]) == 0)
			return true;
	if (type)
		wrong(r, l->line, "%s: VALUE=%.40s is no date", l->name, type);
	return !type;
}

static bool read_date(struct reader *r, const struct ical_line *l, const char *text, int64_t *day, bool *is_time)
{
	if (take_date(r, text, day, is_time))
		return true;
	if (strlen(text) >= 15 && strchr("Tt", text[8]))
		wrong(r, l->line, "%s: %.40s has a time of day; a holiday is a whole day", l->name, text);
	else
		wrong(r, l->line, "%s: \"%.40s\" is no date", l->name, text);
	return false;
}

static void read_dates(struct reader *r, const struct ical_line *l, struct dates *into)
{
	bool is_time;

	if (!value_is_date(r, l))
		return;
	for (char **part = str_split(r->a, l->value, ',', NULL); *part; part++)
		if (!read_date(r, l, *part, vec_push(r->a, into), &is_time))
			return;
}

/* "P1D", "P2W": whole days. */
static void read_duration(struct reader *r, const struct ical_line *l)
{
	struct event *e = &r->e;
	const char *p = l->value + (*l->value == '+');
	int64_t n = 0;

	if (*p == 'P' || *p == 'p')
		for (p++; *p >= '0' && *p <= '9' && n <= ICAL_MAX_LENGTH; p++)
			n = n * 10 + *p - '0';
	if (strcasecmp(p, "W") == 0)
		n *= 7;
	else if (strcasecmp(p, "D") != 0)
		n = 0;
	if (n == 0)
		wrong(r, l->line, "DURATION: %.40s is no number of whole days", l->value);
	e->has_end = true;
	e->length = n;
}

/* --- properties --- */

static void read_start(struct reader *r, const struct ical_line *l)
{
	struct event *e = &r->e;

	if (e->has_start)
		wrong(r, l->line, "a second DTSTART");
	else if (value_is_date(r, l))
		read_date(r, l, l->value, &e->start, &e->start_is_time);
	e->has_start = true;
}

static void read_end(struct reader *r, const struct ical_line *l)
{
	struct event *e = &r->e;
	bool is_time;

	if (e->has_end)
		wrong(r, l->line, "a second end");
	else if (strcmp(l->name, "DURATION") == 0)
		read_duration(r, l);
	else if (value_is_date(r, l) && read_date(r, l, l->value, &e->end, &is_time))
		e->has_end = true;
}

static void read_rule(struct reader *r, const struct ical_line *l)
{
	struct fault f = {0};

	if (r->e.has_rule)
		wrong(r, l->line, "a second RRULE");
	else if (ical_rule_parse(r->a, l->value, &r->e.rule, &f) != 0)
		say(r, &f, l->line);
	r->e.has_rule = true;
}

/* Words of CATEGORIES, and the first line of a DESCRIPTION as Google writes it,
 * that say an event is worth knowing but no day off. */
static const struct { const char *word, *not; } kinds[] = {
	{"observance", "observance"}, {"observances", "observance"}, {"not a public holiday", "observance"},
	{"season", "observance"}, {"seasons", "observance"},
	{"working day", "working day"}, {"workday", "working day"}, {"alternate-workday", "working day"},
};

static void read_kind(struct reader *r, const char *word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcasecmp(kinds[i].word, word) == 0)
			r->e.not = kinds[i].not;
}

static void read_categories(struct reader *r, const struct ical_line *l)
{
	for (char **part = str_split(r->a, l->value, ',', NULL); *part; part++)
		read_kind(r, ical_text(r->a, *part));
}

static void read_description(struct reader *r, const struct ical_line *l)
{
	read_kind(r, arena_dup(r->a, l->value, strcspn(l->value, "\\")));
}

static void read_summary(struct reader *r, const struct ical_line *l)
{
	const char *text = ical_text(r->a, l->value);

	if (ical_param(r->a, l, "ENCODING"))
		wrong(r, l->line, "SUMMARY: ENCODING is of another format, vCalendar 1.0");
	r->e.name = *text ? text : NULL;
}

static void read_status(struct reader *r, const struct ical_line *l)
{
	if (strcasecmp(l->value, "CANCELLED") == 0)
		r->e.not = "cancelled";
}

static void refuse_override(struct reader *r, const struct ical_line *l)
{
	wrong(r, l->line, "%s is not understood: a changed date of a rule", l->name);
}

static void read_more(struct reader *r, const struct ical_line *l)
{
	if (*l->value)                 /* Lotus writes an empty one */
		read_dates(r, l, &r->e.more);
}

static void read_except(struct reader *r, const struct ical_line *l)
{
	if (*l->value)
		read_dates(r, l, &r->e.except);
}

static const struct { const char *name; void (*read)(struct reader *r, const struct ical_line *l); } properties[] = {
	{"DTSTART", read_start}, {"DTEND", read_end}, {"DURATION", read_end}, {"RRULE", read_rule},
	{"RDATE", read_more}, {"EXDATE", read_except}, {"EXRULE", refuse_override},
	{"RECURRENCE-ID", refuse_override}, {"SUMMARY", read_summary}, {"STATUS", read_status},
	{"CATEGORIES", read_categories}, {"DESCRIPTION", read_description},
	{"X-APPLE-SPECIAL-DAY", read_categories},
};

static void read_property(struct reader *r, const struct ical_line *l)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (strcmp(properties[i].name, l->name) == 0)
			properties[i].read(r, l);
}

/* What a calendar says of itself; the first one's word counts. */
static void read_head(struct reader *r, const struct ical_line *l)
{
	const struct { const char *name, **to; } heads[] = {
		{"X-WR-CALNAME", &r->c->title}, {"NAME", &r->c->title}, {"PRODID", &r->c->prodid},
		{"SOURCE", &r->c->url}, {"URL", &r->c->url}, {"X-WR-TIMEZONE", &r->c->zone},
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (strcmp(heads[i].name, l->name) == 0 && !*heads[i].to && *l->value)
			*heads[i].to = ical_text(r->a, l->value);
	if (strcmp(l->name, "CALSCALE") == 0 && strcasecmp(l->value, "GREGORIAN") != 0)
		wrong(r, l->line, "CALSCALE:%.40s is not understood, only GREGORIAN", l->value);
	else if (strcmp(l->name, "VERSION") == 0 && strcmp(l->value, "1.0") == 0)
		wrong(r, l->line, "VERSION:1.0 is another format, vCalendar");
	else if (strcmp(l->name, "METHOD") == 0 && strcasecmp(l->value, "CANCEL") == 0)
		wrong(r, l->line, "METHOD:CANCEL takes events away from another file");
}

/* --- an event becomes dates --- */

static void add_day(struct reader *r, struct ical_day day)
{
	if (r->days.n == ICAL_MAX_DAYS) {
		if (!r->full)
			wrong(r, r->e.line, "more than %d dates", ICAL_MAX_DAYS);
		r->full = true;
		return;
	}
	size_t order = r->days.n;
	*vec_push(r->a, &r->days) = (struct ical_day_in_file){day, order};
}

static bool has(const struct dates *d, int64_t day)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->v[i] == day)
			return true;
	return false;
}

/* One occurrence: as many dates as the event has. */
static void add_occurrence(struct reader *r, int64_t day, bool endless)
{
	const struct event *e = &r->e;

	if (has(&e->except, day))
		return;
	for (int64_t d = day; d < day + (e->end - e->start) && d <= CIVIL_DAY_MAX && !r->full; d++)
		add_day(r, (struct ical_day){.endless = endless, .day = d, .name = e->name, .not = e->not});
}

static void add_rule(struct reader *r)
{
	const struct event *e = &r->e;
	bool endless = !e->rule.count && e->rule.until == INT64_MAX;
	int64_t last = endless ? r->until : CIVIL_DAY_MAX, left = e->rule.count;

	if (ical_rule_plain(&e->rule, e->start) && e->end == e->start + 1 && !e->except.n) {
		add_day(r, (struct ical_day){.yearly = true, .day = e->start, .name = e->name, .not = e->not});
		return;
	}
	for (int64_t day = e->start; day <= last && !r->full; day = ical_rule_next(&e->rule, e->start, day, last)) {
		add_occurrence(r, day, endless);
		if (left > 0 && --left == 0)
			break;
	}
}

/* The day after the event's last one. Without an end a date lasts a day, a time
 * no time at all; a date that ends where it begins lasts a day, too, as many
 * write it so. */
static void find_end(struct event *e)
{
	if (!e->has_end)
		e->end = e->start;
	if (e->length)
		e->end = e->start + e->length;
	else if (e->end == e->start && !e->start_is_time)
		e->end++;
}

/* What only the whole event shows. */
static bool check_event(struct reader *r)
{
	struct event *e = &r->e;

	if (!e->has_start && !e->wrong)
		wrong(r, e->line, "the event has no DTSTART");
	if (e->wrong)
		return false;
	find_end(e);
	if (e->end < e->start)
		wrong(r, e->line, "the event ends before it begins");
	else if (e->end == e->start)
		wrong(r, e->line, "the event has no length; a holiday is a whole day");
	else if (e->end - e->start > ICAL_MAX_LENGTH)
		wrong(r, e->line, "the event lasts longer than a year");
	else if (e->has_rule && !ical_rule_fits(&e->rule, e->start, e->start))
		wrong(r, e->line, "DTSTART is no date of its own RRULE");
	return !e->wrong;
}

static void end_event(struct reader *r)
{
	const struct event *e = &r->e;

	r->c->events++;
	if (!check_event(r))
		return;
	if (e->has_rule)
		add_rule(r);
	else
		add_occurrence(r, e->start, false);
	for (size_t i = 0; i < e->more.n; i++)
		if (e->more.v[i] != e->start)
			add_occurrence(r, e->more.v[i], false);
}

/* --- components --- */

/* Components that cannot make a date a holiday. */
static const char *const passed_over[] = {"VTIMEZONE", "VALARM", "VTODO", "VJOURNAL", "PARTICIPANT", "VLOCATION", "VRESOURCE", NULL};

static void begin(struct reader *r, const struct ical_line *l)
{
	const char *what = l->value;
	bool inside = r->depth > 0;

	if (r->depth == DEPTH_MAX) {
		wrong(r, l->line, "components lie in each other more than %d deep", DEPTH_MAX);
		r->lines.p = r->lines.end;
		return;
	}
	r->open[r->depth++] = what;
	if (r->skip)
		return;
	if (!inside && strcasecmp(what, "VCALENDAR") == 0) {
		r->calendars = true;
	} else if (r->depth == 2 && strcasecmp(what, "VEVENT") == 0) {
		r->e = (struct event){.line = l->line};
	} else {
		bool known = words_find(passed_over, what) >= 0 || strncasecmp(what, "X-", 2) == 0;
		if (!inside)
			wrong(r, l->line, "BEGIN:%.40s outside of a VCALENDAR", what);
		else if (!known)
			wrong(r, l->line, "%.40s is not understood", what);
		r->skip = r->depth;
	}
}

static void end(struct reader *r, const struct ical_line *l)
{
	if (r->depth == 0 || strcasecmp(r->open[r->depth - 1], l->value) != 0) {
		wrong(r, l->line, "END:%.40s, where %s%.40s is open", l->value, r->depth ? "BEGIN:" : "nothing",
		      r->depth ? r->open[r->depth - 1] : "");
		return;
	}
	if (!r->skip && r->depth == 2)
		end_event(r);
	if (r->skip == r->depth)
		r->skip = 0;
	r->depth--;
}

static void take(struct reader *r, const struct ical_line *l)
{
	if (strcmp(l->name, "BEGIN") == 0)
		begin(r, l);
	else if (strcmp(l->name, "END") == 0)
		end(r, l);
	else if (r->depth == 0)
		wrong(r, l->line, "%s outside of a VCALENDAR", l->name);
	else if (!r->skip && r->depth == 1)
		read_head(r, l);
	else if (!r->skip)
		read_property(r, l);
}

/* --- all of it --- */

static int by_date(const void *a, const void *b)
{
	const struct ical_day_in_file *x = a, *y = b;

	if (x->is.yearly != y->is.yearly)
		return x->is.yearly ? -1 : 1;
	if (x->is.yearly) {
		struct civil c = civil_of_day(x->is.day), d = civil_of_day(y->is.day);
		int p = c.month * 32 + c.day, q = d.month * 32 + d.day;
		if (p != q)
			return p - q;
	} else if (x->is.day != y->is.day) {
		return x->is.day < y->is.day ? -1 : 1;
	}
	return (x->order > y->order) - (x->order < y->order);
}

static void keep_days(struct reader *r)
{
	struct ical_day *days = arena_array(r->a, struct ical_day, r->days.n);

	if (r->days.n > 1)
		qsort(r->days.v, r->days.n, sizeof *r->days.v, by_date);
	for (size_t i = 0; i < r->days.n; i++)
		days[i] = r->days.v[i].is;
	r->c->days = days;
	r->c->n = r->days.n;
}

bool ical_parse(struct arena *a, const char *name, const char *p, size_t n, int64_t until,
                const struct ical_report *report, struct ical *c)
{
	struct reader r = {.a = a, .lines = ical_lines(name, p, n), .report = report, .c = c, .until = until};
	struct ical_line l;

	*c = (struct ical){0};
	for (;;) {
		struct fault f = {0};
		if (ical_next(&r.lines, a, &l, &f))
			take(&r, &l);
		else if (f.code)
			say(&r, &f, f.line);
		else
			break;
		if (!r.calendars && r.wrong)
			break;             /* no iCalendar at all: one message will do */
	}
	if (!r.wrong && !r.calendars)
		wrong(&r, 0, "no iCalendar file: there is no BEGIN:VCALENDAR");
	else if (r.depth > 0 && r.calendars)
		wrong(&r, r.lines.line, "the file ends within %.40s", r.open[r.depth - 1]);
	keep_days(&r);
	return !r.wrong;
}
