/* past: a line is written once, entirely or not at all, at its own instant.
 * What the program makes of files is in tests/cmd/tk-import.bats. */
#include "service/past.h"

#include "lib/service/fixture.h"
#include "store/events.h"

static struct fixture x;
static struct past_counts counts;
static struct fault f;

/* A line with fields as name, value, ..., NULL. */
static struct past line(enum past_kind kind, const char *key, int64_t at, const char *const *fields)
{
	struct past p = {.source = "old", .key = key, .kind = kind, .at = at};

	for (; fields && fields[0]; fields += 2)
		pairs_add(&x.a, &p.fields, fields[0], fields[1]);
	return p;
}
#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static int put(struct past_run *run, struct past p)
{
	memset(&f, 0, sizeof f);
	return past_write(run, &x.a, &p, &f);
}

static struct past_run *begin(bool strict)
{
	struct past_run *run;

	memset(&counts, 0, sizeof counts);
	run = past_new(&x.s, &x.a, strict, &counts);
	past_begin(run);
	return run;
}

static void end(struct past_run *run)
{
	past_end(run, &x.a);
	past_free(run);
}

static struct ticket ticket(const char *key)
{
	struct ticket t = {0};

	tickets_load(x.s.desk, &x.a, tickets_by_key(x.s.desk, key), &t);
	return t;
}

TEST(a_refused_line_leaves_nothing)
{
	struct past_run *run = begin(false);
	struct desk_head before = *desk_head(x.s.desk);
	static const char *const wrong[][4] = {
		{"lang", "12"}, {"impact", "enormous"}, {"level", "0"}, {"state", "nowhere"},
		{"contact", "1895262400"}, {"facts.customer", "7"}, {"split_from", "nobody"},
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct past p = line(PAST_OPEN, "r1", NOON - 10, FIELDS("customer", "somebody new", "subject", "s"));
		pairs_add(&x.a, &p.fields, wrong[i][0], wrong[i][1]);
		CHECK_INT(put(run, p), EX_DATAERR);
		CHECK(f.text[0] != '\0');
	}
	CHECK_INT(put(run, line(PAST_OPEN, "r1", NOON + 1, NULL)), EX_DATAERR);
	CHECK_INT(put(run, line(PAST_NOTE, "r1", NOON - 1, FIELDS("text", "x"))), EX_DATAERR);
	CHECK_INT(put(run, line(PAST_OPEN, NULL, NOON - 1, NULL)), EX_DATAERR);
	end(run);
	CHECK(memcmp(&before, desk_head(x.s.desk), sizeof before) == 0);
	CHECK_INT(counts.events, 0);
}

TEST(a_row_is_written_when_its_lines_end)
{
	struct past_run *run = begin(false);

	CHECK_INT(put(run, line(PAST_OPEN, "w1", NOON - 100, FIELDS("subject", "s", "team", "Rocketry"))), 0);
	CHECK_INT(tickets_by_key(x.s.desk, "w1"), 0);
	CHECK_INT(put(run, line(PAST_ASSIGN, "w1", NOON - 90, FIELDS("team", "", "agent", "ana"))), 0);
	end(run);
	struct ticket t = ticket("w1");
	CHECK_STR(t.agent, "ana");
	CHECK(t.team == NULL);
	CHECK_INT(t.opened, NOON - 100);
	CHECK_INT(t.changed, NOON - 90);
	CHECK_INT(counts.tickets, 1);
	CHECK_INT(counts.names.n, 1);
	CHECK_STR(counts.names.v[0].name, "Rocketry");
}

TEST(once)
{
	struct past_run *run = begin(false);
	struct past p = line(PAST_NOTE, "o1", NOON - 90, FIELDS("text", "x"));

	CHECK_INT(put(run, line(PAST_OPEN, "o1", NOON - 100, FIELDS("subject", "s"))), 0);
	CHECK_INT(put(run, line(PAST_OPEN, "o1", NOON - 100, FIELDS("subject", "changed since"))), 0);
	CHECK_INT(counts.known, 1);
	p.id = "m1";
	CHECK_INT(put(run, p), 0);
	CHECK_INT(put(run, p), 0);
	CHECK_INT(counts.known, 2);
	p.id = NULL;
	CHECK_INT(put(run, p), 0);
	CHECK_INT(put(run, p), 0);
	CHECK_INT(counts.known, 2);
	CHECK_INT(counts.events, 4);
	end(run);
	int64_t seq = desk_head(x.s.desk)->seq;
	run = begin(false);
	CHECK_INT(put(run, p), 0);
	CHECK_INT(put(run, p), 0);
	p.id = "m1";
	CHECK_INT(put(run, p), 0);
	end(run);
	CHECK_INT(counts.known, 3);
	CHECK_INT(desk_head(x.s.desk)->seq, seq);
}

/* Whose field nobody knows may be anybody's: it can be erased. */
TEST(unknown_fields_are_kept_apart)
{
	struct past_run *run = begin(false);
	struct event e;
	struct ticket t;

	CHECK_INT(put(run, line(PAST_OPEN, "f1", NOON - 100, FIELDS("subject", "s", "fields.passport no", "X1",
	                                                              "fields.payment_id", "p-1"))), 0);
	CHECK_INT(put(run, line(PAST_SET, "f1", NOON - 90, FIELDS("set.payment_id", "p-2"))), 0);
	end(run);
	t = ticket("f1");
	CHECK_STR(pairs_get(&t.fields, "passport_no"), "X1");
	CHECK_STR(pairs_get(&t.fields, "payment_id"), "p-2");
	CHECK(events_load(x.s.desk, &x.a, t.fields_seq, EVENTS_ALL, &e));
	CHECK_STR(event_body(&e, PART_FIELDS), "passport_no=X1");
	CHECK(pairs_get(&e.data, "f.passport_no") == NULL);
}

TEST(strict)
{
	struct past_run *run = begin(true);

	CHECK_INT(put(run, line(PAST_OPEN, "s1", NOON - 100, FIELDS("subject", "s", "category", "Rocketry"))),
	          EX_DATAERR);
	CHECK_STR(f.text, "unknown category \"Rocketry\"");
	end(run);
	CHECK_INT(tickets_by_key(x.s.desk, "s1"), 0);
}

TEST(a_key_belongs_to_one_source)
{
	struct past_run *run = begin(false);
	struct past p = line(PAST_OPEN, "k1", NOON - 100, FIELDS("subject", "s"));

	CHECK_INT(put(run, p), 0);
	p.source = "other";
	CHECK_INT(put(run, p), EX_DATAERR);      /* its row is not even written yet */
	CHECK(strstr(f.text, "--prefix") != NULL);
	p.prefix = "other-";
	CHECK_INT(put(run, p), 0);
	end(run);
	CHECK(tickets_by_key(x.s.desk, "other-k1") > 0);
}

/* More than fit at hand, by turns: each ends up whole. */
TEST(many_at_once)
{
	struct past_run *run = begin(false);
	char key[16];

	for (int round = 0; round < 3; round++)
		for (int i = 0; i < 200; i++) {
			snprintf(key, sizeof key, "n%d", i);
			enum past_kind kind = round == 0 ? PAST_OPEN : round == 1 ? PAST_SET : PAST_MOVE;
			const char *const *fields = round == 0 ? FIELDS("subject", "s", "tags", "a,b")
				: round == 1 ? FIELDS("set.tags", "c") : FIELDS("state", "resolved");
			CHECK_INT(put(run, line(kind, arena_strdup(&x.a, key), NOON - 300 + round, fields)), 0);
		}
	end(run);
	for (int i = 0; i < 200; i++) {
		snprintf(key, sizeof key, "n%d", i);
		struct ticket t = ticket(key);
		CHECK_INT(t.class, STATE_RESOLVED);
		CHECK_INT(t.tags.n, 1);
		CHECK_STR(t.tags.v[0], "c");
	}
}

static int all(struct desk *d, void *arg)
{
	static const struct test_case cases[] = {
		T(a_refused_line_leaves_nothing), T(a_row_is_written_when_its_lines_end), T(once),
		T(unknown_fields_are_kept_apart), T(strict), T(a_key_belongs_to_one_source), T(many_at_once),
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
