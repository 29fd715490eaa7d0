/* promise_words: spans, hours, dates and names as customers read them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/promise.h"
#include "base/msg.h"
#include "base/str.h"

/* --- lengths --- */

#define COUNTED(v, one, many, n) arena_printf((v)->a, NG_(one, many, n), (long long)(n))

static const char *seconds_text(struct promise_view *v, int64_t n)
{
	if (n % 3600 == 0)
		return COUNTED(v, "%lld hour", "%lld hours", n / 3600);
	if (n % 60 == 0)
		return COUNTED(v, "%lld minute", "%lld minutes", n / 60);
	return COUNTED(v, "%lld second", "%lld seconds", n);
}

const char *promise_span(struct promise_view *v, struct span s)
{
	switch (s.unit) {
	case SPAN_BUSINESS_DAYS: return COUNTED(v, "%lld business day", "%lld business days", s.n);
	case SPAN_DAYS: return COUNTED(v, "%lld day", "%lld days", s.n);
	case SPAN_WEEKS: return COUNTED(v, "%lld week", "%lld weeks", s.n);
	case SPAN_MONTHS: return COUNTED(v, "%lld month", "%lld months", s.n);
	case SPAN_SECONDS: break;
	}
	return seconds_text(v, s.n);
}

/* --- lists --- */

const char *promise_join(struct promise_view *v, const char *const *texts, size_t n)
{
	struct str s = str_new(v->a);

	for (size_t i = 0; i + 1 < n; i++)
		str_printf(&s, "%s%s", i ? ", " : "", texts[i]);
	if (n > 1)
		return arena_printf(v->a, _("%s and %s"), s.p, texts[n - 1]);
	return n ? texts[0] : "";
}

/* --- hours --- */

static const char *const weekdays[] = {
	N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};

const char *promise_intervals(struct promise_view *v, const struct cal_hours *hours, size_t n)
{
	const char **texts = arena_array(v->a, const char *, n);

	if (n == 0)
		return _("closed");
	for (size_t i = 0; i < n; i++) {
		char text[16];
		cal_print_hours(text, hours[i]);
		texts[i] = arena_strdup(v->a, text);
	}
	return promise_join(v, texts, n);
}

static bool same_hours(const struct cal_rules *r, int x, int y)
{
	return r->nweek[x] == r->nweek[y] &&
	       (r->nweek[x] == 0 || memcmp(r->week[x], r->week[y], r->nweek[x] * sizeof *r->week[x]) == 0);
}

static const char *days_text(struct promise_view *v, int from, int to)
{
	if (from == 0 && to == 6)
		return _("every day");
	if (from == to)
		return _(weekdays[from]);
	return arena_printf(v->a, to == from + 1 ? _("%s and %s") : _("%s to %s"), _(weekdays[from]), _(weekdays[to]));
}

const char *promise_week(struct promise_view *v, const struct cal *c)
{
	const struct cal_rules *r = cal_rules(c);
	struct str s = str_new(v->a);

	if (promise_always(c))
		return _("day and night, every day");
	for (int d = 0, to; d < 7; d = to + 1) {
		for (to = d; to < 6 && same_hours(r, d, to + 1);)
			to++;
		if (r->nweek[d])
			str_printf(&s, "%s%s %s", s.n ? "; " : "", days_text(v, d, to),
			           promise_intervals(v, r->week[d], r->nweek[d]));
	}
	return s.p;
}

/* The city of "America/Argentina/Buenos_Aires". */
static const char *city(struct promise_view *v, const char *zone)
{
	const char *slash = strrchr(zone, '/');
	char *text = arena_strdup(v->a, slash ? slash + 1 : zone);

	for (char *c = text; *c; c++)
		if (*c == '_')
			*c = ' ';
	return text;
}

const char *promise_zone(struct promise_view *v, const struct zone *z)
{
	const char *name = zone_name(z);
	int offset = zone_offset(z, v->at, NULL) / 60;

	if (!strchr(name, '/'))
		return name;
	return arena_printf(v->a, _("time of %s, now UTC%c%02d:%02d"), city(v, name), offset < 0 ? '-' : '+',
	                    abs(offset) / 60, abs(offset) % 60);
}

const char *promise_date(struct promise_view *v, int64_t day)
{
	char text[16];

	civil_print_day(text, day);
	return arena_printf(v->a, "%s %s", _(weekdays[civil_weekday(day)]), text);
}

/* --- languages --- */

const char *promise_language(const char *code)
{
	static const struct { const char *code, *name; } known[] = {
		{"ar", N_("Arabic")}, {"bg", N_("Bulgarian")}, {"ca", N_("Catalan")}, {"cs", N_("Czech")},
		{"da", N_("Danish")}, {"de", N_("German")}, {"el", N_("Greek")}, {"en", N_("English")},
		{"es", N_("Spanish")}, {"et", N_("Estonian")}, {"eu", N_("Basque")}, {"fi", N_("Finnish")},
		{"fr", N_("French")}, {"ga", N_("Irish")}, {"gl", N_("Galician")}, {"hr", N_("Croatian")},
		{"hu", N_("Hungarian")}, {"it", N_("Italian")}, {"lt", N_("Lithuanian")}, {"lv", N_("Latvian")},
		{"nl", N_("Dutch")}, {"no", N_("Norwegian")}, {"pl", N_("Polish")}, {"pt", N_("Portuguese")},
		{"ro", N_("Romanian")}, {"sk", N_("Slovak")}, {"sl", N_("Slovenian")}, {"sv", N_("Swedish")},
		{"uk", N_("Ukrainian")}, {"zh", N_("Chinese")},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].code, code) == 0)
			return _(known[i].name);
	return code;
}

/* --- money --- */

static const char *const periods[][2] = {
	{"month", N_("%s a month")}, {"quarter", N_("%s a quarter")}, {"year", N_("%s a year")},
};

/* "10 000 000", with blanks at which no line is broken. */
static const char *grouped(struct promise_view *v, int64_t n)
{
	return n < 1000 ? arena_printf(v->a, "%" PRId64, n)
		: arena_printf(v->a, "%s\xc2\xa0%03" PRId64, grouped(v, n / 1000), n % 1000);
}

const char *promise_money(struct promise_view *v, int64_t minor, const char *currency, const char *per)
{
	int decimals = policy_currency_decimals(currency);
	int64_t unit = 1;

	for (int i = 0; i < decimals; i++)
		unit *= 10;
	const char *whole = grouped(v, minor / unit);
	const char *amount = minor % unit == 0 ? arena_printf(v->a, "%s %s", whole, currency)
		: arena_printf(v->a, "%s.%0*" PRId64 " %s", whole, decimals, minor % unit, currency);
	for (size_t i = 0; per && i < sizeof periods / sizeof *periods; i++)
		if (strcmp(periods[i][0], per) == 0)
			return arena_printf(v->a, _(periods[i][1]), amount);
	return amount;
}

/* --- what was kept --- */

bool promise_told(const struct promise_view *v, const struct promise_kept *k)
{
	return v->measured && k->of > 0 && k->of >= v->few;
}

/* Rounded down: 100 % is all of them. */
const char *promise_kept(struct promise_view *v, const struct promise_kept *k)
{
	int64_t tenths = k->of ? k->kept * 1000 / k->of : 0;

	if (!promise_told(v, k))
		return "";
	return arena_printf(v->a, _("%s of %s"), arena_printf(v->a, "%" PRId64 ".%" PRId64 " %%", tenths / 10, tenths % 10),
	                    grouped(v, k->of));
}

/* --- labels --- */

static struct labels labels_of(struct promise_view *v, enum promise_section s, const char *name)
{
	size_t n;

	switch (s) {
	case PROMISE_PLANS: return policy_plan(v->p, name)->label;
	case PROMISE_CHANNELS: return policy_channel(v->p, name)->label;
	case PROMISE_KINDS: return policy_kind(v->p, name)->label;
	case PROMISE_TEAMS: return policy_team(v->p, name)->label;
	case PROMISE_PRIORITIES: return policy_priorities(v->p, &n)[policy_priority_rank(v->p, name) - 1].label;
	case PROMISE_CALENDARS: case PROMISE_LANGUAGES: break;
	}
	return policy_cal_label(v->p, name);
}

const char *promise_label(struct promise_view *v, enum promise_section s, const char *name)
{
	if (s == PROMISE_LANGUAGES)
		return promise_language(name);
	struct labels labels = labels_of(v, s, name);
	return label_in(v->p, &labels, v->lang, name);
}

const char *promise_labels(struct promise_view *v, enum promise_section s, const struct names *names)
{
	const char **texts = arena_array(v->a, const char *, names->n);

	for (size_t i = 0; i < names->n; i++)
		texts[i] = promise_label(v, s, names->v[i]);
	return promise_join(v, texts, names->n);
}
