/* schema: the table is in order, complete and of one piece. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "policy/schema.h"

static const struct schema_row *rows(size_t *n)
{
	return schema_rows(n);
}

/* The row a row lies below: the nearest one whose path it continues. */
static const char *parent_path(struct arena *a, const char *path)
{
	size_t n = strlen(path);
	if (str_ends(path, "[]"))
		return arena_dup(a, path, n - 2);
	return strrchr(path, '.') ? arena_dup(a, path, (size_t)(strrchr(path, '.') - path)) : NULL;
}

TEST(rows_are_found_again)
{
	struct arena a = {0};
	size_t n;
	const struct schema_row *v = rows(&n);
	CHECK(n > 200);
	for (size_t i = 0; i < n; i++) {
		const char *above = parent_path(&a, v[i].path), *name = schema_name(&v[i]);
		const struct schema_row *parent = above ? schema_row(above) : NULL;
		const struct schema_row *found = *name == '[' ? schema_item(parent) : schema_child(parent, name);
		if (found != &v[i])
			printf("%s is not found below its parent\n", v[i].path);
		CHECK(found == &v[i]);
		CHECK(v[i].help && *v[i].help && v[i].help[strlen(v[i].help) - 1] != '.');
	}
	arena_free(&a);
}

TEST(types_have_what_they_need)
{
	size_t n;
	const struct schema_row *v = rows(&n);
	for (size_t i = 0; i < n; i++) {
		bool container = v[i].type == SCHEMA_MAP || v[i].type == SCHEMA_LIST;
		bool any = *schema_name(&v[i]) == '*';
		if (v[i].type == SCHEMA_WORD || v[i].type == SCHEMA_WORDS)
			CHECK(v[i].words != NULL);
		if (v[i].key == SCHEMA_WORD)
			CHECK(v[i].key_words != NULL);
		CHECK(!any || v[i].sample_key);
		CHECK(container || v[i].sample || v[i].def);
		CHECK(!v[i].refers || strchr(v[i].refers, '.') || schema_row(v[i].refers));
	}
	for (int t = SCHEMA_MAP; t <= SCHEMA_PARTIES; t++)
		CHECK(schema_type_words[t] != NULL);
	CHECK(schema_type_words[SCHEMA_PARTIES + 1] == NULL);
	CHECK_STR(schema_type_words[SCHEMA_PARTIES], "parties");
}

TEST(unknown_keys)
{
	CHECK(schema_child(NULL, "calendar") == NULL);
	CHECK(schema_child(NULL, "calendars.*") == NULL);
	CHECK(schema_child(schema_row("sla[]"), "match.plans") == NULL);
	CHECK(schema_child(schema_row("agents"), "who.ever") == schema_row("agents.*"));
	CHECK(schema_child(schema_row("reopen"), "*") == NULL);
}

TEST(prints_tsv)
{
	struct arena a = {0};
	struct str out = str_new(&a);
	size_t n, lines = 0;
	schema_print(&out);
	for (char *line = out.p, *end; (end = strchr(line, '\n')); line = end + 1) {
		int tabs = 0;
		for (char *p = line; p < end; p++)
			tabs += *p == '\t';
		CHECK_INT(tabs, 8);
		lines++;
	}
	rows(&n);
	CHECK_INT(lines, n + 1);
	CHECK(strstr(out.p, "\nagents.*.level\tint\tno\t1\t1..9\t\tlevels\t1\tLevel\n") != NULL);
	arena_free(&a);
}

/* The sample, its first "#" taken away, has the right form all over: what is
 * left to say is only what a single example of each cannot have. */
TEST(sample_has_the_right_form)
{
	struct arena a = {0};
	struct str sample = str_new(&a), yaml = str_new(&a);
	struct policy_report r;
	schema_sample(&sample);
	for (char *line = sample.p, *end; (end = strchr(line, '\n')); line = end + 1) {
		CHECK(*line == '#');
		if (line[1] != ' ' || line[2] == ' ')
			str_addn(&yaml, line + 1, (size_t)(end - line));
	}
	policy_check(&a, "sample", yaml.p, yaml.n, &r);
	CHECK(r.errors > 0);
	for (size_t i = 0; i < r.count; i++) {
		const char *text = r.v[i].text;
		bool whole = str_starts(text, "no state has the class") || str_starts(text, "the matrix has no") ||
		             str_eq(text, "there is no calendar \"base\"") ||
		             str_eq(text, "the last stage cannot be extended") ||
		             str_starts(text, "\"late_after\" needs") || str_starts(text, "only a word field") ||
		             str_eq(text, "the role \"agent\" has not the right act_as") ||
		             str_eq(text, "\"first_response\" counts in its own calendar");
		if (!whole)
			printf("sample:%d: %s\n", r.v[i].line, text);
		CHECK(whole);
	}
	arena_free(&a);
}

TEST_MAIN(T(rows_are_found_again), T(types_have_what_they_need), T(unknown_keys), T(prints_tsv),
          T(sample_has_the_right_form))
