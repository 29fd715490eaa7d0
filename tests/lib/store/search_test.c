/* What a search finds is what the query finds in each text's words, on every
 * engine: random texts, some too long for an engine's own bounds, and random
 * queries, against token_found(). */
#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "base/vec.h"
#include "engine.h"
#include "store/events.h"
#include "test.h"

enum { TEXTS = 400, QUERIES = 700, LONG = 8 };

static struct arena arena;
static struct token_list all[TEXTS];
static uint64_t seed = 20261122;

static unsigned roll(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static const char *const vocabulary[] = {
	"card", "Card", "cárd", "cardiac", "care", "refund", "re-fund", "TK-4711-K", "tk 4711", "4711", "AC04",
	"pacs.008.001.08", "pacs", "008", "the", "a", "ß", "straße", "strasse", "銀行口座", "銀行", "口", "Überweisung",
	"uber", "don't", "ana@bank.example", "ana", "x", "İstanbul", "ﬁne", "it''s", "\\", "'", "&", "!", "(b)", "*",
};
enum { WORDS = sizeof vocabulary / sizeof *vocabulary };

static const char *words(unsigned n)
{
	struct str s = str_new(&arena);

	for (unsigned i = 0; i < n; i++) {
		if (i)
			str_add(&s, roll(8) ? " " : roll(2) ? ", " : "-");
		str_add(&s, vocabulary[roll(WORDS)]);
	}
	return s.p;
}

/* Longer than an engine may take: words often, places far, many words. */
static const char *long_text(int i)
{
	struct str s = str_new(&arena);
	int n = i % 4 == 0 ? 300 : i % 4 == 1 ? 17000 : i % 4 == 2 ? 20000 : 110000;

	str_add(&s, words(5));
	for (int k = 0; k < n; k++) {
		if (i % 4 == 0)
			str_add(&s, " often");
		else if (i % 4 == 3)
			str_printf(&s, " w%07dlong%d", k, k * 31);
		else
			str_printf(&s, " p%d", k % 900);
		if (k == n / 2)
			str_printf(&s, " %s", words(3));
	}
	str_printf(&s, " %s", words(5));
	return s.p;
}

static void one(struct desk *d, int i)
{
	struct event e = {.kind = EVENT_NOTE, .role = ROLE_AGENT, .actor = "ana", .os_user = "ana", .ticket = 1,
	                  .at = 1000, .logged = 1000};
	const char *subject = roll(2) ? words(1 + roll(4)) : NULL;
	const char *body = i < LONG ? long_text(i) : words(roll(12));
	struct str tokens = str_new(&arena);

	if (subject)
		event_add_text(&arena, &e, PART_SUBJECT, subject);
	event_add_text(&arena, &e, PART_BODY, body);
	for (size_t k = 0; k < e.ntexts; k++)
		token_text(&tokens, e.texts[k].body, e.texts[k].n);
	events_append(d, &arena, &e);
	all[i] = token_split(&arena, tokens.p);
	CHECK_INT(e.seq, i + 1);
}

static int fill(struct desk *d, void *arg)
{
	(void)arg;
	for (int i = 0; i < TEXTS; i++)
		one(d, i);
	return 0;
}

static const char *query(void)
{
	struct str s = str_new(&arena);

	for (unsigned n = 1 + roll(3), i = 0; i < n; i++) {
		if (i)
			str_addc(&s, ' ');
		if (roll(5) == 0)
			str_addc(&s, '-');
		if (roll(3) == 0)
			str_printf(&s, "\"%s\"", words(1 + roll(3)));
		else
			str_add(&s, roll(12) ? vocabulary[roll(WORDS)] : roll(2) ? "often" : "p17");
		if (roll(4) == 0)
			str_addc(&s, '*');
	}
	return s.p;
}

/* Newest first, each that the words say, no other. */
static void check_query(struct desk *d, const char *text, const struct token_query *q, int *found)
{
	struct search *list = search_open(d, &arena, q);
	int64_t seq, ticket, at, last = TEXTS + 1;
	bool same = true;

	while (search_next(list, &seq, &ticket, &at)) {
		for (int64_t i = last - 1; i > seq; i--)
			same &= !token_found(q, &all[i - 1]);
		same &= seq < last && seq > 0 && token_found(q, &all[seq - 1]);
		last = seq;
		++*found;
	}
	search_end(list);
	for (int64_t i = last - 1; i > 0; i--)
		same &= !token_found(q, &all[i - 1]);
	if (!same)
		printf("differs: %s\n", text);
	CHECK(same);
}

static int check(struct desk *d, void *arg)
{
	int found = 0, asked = 0;

	(void)arg;
	for (int i = 0; i < QUERIES; i++) {
		const char *text = query();
		struct token_query q;
		struct fault f = {0};
		if (token_query(&arena, text, &q, &f) != 0)
			continue;
		check_query(d, text, &q, &found);
		asked++;
	}
	CHECK(asked > QUERIES / 2);
	CHECK(found > QUERIES);
	return 0;
}

static int check_sum(struct desk *d, void *arg)
{
	struct search_texts *t = search_texts(d, &arena);
	struct texts *list = texts_all(d, &arena);
	struct search_sum kept, want;
	const char *body;
	const void *salt;
	size_t nsalt, n;
	int64_t id;

	(void)arg;
	while (texts_next(list, &id, &salt, &nsalt, &body, &n))
		search_texts_add(t, id / (PART_MAX + 1), body, n);
	texts_end(list);
	want = search_texts_sum(t);
	kept = search_sum(d);
	CHECK(want.words > 1000);
	CHECK_INT(kept.words, want.words);
	CHECK(kept.sum == want.sum);
	return 0;
}

static struct desk *desk;

static void open_desk(void)
{
	char folder[] = "/tmp/tk-search-XXXXXX";
	struct fault f = {0};

	if (desk)
		return;
	if (!mkdtemp(folder))
		abort();
	engine_leave(folder);
	desk = desk_open(&arena, engine_place(&arena, folder, "search"), DESK_CREATE, NULL, &f);
	if (!desk || desk_tx(desk, DESK_WRITE, fill, NULL, &f) != 0) {
		printf("%s\n", f.text);
		abort();
	}
}

TEST(what_is_found_is_what_the_words_say)
{
	struct fault f = {0};

	open_desk();
	CHECK_INT(desk_tx(desk, DESK_READ, check, NULL, &f), 0);
	CHECK_STR(f.text, "");
}

TEST(the_sum_of_the_index_is_that_of_the_texts)
{
	struct fault f = {0};

	open_desk();
	search_sum_prepare(desk);
	CHECK_INT(desk_tx(desk, DESK_READ, check_sum, NULL, &f), 0);
}

TEST_MAIN(T(what_is_found_is_what_the_words_say), T(the_sum_of_the_index_is_that_of_the_texts))
