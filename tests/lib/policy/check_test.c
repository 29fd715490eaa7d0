/* check: files that are right pass, files that are wrong give exactly the
 * messages beside them. */
#include "test.h"

#include <dirent.h>

#include "lib/policy/fixture.h"
#include "policy/lint.h"

#define FOLDER "tests/data/policies/"

/* What the checker (and, for good files, lint) prints for a file. */
static const char *printed(struct arena *a, const char *path, const char *name)
{
	struct policy_report r;
	struct str out = str_new(a);
	size_t n;
	char *bytes = load_file(a, path, &n);
	struct policy *p = policy_check(a, name, bytes, n, &r);
	CHECK((p == NULL) == (r.errors > 0));
	if (p)
		policy_lint(p, &r);
	policy_report_print(&r, &out);
	return out.p;
}

/* Compares every *.yaml of a folder; returns how many there were. */
static int compare_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *e;
	int n = 0;
	while (dir && (e = readdir(dir))) {
		struct arena a = {0};
		size_t len;
		if (!str_ends(e->d_name, ".yaml"))
			continue;
		char *stem = arena_dup(&a, e->d_name, strlen(e->d_name) - 5);
		char *want = load_file(&a, arena_printf(&a, "%s/%s.expected", folder, stem), &len);
		CHECK_STR(printed(&a, arena_printf(&a, "%s/%s", folder, e->d_name), e->d_name), want);
		arena_free(&a);
		n++;
	}
	if (dir)
		closedir(dir);
	return n;
}

TEST(bad_files)
{
	CHECK(compare_folder(FOLDER "bad") >= 16);
}

TEST(doubtful_files)
{
	CHECK(compare_folder(FOLDER "lint") >= 1);
}

TEST(good_files)
{
	struct arena a = {0};
	CHECK(good_file(&a, FOLDER "good/minimal.yaml") != NULL);
	CHECK(good_file(&a, FOLDER "good/full.yaml") != NULL);
	arena_free(&a);
}

/* The policies that are shipped have neither errors nor warnings. */
TEST(shipped_files)
{
	struct arena a = {0};
	CHECK_STR(printed(&a, "share/policies/default.yaml", "default"), "");
	CHECK_STR(printed(&a, "share/policies/four-level-desk.yaml", "four"), "");
	CHECK_STR(printed(&a, "share/policies/open-banking-provider.yaml", "open"), "");
	CHECK_STR(printed(&a, "share/policies/banking-app.yaml", "bank"), "");
	arena_free(&a);
}

TEST(calendars_alone)
{
	static const char text[] = "calendars:\n  a: {zone: Europe/Paris, weekly: {mon: 09:00-10:00}}\n";
	struct arena a = {0};
	struct policy_report r;
	struct policy *p = policy_check_calendars(&a, "cal", text, sizeof text - 1, &r);
	CHECK(p != NULL);
	CHECK(p && policy_cal(p, "a") != NULL);
	CHECK(policy_check(&a, "cal", text, sizeof text - 1, &r) == NULL);
	CHECK(policy_check_calendars(&a, "cal", "calendars: {a: {zone: X}}", 25, &r) == NULL);
	CHECK_INT(r.errors, 1);
	CHECK_INT(r.v[0].line, 1);
	CHECK_INT(r.v[0].col, 23);
	arena_free(&a);
}

TEST(shipped_calendars)
{
	static const char *const files[] = {"argentina", "england-wales", "target", "spain"};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct arena a = {0};
		struct policy_report r;
		size_t n;
		const char *path = arena_printf(&a, "share/calendars/%s.yaml", files[i]);
		char *bytes = load_file(&a, path, &n);
		struct policy *p = policy_check_calendars(&a, path, bytes, n, &r);
		CHECK(p != NULL);
		CHECK(p && policy_calendar_names(p).n >= 1);
		arena_free(&a);
	}
}

/* The hint is apart from the text, for editors. */
TEST(issues_as_data)
{
	struct arena a = {0};
	struct policy_report r;
	const char *text = "version: 1\nstatez: {}\n";
	CHECK(policy_check(&a, "x", text, strlen(text), &r) == NULL);
	CHECK_INT(r.v[r.count - 1].line, 2);
	CHECK_INT(r.v[r.count - 1].width, 6);
	CHECK_STR(r.v[r.count - 1].text, "unknown key \"statez\"");
	CHECK_STR(r.v[r.count - 1].hint, "did you mean \"states\"?");
	arena_free(&a);
}

TEST_MAIN(T(bad_files), T(doubtful_files), T(good_files), T(shipped_files), T(calendars_alone),
          T(shipped_calendars), T(issues_as_data))
