/* typed_people: levels, teams, agents, rosters and permissions. */
#include "test.h"

#include "lib/policy/fixture.h"

TEST(levels_and_teams)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	CHECK(policy_level(p, 4)->supervisor);
	CHECK(!policy_level(p, 1)->supervisor);
	CHECK_STR(policy_level(p, 2)->team, "back");
	CHECK(policy_level(p, 3) == NULL);
	CHECK_STR(policy_team(p, "front")->calendar, "base");
	CHECK_INT(policy_team(p, "back")->level, 2);
	CHECK(names_have(&policy_team(p, "front")->skills, "chat"));
	CHECK(policy_team(p, "none") == NULL);
	arena_free(&a);
}

TEST(agents)
{
	struct arena a = {0};
	struct policy *p = full(&a);
	const struct policy_agent *ana = policy_agent(p, "ana"), *bot = policy_agent(p, "bot");
	CHECK_STR(ana->full, "Ana Prado");
	CHECK_STR(ana->user, "aprado");
	CHECK_INT(ana->level, 1);
	CHECK_INT(ana->teams.n, 2);
	CHECK_INT(ana->capacity, 7);
	CHECK_STR(ana->calendar, "long");
	CHECK_STR(bot->full, "bot");
	CHECK_STR(bot->user, "bot");
	CHECK_INT(bot->level, 1);
	CHECK(policy_agent_of_user(p, "aprado") == ana);
	CHECK(policy_agent_of_user(p, "ana") == NULL);
	CHECK(policy_agent_of_user(p, NULL) == NULL);
	CHECK(policy_agent(p, "zoe") == NULL);
	arena_free(&a);
}

TEST(on_call)
{
	enum { START = 1795417200, END = 1795993200 };   /* 2026-11-23 08:00, 2026-11-30 00:00 in Madrid */
	struct arena a = {0};
	size_t n;
	const struct policy_roster *v = policy_rosters(full(&a), &n);
	CHECK_INT(n, 1);
	CHECK_STR(v[0].team, "back");
	CHECK_INT(v[0].shifts[0].from, START);
	CHECK_INT(v[0].shifts[0].to, END);
	CHECK_INT(policy_roster_at(&v[0], START).n, 2);
	CHECK_STR(policy_roster_at(&v[0], START).v[0], "rosa");
	CHECK_INT(policy_roster_at(&v[0], END - 1).n, 2);
	CHECK_INT(policy_roster_at(&v[0], END).n, 1);
	CHECK_INT(policy_roster_at(&v[0], 0).n, 1);
	arena_free(&a);
}

TEST(rights)
{
	static const struct { const char *user, *agent; enum right right; bool allowed; } rows[] = {
		{"guest", NULL, RIGHT_READ, true}, {"guest", NULL, RIGHT_NOTE, false},
		{"www-data", NULL, RIGHT_OPEN, true}, {"www-data", NULL, RIGHT_NOTE, false},
		{"aprado", "ana", RIGHT_NOTE, true}, {"aprado", "ana", RIGHT_OPEN, false},
		{"aprado", "ana", RIGHT_PRIORITY, false},
		{"otto", "otto", RIGHT_PRIORITY, true}, {"otto", "otto", RIGHT_AUDIT, false},
		{"rosa", "rosa", RIGHT_AUDIT, true}, {"rosa", "rosa", RIGHT_ERASE, true},
		{"bot", "bot", RIGHT_OPEN, true}, {NULL, NULL, RIGHT_READ, true}};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct policy_agent *agent = rows[i].agent ? policy_agent(p, rows[i].agent) : NULL;
		if (policy_allows(p, rows[i].user, agent, rows[i].right) != rows[i].allowed) {
			printf("wrong: %s as %s, right %s\n", rows[i].user ? rows[i].user : "-",
			       rows[i].agent ? rows[i].agent : "-", right_words[rows[i].right]);
			CHECK(false);
		}
	}
	arena_free(&a);
}

TEST(acting_as)
{
	static const struct { const char *user, *as; bool may; } rows[] = {
		{"aprado", "ana", true},         /* himself */
		{"ana", "ana", false},           /* an OS user ana is not the agent ana */
		{"aprado", "rosa", false}, {"guest", "guest", true}, {"guest", "ana", false},
		{"bot", "ana", true}, {"bot", "rosa", false}, {"www-data", "ana", true},
		{"otto", "rosa", true},          /* level 2: senior, not limited */
		{"rosa", "ana", true}};
	struct arena a = {0};
	struct policy *p = full(&a);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (policy_may_act_as(p, rows[i].user, rows[i].as) != rows[i].may) {
			printf("wrong: %s as %s\n", rows[i].user, rows[i].as);
			CHECK(false);
		}
	arena_free(&a);
}

/* In the shipped policy any OS user may do everything, and is himself. */
TEST(default_allows_all)
{
	struct arena a = {0};
	struct policy *p = good_file(&a, "share/policies/default.yaml");
	for (int r = RIGHT_READ; r <= RIGHT_ERASE; r++)
		CHECK(policy_allows(p, "whoever", NULL, (enum right)r));
	CHECK(policy_may_act_as(p, "whoever", "whoever"));
	CHECK(policy_may_act_as(p, "whoever", "somebody"));
	CHECK(policy_head(p)->allow_now);
	arena_free(&a);
}

TEST(four_levels)
{
	struct arena a = {0};
	struct policy *p = good_file(&a, "share/policies/four-level-desk.yaml");
	size_t n, nteams;
	policy_agents(p, &n);
	policy_teams(p, &nteams);
	CHECK_INT(n, 12);
	CHECK_INT(nteams, 6);
	CHECK(policy_level(p, 4)->supervisor);
	CHECK(policy_allows(p, "nobody", NULL, RIGHT_OPEN));
	CHECK(!policy_allows(p, "nobody", NULL, RIGHT_MOVE));
	CHECK(policy_may_act_as(p, "nobody", "ana"));
	CHECK(policy_allows(p, "nobody", policy_agent(p, "ana"), RIGHT_MOVE));
	CHECK(!policy_allows(p, "nobody", policy_agent(p, "ana"), RIGHT_AUDIT));
	CHECK(policy_allows(p, "lucas", policy_agent(p, "lucas"), RIGHT_AUDIT));
	arena_free(&a);
}

TEST_MAIN(T(levels_and_teams), T(agents), T(on_call), T(rights), T(acting_as), T(default_allows_all),
          T(four_levels))
