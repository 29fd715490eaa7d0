/* join: merges, splits and undos in random order over a handful of tickets:
 * each is refused or leaves a desk in which nothing said is lost or doubled;
 * when all are taken back, the desk reads as before. */
#include "service/join.h"

#include <stdlib.h>

#include "lib/service/fixture.h"
#include "service/folded.h"
#include "service/side.h"
#include "service/split.h"
#include "service/story.h"

enum { TICKETS = 6, STEPS = 10, LIVES = 400 };

static struct fixture x;
static struct fault f;
static struct link_result r;
static uint64_t seed;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static int64_t first;                  /* number of the first ticket of a life */
static int64_t last(void) { return desk_head(x.s.desk)->ticket; }
static int64_t any(void) { return first + roll((unsigned)(last() - first + 1)); }

/* --- a life --- */

static void change(int64_t id, bool customer, bool public, const char *text, const char *state)
{
	struct change c = change_none();
	struct change_result result;

	c.text = text;
	c.from_customer = customer;
	c.public = public;
	c.state = state;
	fixture_change(&x, id, &c, &result, &f);
}

static void one_step(int64_t id)
{
	static const char *const states[] = {"open", "waiting", "held", "resolved"};

	x.s.now += roll(3) * 60;
	switch (roll(4)) {
	case 0: change(id, true, false, "asks", NULL); break;
	case 1: change(id, false, true, "answers", NULL); break;
	case 2: change(id, false, false, "notes", NULL); break;
	default: change(id, false, false, NULL, states[roll(4)]); break;
	}
}

static void begin_life(void)
{
	static const char *const watchers[] = {NULL, "ana", "ana,bruno", "bruno"};

	x.s.now = NOON;
	first = last() + 1;
	for (int i = 0; i < TICKETS; i++) {
		struct open_request q = open_none();
		q.subject = arena_printf(&x.a, "ticket %d", i);
		q.body = "says";
		q.customer = roll(4) ? "acme" : NULL;
		q.affected = roll(3) ? 0 : roll(700);
		q.watchers = watchers[roll(4)];
		CHECK(fixture_ticket(&x, &q) != 0);
	}
	for (int i = 0; i < 3 * TICKETS; i++)
		one_step(any());
	for (int i = 0; i < TICKETS; i++) {
		struct link_how how = {0};
		link_relate(&x.s, &x.a, any(), (enum relation)roll(REL_FIXED_BY + 1), any(), &how, &r, NULL);
	}
}

/* --- joins --- */

static int split_any(int64_t id)
{
	struct ticket t = fixture_load(&x, id);
	struct story st;
	int64_t seqs[2], made;
	size_t n = 0;

	story_read(&x.s, &x.a, &t, AT_NONE, &st);
	for (int i = 0; i < 4 && n < 2; i++) {
		const struct event *e = &st.v[roll((unsigned)st.n)].e;
		if (e->kind == EVENT_NOTE || e->kind == EVENT_OPEN)
			seqs[n++] = e->seq;
	}
	return n ? split_off(&x.s, &x.a, id, seqs, n, NULL, NULL, &made, &r, &f) : 0;
}

static void join_any(void)
{
	int bad = 0;

	f = (struct fault){0};
	switch (roll(4)) {
	case 0: bad = join_undo(&x.s, &x.a, any(), NULL, &r, &f); break;
	case 1: bad = split_any(any()); break;
	default: bad = join_merge(&x.s, &x.a, any(), any(), NULL, &r, &f); break;
	}
	CHECK(bad == 0 || bad == EX_DATAERR);
	CHECK_INT(f.code, bad);
}

/* Every message is in one ticket that is not merged, and in one only. */
static void check_whole(void)
{
	int *seen = arena_array(&x.a, int, (size_t)desk_head(x.s.desk)->seq + 1);
	struct side side;

	for (int64_t id = first; id <= last(); id++) {
		CHECK_INT(side_read(&x.s, &x.a, id, &side, &f), 0);
		struct spoken_list words = side_words(&x.a, &side);
		for (size_t i = 0; i < words.n && !side.t.merged; i++)
			seen[words.v[i].seq]++;
	}
	for (int64_t id = first; id <= last(); id++) {
		CHECK_INT(side_read(&x.s, &x.a, id, &side, &f), 0);
		for (size_t i = 0; i < side.joined.words.list.n; i++)
			CHECK_INT(seen[side.joined.words.list.v[i].seq], 1);
	}
}

/* Rows say what the events say. */
static void check_rows(void)
{
	struct folded *list = folded_open(&x.s, &x.a, AT_NONE, EVENTS_FACTS, NULL, NULL);
	struct ticket t;

	while (folded_next(list, &t)) {
		struct ticket row = fixture_load(&x, t.id);
		CHECK_STR(row.state, t.state);
		CHECK_INT(row.asked_at, t.asked_at);
		CHECK_INT(row.links.n, t.links.n);
	}
	folded_end(list);
}

static void undo_all(void)
{
	bool any_undone = true;

	for (int i = 0; i < 1000 && any_undone; i++) {
		any_undone = false;
		for (int64_t id = first; id <= last(); id++)
			any_undone |= join_undo(&x.s, &x.a, id, NULL, &r, NULL) == 0;
	}
	CHECK(!any_undone);
}

/* --- what a ticket reads like --- */

static void print_at(struct str *out, const char *name, int64_t at)
{
	str_printf(out, " %s=%lld", name, at == AT_NONE ? -1LL : (long long)at);
}

/* All that a reader sees of the tickets a life began with, but for events of
 * joins and what comes of their number. */
static const char *reads(void)
{
	struct str out = str_new(&x.a);

	for (int64_t id = first; id < first + TICKETS; id++) {
		struct ticket t = fixture_load(&x, id);
		struct story st;
		str_printf(&out, "\n%lld %s/%d P%d i%d u%d why=%s affected=%lld counted=%lld customer=%lld person=%lld "
		           "merged=%lld watchers=%s cc=%s hands=%lld reopened=%lld", (long long)id, t.state, (int)t.class,
		           t.priority, t.impact, t.urgency, t.why, (long long)t.affected, (long long)t.counted,
		           (long long)t.customer, (long long)t.person, (long long)t.merged, ticket_watcher_list(&x.a, &t),
		           t.cc ? t.cc : "-", (long long)t.hands, (long long)t.reopened);
		print_at(&out, "contact", t.contact);
		print_at(&out, "state_since", t.state_since);
		print_at(&out, "replied", t.replied);
		print_at(&out, "answered", t.answered);
		print_at(&out, "asked_at", t.asked_at);
		print_at(&out, "resolved", t.resolved);
		print_at(&out, "closed", t.closed);
		print_at(&out, "wake", t.wake);
		for (size_t i = 0; i < t.links.n; i++)
			str_printf(&out, " %s:%lld", relation_words[t.links.v[i].relation], (long long)t.links.v[i].other);
		story_read(&x.s, &x.a, &t, AT_NONE, &st);
		for (size_t i = 0; i < st.n; i++)
			if (st.v[i].e.kind == EVENT_NOTE || st.v[i].e.kind == EVENT_OPEN)
				str_printf(&out, "\n  %lld %s", (long long)st.v[i].e.seq, st.v[i].text ? st.v[i].text : "");
	}
	return out.p;
}

static int lives(struct desk *d, void *arg)
{
	(void)d;
	(void)arg;
	for (seed = 1; seed <= LIVES && !test_bad; seed += 1) {
		uint64_t kept = seed;
		begin_life();
		const char *before = reads();
		for (int i = 0; i < STEPS; i++)
			join_any();
		check_whole();
		undo_all();
		const char *after = reads();
		CHECK_STR(after, before);
		if (test_bad)
			printf("seed %llu\n", (unsigned long long)kept);
		seed = kept;
	}
	check_rows();
	return 0;
}

TEST(joins_in_random_order_all_undone_leave_nothing)
{
	fixture_open(&x, "default.yaml", NULL);
	fixture_tx(&x, lives);
	fixture_close(&x);
}

/* --- one by one --- */

static int64_t opened(const char *customer)
{
	struct open_request q = open_none();

	q.subject = "x";
	q.body = "y";
	q.customer = customer;
	return fixture_ticket(&x, &q);
}

static int few(struct desk *d, void *arg)
{
	int64_t a = opened("acme"), b = opened(NULL), c = opened("bravo"), gone = last() + 1, made;
	int64_t seqs[] = {1};

	(void)d;
	(void)arg;
	f = (struct fault){0};
	CHECK_INT(join_merge(&x.s, &x.a, a, gone, NULL, &r, &f), EXIT_NO);
	CHECK_INT(join_undo(&x.s, &x.a, gone, NULL, &r, &f), EXIT_NO);
	CHECK_INT(split_off(&x.s, &x.a, gone, seqs, 1, NULL, NULL, &made, &r, &f), EXIT_NO);
	CHECK_INT(join_merge(&x.s, &x.a, a, a, NULL, &r, &f), EX_DATAERR);
	CHECK_INT(join_merge(&x.s, &x.a, c, a, NULL, &r, &f), EX_DATAERR);
	CHECK_INT(join_merge(&x.s, &x.a, a, b, NULL, &r, &f), 0);
	CHECK(r.changed);
	CHECK_INT(fixture_load(&x, b).customer, fixture_load(&x, a).customer);
	CHECK_INT(join_merge(&x.s, &x.a, a, b, NULL, &r, &f), 0);
	CHECK(!r.changed);
	CHECK_INT(join_merge(&x.s, &x.a, c, b, NULL, &r, &f), EX_DATAERR);
	CHECK_INT(join_undo(&x.s, &x.a, b, "4111 1111 1111 1111", &r, &f), 0);
	CHECK_INT(r.masked, 1);
	CHECK_INT(fixture_load(&x, b).customer, 0);
	return 0;
}

TEST(one_by_one)
{
	fixture_open(&x, "default.yaml", NULL);
	fixture_tx(&x, few);
	fixture_close(&x);
}

TEST_MAIN(T(joins_in_random_order_all_undone_leave_nothing), T(one_by_one))
