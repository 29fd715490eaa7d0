/* holidays: the days of an iCalendar file as a calendar of a policy, in YAML. */
#include "policy/holidays.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "policy/value.h"
#include "when/civil.h"
#include "when/clock.h"

enum { NAME_BYTES = 40, TEXT_BYTES = 200, YEARS = 10000 };

/* --- the name --- */

static bool alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

const char *holidays_name(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *name = arena_strdup(a, slash ? slash + 1 : file);
	size_t n = 0;

	for (char *p = name; *p && *p != '.' && n < NAME_BYTES; p++) {
		char c = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
		if (alnum(c))
			name[n++] = c;
		else if (n > 0 && name[n - 1] != '-')
			name[n++] = '-';
	}
	while (n > 0 && name[n - 1] == '-')
		n--;
	name[n] = '\0';
	return value_name(name) ? name : "holidays";
}

/* --- how far they are known --- */

int64_t holidays_valid_to(struct arena *a, const struct ical *c, int64_t until)
{
	int *dates = arena_array(a, int, YEARS), most = 0;
	int64_t last = INT64_MAX;
	bool endless = false;

	for (size_t i = 0; i < c->n; i++) {
		const struct ical_day *d = &c->days[i];
		int year = civil_of_day(d->day).year;
		if (d->not || d->yearly)
			continue;
		if (d->endless)
			endless = true;
		else if (++dates[year] > most)
			most = dates[year];
	}
	for (int year = YEARS - 1; most > 0 && last == INT64_MAX; year--)
		if (2 * dates[year] >= most)
			last = civil_day(year, 12, 31);
	return endless && until < last ? until : last;
}

/* --- YAML --- */

/* A text in double quotes; what would hide, or break a line, is escaped. */
static void add_quoted(struct str *out, const char *text)
{
	str_addc(out, '"');
	for (const char *p = text, *end = text + strlen(text); p < end;) {
		uint32_t c;
		int n = utf8_next(p, end, &c);
		if (c == '"' || c == '\\')
			str_addc(out, '\\');
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069) || (c >= 0xfff0 && c <= 0xffff))
			str_printf(out, "\\u%04" PRIx32, c);
		else
			str_addn(out, p, (size_t)n);
		p += n;
	}
	str_addc(out, '"');
}

/* The first TEXT_BYTES of a text. */
static const char *cut(struct arena *a, const char *text)
{
	size_t n = strlen(text);

	return n <= TEXT_BYTES ? text : arena_dup(a, text, utf8_cut(text, n, TEXT_BYTES));
}

/* A comment, a line however long, so that nothing in it can end it. */
static void add_comment(struct str *out, const char *label, const char *text)
{
	if (!text)
		return;
	str_printf(out, "# %s: ", label);
	add_quoted(out, cut(out->a, text));
	str_addc(out, '\n');
}

static bool same_date(const struct ical_day *a, const struct ical_day *b)
{
	struct civil c = civil_of_day(a->day), d = civil_of_day(b->day);

	if (a->yearly != b->yearly)
		return false;
	return a->yearly ? c.month == d.month && c.day == d.day : a->day == b->day;
}

/* Some entries of one date that are, or are not, holidays. */
struct same {
	const struct ical_day *v;
	size_t n;
	bool holidays;
};

static bool in(const struct same *s, size_t i)
{
	return !s->v[i].not == s->holidays;
}

/* "Christmas Day / Navidad": each name once. */
static const char *join_names(struct arena *a, const struct same *s)
{
	struct str out = str_new(a);

	for (size_t i = 0; i < s->n; i++) {
		bool again = !in(s, i) || !s->v[i].name;
		for (size_t j = 0; j < i && !again; j++)
			again = in(s, j) && str_eq(s->v[j].name, s->v[i].name);
		if (!again)
			str_printf(&out, "%s%s", out.n ? " / " : "", s->v[i].name);
	}
	return cut(a, out.p);
}

static const struct ical_day *first_in(const struct same *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (in(s, i))
			return &s->v[i];
	return NULL;
}

static void add_date(struct str *out, const struct same *s)
{
	const struct ical_day *d = first_in(s);
	const char *names = join_names(out->a, s);
	char date[16];

	civil_print_day(date, d->day);
	str_printf(out, "      %s- {date: %s", s->holidays ? "" : "# ", date + (d->yearly ? strlen("2026-") : 0));
	if (*names) {
		str_add(out, ", name: ");
		add_quoted(out, names);
	}
	str_printf(out, s->holidays ? "}\n" : "}  # %s\n", d->not);
}

/* A line for each date that is a holiday, or in comments for each that is not;
 * how many. */
static size_t add_dates(struct str *out, const struct ical *c, bool holidays)
{
	size_t n = 0;

	for (size_t i = 0, end; i < c->n; i = end) {
		for (end = i; end < c->n && same_date(&c->days[end], &c->days[i]);)
			end++;
		const struct same s = {&c->days[i], end - i, holidays};
		if (!first_in(&s))
			continue;
		add_date(out, &s);
		n++;
	}
	return n;
}

/* "2023-01-01 to 2027-12-28", or "" where there is no dated one. */
static const char *range(struct arena *a, const struct ical *c)
{
	const struct ical_day *first = NULL, *last = NULL;
	char from[16], to[16];

	for (size_t i = 0; i < c->n; i++) {
		if (c->days[i].not || c->days[i].yearly)
			continue;
		first = first ? first : &c->days[i];
		last = &c->days[i];
	}
	if (!first)
		return "";
	civil_print_day(from, first->day);
	civil_print_day(to, last->day);
	return arena_printf(a, ", %s to %s", from, to);
}

static void add_source(struct str *out, const struct ical *c, const struct holidays *h)
{
	struct str s = str_new(out->a);

	if (c->title)
		str_printf(&s, "%s, ", cut(out->a, c->title));
	if (c->prodid)
		str_printf(&s, "%s, ", cut(out->a, c->prodid));
	str_add(&s, h->file);
	str_add(out, "    source: ");
	add_quoted(out, s.p);
	str_addc(out, '\n');
}

void holidays_yaml(struct str *out, const struct ical *c, const struct holidays *h)
{
	int64_t valid_to = holidays_valid_to(out->a, c, h->until);
	struct str dates = str_new(out->a), left_out = str_new(out->a);
	size_t n = add_dates(&dates, c, true), nleft = add_dates(&left_out, c, false);
	char day[16];

	add_comment(out, "holidays of", h->file);
	str_printf(out, "# %zu date%s%s; BLAKE2b-256 of the file %s\n", n, n == 1 ? "" : "s", range(out->a, c), h->digest);
	add_comment(out, "title", c->title);
	add_comment(out, "made by", c->prodid);
	add_comment(out, "from", c->url);
	if (!h->zone)
		add_comment(out, "in no zone known here", c->zone);
	str_printf(out, "calendars:\n  %s:\n", h->calendar);
	if (h->zone)
		str_printf(out, "    zone: %s\n", c->zone);
	add_source(out, c, h);
	civil_print_day(day, valid_to);
	if (valid_to != INT64_MAX)
		str_printf(out, "    valid_to: %s\n", day);
	str_printf(out, "    holidays:%s\n%s", n ? "" : " []", dates.p);
	if (nleft)
		str_printf(out, "      # left out:\n%s", left_out.p);
}
