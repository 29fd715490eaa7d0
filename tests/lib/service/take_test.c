/* take: which tickets fit whom. */
#include "service/take.h"

#include "lib/service/fixture.h"

static struct fixture x;

static struct ticket sample(void)
{
	return (struct ticket){.id = 1, .class = STATE_NEW, .level = 1, .team = "front", .lang = "es"};
}

static bool fits(const char *agent, struct ticket t)
{
	return take_fits(&x.s, policy_agent(x.s.policy, agent), &t);
}

TEST(level_team_language_skill_state)
{
	struct ticket t = sample();

	CHECK(fits("ana", t));
	CHECK(!fits("gala", t));               /* of another team */
	CHECK(fits("hugo", t));                /* of two, and above the level */
	t.level = 2;
	CHECK(!fits("ana", t));
	CHECK(fits("hugo", t));
	t = sample();
	t.lang = "pt-BR";
	CHECK(!fits("ana", t));
	CHECK(fits("carla", t));
	t.lang = NULL;
	t.team = NULL;
	CHECK(fits("ana", t));
	t = sample();
	t.team = "technical";
	t.category = "integration.webhook";    /* asks for the skill api, as integration does */
	CHECK(fits("ines", t));
	t.category = "provider";
	CHECK(fits("ines", t));
	t.team = NULL;
	t.category = "integration";
	CHECK(!fits("kira", t));
	t = sample();
	t.class = STATE_OPEN;
	CHECK(fits("ana", t));
	t.class = STATE_WAITING;
	CHECK(!fits("ana", t));
	t.class = STATE_RESOLVED;
	CHECK(!fits("ana", t));
}

TEST(nobody_in_particular_fits_all_that_is_open)
{
	struct ticket t = sample();

	CHECK(take_fits(&x.s, NULL, &t));
	t.class = STATE_HELD;
	CHECK(!take_fits(&x.s, NULL, &t));
}

int main(void)
{
	static const struct test_case cases[] = {
		T(level_team_language_skill_state), T(nobody_in_particular_fits_all_that_is_open),
	};

	fixture_open(&x, "four-level-desk.yaml", "ana");
	int bad = test_run(cases, sizeof cases / sizeof *cases);
	fixture_close(&x);
	return bad;
}
