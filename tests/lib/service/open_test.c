/* open: all is checked before anything is written, and what is not said is
 * derived. What the program shows of it is in tests/cmd/tk-open.bats. */
#include "service/open.h"

#include "lib/service/fixture.h"
#include "store/events.h"

static struct fixture x;
static struct open_result r;
static struct fault f;

static int try(const struct open_request *q)
{
	memset(&f, 0, sizeof f);
	return open_ticket(&x.s, &x.a, q, &r, &f);
}

static struct open_request about(const char *subject)
{
	struct open_request q = open_none();

	q.subject = subject;
	return q;
}

TEST(a_refused_ticket_leaves_nothing)
{
	struct open_request q = about("x");
	int64_t before = desk_head(x.s.desk)->seq;

	q.customer = "somebody new";
	q.plan = "platinum";
	CHECK_INT(try(&q), EX_DATAERR);
	q.plan = NULL;
	q.level = 8;
	CHECK_INT(try(&q), EX_DATAERR);
	q.level = 0;
	q.affected = -1;
	CHECK_INT(try(&q), EX_DATAERR);
	q.affected = 0;
	q.solved = true;
	CHECK_INT(try(&q), EX_USAGE);
	q.solved = false;
	q.subject = " \t";
	CHECK_INT(try(&q), EX_DATAERR);
	CHECK_INT(desk_head(x.s.desk)->seq, before);
	CHECK_INT(desk_head(x.s.desk)->customer, 0);
}

TEST(where_it_starts)
{
	static const struct { const char *category; int level; const char *team; int said; const char *want_team, *placed; int want; } cases[] = {
		{NULL, 0, NULL, 0, "front", "level:default team:level", 1},
		{"dispute.goods", 0, NULL, 0, "disputes", "level:category team:category", 2},
		{"dispute.goods", 3, NULL, 0, "disputes", "level:said team:category", 3},
		{NULL, 4, NULL, 0, "supervision", "level:said team:level", 4},
		{"fraud", 0, "front", 0, "front", "level:category team:said", 3},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct open_request q = about("x");
		q.category = cases[i].category;
		q.level = cases[i].level;
		q.team = cases[i].team;
		CHECK_INT(try(&q), 0);
		CHECK_INT(r.level, cases[i].want);
		CHECK_STR(r.team, cases[i].want_team);
		CHECK_STR(r.placed, cases[i].placed);
	}
}

TEST(a_text_gives_its_first_line)
{
	static const struct { const char *text, *subject, *body; } cases[] = {
		{"one line", "one line", NULL},
		{"first\n\nsecond\n\nthird", "first", "second\n\nthird"},
		{"\n\n  first  \r\nsecond", "first", "second"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct open_request q = open_none();
		struct event e;
		q.body = cases[i].text;
		CHECK_INT(try(&q), 0);
		CHECK(events_load(x.s.desk, &x.a, fixture_load(&x, r.id).seq, EVENTS_ALL, &e));
		CHECK_STR(event_body(&e, PART_SUBJECT), cases[i].subject);
		CHECK_STR(event_body(&e, PART_BODY), cases[i].body);
	}
}

TEST(the_customer_speaks_for_what_is_not_said)
{
	struct open_request q = about("x");

	q.customer = "acme";
	CHECK_INT(try(&q), 0);
	int64_t first = fixture_load(&x, r.id).customer;
	CHECK(first > 0);
	CHECK_INT(try(&q), 0);
	CHECK_INT(fixture_load(&x, r.id).customer, first);
	q.lang = "ES";
	CHECK_INT(try(&q), 0);
	CHECK_STR(fixture_load(&x, r.id).lang, "es");
}

TEST(the_same_key_opens_once)
{
	struct open_request q = about("x");

	q.key = "k-1";
	CHECK_INT(try(&q), 0);
	CHECK(!r.existed);
	int64_t id = r.id;
	q.category = "nonsense";               /* not looked at again */
	CHECK_INT(try(&q), 0);
	CHECK(r.existed);
	CHECK_INT(r.id, id);
}

TEST(its_own_time)
{
	struct open_request q = about("x");

	q.at = NOON - 86400;
	q.contact = NOON - 90000;
	q.solved = true;
	q.solution = "told";
	CHECK_INT(try(&q), 0);
	struct ticket t = fixture_load(&x, r.id);
	CHECK_INT(t.opened, NOON - 86400);
	CHECK_INT(t.contact, NOON - 90000);
	CHECK_INT(t.resolved, NOON - 86400);
	CHECK_INT(t.replied, NOON - 86400);
	q.contact = NOON;
	CHECK_INT(try(&q), EX_DATAERR);
	q.at = q.contact = NOON + 1;
	CHECK_INT(try(&q), EX_DATAERR);
}

TEST(rights)
{
	struct open_request q = about("x");

	x.s.os_user = "stranger";              /* anyone: reader and trial */
	x.s.agent = NULL;
	CHECK_INT(try(&q), 0);
	q.priority = "P1";
	CHECK_INT(try(&q), EX_NOPERM);
	x.s.os_user = "root";
	CHECK_INT(try(&q), 0);
	CHECK_INT(r.priority, 1);
}

static int all(struct desk *d, void *arg)
{
	static const struct test_case cases[] = {
		T(a_refused_ticket_leaves_nothing), T(where_it_starts), T(a_text_gives_its_first_line),
		T(the_customer_speaks_for_what_is_not_said), T(the_same_key_opens_once), T(its_own_time), T(rights),
	};

	(void)d, (void)arg;
	return test_run(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
	fixture_open(&x, "four-level-desk.yaml", NULL);
	int bad = fixture_tx(&x, all);
	fixture_close(&x);
	return bad;
}
