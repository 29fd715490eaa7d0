/* change: several things as one step, entirely or not at all; who loses a
 * ticket when it moves on; the order of events. */
#include "service/change.h"

#include "lib/service/fixture.h"
#include "store/events.h"

static struct fixture x;
static struct change_result r;
static struct fault f;

static int64_t opened(const char *category, const char *agent)
{
	struct open_request q = open_none();

	q.subject = "x";
	q.category = category;
	q.agent = agent;
	return fixture_ticket(&x, &q);
}

/* The kinds of a ticket's events after the first, "assign note move". */
static const char *kinds(int64_t id)
{
	struct events *list = events_of(x.s.desk, &x.a, id, EVENTS_BARE);
	struct str s = str_new(&x.a);
	struct event e;

	while (events_next(list, &x.a, &e, NULL))
		if (e.kind != EVENT_OPEN)
			str_printf(&s, "%s%s", s.n ? " " : "", event_kind_words[e.kind]);
	events_end(list);
	return s.p;
}

TEST(one_step_of_everything)
{
	int64_t id = opened("payment", NULL);
	struct change c = change_none();

	c.text = "internal";
	c.reply = "public";
	c.agent = "me";
	c.state = "waiting";
	c.reference = "BANK-1";
	pairs_add(&x.a, &c.set, "lang", "en");
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK(r.changed);
	CHECK_STR(kinds(id), "assign note note set move");
	struct ticket t = fixture_load(&x, id);
	CHECK_STR(t.agent, "ana");
	CHECK_STR(t.state, "waiting");
	CHECK_STR(t.lang, "en");
	CHECK_INT(r.seq, t.seq);
}

TEST(entirely_or_not_at_all)
{
	int64_t id = opened("payment", NULL);
	struct change c = change_none();

	c.text = "said";
	c.agent = "bruno";
	pairs_add(&x.a, &c.set, "lang", "nonsense!");
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), EX_DATAERR);
	c.set = (struct pairs){0};
	c.state = "closed";
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), EX_DATAERR);
	CHECK(strncmp(f.text, arena_printf(&x.a, "%lld: ", (long long)id), 2) == 0);
	CHECK_STR(kinds(id), "");
	CHECK(!r.changed);
}

TEST(nothing_new_is_no_event)
{
	int64_t id = opened("payment", "ana");
	struct change c = change_none();

	c.agent = "ana";
	c.team = "front";
	c.level = 1;
	c.text = "";
	c.reply = "";
	pairs_add(&x.a, &c.set, "category", "payment");
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK_STR(kinds(id), "");
	CHECK(!r.changed);
}

TEST(who_does_not_belong_loses_it)
{
	static const struct { const char *agent, *team; int level; const char *want; } cases[] = {
		{"ana", "payments", 0, NULL}, {"hugo", "disputes", 0, "hugo"}, {"hugo", NULL, 3, NULL},
		{"lucas", NULL, 4, "lucas"}, {"hugo", "", 0, "hugo"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t id = opened("payment", cases[i].agent);
		struct change c = change_none();
		c.team = cases[i].team;
		c.level = cases[i].level;
		CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
		CHECK_STR(fixture_load(&x, id).agent, cases[i].want);
	}
}

TEST(guards)
{
	int64_t id = opened("payment", "ana");
	struct change c = change_none();

	c.text = "x";
	c.if_unchanged = fixture_load(&x, id).seq;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), EX_TEMPFAIL);
	c = change_none();
	c.agent = "bruno";
	c.if_free = true;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK(r.skipped && !r.changed);
	CHECK(strstr(r.note, "ana holds it") != NULL);
	c.agent = "me";
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK(!r.skipped);
	CHECK_INT(fixture_change(&x, 999, &c, &r, &f), EXIT_NO);
}

TEST(a_step_with_a_key_is_taken_once)
{
	int64_t id = opened("payment", NULL), other = opened("payment", NULL);
	struct change c = change_none();

	c.text = "x";
	c.ext = "mail-1";
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	int64_t seq = r.seq;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK_INT(r.seq, seq);
	CHECK_STR(kinds(id), "note");
	CHECK_INT(fixture_change(&x, other, &c, &r, &f), EX_DATAERR);
}

TEST(time_never_runs_backwards)
{
	int64_t id = opened("payment", NULL);
	struct change c = change_none();

	c.text = "x";
	c.from_customer = true;
	c.said_at = NOON - 3600;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	CHECK(r.note != NULL);
	CHECK_INT(fixture_load(&x, id).changed, NOON);
	c.said_at = NOON + 1;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), EX_DATAERR);
}

TEST(what_is_wrong_whatever_the_ticket)
{
	struct change c = change_none();

	CHECK_INT(change_check(&x.s, &x.a, &c, &f), 0);
	c.state = "held";
	c.channel = "phone";
	c.mark = "final_reply";
	c.ask = "@gala";
	c.agent = "";
	c.team = "front";
	c.level = 2;
	pairs_add(&x.a, &c.set, "payment_id", "1");
	CHECK_INT(change_check(&x.s, &x.a, &c, &f), 0);
#define WRONG(member, value) do { struct change w = c; w.member = value; \
		CHECK_INT(change_check(&x.s, &x.a, &w, &f), EX_DATAERR); } while (0)
	WRONG(state, "hold");
	WRONG(channel, "pigeon");
	WRONG(mark, "x");
	WRONG(ask, "@x");
	WRONG(ask, "x");
	WRONG(agent, "x");
	WRONG(team, "x");
	WRONG(level, 9);
	pairs_add(&x.a, &c.set, "paymentid", "1");
	CHECK_INT(change_check(&x.s, &x.a, &c, &f), EX_DATAERR);
}

TEST(held_tickets_wake_at_their_own_instant)
{
	int64_t id = opened("payment", NULL);
	struct change c = change_none();

	c.state = "held";
	c.until = NOON + 100;
	CHECK_INT(fixture_change(&x, id, &c, &r, &f), 0);
	x.s.now = NOON + 99;
	CHECK_INT(change_wake(&x.s, &x.a), 0);
	x.s.now = NOON + 5000;
	CHECK_INT(change_wake(&x.s, &x.a), 1);
	struct ticket t = fixture_load(&x, id);
	CHECK_STR(t.state, "open");
	CHECK_INT(t.state_since, NOON + 100);
	CHECK_INT(t.wake, AT_NONE);
	CHECK_INT(change_wake(&x.s, &x.a), 0);
	x.s.now = NOON;
}

static int all(struct desk *d, void *arg)
{
	static const struct test_case cases[] = {
		T(one_step_of_everything), T(entirely_or_not_at_all), T(nothing_new_is_no_event),
		T(who_does_not_belong_loses_it), T(guards), T(a_step_with_a_key_is_taken_once),
		T(time_never_runs_backwards), T(what_is_wrong_whatever_the_ticket),
		T(held_tickets_wake_at_their_own_instant),
	};

	(void)d, (void)arg;
	return test_run(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
	fixture_open(&x, "four-level-desk.yaml", "ana");
	int bad = fixture_tx(&x, all);
	fixture_close(&x);
	return bad;
}
