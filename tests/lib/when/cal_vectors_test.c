/* cal_vectors: due and elapsed against the vectors of an independent oracle.
 *
 * The data is tests/data/bustime (see its README); another folder of the same
 * form may be given as the operand. */
#include "test.h"

#include "base/io.h"
#include "base/str.h"
#include "lib/when/fixture.h"

enum { CALS_MAX = 64, FIELDS = 9 };

struct named { const char *name; struct cal_rules *rules; struct cal *cal; };

struct vectors {
	struct arena a;
	struct named cals[CALS_MAX];
	size_t ncals;
	long cases;
};

static char *load(struct vectors *v, const char *folder, const char *name)
{
	struct fault f = {0};
	size_t n;
	char *text = io_load(&v->a, arena_printf(&v->a, "%s/%s", folder, name), 1 << 20, &n, &f);

	if (!text) {
		printf("%s (run the tests from the top of the tree)\n", f.text);
		exit(1);
	}
	return text;
}

static struct named *find_cal(struct vectors *v, const char *name)
{
	for (size_t i = 0; i < v->ncals; i++) {
		if (str_eq(v->cals[i].name, name))
			return &v->cals[i];
	}
	v->cals[v->ncals] = (struct named){name, arena_new(&v->a, struct cal_rules), NULL};
	v->cals[v->ncals].rules->valid_to = INT64_MAX;
	return &v->cals[v->ncals++];
}

/* NAME zone Z | NAME mon HOURS | NAME holidays DATES | NAME DATE HOURS */
static void read_fact(struct vectors *v, char **field)
{
	struct cal_rules *r = find_cal(v, field[0])->rules;

	if (str_eq(field[1], "zone")) {
		r->zone = need_zone(&v->a, field[2]);
		return;
	}
	if (str_eq(field[1], "holidays")) {
		for (char **d = str_split(&v->a, field[2], ' ', NULL); *d; d++)
			add_holiday(&v->a, r, *d);
		return;
	}
	for (int i = 0; i < 7; i++) {
		if (str_eq(field[1], civil_weekday_words[i])) {
			r->week[i] = need_hours(&v->a, field[2], &r->nweek[i]);
			return;
		}
	}
	add_special(&v->a, r, field[1], field[2]);
}

static void read_cals(struct vectors *v, const char *folder)
{
	for (char **line = str_split(&v->a, load(v, folder, "calendars.tsv"), '\n', NULL); *line; line++) {
		size_t n;
		char **field = str_split(&v->a, *line, '\t', &n);

		if (n == 2)
			field[2] = arena_strdup(&v->a, "");
		if (**line)
			read_fact(v, field);
	}
	for (size_t i = 0; i < v->ncals; i++)
		v->cals[i].cal = cal_new(&v->a, v->cals[i].rules);
}

/* "p/q;p/q", or "-". */
static struct cal_pause *read_pauses(struct vectors *v, const char *text, size_t *n)
{
	char **part = str_split(&v->a, text, ';', n);
	struct cal_pause *pauses = arena_array(&v->a, struct cal_pause, *n);

	if (str_eq(text, "-"))
		*n = 0;
	for (size_t i = 0; i < *n; i++) {
		char **ends = str_split(&v->a, part[i], '/', NULL);

		pauses[i] = (struct cal_pause){need_at(ends[0]), need_at(ends[1])};
	}
	cal_sort_pauses(pauses, *n);
	return pauses;
}

/* id calendar start seconds end pauses due elapsed tags */
static void check_case(struct vectors *v, char **field)
{
	struct cal *c = find_cal(v, field[1])->cal;
	int64_t start = need_at(field[2]), seconds = atoll(field[3]), end = need_at(field[4]);
	int64_t due, elapsed;
	size_t n;
	struct cal_pause *p = read_pauses(v, field[5], &n);

	v->cases++;
	due = cal_due_paused(c, start, seconds, p, n);
	elapsed = cal_elapsed_paused(c, start, end, p, n);
	if (!str_eq(show_at(due), field[6]) || elapsed != atoll(field[7])) {
		test_bad++;
		printf("%s %s: due %s, not %s; elapsed %lld, not %s\n", field[0], field[1], show_at(due),
		       field[6], (long long)elapsed, field[7]);
	}
	if (n > 0)
		return;
	CHECK_INT(cal_due(c, start, seconds), due);
	CHECK_INT(cal_elapsed(c, start, end), elapsed);
}

int main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "tests/data/bustime";
	struct vectors v = {0};
	char **line;

	read_cals(&v, folder);
	line = str_split(&v.a, load(&v, folder, "cases.tsv"), '\n', NULL);
	for (line++; *line; line++) {
		size_t n;
		char **field = str_split(&v.a, *line, '\t', &n);

		if (**line && n == FIELDS)
			check_case(&v, field);
	}
	CHECK(v.cases >= 100);
	printf("%ld passed, %d failed\n", v.cases - test_bad, test_bad);
	arena_free(&v.a);
	return test_bad > 0;
}
