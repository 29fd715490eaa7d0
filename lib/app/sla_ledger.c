/* sla_ledger: where the time of a clock went, as a table of its dates. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/sla_explain.h"
#include "base/str.h"
#include "base/utf8.h"
#include "when/civil.h"
#include "when/clock.h"

/* --- small forms --- */

const char *sla_day(struct arena *a, int64_t day)
{
	static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	char date[16];

	civil_print_day(date, day);
	return arena_printf(a, "%s %s", _(weekdays[civil_weekday(day)]), date);
}

const char *sla_clock_time(struct arena *a, const struct zone *z, int64_t at)
{
	struct civil c = zone_civil(z, at);

	return c.second ? arena_printf(a, "%02d:%02d:%02d", c.hour, c.minute, c.second)
	                : arena_printf(a, "%02d:%02d", c.hour, c.minute);
}

const char *sla_hms(struct arena *a, int64_t seconds)
{
	return arena_printf(a, "%" PRId64 ":%02d:%02d", seconds / 3600, (int)(seconds % 3600 / 60), (int)(seconds % 60));
}

const struct zone *sla_zone_at(const struct explained *e, int64_t at)
{
	const struct clock_cycle *c = e->c;
	size_t i = 0;

	if (c->target_s < 0)
		return e->zone;
	while (i + 1 < c->tracks.n && c->tracks.v[i].to < at)
		i++;
	return cal_rules(c->tracks.v[i].cal)->zone;
}

static bool several_zones(const struct explained *e)
{
	for (size_t i = 0; i < e->c->tracks.n; i++)
		if (cal_rules(e->c->tracks.v[i].cal)->zone != e->zone)
			return true;
	return false;
}

const char *sla_instant(const struct explained *e, int64_t at)
{
	struct arena *a = e->x->a;
	const struct zone *z = sla_zone_at(e, at);
	const char *abbrev = "";

	if (several_zones(e))
		zone_offset(z, at, &abbrev);
	return arena_printf(a, "%s %s%s%s", sla_day(a, zone_day(z, at)), sla_clock_time(a, z, at), *abbrev ? " " : "", abbrev);
}

/* --- why --- */

static const char *closed_on(int64_t day)
{
	static const char *const texts[] = {
		N_("closed on Mondays"), N_("closed on Tuesdays"), N_("closed on Wednesdays"), N_("closed on Thursdays"),
		N_("closed on Fridays"), N_("closed on Saturdays"), N_("closed on Sundays"),
	};

	return _(texts[civil_weekday(day)]);
}

static const char *closed_by(struct arena *a, enum ledger_why why, int64_t day, const char *name)
{
	switch (why) {
	case LEDGER_WEEK: return closed_on(day);
	case LEDGER_HOLIDAY: return name ? arena_printf(a, _("holiday: %s"), name) : _("holiday");
	case LEDGER_SPECIAL: return name ? arena_printf(a, _("special date: %s"), name) : _("special date");
	default: return _("outside of the hours");
	}
}

/* "; the clock goes back 1:00:00". */
static const char *turn(const struct explained *e, const struct ledger_piece *p, const struct zone *z)
{
	int before = zone_offset(z, p->from, NULL), after = zone_offset(z, p->to - 1, NULL);

	if (before == after)
		return "";
	return arena_printf(e->x->a, after < before ? _("; the clock goes back %s") : _("; the clock goes forward %s"),
	                    sla_hms(e->x->a, abs(after - before)));
}

static const char *why(const struct explained *e, const struct ledger_piece *p, const struct zone *z)
{
	const char *text = p->kind == LEDGER_COUNTED ? "" : p->kind == LEDGER_PAUSED ? p->name
	                 : closed_by(e->x->a, p->why, p->day, p->name);
	const char *more = turn(e, p, z);

	return *more ? arena_printf(e->x->a, "%s%s", text, *text ? more : more + 2) : text;
}

/* --- the table of time --- */

enum { DATE = 14, TIME = 5, SECONDS = 3, GAP = 2, SPAN_CELLS = 10, NARROW = 76 };

static const struct zone *zone_of(const struct explained *e, const struct ledger_piece *p)
{
	return cal_rules(e->c->tracks.v[p->track].cal)->zone;
}

static void pad(struct str *s, const char *text, int width)
{
	int cells = (int)utf8_cells(text);

	str_printf(s, width < 0 ? "%2$*1$s%3$s" : "%3$s%2$*1$s",
	           cells < abs(width) ? abs(width) - cells : 0, "", text);
}

/* On a narrow page: the date, then a line a piece. */
static void narrow_row(const struct explained *e, const char *day, const char *from, const char *to,
                       const char *const columns[3], const char *reason, enum page_tone tone)
{
	static const char *const kinds[] = {N_("counted"), N_("closed"), N_("paused")};
	struct arena *a = e->x->a;

	if (*day)
		page_text(e->x->page, "", "", day, PAGE_PLAIN);
	for (int i = 0; i < 3; i++)
		if (*columns[i])
			page_text(e->x->page, *from ? arena_printf(a, "  %s %s ", from, to) : "  ", "    ",
			          arena_printf(a, "%s %s%s%s", columns[i], _(kinds[i]), *reason ? ", " : "", reason), tone);
}

/* A date, from, to, the three columns, why. */
static void row(const struct explained *e, const char *day, const char *from, const char *to,
                const char *const columns[3], const char *reason, enum page_tone tone)
{
	struct arena *a = e->x->a;
	struct str s = str_new(a);
	int time = TIME + (e->seconds ? SECONDS : 0);

	if (e->x->page->width < NARROW) {
		narrow_row(e, day, from, to, columns, reason, tone);
		return;
	}
	pad(&s, day, DATE + 2);
	pad(&s, from, time + GAP);
	pad(&s, to, time);
	for (int i = 0; i < 3; i++)
		pad(&s, columns[i], -SPAN_CELLS - (i == 0));
	str_add(&s, "  ");
	page_text(e->x->page, s.p, arena_printf(a, "%*s", DATE + 2 + 4, ""), reason, tone);
}

static void header(const struct explained *e)
{
	const char *const heads[] = {_("Counted"), _("Closed"), _("Paused")};

	if (e->x->page->width >= NARROW)
		row(e, "", "", "", heads, "", PAGE_BOLD);
}

/* A new date shows, and a piece of other terms. */
static void piece(const struct explained *e, const struct ledger_piece *p, bool new_day)
{
	const struct zone *z = zone_of(e, p);
	const char *columns[3] = {"", "", ""}, *to = sla_clock_time(e->x->a, z, p->to);

	columns[p->kind] = sla_hms(e->x->a, p->to - p->from);
	if (zone_day(z, p->to) > p->day)
		to = "24:00";
	row(e, new_day ? sla_day(e->x->a, p->day) : "", sla_clock_time(e->x->a, z, p->from), to, columns, why(e, p, z),
	    p->kind == LEDGER_PAUSED ? PAGE_WARN : p->kind == LEDGER_CLOSED ? PAGE_DIM : p->late ? PAGE_BAD : PAGE_PLAIN);
}

/* What happened before an instant, and was not told yet. */
static void notes_before(const struct explained *e, size_t *told, int64_t at)
{
	for (; *told < e->notes.n && e->notes.v[*told].at <= at; ++*told) {
		const struct explained_note *n = &e->notes.v[*told];
		page_text(e->x->page, arena_printf(e->x->a, "%s  ", sla_instant(e, n->at)), "    ", n->text, PAGE_BOLD);
	}
}

/* The pieces until now, or those ahead. Something that happened inside of a
 * piece stands behind it. */
static void pieces(const struct explained *e, bool ahead)
{
	const struct ledger *l = &e->ledger;
	int64_t day = INT64_MIN;
	size_t told = 0;

	for (size_t i = 0; i < l->pieces.n; i++) {
		const struct ledger_piece *p = &l->pieces.v[i];
		if (p->ahead != ahead)
			continue;
		if (!ahead) {
			size_t before = told;
			notes_before(e, &told, p->from);
			if (told != before)
				day = INT64_MIN;
		}
		piece(e, p, p->day != day);
		day = p->day;
	}
	if (!ahead)
		notes_before(e, &told, INT64_MAX);
}

static void sums(const struct explained *e)
{
	const struct ledger *l = &e->ledger;
	struct arena *a = e->x->a;
	int64_t all = l->to - l->from, sum = l->counted_s + l->closed_s + l->paused_s;
	const char *const columns[] = {sla_hms(a, l->counted_s), sla_hms(a, l->closed_s), sla_hms(a, l->paused_s)};

	row(e, _("Together"), "", "", columns, "", PAGE_BOLD);
	page_text(e->x->page, "", "  ", arena_printf(a, _("%s counted + %s closed + %s paused = %s; from %s to %s are %s: %s"),
	          columns[0], columns[1], columns[2], sla_hms(a, sum), sla_instant(e, l->from), sla_instant(e, l->to),
	          sla_hms(a, all), sum == all ? _("it adds up") : _("IT DOES NOT ADD UP")), PAGE_PLAIN);
}

/* Does a time of the table show its seconds? */
static bool shows_seconds(const struct explained *e)
{
	for (size_t i = 0; i < e->ledger.pieces.n; i++) {
		const struct ledger_piece *p = &e->ledger.pieces.v[i];
		const struct zone *z = zone_of(e, p);
		if (zone_civil(z, p->from).second || (zone_day(z, p->to) == p->day && zone_civil(z, p->to).second))
			return true;
	}
	return false;
}

/* What was counted under other terms is counted in this one's target. */
static void time_table(const struct explained *e)
{
	const struct ledger *l = &e->ledger;
	struct arena *a = e->x->a;

	header(e);
	pieces(e, false);
	sums(e);
	if (!l->left_s)
		return;
	page_blank(e->x->page);
	page_text(e->x->page, "", "  ", arena_printf(a, _("To come, %s more until %s:"), sla_hms(a, l->left_s),
	          sla_instant(e, e->c->due)), PAGE_BOLD);
	pieces(e, true);
}

/* --- the table of dates --- */

static const char *date_why(const struct explained *e, const struct ledger_day *first, const struct ledger_day *last)
{
	struct arena *a = e->x->a;

	switch (first->what) {
	case DATE_RECEIVED: return _("the date it started on does not count");
	case DATE_ROLLED: return e->c->due <= e->c->start ? "" : _("the last day is moved to a business day");
	case DATE_CLOSED:
		if (first != last)
			return _("no business days");
		return closed_by(a, first->why, first->day, first->name);
	default:
		return first == last ? arena_printf(a, _("day %d"), (int)first->no)
		                     : arena_printf(a, _("days %d to %d"), (int)first->no, (int)last->no);
	}
}

/* Dates that follow each other and are told together. */
static bool alike(const struct ledger_day *x, const struct ledger_day *y)
{
	return x->what == y->what && x->ahead == y->ahead && x->why == y->why && str_eq(x->name, y->name);
}

static void dates(const struct explained *e, const struct ledger_day *first, const struct ledger_day *last)
{
	struct arena *a = e->x->a;
	struct str s = str_new(a);

	pad(&s, first == last ? sla_day(a, first->day)
	                      : arena_printf(a, "%s - %s", sla_day(a, first->day), sla_day(a, last->day)), 2 * DATE + 5);
	page_text(e->x->page, s.p, arena_printf(a, "%*s", DATE, ""),
	          arena_printf(a, "%s%s", date_why(e, first, last), first->ahead ? _("; to come") : ""),
	          first->what == DATE_COUNTED ? PAGE_PLAIN : PAGE_DIM);
}

static void date_sums(const struct explained *e)
{
	const struct ledger *l = &e->ledger;
	size_t counted = 0, closed = 0, rest = 0;
	struct arena *a = e->x->a;

	for (size_t i = 0; i < l->days.n; i++) {
		counted += l->days.v[i].what == DATE_COUNTED;
		closed += l->days.v[i].what == DATE_CLOSED;
		rest += l->days.v[i].what == DATE_RECEIVED || l->days.v[i].what == DATE_ROLLED;
	}
	const struct ledger_day *first = &l->days.v[0], *last = &l->days.v[l->days.n - 1];
	int64_t all = last->day - first->day + 1;
	page_text(e->x->page, "", "  ", arena_printf(a, _("%zu counted + %zu no business days + %zu that do not count = %zu; "
	          "from %s to %s are %zu dates: %s"), counted, closed, rest, counted + closed + rest,
	          sla_day(a, first->day), sla_day(a, last->day), (size_t)all,
	          (int64_t)(counted + closed + rest) == all ? _("it adds up") : _("IT DOES NOT ADD UP")), PAGE_PLAIN);
}

static void date_table(const struct explained *e)
{
	const struct ledger *l = &e->ledger;
	size_t told = 0;

	for (size_t i = 0, k; i < l->days.n; i = k) {
		for (k = i + 1; k < l->days.n && alike(&l->days.v[i], &l->days.v[k]); k++)
			;
		dates(e, &l->days.v[i], &l->days.v[k - 1]);
	}
	date_sums(e);
	notes_before(e, &told, INT64_MAX);
}

void sla_ledger_page(struct explained *e)
{
	e->seconds = shows_seconds(e);
	if (e->ledger.days.n)
		date_table(e);
	else
		time_table(e);
}
