/* tree: defaults, short forms and languages. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "policy/tree.h"

TEST(defaults_come_from_the_schema)
{
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "agents: {ana: {}, bob: {level: 1, capacity: 3}}\nlevels: {1: {}}\n");
	struct tree agents = tree_at(p, "agents"), ana = tree_item(&agents, 0), bob = tree_item(&agents, 1);
	CHECK_INT(tree_count(&agents), 2);
	CHECK_STR(ana.key, "ana");
	CHECK_STR(tree_text(&ana, "level"), "1");
	CHECK_INT(tree_int(&ana, "capacity"), 0);
	CHECK_INT(tree_int(&bob, "capacity"), 3);
	CHECK(tree_text(&ana, "mail") == NULL);
	arena_free(&a);
}

TEST(absent_sections_are_empty)
{
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "teams:\n");
	struct tree plans = tree_at(p, "plans"), teams = tree_at(p, "teams"), needs = tree_at(p, "handover");
	struct names names = tree_names(&needs, "needs");
	CHECK_INT(tree_count(&plans), 0);
	CHECK_INT(tree_count(&teams), 0);
	CHECK_INT(names.n, 0);
	CHECK(names.v[0] == NULL);
	CHECK(tree_section(p, "plans") == NULL);
	arena_free(&a);
}

TEST(short_forms)
{
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "marks: {seen: Seen, told: {label: Told, public: true}}\n");
	struct tree marks = tree_at(p, "marks"), seen = tree_item(&marks, 0), told = tree_item(&marks, 1);
	CHECK_STR(tree_text(&seen, "label"), "Seen");
	CHECK(!tree_bool(&seen, "public"));
	CHECK_STR(tree_text(&told, "label"), "Told");
	CHECK(tree_bool(&told, "public"));
	arena_free(&a);
}

TEST(names_from_one_or_many)
{
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "");
	struct tree t = tree_at(p, "flows.normal.steps");
	struct names one = tree_names(&t, "open"), two = tree_names(&t, "new");
	CHECK_INT(one.n, 1);
	CHECK_STR(one.v[0], "resolved");
	CHECK(one.v[1] == NULL);
	CHECK_INT(two.n, 2);
	CHECK(two.v[2] == NULL);
	CHECK(names_have(&two, "open"));
	CHECK(!names_have(&two, "closed"));
	CHECK(!names_have(&two, NULL));
	arena_free(&a);
}

TEST(languages_of_a_label)
{
	static const struct label v[] = {{"fr", "F"}, {"es", "E"}, {"pt-BR", "B"}, {"en", "N"}, {"de", "D"}};
	static const struct { size_t first, n; const char *lang, *text; } rows[] = {
		{0, 5, "es", "E"}, {0, 5, "es-AR", "E"}, {0, 5, "es_AR", "E"}, {0, 5, "pt-BR", "B"},
		{0, 5, "pt", "D"},               /* not understood: the policy's language */
		{0, 5, NULL, "D"}, {0, 4, "xx", "N"}, {0, 3, "xx", "F"}, {0, 0, "es", "fallback"}};
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "language: de\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct labels l = {v + rows[i].first, rows[i].n};
		CHECK_STR(label_in(p, &l, rows[i].lang, "fallback"), rows[i].text);
	}
	arena_free(&a);
}

TEST(one_text_is_in_the_policys_language)
{
	struct arena a = {0};
	struct policy *p = minimal_and(&a, "language: de\ntitle: Hilfe\n");
	const struct policy_head *h = policy_head(p);
	CHECK_INT(h->title.n, 1);
	CHECK_STR(h->title.v[0].lang, "de");
	CHECK_STR(label_in(p, &h->title, "es", NULL), "Hilfe");
	arena_free(&a);
}

TEST_MAIN(T(defaults_come_from_the_schema), T(absent_sections_are_empty), T(short_forms),
          T(names_from_one_or_many), T(languages_of_a_label), T(one_text_is_in_the_policys_language))
