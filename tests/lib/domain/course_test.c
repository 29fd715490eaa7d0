/* course: turns, levels, hands, words and stays from events. */
#include "domain/course.h"

#include "base/vec.h"
#include "base/words.h"
#include "test.h"
#include "when/clock.h"

static struct arena a;
static VEC(struct event) events;
static struct course c;

static void begin(void)
{
	memset(&events, 0, sizeof events);
}

/* "name=value;name=value" */
static void event(int64_t at, const char *kind, const char *role, const char *facts)
{
	struct event e = {.seq = (int64_t)events.n + 1, .ticket = 1, .at = at,
	                  .kind = (enum event_kind)words_find(event_kind_words, kind),
	                  .role = (enum role)words_find(role_words, role), .actor = "ana"};
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

static void walk(void)
{
	course_of(&a, events.v, events.n, &c);
}

static const char *stays(void)
{
	struct str s = str_new(&a);

	for (size_t i = 0; i < c.stays.n; i++)
		str_printf(&s, "%s%s/%d%s %d", i ? ", " : "", c.stays.v[i].state, c.stays.v[i].level, c.stays.v[i].open ? "" : "!",
		           (int)c.stays.v[i].from);
	return s.p;
}

TEST(once_and_done)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	walk();
	CHECK_INT(c.first_resolved, AT_NONE);
	event(20, "note", "agent", "public=1");
	event(30, "move", "agent", "state=resolved;class=resolved");
	event(99, "move", "rule", "state=closed;class=closed");
	walk();
	CHECK_INT(c.first_resolved, 30);
	CHECK_INT(c.reopened_at, AT_NONE);
	CHECK_INT(c.turns.n, 2);               /* from resolved to closed is no turn */
	CHECK_INT(c.said, 0);
	CHECK_INT(c.handled, 1 << 1);
	CHECK_INT(c.raised, 0);
	CHECK_STR(stays(), "new/1 10, resolved/1! 30, closed/1! 99");
	CHECK_INT(course_within(&c.stays.v[0], 15, 25), 10);
	CHECK_INT(course_within(&c.stays.v[0], 40, 50), 0);
	CHECK_INT(course_within(&c.stays.v[2], 0, 109), 10);
}

TEST(opened_again)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(20, "move", "agent", "state=resolved;class=resolved");
	event(50, "note", "customer", "");     /* after the resolution: no second touch */
	event(50, "move", "customer", "state=open;class=open");
	event(60, "move", "agent", "state=resolved;class=resolved");
	event(70, "move", "agent", "state=open;class=open");
	walk();
	CHECK_INT(c.first_resolved, 20);
	CHECK_INT(c.reopened_at, 50);
	CHECK_INT(c.said, 0);
	CHECK_INT(c.turns.n, 5);
	CHECK_INT(c.turns.v[3].at, 60);
	CHECK(!c.turns.v[3].open && c.turns.v[4].open);
}

TEST(the_customer_speaks_again)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(12, "note", "agent", "public=1");
	event(13, "note", "customer", "");
	event(13, "note", "agent", "");        /* internal */
	event(14, "note", "customer", "");
	event(20, "move", "agent", "state=resolved;class=resolved");
	event(21, "note", "customer", "");     /* thanks */
	walk();
	CHECK_INT(c.said, 2);
}

TEST(levels_up_and_down)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1;team=front");
	event(20, "escalate", "agent", "do=up;level=2;team=cards");
	event(30, "escalate", "agent", "do=reject;level=1;team=front;reason=wrong_team");
	event(40, "assign", "agent", "level=3;team=risk");
	event(50, "escalate", "agent", "do=takeover;level=4;team=boss");
	event(60, "escalate", "agent", "do=down;level=1;team=front");
	walk();
	CHECK_INT(c.first_level, 1);
	CHECK_INT(c.handled, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4);
	CHECK_INT(c.raised, 1 << 1 | 1 << 3);
	CHECK_INT(c.ups, 2);                   /* by hand, and by giving it up a level; not the taking over */
	CHECK_INT(c.rejects, 1);
	CHECK_INT(c.returns, 2);
	CHECK_STR(stays(), "new/1 10, new/2 20, new/1 30, new/3 40, new/4 50, new/1 60");
}

TEST(hands_count_up_to_the_first_resolution)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(11, "assign", "agent", "team=front;agent=ana");
	event(20, "move", "agent", "state=resolved;class=resolved");
	event(30, "move", "agent", "state=open;class=open");
	event(31, "assign", "agent", "agent=bea");
	walk();
	CHECK_INT(c.hands, 0);
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(11, "assign", "agent", "team=front;agent=ana");
	event(12, "assign", "agent", "agent=bea");
	event(20, "move", "agent", "state=resolved;class=resolved");
	walk();
	CHECK_INT(c.hands, 1);
}

/* Marked as spam and taken back, merged away and undone: never been. */
TEST(what_was_taken_back)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(20, "move", "agent", "state=closed;class=closed;by=spam;spam=1");
	event(30, "move", "agent", "state=new;class=new;by=spam;spam=0");
	event(40, "merge", "agent", "into=7;state=closed;class=closed;resolved=40");
	event(50, "merge", "agent", "into=7;undo=4;state=new;class=new;resolved=");
	event(60, "move", "agent", "state=resolved;class=resolved");
	walk();
	CHECK_INT(c.turns.n, 2);
	CHECK_INT(c.first_resolved, 60);
	CHECK_INT(c.reopened_at, AT_NONE);
	CHECK_STR(stays(), "new/1 10, resolved/1! 60");
}

/* What a merge brought in was said here; what a split took away was not. */
TEST(words_of_merges_and_splits)
{
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(12, "note", "customer", "");
	event(20, "split", "agent", "to=8;events=2");
	event(30, "move", "agent", "state=resolved;class=resolved");
	walk();
	CHECK_INT(c.said, 0);
	begin();
	event(10, "open", "customer", "state=new;class=new;level=1");
	event(20, "merge", "agent", "from=9;msgs=100:15:customer:p::");
	event(30, "move", "agent", "state=resolved;class=resolved");
	walk();
	CHECK_INT(c.said, 1);
}

TEST_MAIN(T(once_and_done), T(opened_again), T(the_customer_speaks_again), T(levels_up_and_down),
          T(hands_count_up_to_the_first_resolution), T(what_was_taken_back), T(words_of_merges_and_splits))
