/* joined: a ticket's instants with what merges and splits brought and took;
 * spoken: what counts of what was said. */
#include "domain/joined.h"

#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "test.h"
#include "when/clock.h"

static struct arena a;
static VEC(struct event) life;
static uint64_t seed = 20261121;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* "name=value name=value" as data. */
static struct event *happens(int64_t at, const char *kind, const char *role, const char *facts)
{
	struct event *e = vec_push(&a, &life);
	size_t n;
	char **part = str_split(&a, facts, ' ', &n);

	*e = (struct event){.seq = (int64_t)life.n, .ticket = 1, .at = at, .logged = at,
	                    .kind = (enum event_kind)words_find(event_kind_words, kind),
	                    .role = (enum role)words_find(role_words, role), .actor = "ana", .os_user = "ana"};
	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e->data, part[i], equals + 1);
	}
	return e;
}

static void begins(int64_t at, const char *facts)
{
	life.n = 0;
	happens(at, "open", "agent", arena_printf(&a, "kind=incident state=new class=new %s", facts));
}

static struct joined now(void)
{
	struct joined j = {0};

	for (size_t i = 0; i < life.n; i++)
		joined_add(&a, &j, &life.v[i]);
	return j;
}

/* What counts, "2 5 90": numbers of events in the order they were said. */
static const char *words(void)
{
	struct joined j = now();
	struct spoken_list list = spoken_now(&a, &j.words);
	struct str out = str_new(&a);

	for (size_t i = 0; i < list.n; i++)
		str_printf(&out, "%s%lld", i ? " " : "", (long long)list.v[i].seq);
	return out.p;
}

#define IS(contact_, replied_, answered_, asked_) do { \
	struct joined j_ = now(); struct joined_instants x_ = joined_now(&a, &j_); \
	CHECK_INT(x_.contact, contact_); CHECK_INT(x_.replied, replied_); \
	CHECK_INT(x_.answered, answered_); CHECK_INT(x_.asked_at, asked_); } while (0)

/* 1 opened at 900 and silent; the other opened at 1000 and answered at 1020. */
TEST(what_a_merge_brings_counts_as_if_said_here)
{
	begins(900, "");
	IS(900, AT_NONE, AT_NONE, 900);
	happens(1030, "merge", "agent", "from=2 msgs=90:1000:customer:p::;91:1020:agent:p::");
	IS(900, 1020, 1020, AT_NONE);
	CHECK_STR(words(), "1 90 91");
	happens(1100, "merge", "agent", "from=2 undo=2");
	IS(900, AT_NONE, AT_NONE, 900);
	CHECK_STR(words(), "1");
}

TEST(the_earliest_contact_counts)
{
	begins(900, "contact=850");
	IS(850, AT_NONE, AT_NONE, 850);
	happens(1000, "merge", "agent", "from=2 msgs=90:700:customer:p::;91:720:agent:p::");
	IS(700, 720, 720, 850);                /* our answer came before he asked here */
	happens(1010, "note", "bot", "public=1");
	IS(700, 720, 1010, AT_NONE);
}

TEST(what_was_said_while_it_was_done_waits_for_nobody)
{
	begins(100, "");
	happens(200, "move", "agent", "state=resolved class=resolved");
	happens(400, "merge", "agent", "from=2 msgs=90:300:customer:p::");
	IS(100, AT_NONE, AT_NONE, AT_NONE);
	happens(500, "note", "customer", "");
	happens(500, "move", "agent", "state=open class=open by=customer");
	IS(100, AT_NONE, AT_NONE, 500);
}

TEST(internal_notes_and_calls_answer_nobody)
{
	begins(100, "");
	happens(200, "merge", "agent", "from=2 msgs=90:150:agent:::;91:160:agent:c::;92:170:bot:p::");
	IS(100, AT_NONE, 170, AT_NONE);
}

TEST(split_off_words_are_gone_until_they_come_back)
{
	begins(100, "");
	happens(200, "note", "agent", "public=1");
	happens(300, "note", "customer", "");
	IS(100, 200, 200, 300);
	happens(400, "split", "agent", "to=2 events=2,3");
	IS(100, AT_NONE, AT_NONE, 100);
	CHECK_STR(words(), "1");
	happens(500, "split", "agent", "to=2 undo=4 msgs=90:450:agent:p::");
	IS(100, 200, 450, AT_NONE);
	CHECK_STR(words(), "1 2 3 90");
}

/* 2 and 3 are split off into another ticket, which is then merged back. */
TEST(the_last_mention_of_a_word_counts)
{
	begins(100, "");
	happens(200, "note", "agent", "public=1");
	happens(300, "note", "customer", "");
	happens(400, "split", "agent", "to=2 events=2,3");
	happens(500, "merge", "agent", "from=2 msgs=2:200:agent:p::;3:300:customer:p::;90:450:agent:p::");
	CHECK_STR(words(), "1 2 3 90");
	happens(600, "split", "agent", "to=3 events=3,90");
	CHECK_STR(words(), "1 2");
	happens(700, "split", "agent", "to=3 undo=6");
	CHECK_STR(words(), "1 2 3 90");
	happens(800, "merge", "agent", "from=2 undo=5");
	CHECK_STR(words(), "1");
	happens(900, "split", "agent", "to=2 undo=4");
	CHECK_STR(words(), "1 2 3");
}

TEST(a_ticket_split_off_has_the_words_it_came_with)
{
	begins(500, "split_from=9 contact=200 msgs=4:200:customer:p::;5:300:agent:p::");
	CHECK_STR(words(), "4 5");
	IS(200, 300, 300, AT_NONE);
}

TEST(plans_what_differs)
{
	struct ticket t = {.contact = 900, .replied = AT_NONE, .answered = AT_NONE, .asked_at = 900};
	struct event e = {.kind = EVENT_MERGE, .at = 1030};
	struct joined j;

	begins(900, "");
	j = now();
	pairs_add(&a, &e.data, "msgs", "90:800:customer:p::;91:1020:agent:p::");
	joined_plan(&a, &j, &t, &e);
	CHECK_STR(pairs_get(&e.data, "contact"), "800");
	CHECK_STR(pairs_get(&e.data, "replied"), "1020");
	CHECK_STR(pairs_get(&e.data, "answered"), "1020");
	CHECK_STR(pairs_get(&e.data, "asked_at"), "");
}

/* --- against the fold --- */

static void random_event(int64_t at)
{
	static const char *const roles[] = {"agent", "customer", "bot", "rule"};
	static const char *const moves[] = {
		"state=open class=open", "state=waiting class=waiting", "state=resolved class=resolved",
		"state=closed class=closed", "state=open class=open by=customer",
	};

	switch (roll(4)) {
	case 0: happens(at, "move", "agent", moves[roll(5)]); break;
	case 1: happens(at, "call", "agent", "answered=1"); break;
	default: happens(at, "note", roles[roll(4)], roll(2) ? "public=1" : "");
	}
}

static void random_life(void)
{
	int64_t at = 1000;

	begins(at, roll(2) ? "contact=940" : "");
	for (unsigned n = roll(12); n > 0; n--)
		random_event(at += roll(3) * 10);
}

TEST(without_joins_it_is_what_the_fold_says)
{
	for (int i = 0; i < 3000 && !test_bad; i++) {
		struct ticket t = {0};
		random_life();
		for (size_t k = 0; k < life.n; k++)
			CHECK_INT(ticket_apply(&a, &t, &life.v[k], NULL), 0);
		IS(t.contact, t.replied, t.answered, t.asked_at);
	}
}

/* Joins at random places, all undone at random later: as if they never were. */
TEST(joins_that_were_undone_never_were)
{
	for (int i = 0; i < 1000 && !test_bad; i++) {
		random_life();
		struct joined before = now();
		struct joined_instants want = joined_now(&a, &before);
		int64_t at = life.v[life.n - 1].at, first = (int64_t)life.n + 1;
		happens(at, "merge", "agent", "from=2 msgs=90:1005:customer:p::;91:1020:agent:p::;92:800:customer:p::");
		happens(at, "split", "agent", "to=3 events=2,3,91");
		happens(at, "merge", "agent", "from=4 msgs=95:1001:bot:p::");
		for (int64_t order = roll(3), k = 0; k < 3; k++)
			happens(at, (order + k) % 3 == 1 ? "split" : "merge", "agent",
			        arena_printf(&a, "undo=%lld", (long long)(first + (order + k) % 3)));
		IS(want.contact, want.replied, want.answered, want.asked_at);
	}
}

TEST_MAIN(T(what_a_merge_brings_counts_as_if_said_here), T(the_earliest_contact_counts),
          T(what_was_said_while_it_was_done_waits_for_nobody), T(internal_notes_and_calls_answer_nobody),
          T(split_off_words_are_gone_until_they_come_back), T(the_last_mention_of_a_word_counts),
          T(a_ticket_split_off_has_the_words_it_came_with), T(plans_what_differs),
          T(without_joins_it_is_what_the_fold_says), T(joins_that_were_undone_never_were))
