/* diff: changes by path. */
#include "test.h"

#include "lib/policy/fixture.h"
#include "policy/diff.h"

static void collect(void *arg, const struct policy_change *change)
{
	str_printf(arg, "%s\n", change->text);
}

static const char *changes(struct arena *a, const char *before, const char *after)
{
	struct str out = str_new(a);
	size_t n = policy_diff(a, minimal_and(a, before), minimal_and(a, after), collect, &out);
	size_t lines = 0;
	for (const char *p = out.p; (p = strchr(p, '\n')); p++)
		lines++;
	CHECK_INT(n, lines);
	return out.p;
}

TEST(by_path)
{
	static const struct { const char *before, *after, *text; } rows[] = {
		{"", "", ""},
		{"name: a\n", "name: b\n", "name: a -> b\n"},
		{"", "zone: UTC\n", "zone added\n"},
		{"levels: {1: {}, 2: {}}\ncategories: {p: {}, p.failed: {level: 1}}\n",
		 "levels: {1: {}, 2: {}}\ncategories: {p: {}, p.failed: {level: 2, weight: 4}}\n",
		 "categories.p.failed.level: 1 -> 2\ncategories.p.failed.weight added\n"},
		{"agents: {bob: {}, cy: {}}\n", "agents: {cy: {}, ana: {}}\n",
		 "agents.ana added\nagents.bob removed\n"},
		{"teams: {x: {}, y: {}}\nagents: {a: {teams: x}}\n",
		 "teams: {y: {}, x: {}}\nagents: {a: {teams: [x, y]}}\n", "agents.a.teams: x -> [x, y]\n"},
		{"title: {en: A}\n", "title: A\n", "title: {en: A} -> A\n"},
		{"customers: {segments: {a: {}, b: {when: {internal: true}}}}\n",
		 "customers: {segments: {b: {when: {internal: false}}, a: {}}}\n",
		 "customers.segments.b.when.internal: true -> false\ncustomers.segments: order changed\n"},
		{"replies: {a: \"x\\ny\"}\n", "replies: {a: z}\n", "replies.a: x y -> z\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		CHECK_STR(changes(&a, rows[i].before, rows[i].after), rows[i].text);
		arena_free(&a);
	}
}

#define RULE(name, target) "  - {name: " name ", clocks: {ack: {target: " target ", calendar: c}}}\n"
#define CALENDAR "calendars: {c: {weekly: {mon: 09:00-10:00}}}\n"

TEST(rules_by_name)
{
	struct arena a = {0};
	CHECK_STR(changes(&a, CALENDAR "sla:\n" RULE("x", "1h") RULE("y", "2h"),
	                  CALENDAR "sla:\n" RULE("y", "3h") RULE("x", "1h") RULE("z", "1h")),
	          "sla.y.clocks.ack.target: 2h -> 3h\nsla.z added\nsla: order changed\n");
	arena_free(&a);
}

#define HOLIDAYS(list) "calendars: {c: {weekly: {mon: 09:00-10:00}, holidays: [" list "]}}\n"
#define DAY(date) "{name: Carnaval, date: " date "}"

/* The same name on several dates, and the very same item twice. */
TEST(equal_names)
{
	static const struct { const char *before, *after, *text; } rows[] = {
		{HOLIDAYS(DAY("2026-02-16") ", " DAY("2026-02-17")), HOLIDAYS(DAY("2026-02-16") ", " DAY("2026-02-17")), ""},
		{HOLIDAYS(DAY("2026-02-16") ", " DAY("2026-02-17")), HOLIDAYS(DAY("2026-02-16") ", " DAY("2026-02-18")),
		 "calendars.c.holidays.Carnaval 2026-02-18 added\ncalendars.c.holidays.Carnaval 2026-02-17 removed\n"},
		{HOLIDAYS(DAY("2026-02-16")), HOLIDAYS(DAY("2026-02-16") ", " DAY("2026-02-16")),
		 "calendars.c.holidays.Carnaval 2026-02-16 #2 added\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		CHECK_STR(changes(&a, rows[i].before, rows[i].after), rows[i].text);
		CHECK_STR(changes(&a, rows[i].after, rows[i].after), "");
		arena_free(&a);
	}
}

TEST(against_packed)
{
	struct arena a = {0};
	struct str out = str_new(&a);
	struct policy *p = full(&a);
	CHECK_INT(policy_diff(&a, p, repacked(&a, p), collect, &out), 0);
	CHECK_STR(out.p, "");
	arena_free(&a);
}

TEST_MAIN(T(by_path), T(rules_by_name), T(equal_names), T(against_packed))
