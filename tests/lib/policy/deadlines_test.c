/* deadlines: the parts of share/policies/deadlines: right in form, right in
 * their worked dates, and the same in every policy that is shipped. */
#include "test.h"

#include <dirent.h>

#include "lib/policy/fixture.h"
#include "policy/lint.h"
#include "policy/tree.h"

#define FOLDER "share/policies/deadlines/"

static const char *const files[] = {"psd2", "sepa", "uk-disp", "spain", "argentina", "cards"};
static const char *const policies[] = {"default", "four-level-desk", "open-banking-provider", "banking-app"};
enum { FILES = sizeof files / sizeof *files, POLICIES = sizeof policies / sizeof *policies };

/* base with the part in a file. */
static struct policy *with(struct arena *a, struct policy *base, const char *path)
{
	struct policy_report r;
	size_t n;
	char *bytes = load_file(a, path, &n);
	struct policy *p = policy_check_part(a, base, path, bytes, n, &r);
	if (!p) {
		struct str s = str_new(a);
		policy_report_print(&r, &s);
		printf("%s", s.p);
		exit(2);
	}
	return p;
}

/* The default policy with every calendar the parts count in. */
static struct policy *with_calendars(struct arena *a)
{
	static const char *const cals[] = {"target", "england-wales", "spain", "argentina"};
	struct policy *p = good_file(a, "share/policies/default.yaml");
	for (size_t i = 0; i < sizeof cals / sizeof *cals; i++)
		p = with(a, p, arena_printf(a, "share/calendars/%s.yaml", cals[i]));
	return p;
}

static struct policy *with_file(struct arena *a, struct policy *base, const char *file)
{
	return with(a, base, arena_printf(a, FOLDER "%s.yaml", file));
}

static bool has_text(const struct labels *l, const char *lang)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].lang, lang) == 0 && *l->v[i].text)
			return true;
	return false;
}

TEST(parts_are_right)
{
	struct arena a = {0};
	struct policy *base = with_calendars(&a);
	size_t before, n, seen = 0;
	policy_deadlines(base, &before);
	for (size_t i = 0; i < FILES; i++) {
		struct policy *p = with_file(&a, base, files[i]);
		const struct policy_deadline *v = policy_deadlines(p, &n);
		CHECK(n > before);
		for (size_t j = 0; j < n; j++) {
			CHECK(has_text(&v[j].label, "en") && has_text(&v[j].label, "es"));
			CHECK(v[j].as_of_day >= civil_day(2026, 11, 21));
			CHECK(!str_empty(v[j].source));
		}
		seen += n - before;
	}
	CHECK(seen >= 20);
	arena_free(&a);
}

/* Only what nothing was found for is of low confidence, and lint says so. */
TEST(low_confidence_is_told)
{
	struct arena a = {0};
	struct policy_report r;
	struct str out = str_new(&a);
	struct policy *base = with_calendars(&a);
	for (size_t i = 0; i < FILES; i++) {
		r = policy_report_new(&a, files[i], "", 0);
		policy_lint(with_file(&a, base, files[i]), &r);
		for (size_t j = 0; j < r.count; j++)
			str_printf(&out, "%s: %s\n", files[i], r.v[j].text);
	}
	CHECK_STR(out.p, "sepa: \"sepa-recall-answer\" has low confidence: have it checked\n");
	arena_free(&a);
}

/* --- worked dates --- */

static const struct policy_stage *stage_of(const struct policy_deadline *d, const char *name)
{
	for (size_t i = 0; i < d->nstages; i++)
		if (str_eq(d->stages[i].name, name))
			return &d->stages[i];
	return NULL;
}

static void check_worked(struct arena *a, struct policy *base, char **f)
{
	struct policy *p = with_file(a, base, f[0]);
	const struct policy_deadline *d = policy_deadline(p, f[1]);
	const struct policy_stage *s = d ? stage_of(d, f[2]) : NULL;
	int64_t trigger, due, got;
	CHECK(d && s && str_eq(d->calendar, f[4]));
	CHECK(civil_parse_rfc3339(f[3], &trigger) && civil_parse_rfc3339(f[5], &due));
	if (!d || !s)
		return;
	got = cal_due_span(policy_cal(p, d->calendar), trigger, s->within);
	if (got != due) {
		char text[24];
		civil_print_utc(text, got);
		printf("%s %s from %s: %s, not %s\n", f[1], f[2], f[3], text, f[5]);
	}
	CHECK_INT(got, due);
}

/* Every stage of every part has a worked date. */
static bool is_worked(char **lines, const char *file, const char *deadline, const char *stage, struct arena *a)
{
	const char *start = arena_printf(a, "%s\t%s\t%s\t", file, deadline, stage);
	for (size_t i = 0; lines[i]; i++)
		if (str_starts(lines[i], start))
			return true;
	printf("no worked date: %s\n", start);
	return false;
}

TEST(worked_dates)
{
	struct arena a = {0};
	struct policy *base = with_calendars(&a);
	size_t n, before;
	char **lines = str_split(&a, load_file(&a, "tests/data/deadlines/worked.tsv", &n), '\n', &n);
	policy_deadlines(base, &before);
	for (size_t i = 1; i < n && *lines[i]; i++) {
		char **f = str_split(&a, lines[i], '\t', &before);
		CHECK_INT(before, 7);
		check_worked(&a, base, f);
	}
	CHECK(n > 50);
	for (size_t i = 0; i < FILES; i++) {
		const struct policy_deadline *v = policy_deadlines(with_file(&a, base, files[i]), &n);
		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; k < v[j].nstages; k++)
				CHECK(is_worked(lines, files[i], v[j].name, v[j].stages[k].name, &a));
	}
	arena_free(&a);
}

/* --- copies in policies --- */

static bool same(const struct node *x, const struct node *y)
{
	if (!x || !y || x->type != y->type || x->n != y->n)
		return x == y;
	if (x->type == NODE_SCALAR)
		return strcmp(x->text, y->text) == 0;
	for (size_t i = 0; i < x->n; i++)
		if ((x->type == NODE_MAP && strcmp(x->keys[i]->text, y->keys[i]->text) != 0) ||
		    !same(x->items[i], y->items[i]))
			return false;
	return true;
}

/* The lines of one entry that must be those of its original. */
static void check_copy(struct arena *a, const char *policy, struct policy *p, struct policy *original,
                       const char *section, const char *const names[2], const char *const *keys)
{
	const struct node *copy = node_get(tree_section(p, section), names[0]);
	const struct node *first = node_get(tree_section(original, section), names[1]);
	for (size_t i = 0; keys[i]; i++) {
		bool right = same(node_get(copy, keys[i]), node_get(first, keys[i]));
		if (!right)
			printf("%s: %s.%s.%s is not as in the file it comes from\n", policy, section, names[0], keys[i]);
		CHECK(right);
	}
	(void)a;
}

static size_t check_deadlines(struct arena *a, const char *policy, struct policy *p)
{
	static const char *const keys[] = {"trigger", "count_from", "roll", "stages", "as_of", "confidence", "source", NULL};
	struct policy *base = with_calendars(a);
	size_t n, copies = 0;
	for (size_t i = 0; i < FILES; i++) {
		struct policy *part = with_file(a, base, files[i]);
		const struct policy_deadline *v = policy_deadlines(part, &n);
		for (size_t j = 0; j < n; j++) {
			const char *const names[] = {v[j].name, v[j].name};
			if (!policy_deadline(p, v[j].name))
				continue;
			check_copy(a, policy, p, part, "deadlines", names, keys);
			copies++;
		}
	}
	return copies;
}

/* What a policy has, some part has: no deadline of its own that drifts. */
TEST(policies_have_copies)
{
	for (size_t i = 0; i < POLICIES; i++) {
		struct arena a = {0};
		struct policy *p = good_file(&a, arena_printf(&a, "share/policies/%s.yaml", policies[i]));
		size_t n;
		policy_deadlines(p, &n);
		CHECK_INT(check_deadlines(&a, policies[i], p), n);
		arena_free(&a);
	}
}

/* --- and their calendars --- */

static const struct { const char *policy, *calendar, *file, *original; } calendars[] = {
	{"four-level-desk", "office", "argentina", "argentina"},
	{"open-banking-provider", "target", "target", "target"},
	{"open-banking-provider", "england-wales", "england-wales", "england-wales"},
	{"banking-app", "spain", "spain", "spain"},
	{"banking-app", "target", "target", "target"},
};

TEST(holidays_are_copies)
{
	static const char *const keys[] = {"zone", "holidays", "valid_to", "source", NULL};
	for (size_t i = 0; i < sizeof calendars / sizeof *calendars; i++) {
		struct arena a = {0};
		const char *const names[] = {calendars[i].calendar, calendars[i].original};
		struct policy *p = good_file(&a, arena_printf(&a, "share/policies/%s.yaml", calendars[i].policy));
		struct policy *default_one = good_file(&a, "share/policies/default.yaml");
		struct policy *original = with(&a, default_one, arena_printf(&a, "share/calendars/%s.yaml", calendars[i].file));
		CHECK(policy_cal(p, calendars[i].calendar) != NULL);
		check_copy(&a, calendars[i].policy, p, original, "calendars", names, keys);
		arena_free(&a);
	}
}

TEST_MAIN(T(parts_are_right), T(low_confidence_is_told), T(worked_dates), T(policies_have_copies),
          T(holidays_are_copies))
