/* The two readings of a filter agree: SQL over the rows (store/where) and
 * find_match() over the fold, in the same order, for random filters. */
#include "store/tickets.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"
#include "engine.h"
#include "store/events.h"
#include "test.h"
#include "when/clock.h"

enum { TICKETS = 300, FILTERS = 600 };

static struct arena arena;
static struct ticket all[TICKETS];
static uint64_t seed = 20261121;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const char *pick(const char *const *words, unsigned n)
{
	return words[roll(n)];
}

static const char *const states[] = {"new", "open", "waiting", "held", "resolved", "closed"};
static const char *const teams[] = {"", "front", "back", "risk"};
static const char *const agents[] = {"", "ana", "bob"};
static const char *const kinds[] = {"incident", "request"};
static const char *const categories[] = {"", "card", "card.lost", "cardiac", "card.lost.eu", "fee"};
static const char *const tags[] = {"", "vip", "vip,eu", "eu", "x"};
static const char *const watchers[] = {"", "ana", "ana,bob", "bob"};
static const char *const values[] = {"", "a", "b", "c"};

static void one(struct desk *d, int i)
{
	struct event e = {.kind = EVENT_OPEN, .role = ROLE_AGENT, .actor = "ana", .os_user = "ana"};
	unsigned state = roll(6);
	struct ticket *t = &all[i];

	e.ticket = ++desk_head(d)->ticket;
	e.at = e.logged = 1000 + roll(50) * 100;
	pairs_add(&arena, &e.data, "state", states[state]);
	pairs_add(&arena, &e.data, "class", state_class_words[state]);
	pairs_add(&arena, &e.data, "kind", pick(kinds, 2));
	pairs_add_int(&arena, &e.data, "priority", 1 + roll(4));
	pairs_add_int(&arena, &e.data, "level", 1 + roll(3));
	pairs_add_int(&arena, &e.data, "customer", roll(4));
	pairs_add(&arena, &e.data, "team", pick(teams, 4));
	pairs_add(&arena, &e.data, "agent", pick(agents, 3));
	pairs_add(&arena, &e.data, "category", pick(categories, 6));
	pairs_add(&arena, &e.data, "tags", pick(tags, 5));
	pairs_add(&arena, &e.data, "watchers", pick(watchers, 4));
	pairs_add(&arena, &e.data, "f.p", pick(values, 4));
	pairs_add(&arena, &e.data, "f.q", pick(values, 4));
	pairs_add(&arena, &e.data, "spam", roll(6) ? NULL : "1");
	event_add_text(&arena, &e, PART_SUBJECT, arena_printf(&arena, "s%u", roll(20)));
	events_append(d, &arena, &e);
	CHECK_INT(ticket_apply(&arena, t, &e, NULL), 0);
	tickets_insert(d, &arena, t);
	if (roll(3) == 0) {
		struct event ask = {.kind = EVENT_NOTE, .role = ROLE_AGENT, .actor = "bob", .os_user = "bob",
		                    .ticket = t->id, .at = e.at + roll(300), .logged = e.at};
		struct ticket old = *t;
		pairs_add(&arena, &ask.data, "ask", roll(2) ? "@ana" : "risk");
		events_append(d, &arena, &ask);
		CHECK_INT(ticket_apply(&arena, t, &ask, NULL), 0);
		tickets_update(d, &arena, &old, t);
	}
}

static void link_to(struct desk *d, struct ticket *t, enum relation r, int64_t other)
{
	struct event e = {.kind = EVENT_LINK, .role = ROLE_AGENT, .actor = "ana", .os_user = "ana",
	                  .ticket = t->id, .at = t->changed, .logged = t->changed};
	struct ticket old = *t;

	t->links.v = arena_array(&arena, struct ticket_link, t->links.n);
	t->links.cap = t->links.n;
	for (size_t i = 0; i < t->links.n; i++)
		t->links.v[i] = old.links.v[i];
	pairs_add(&arena, &e.data, "link", relation_words[r]);
	pairs_add_int(&arena, &e.data, "to", other);
	events_append(d, &arena, &e);
	CHECK_INT(ticket_apply(&arena, t, &e, NULL), 0);
	tickets_update(d, &arena, &old, t);
}

/* A few have many links: to the first ones. */
static void link_some(struct desk *d)
{
	for (int i = 0; i < TICKETS; i++) {
		struct ticket *x = &all[roll(TICKETS)], *y = &all[roll(5)];
		enum relation r = (enum relation)roll(REL_FIXED_BY + 1);
		if (x == y || ticket_has_link(x, r, y->id))
			continue;
		link_to(d, x, r, y->id);
		link_to(d, y, relation_back(r), x->id);
	}
}

static int fill(struct desk *d, void *arg)
{
	(void)arg;
	for (int i = 0; i < TICKETS; i++)
		one(d, i);
	link_some(d);
	return 0;
}

static const char *or_none(const char *s)
{
	return *s ? s : NULL;
}

static void add_value(struct find *f, enum find_by by, const char *text, int64_t number)
{
	*vec_push(&arena, &f->by[by]) = (struct find_value){text, number, roll(4) == 0};
}

static struct find random_find(void)
{
	struct find f = {.in_state_s = -1, .idle_s = -1, .now = 6500, .active = roll(3) == 0,
	                 .spam = (enum find_spam)roll(3)};
	static const char *const some[] = {"vip", "eu", "none"};

	for (unsigned n = roll(4); n > 0; n--)
		switch (roll(13)) {
		case 0: add_value(&f, FIND_STATE, pick(states, 6), 0); break;
		case 1: add_value(&f, FIND_TEAM, or_none(pick(teams, 4)), 0); break;
		case 2: add_value(&f, FIND_AGENT, or_none(pick(agents, 3)), 0); break;
		case 3: add_value(&f, FIND_CATEGORY, or_none(pick(categories, 6)), 0); break;
		case 4: add_value(&f, FIND_TAG, roll(4) ? pick(some, 3) : NULL, 0); break;
		case 5: add_value(&f, FIND_PRIORITY, NULL, 1 + roll(4)); break;
		case 6: add_value(&f, FIND_CUSTOMER, NULL, roll(4)); break;
		case 7: *vec_push(&arena, &f.fields) = (struct find_field){roll(2) ? "p" : "q",
			or_none(pick(values, 4)), roll(4) == 0}; break;
		case 8: *vec_push(&arena, &f.asked) = (struct find_value){roll(2) ? "@ana" : "risk", 0, roll(4) == 0}; break;
		case 9: *vec_push(&arena, &f.opened) = (struct find_range){1000 + roll(20) * 100, 3000 + roll(40) * 100, roll(4) == 0}; break;
		case 10: add_value(&f, FIND_WATCHER, or_none(pick(agents, 3)), 0); break;
		case 11: *vec_push(&arena, &f.linked) = (struct find_link){roll(3) ? (int)roll(REL_FIXED_BY + 1) : -1,
			1 + roll(roll(2) ? 5 : TICKETS), roll(4) == 0}; break;
		case 12: if (roll(2)) f.idle_s = roll(4000); else f.in_state_s = roll(4000); break;
		}
	return f;
}

static size_t random_sort(struct find_sort keys[2])
{
	size_t n = roll(3), words = 0;

	while (find_sort_words[words])
		words++;
	for (size_t i = 0; i < n; i++)
		keys[i] = (struct find_sort){find_sort_words[roll((unsigned)words)], roll(2)};
	return n;
}

static struct find_sort sort_keys[2];
static size_t sort_n;

static int compare(const void *a, const void *b)
{
	return find_compare(sort_keys, sort_n, *(const struct ticket *const *)a, *(const struct ticket *const *)b);
}

static void check_one(struct desk *d)
{
	struct find f = random_find();
	const struct ticket *want[TICKETS];
	size_t n = 0, got = 0;
	struct ticket t;

	sort_n = random_sort(sort_keys);
	for (int i = 0; i < TICKETS; i++)
		if (find_match(&f, &all[i]))
			want[n++] = &all[i];
	qsort(want, n, sizeof *want, compare);
	CHECK_INT(tickets_count(d, &arena, &f), n);
	struct tickets *list = tickets_find(d, &arena, &f, sort_keys, sort_n, TICKETS_ALL);
	while (tickets_next(list, &arena, &t)) {
		if (got < n)
			CHECK_INT(t.id, want[got]->id);
		got++;
	}
	tickets_end(list);
	CHECK_INT(got, n);
}

static int check_all(struct desk *d, void *arg)
{
	(void)arg;
	for (int i = 0; i < FILTERS && test_bad < 5; i++)
		check_one(d);
	return 0;
}

static int check_rows(struct desk *d, void *arg)
{
	(void)arg;
	for (int i = 0; i < TICKETS; i++) {
		struct ticket t;
		CHECK(tickets_load(d, &arena, all[i].id, &t));
		CHECK_STR(t.state, all[i].state);
		CHECK_STR(t.team, all[i].team);
		CHECK_STR(t.subject, all[i].subject);
		CHECK_STR(ticket_tag_list(&arena, &t), ticket_tag_list(&arena, &all[i]));
		CHECK_INT(t.asks.n, all[i].asks.n);
		CHECK_INT(t.links.n, all[i].links.n);
		CHECK_STR(ticket_watcher_list(&arena, &t), ticket_watcher_list(&arena, &all[i]));
		CHECK_INT(t.subject_seq, all[i].subject_seq);
	}
	return 0;
}

static struct desk *desk;

static void open_desk(void)
{
	char folder[] = "/tmp/tk-find-XXXXXX";
	struct fault f = {0};

	if (desk)
		return;
	if (!mkdtemp(folder))
		abort();
	engine_leave(folder);
	desk = desk_open(&arena, engine_place(&arena, folder, "find"), DESK_CREATE, NULL, &f);
	if (!desk || desk_tx(desk, DESK_WRITE, fill, NULL, &f) != 0) {
		printf("%s\n", f.text);
		abort();
	}
}

TEST(rows_say_what_the_fold_says)
{
	struct fault f = {0};

	open_desk();
	CHECK_INT(desk_tx(desk, DESK_READ, check_rows, NULL, &f), 0);
}

TEST(sql_and_fold_agree_on_random_filters)
{
	struct fault f = {0};

	open_desk();
	CHECK_INT(desk_tx(desk, DESK_READ, check_all, NULL, &f), 0);
	CHECK_STR(f.text, "");
}

TEST_MAIN(T(rows_say_what_the_fold_says), T(sql_and_fold_agree_on_random_filters))
