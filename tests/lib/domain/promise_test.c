/* promise: who is promised what, from small policies. Run from the root. */
#include "test.h"

#include "domain/promise.h"
#include "lib/policy/fixture.h"

/* The default policy with other lines for some sections. */
static struct policy *with(struct arena *a, const char *part)
{
	struct policy_report r;
	struct policy *base = good_file(a, "share/policies/default.yaml");
	struct policy *p = policy_check_part(a, base, "test", part, strlen(part), &r);
	if (!p) {
		struct str s = str_new(a);
		policy_report_print(&r, &s);
		printf("%s", s.p);
		exit(2);
	}
	return p;
}

static void put_names(struct str *s, const char *what, const struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		str_printf(s, "%s%s", i ? "," : what, names->v[i]);
}

/* "plans a,b none; channels mail: P1 critical, P2-P4 rest" a line each. */
static const char *told(struct arena *a, struct policy *p)
{
	struct promise_groups g = promise_groups(a, p);
	struct str s = str_new(a);
	for (size_t i = 0; i < g.n; i++) {
		const struct promise_group *x = &g.v[i];
		str_add(&s, x->every_plan ? "all" : "");
		put_names(&s, "plans ", &x->plans);
		str_add(&s, x->without_plan && !x->every_plan ? "+none" : "");
		put_names(&s, "; kinds ", &x->kinds);
		put_names(&s, "; channels ", &x->channels);
		for (size_t j = 0; j < x->n; j++) {
			str_printf(&s, "%s%d-%d %s", j ? ", " : ": ", x->rows[j].from, x->rows[j].to, x->rows[j].sla->name);
			CHECK_INT(x->rows[j].kept[SLA_RESOLUTION].of, 0);
		}
		str_add(&s, "\n");
	}
	return s.p;
}

#define CLOCKS "    clocks: {first_response: {target: 1h, calendar: always}}\n"
#define PLANS "plans:\n  a: {label: A}\n  b: {label: B}\n  c: {label: C}\n"

TEST(one_table_for_all)
{
	struct arena a = {0};
	CHECK_STR(told(&a, good_file(&a, "share/policies/default.yaml")),
	          "all: 1-1 critical, 2-2 high, 3-3 normal, 4-4 low\n");
	arena_free(&a);
}

/* A part's list stands before that of the policy, so its rules hold first. */
TEST(rules_make_groups)
{
	static const struct { const char *rules, *want; } rows[] = {
		/* neighbouring priorities under one rule */
		{"sla:\n  - name: x\n    match: {priorities: [P2, P3]}\n" CLOCKS,
		 "all: 1-1 critical, 2-3 x, 4-4 low\n"},
		/* plans that differ, with and without those who have none */
		{PLANS "sla:\n  - name: x\n    match: {plans: [b]}\n" CLOCKS,
		 "plans a,c+none: 1-1 critical, 2-2 high, 3-3 normal, 4-4 low\nplans b: 1-4 x\n"},
		{PLANS "sla:\n  - name: x\n    match: {plans: [a, b, c], priorities: P1}\n" CLOCKS,
		 "plans a,b,c: 1-1 x, 2-2 high, 3-3 normal, 4-4 low\n"
		 "+none: 1-1 critical, 2-2 high, 3-3 normal, 4-4 low\n"},
		/* channels: what is the same everywhere stands alone */
		{"sla:\n  - name: x\n    match: {channels: [chat, phone], priorities: [P2, P3]}\n" CLOCKS,
		 "all: 1-1 critical, 4-4 low\n"
		 "all; channels mail,social,web,video: 2-2 high, 3-3 normal\n"
		 "all; channels chat,phone: 2-3 x\n"},
		/* kinds: the usual ones come first and have no name */
		{"sla:\n  - name: x\n    match: {kinds: [complaint, dispute]}\n" CLOCKS,
		 "all: 1-1 critical, 2-2 high, 3-3 normal, 4-4 low\nall; kinds complaint,dispute: 1-4 x\n"},
		/* what holds for a category alone is not told */
		{"sla:\n  - name: x\n    match: {categories: fraud}\n" CLOCKS,
		 "all: 1-1 critical, 2-2 high, 3-3 normal, 4-4 low\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		CHECK_STR(told(&a, with(&a, rows[i].rules)), rows[i].want);
		arena_free(&a);
	}
}

TEST(no_rule_no_group)
{
	struct arena a = {0};
	CHECK_STR(told(&a, minimal_and(&a, "")), "");
	arena_free(&a);
}

/* --- hours --- */

static const char *hours(struct arena *a, struct policy *p)
{
	struct promise_calendars c = promise_calendars(a, p);
	struct str s = str_new(a);
	for (size_t i = 0; i < c.n; i++) {
		str_printf(&s, "%s%s", c.v[i].calendar, promise_always(c.v[i].cal) ? "!" : "");
		put_names(&s, " plans ", &c.v[i].plans);
		put_names(&s, " teams ", &c.v[i].teams);
		str_add(&s, "\n");
	}
	return s.p;
}

TEST(calendars_customers_meet)
{
	struct arena a = {0};
	CHECK_STR(hours(&a, good_file(&a, "share/policies/default.yaml")), "always!\noffice\n");
	CHECK_STR(hours(&a, good_file(&a, "share/policies/open-banking-provider.yaml")),
	          "support plans standard,plus teams operations,integration,success,technical,engineering,risk\n"
	          "always! plans premium\n");
	CHECK_STR(hours(&a, with(&a, "calendars: {night: {weekly: {mon-sun: \"20:00-08:00\"}}}\n"
	                             "teams: {n: {calendar: night, level: 1}, boss: {calendar: night, level: 4}}\n"
	                             "sla:\n  - name: x\n    clocks: {ack: {target: 1h, calendar: office}}\n")),
	          "night teams n\n");
	arena_free(&a);
}

static const char *closures(struct arena *a, struct policy *p, int64_t day)
{
	struct promise_calendars cals = promise_calendars(a, p);
	struct promise_closures c = promise_closures(a, &cals, day);
	struct str s = str_new(a);
	for (size_t i = 0; i < c.n; i++) {
		char date[16];
		civil_print_day(date, c.v[i].day);
		str_printf(&s, "%s %s %zu", date, c.v[i].hours.name ? c.v[i].hours.name : "-", c.v[i].hours.nhours);
		put_names(&s, " ", &c.v[i].calendars);
		str_add(&s, "\n");
	}
	if (c.known_to != INT64_MAX) {
		char date[16];
		civil_print_day(date, c.known_to);
		str_printf(&s, "to %s\n", date);
	}
	return s.p;
}

TEST(closures_ahead)
{
	struct arena a = {0};
	struct policy *p = with(&a,
		"calendars:\n"
		"  one: {weekly: {mon-fri: \"09:00-17:00\"}, valid_to: 2027-06-30, holidays: [{date: 2026-12-25, name: X}, {date: 2026-12-26, name: Saturday}]}\n"
		"  two: {weekly: {mon-sat: \"09:00-17:00\"}, holidays: [{date: 2026-12-25, name: X}], special: {2026-12-24: \"09:00-12:00\"}}\n"
		"teams: {n: {calendar: one, level: 1}, m: {calendar: two, level: 1}}\n"
		"sla: []\n");
	CHECK_STR(closures(&a, p, civil_day(2026, 11, 21)),
	          "2026-12-24 - 1 two\n2026-12-25 X 0 one,two\n2026-12-25 Christmas 0 office\n"
	          "2027-01-01 New Year 0 office\nto 2027-06-30\n");
	CHECK_STR(closures(&a, p, civil_day(2026, 12, 25)),
	          "2026-12-25 X 0 one,two\n2026-12-25 Christmas 0 office\n2027-01-01 New Year 0 office\n"
	          "to 2027-06-30\n");
	arena_free(&a);
}

/* --- who --- */

TEST(on_call_by_gravity)
{
	static const struct { const char *policy; bool any; const char *priorities; } rows[] = {
		{"default", false, ""}, {"four-level-desk", true, "P1"}, {"open-banking-provider", true, "P1"},
		{"banking-app", true, "P1"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct str s = str_new(&a);
		struct policy *p = good_file(&a, arena_printf(&a, "share/policies/%s.yaml", rows[i].policy));
		struct promise_on_call o = promise_on_call(&a, p);
		put_names(&s, "", &o.priorities);
		CHECK_INT(o.any, rows[i].any);
		CHECK_STR(s.p, rows[i].priorities);
		CHECK_INT(o.plans.n, 0);
		arena_free(&a);
	}
}

TEST(languages_somebody_answers_in)
{
	static const struct { const char *policy, *want; } rows[] = {
		{"default", "en,es"}, {"four-level-desk", "es,en"}, {"open-banking-provider", "en,es,fr,de,it,pt"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct str s = str_new(&a);
		struct names n = promise_languages(&a, good_file(&a, arena_printf(&a, "share/policies/%s.yaml", rows[i].policy)));
		put_names(&s, "", &n);
		CHECK_STR(s.p, rows[i].want);
		arena_free(&a);
	}
}

/* A deadline that begins with a mark customers may not see is not told. */
TEST(terms_with_public_marks)
{
	struct arena a = {0};
	struct policy *p = good_file(&a, "share/policies/four-level-desk.yaml");
	CHECK(promise_deadline(p, policy_deadline(p, "bcra-claim")));
	CHECK(!promise_deadline(p, policy_deadline(p, "visa-dispute")));
	arena_free(&a);
}

/* A case finds the row that tells its promise, a case whose promise is told to
 * nobody finds none. */
TEST(cases_find_their_row)
{
	struct arena a = {0};
	struct policy *p = with(&a, PLANS "sla:\n"
		"  - name: fee\n    match: {categories: fees}\n" CLOCKS
		"  - name: chat\n    match: {channels: chat, plans: [a, b]}\n" CLOCKS
		"  - name: rest\n" CLOCKS);
	struct promise_groups g = promise_groups(&a, p);
	static const struct { const char *plan, *category, *kind, *channel; const char *found; } rows[] = {
		{"a", NULL, "incident", "chat", "chat"}, {"a", NULL, "incident", "mail", "rest"},
		{"c", NULL, "incident", "chat", "rest"}, {NULL, NULL, "incident", "chat", "rest"},
		{"a", "fees", "incident", "chat", NULL}, {"a", "refund", "incident", "chat", "chat"},
		{"gone", NULL, "incident", "mail", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct policy_sla *rule = policy_sla_for(p, rows[i].plan, "P2", rows[i].category, rows[i].kind, rows[i].channel);
		struct promise_row *row = promise_row_of(&g, rule, rows[i].plan, rows[i].kind, rows[i].channel, 2);
		CHECK_STR(row ? row->sla->name : NULL, rows[i].found);
		CHECK(!row || (row->from <= 2 && row->to >= 2));
	}
	CHECK(!promise_row_of(&g, NULL, "a", "incident", "mail", 2));
	arena_free(&a);
}

TEST_MAIN(T(one_table_for_all), T(rules_make_groups), T(no_rule_no_group), T(calendars_customers_meet),
          T(closures_ahead), T(on_call_by_gravity), T(languages_somebody_answers_in), T(terms_with_public_marks),
          T(cases_find_their_row))
