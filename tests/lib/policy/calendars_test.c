/* calendars: the holiday files that are shipped, against what is known of
 * their days without them: Easter, weekdays, how many there may be. */
#include "test.h"

#include <dirent.h>

#include "lib/policy/fixture.h"
#include "policy/tree.h"
#include "policy/typed_cal.h"

#define FOLDER "share/calendars/"

/* J. M. Oudin's algorithm (1940), in integers. */
static int64_t easter(int y)
{
	int c = y / 100, n = y % 19, k = (c - 17) / 25;
	int i = (c - c / 4 - (c - k) / 3 + 19 * n + 15) % 30;
	i -= i / 28 * (1 - i / 28 * (29 / (i + 1)) * ((21 - n) / 11));
	int l = i - (y + y / 4 + i + 2 - c + c / 4) % 7;
	int month = 3 + (l + 40) / 44;
	return civil_day(y, month, l + 28 - 31 * (month / 4));
}

/* Days that hang on Easter, by the names the files use. */
static const struct { const char *name; int after; } feasts[] = {
	{"Good Friday", -2}, {"Karfreitag", -2}, {"Vendredi saint", -2}, {"Viernes Santo", -2},
	{"Sexta-Feira Santa", -2}, {"Jueves Santo", -3}, {"Ostersonntag", 0}, {"Domingo de P\xc3\xa1scoa", 0},
	{"Easter Monday", 1}, {"Ostermontag", 1}, {"Lundi de P\xc3\xa2ques", 1}, {"Luned\xc3\xac dell'Angelo", 1},
	{"Lunes de Pascua", 1}, {"Ascension", 39}, {"Christi Himmelfahrt", 39}, {"Pfingstsonntag", 49},
	{"Lundi de Pentec\xc3\xb4te", 50}, {"Pfingstmontag", 50}, {"Fronleichnam", 60}, {"Corpo de Deus", 60},
	{"Corpus Christi", 60},
};

static int year_of(int64_t day)
{
	return civil_of_day(day).year;
}

static bool listed(const struct cal_rules *r, const char *name, int64_t day)
{
	for (size_t i = 0; i < r->nholidays; i++)
		if (!r->holidays[i].yearly && r->holidays[i].day_no == day && str_eq(r->holidays[i].name, name))
			return true;
	return false;
}

/* The years for which a calendar lists days; 0 where it lists yearly ones only. */
static void years(const struct cal_rules *r, int *first, int *last)
{
	*first = 0;
	*last = 0;
	for (size_t i = 0; i < r->nholidays; i++) {
		if (r->holidays[i].yearly)
			continue;
		int y = year_of(r->holidays[i].day_no);
		*first = !*first || y < *first ? y : *first;
		*last = y > *last ? y : *last;
	}
}

static bool is_named(const struct cal_rules *r, const char *name)
{
	for (size_t i = 0; i < r->nholidays; i++)
		if (str_eq(r->holidays[i].name, name))
			return true;
	return false;
}

/* A day of Easter stands on its date, in every year of the file. */
static void check_feasts(const struct cal_rules *r, int first, int last)
{
	size_t found = 0, wanted = 0;
	for (size_t i = 0; i < sizeof feasts / sizeof *feasts; i++) {
		if (!is_named(r, feasts[i].name))
			continue;
		for (int y = first; y <= last; y++, wanted++)
			found += listed(r, feasts[i].name, easter(y) + feasts[i].after);
		for (size_t j = 0; j < r->nholidays; j++)
			if (str_eq(r->holidays[j].name, feasts[i].name))
				CHECK(!r->holidays[j].yearly && listed(r, feasts[i].name,
				      easter(year_of(r->holidays[j].day_no)) + feasts[i].after));
	}
	if (found != wanted)
		printf("%s: %zu of %zu days of Easter\n", r->name, found, wanted);
	CHECK_INT(found, wanted);
}

/* What a name says about the date. */
static void check_day(const struct cal_rules *r, const struct cal_holiday *h)
{
	struct civil c = civil_of_day(h->day_no);
	int weekday = civil_weekday(h->day_no);
	bool right = true;
	if (str_eq(h->name, "Early May bank holiday"))
		right = c.month == 5 && c.day <= 7 && weekday == 0;
	else if (str_eq(h->name, "Spring bank holiday"))
		right = c.month == 5 && c.day >= 25 && weekday == 0;
	else if (str_eq(h->name, "Summer bank holiday"))
		right = c.month == 8 && weekday == 0 && (str_eq(r->name, "scotland") ? c.day <= 7 : c.day >= 25);
	else if (str_ends(h->name, "(substitute)"))
		right = weekday < 5;
	else if (str_ends(h->name, "(lunes siguiente)"))
		right = weekday == 0 && civil_weekday(h->day_no - 1) == 6;
	else if (str_eq(h->name, "Carnaval"))
		right = h->day_no == easter(c.year) - 48 || h->day_no == easter(c.year) - 47;
	else if (str_eq(h->name, "Bu\xc3\x9f- und Bettag"))
		right = weekday == 2 && c.month == 11 && c.day >= 16 && c.day <= 22;
	else if (str_eq(h->name, "San Mart\xc3\xadn") || str_eq(h->name, "Diversidad Cultural"))
		right = weekday == 0 || weekday > 4;
	if (!right)
		printf("%s: %s on %04d-%02d-%02d\n", r->name, h->name, c.year, c.month, c.day);
	CHECK(right);
}

static void check_days(const struct cal_rules *r)
{
	for (size_t i = 0; i < r->nholidays; i++) {
		const struct cal_holiday *h = &r->holidays[i];
		CHECK(h->name && *h->name);
		if (!h->yearly)
			check_day(r, h);
		for (size_t j = 0; j < i; j++)
			CHECK(h->yearly != r->holidays[j].yearly || (h->yearly
			      ? h->month != r->holidays[j].month || h->day != r->holidays[j].day
			      : h->day_no != r->holidays[j].day_no));
	}
}

/* Twelve days of the region, none on a Sunday; its towns add two. */
static void check_spanish_region(const struct cal_rules *r)
{
	CHECK_INT(r->nholidays, 12);
	for (size_t i = 0; i < r->nholidays; i++)
		CHECK(civil_weekday(r->holidays[i].day_no) != 6);
}

/* The last year listed is known to its end. */
static void check_calendar(struct policy *p, const char *name)
{
	const struct cal_rules *r = policy_cal_rules(p, name);
	int first, last;
	years(r, &first, &last);
	CHECK_INT(r->valid_to, civil_day(last, 12, 31));
	CHECK(cal_rules_open(r));
	check_feasts(r, first, last);
	check_days(r);
	if (str_starts(name, "spain-"))
		check_spanish_region(r);
}

static size_t check_file(struct arena *a, const char *path)
{
	struct policy_report report;
	size_t n;
	char *bytes = load_file(a, path, &n);
	struct policy *p = policy_check_calendars(a, path, bytes, n, &report);
	struct names all = p ? policy_calendar_names(p) : (struct names){0};
	CHECK(p != NULL && all.n > 0);
	for (size_t i = 0; i < all.n; i++) {
		struct tree section = tree_at(p, "calendars"), one = tree_get(&section, all.v[i]);
		CHECK(!str_empty(tree_text(&one, "source")));
		check_calendar(p, all.v[i]);
	}
	return all.n;
}

TEST(shipped_calendars)
{
	DIR *dir = opendir(FOLDER);
	struct dirent *e;
	size_t files = 0, calendars = 0;
	while (dir && (e = readdir(dir))) {
		struct arena a = {0};
		if (str_ends(e->d_name, ".yaml")) {
			calendars += check_file(&a, arena_printf(&a, FOLDER "%s", e->d_name));
			files++;
		}
		arena_free(&a);
	}
	if (dir)
		closedir(dir);
	CHECK(files >= 12);
	CHECK(calendars >= 39);
}

/* Each file has its row in the table of the README, with its valid_to. */
TEST(provenance_is_told)
{
	DIR *dir = opendir(FOLDER);
	struct dirent *e;
	struct arena a = {0};
	size_t n;
	const char *readme = load_file(&a, FOLDER "README.md", &n);
	while (dir && (e = readdir(dir))) {
		if (!str_ends(e->d_name, ".yaml"))
			continue;
		char *bytes = load_file(&a, arena_printf(&a, FOLDER "%s", e->d_name), &n);
		const char *valid_to = strstr(bytes, "valid_to: ");
		const char *row = strstr(readme, arena_printf(&a, "| `%s` |", e->d_name));
		CHECK(row && valid_to);
		if (row && valid_to) {
			char *line = arena_dup(&a, row, strcspn(row, "\n"));
			CHECK(str_ends(line, arena_printf(&a, "| %.10s |", valid_to + 10)));
		}
	}
	if (dir)
		closedir(dir);
	arena_free(&a);
}

/* The test's own Easter, where it is known. */
TEST(computus)
{
	CHECK_INT(easter(1961), civil_day(1961, 4, 2));
	CHECK_INT(easter(2000), civil_day(2000, 4, 23));
	CHECK_INT(easter(2008), civil_day(2008, 3, 23));
	CHECK_INT(easter(2026), civil_day(2026, 4, 5));
	CHECK_INT(easter(2027), civil_day(2027, 3, 28));
	CHECK_INT(easter(2028), civil_day(2028, 4, 16));
	CHECK_INT(easter(2038), civil_day(2038, 4, 25));
}

TEST_MAIN(T(computus), T(shipped_calendars), T(provenance_is_told))
