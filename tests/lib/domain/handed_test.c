/* handed: hands, returns, and the handover to send back. */
#include "domain/handed.h"

#include "base/vec.h"
#include "base/words.h"
#include "test.h"

static struct arena a;
static VEC(struct event) events;
static struct handed h;

static void begin(void)
{
	memset(&events, 0, sizeof events);
}

/* "name=value;name=value" */
static void event(const char *kind, const char *facts)
{
	struct event e = {.seq = (int64_t)events.n + 1, .ticket = 1, .at = (int64_t)events.n,
	                  .kind = (enum event_kind)words_find(event_kind_words, kind), .actor = "ana"};
	size_t n;
	char **part = str_split(&a, facts, ';', &n);

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e.data, part[i], equals + 1);
	}
	*vec_push(&a, &events) = e;
}

/* "level team agent; hands H, returns R, rejects J; ups: level team ..." */
static const char *told(void)
{
	struct str s = str_new(&a);

	handed_of(&a, events.v, events.n, &h);
	str_printf(&s, "%d %s %s; %d %d %d;", h.now.level, h.now.team ? h.now.team : "-",
	           h.now.agent ? h.now.agent : "-", (int)h.hands, (int)h.returns, (int)h.rejects);
	for (size_t i = 0; i < h.ups.n; i++)
		str_printf(&s, " %d %s %s", h.ups.v[i].from.level, h.ups.v[i].from.team ? h.ups.v[i].from.team : "-",
		           h.ups.v[i].from.agent ? h.ups.v[i].from.agent : "-");
	return s.p;
}

TEST(up_and_back)
{
	begin();
	event("open", "level=1;team=front");
	CHECK_STR(told(), "1 front -; 0 0 0;");
	event("assign", "agent=ana");
	event("escalate", "do=up;level=2;team=cards;agent=");
	CHECK_STR(told(), "2 cards -; 1 0 0; 1 front ana");
	CHECK(handed_returns(&h, "front"));
	CHECK(!handed_returns(&h, "cards"));           /* it is there */
	CHECK(!handed_returns(&h, "risk"));
	CHECK(!handed_returns(&h, NULL));
	event("escalate", "do=reject;level=1;team=front;agent=ana;reason=wrong_team");
	CHECK_STR(told(), "1 front ana; 2 1 1;");
	CHECK_STR(h.reason, "wrong_team");
	CHECK_INT(h.last->seq, 4);
}

TEST(one_up_after_the_other)
{
	begin();
	event("open", "level=1;team=front");
	event("escalate", "do=up;level=2;team=cards");
	event("escalate", "do=up;level=3;team=risk");
	CHECK_STR(told(), "3 risk -; 2 0 0; 1 front - 2 cards -");
	event("escalate", "do=reject;level=2;team=cards;reason=x");
	CHECK_STR(told(), "2 cards -; 3 1 1; 1 front -");
	event("escalate", "do=takeover;level=4;team=boss;agent=eva");
	CHECK_STR(told(), "4 boss eva; 4 1 1; 1 front -");
	event("escalate", "do=down;level=1;team=front;agent=");
	CHECK_STR(told(), "1 front -; 5 2 1;");
	CHECK_INT(h.teams.n, 6);
}

TEST(given_back_by_other_means)
{
	begin();
	event("open", "level=1;team=front");
	event("escalate", "do=up;level=2;team=cards");
	event("escalate", "do=up;level=3;team=risk");
	event("assign", "level=2;team=cards");
	CHECK_STR(told(), "2 cards -; 3 1 0; 1 front -");
	event("assign", "agent=carl");
	CHECK_STR(told(), "2 cards carl; 3 1 0; 1 front -");
}

TEST(agents_are_hands_too)
{
	begin();
	event("open", "level=1;team=front;agent=ana");
	event("assign", "agent=bo");
	event("assign", "agent=");
	event("assign", "agent=ana");
	event("note", "team=x;agent=y");               /* facts of a note are its own */
	event("fire", "team=x;level=9");
	CHECK_STR(told(), "1 front ana; 1 0 0;");
}

TEST_MAIN(T(up_and_back), T(one_up_after_the_other), T(given_back_by_other_means), T(agents_are_hands_too))
