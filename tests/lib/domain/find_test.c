/* find: which tickets a filter means, and in which order they come. That SQL
 * means the same is tests/lib/store/find_test.c's business. */
#include "domain/find.h"

#include "base/vec.h"
#include "test.h"
#include "when/clock.h"

static struct arena a;

static struct ticket sample(void)
{
	struct ticket t = {.id = 7, .state = "open", .class = STATE_OPEN, .kind = "incident", .priority = 2,
	                   .level = 1, .team = "front", .category = "card.lost", .customer = 3,
	                   .opened = 1000, .changed = 2000, .state_since = 1500};

	ticket_set_tags(&a, &t, "vip,eu");
	pairs_add(&a, &t.fields, "payment", "p-1");
	*vec_push(&a, &t.asks) = (struct ticket_ask){9, "@ana", "bob", 1800};
	return t;
}

static struct find none(void)
{
	return (struct find){.in_state_s = -1, .idle_s = -1, .now = 3000};
}

static void by(struct find *f, enum find_by dimension, const char *text, bool not)
{
	*vec_push(&a, &f->by[dimension]) = (struct find_value){.text = text, .not = not};
}

/* Does the sample match a filter of one dimension with these values ("!x"
 * negates, "-" is none)? */
static bool matches(enum find_by dimension, const char *one, const char *two)
{
	struct ticket t = sample();
	struct find f = none();
	const char *values[] = {one, two};

	for (int i = 0; i < 2; i++)
		if (values[i]) {
			const char *text = values[i] + (values[i][0] == '!');
			by(&f, dimension, strcmp(text, "-") == 0 ? NULL : text, values[i][0] == '!');
		}
	return find_match(&f, &t);
}

TEST(words_are_alternatives_and_negations_exclude)
{
	CHECK(matches(FIND_STATE, "open", NULL));
	CHECK(matches(FIND_STATE, "new", "open"));
	CHECK(!matches(FIND_STATE, "new", NULL));
	CHECK(!matches(FIND_STATE, "!open", NULL));
	CHECK(matches(FIND_STATE, "!new", NULL));
	CHECK(!matches(FIND_STATE, "open", "!open"));
	CHECK(matches(FIND_TEAM, "!risk", "!back"));
}

TEST(none_is_a_value)
{
	CHECK(matches(FIND_AGENT, "-", NULL));
	CHECK(!matches(FIND_AGENT, "!-", NULL));
	CHECK(matches(FIND_AGENT, "!ana", NULL));
	CHECK(!matches(FIND_AGENT, "ana", NULL));
	CHECK(!matches(FIND_TEAM, "-", NULL));
	CHECK(!matches(FIND_TAG, "-", NULL));
}

TEST(a_category_holds_those_below)
{
	CHECK(matches(FIND_CATEGORY, "card", NULL));
	CHECK(matches(FIND_CATEGORY, "card.lost", NULL));
	CHECK(!matches(FIND_CATEGORY, "car", NULL));
	CHECK(!matches(FIND_CATEGORY, "card.lost.eu", NULL));
}

TEST(tags_are_any_of)
{
	CHECK(matches(FIND_TAG, "vip", NULL));
	CHECK(matches(FIND_TAG, "x", "eu"));
	CHECK(!matches(FIND_TAG, "vip", "!eu"));
}

TEST(numbers)
{
	struct ticket t = sample();
	struct find f = none();

	*vec_push(&a, &f.by[FIND_PRIORITY]) = (struct find_value){.number = 1};
	CHECK(!find_match(&f, &t));
	*vec_push(&a, &f.by[FIND_PRIORITY]) = (struct find_value){.number = 2};
	CHECK(find_match(&f, &t));
	*vec_push(&a, &f.by[FIND_CUSTOMER]) = (struct find_value){.number = 3, .not = true};
	CHECK(!find_match(&f, &t));
}

TEST(fields_of_one_name_are_alternatives)
{
	struct ticket t = sample();
	struct find f = none();

	*vec_push(&a, &f.fields) = (struct find_field){"payment", "p-2", false};
	CHECK(!find_match(&f, &t));
	*vec_push(&a, &f.fields) = (struct find_field){"payment", "p-1", false};
	CHECK(find_match(&f, &t));
	*vec_push(&a, &f.fields) = (struct find_field){"provider", NULL, false};
	CHECK(!find_match(&f, &t));
	f.fields.v[2].not = true;
	CHECK(find_match(&f, &t));
}

TEST(questions)
{
	struct ticket t = sample();
	struct find f = none();

	*vec_push(&a, &f.asked) = (struct find_value){.text = "risk"};
	CHECK(!find_match(&f, &t));
	*vec_push(&a, &f.asked) = (struct find_value){.text = "@ana"};
	CHECK(find_match(&f, &t));
	f.asked.v[1].not = true;
	CHECK(!find_match(&f, &t));
}

TEST(times_are_half_open)
{
	struct ticket t = sample();
	struct find f = none();

	*vec_push(&a, &f.opened) = (struct find_range){1000, 1001, false};
	CHECK(find_match(&f, &t));
	f.opened.v[0] = (struct find_range){900, 1000, false};
	CHECK(!find_match(&f, &t));
	f.opened.v[0].not = true;
	CHECK(find_match(&f, &t));
	*vec_push(&a, &f.changed) = (struct find_range){2001, INT64_MAX, false};
	CHECK(!find_match(&f, &t));
}

TEST(ages_include_their_bound)
{
	struct ticket t = sample();
	struct find f = none();

	f.in_state_s = 1500;
	CHECK(find_match(&f, &t));
	f.in_state_s = 1501;
	CHECK(!find_match(&f, &t));
	f.in_state_s = -1;
	f.idle_s = 1000;
	CHECK(find_match(&f, &t));
	f.idle_s = 1001;
	CHECK(!find_match(&f, &t));
}

TEST(active_leaves_out_what_is_done)
{
	struct ticket t = sample();
	struct find f = none();

	f.active = true;
	CHECK(find_match(&f, &t));
	t.class = STATE_RESOLVED;
	CHECK(!find_match(&f, &t));
	CHECK(!find_any(&f));
	by(&f, FIND_LANG, "es", false);
	CHECK(find_any(&f));
}

TEST(order_by_keys_then_reference)
{
	struct ticket x = sample(), y = sample();
	struct find_sort up = {"priority", false}, down = {"priority", true}, team = {"team", false};
	struct find_sort both[] = {up, {"opened", true}};

	y.id = 8;
	CHECK(find_compare(&up, 1, &x, &y) < 0);
	CHECK(find_compare(&down, 1, &x, &y) < 0);      /* equal: the reference decides, upwards */
	y.priority = 1;
	CHECK(find_compare(&up, 1, &x, &y) > 0);
	CHECK(find_compare(&down, 1, &x, &y) < 0);
	y.priority = x.priority;
	y.opened = 5000;
	CHECK(find_compare(both, 2, &x, &y) > 0);
	y.team = NULL;                                  /* missing values last */
	CHECK(find_compare(&team, 1, &x, &y) < 0);
	CHECK(find_compare(NULL, 0, &y, &x) > 0);
	CHECK_INT(find_compare(NULL, 0, &x, &x), 0);
}

TEST(every_column_that_sorts_does)
{
	struct ticket x = {.id = 1}, y = {.id = 2, .priority = 1, .opened = 1, .changed = 1, .contact = 1,
		.state_since = 1, .level = 1, .customer = 1, .affected = 1};

	x.state = x.team = x.agent = x.category = x.kind = x.channel = x.lang = x.subject = "a";
	y.state = y.team = y.agent = y.category = y.kind = y.channel = y.lang = y.subject = "b";
	for (int i = 0; find_sort_words[i]; i++) {
		struct find_sort key = {find_sort_words[i], true};
		if (find_compare(&key, 1, &x, &y) <= 0)
			printf("%s does not sort\n", key.column);
		CHECK(find_compare(&key, 1, &x, &y) > 0);
	}
}

TEST(few_customers)
{
	struct find_value one[] = {{.number = 4}}, none[] = {{.number = 0}}, other[] = {{.number = 4, .not = true}}, many[9];
	struct find f = {0};

	CHECK_INT(find_few_customers(&f), 0);
	f.by[FIND_CUSTOMER].v = one;
	f.by[FIND_CUSTOMER].n = 1;
	CHECK_INT(find_few_customers(&f), 1);
	f.by[FIND_CUSTOMER].v = none;
	CHECK_INT(find_few_customers(&f), 0);
	f.by[FIND_CUSTOMER].v = other;
	CHECK_INT(find_few_customers(&f), 0);
	for (int i = 0; i < 9; i++)
		many[i] = (struct find_value){.number = i + 1};
	f.by[FIND_CUSTOMER].v = many;
	f.by[FIND_CUSTOMER].n = 8;
	CHECK_INT(find_few_customers(&f), 8);
	f.by[FIND_CUSTOMER].n = 9;
	CHECK_INT(find_few_customers(&f), 0);
}

TEST_MAIN(T(words_are_alternatives_and_negations_exclude), T(none_is_a_value), T(a_category_holds_those_below),
          T(tags_are_any_of), T(numbers), T(fields_of_one_name_are_alternatives), T(questions),
          T(times_are_half_open), T(ages_include_their_bound), T(active_leaves_out_what_is_done),
          T(order_by_keys_then_reference), T(every_column_that_sorts_does),
          T(few_customers))
