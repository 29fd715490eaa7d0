/* event: texts and their salted digests, and a hash that binds every column. */
#include "domain/event.h"

#include "base/words.h"
#include "test.h"

static struct arena a;

static struct event sample(void)
{
	struct event e = {.seq = 7, .ticket = 3, .at = 1000, .logged = 1001, .kind = EVENT_NOTE,
	                  .role = ROLE_AGENT, .actor = "ana", .os_user = "root"};

	pairs_add(&a, &e.data, "public", "1");
	event_add_text(&a, &e, PART_SUBJECT, "subject");
	event_add_text(&a, &e, PART_BODY, "body");
	for (size_t i = 0; i < e.ntexts; i++)
		event_seal_text(&e.texts[i]);
	return e;
}

TEST(every_kind_and_role_has_its_word)
{
	CHECK_INT(words_find(event_kind_words, "open"), EVENT_OPEN);
	CHECK_INT(words_find(event_kind_words, "assign"), EVENT_ASSIGN);
	CHECK_INT(words_find(event_kind_words, "erase"), EVENT_ERASE);
	CHECK_INT(words_find(role_words, "customer"), ROLE_CUSTOMER);
	CHECK_INT(words_find(role_words, "system"), ROLE_SYSTEM);
}

TEST(texts_are_found_by_part)
{
	struct event e = sample();

	event_add_text(&a, &e, PART_KEY, NULL);
	CHECK_INT(e.ntexts, 2);
	CHECK_STR(event_body(&e, PART_BODY), "body");
	CHECK(event_text(&e, PART_KEY) == NULL);
	CHECK(event_body(&e, PART_KEY) == NULL);
	CHECK_STR(text_part_name(&a, PART_BODY), "body");
	CHECK_STR(text_part_name(&a, PART_FILE), "file 1");
	CHECK_STR(text_part_name(&a, PART_MAX), "file 56");
	CHECK_STR(text_part_name(&a, PART_CC), "cc");
}

TEST(the_same_text_is_sealed_differently_each_time)
{
	struct event e = sample(), f = sample();
	unsigned char digest[DIGEST_LEN];

	CHECK(memcmp(e.texts[0].salt, f.texts[0].salt, SALT_LEN) != 0);
	CHECK(memcmp(e.texts[0].digest, f.texts[0].digest, DIGEST_LEN) != 0);
	event_text_digest(digest, e.texts[0].salt, "subject", 7);
	CHECK(memcmp(digest, e.texts[0].digest, DIGEST_LEN) == 0);
	event_text_digest(digest, e.texts[0].salt, "subjecT", 7);
	CHECK(memcmp(digest, e.texts[0].digest, DIGEST_LEN) != 0);
}

TEST(the_list_of_texts_is_read_back)
{
	struct event e = sample(), f = {0};
	struct str stored = str_new(&a);

	event_print_texts(&stored, &e);
	CHECK_INT(stored.n, 2 * (1 + DIGEST_LEN));
	CHECK(event_parse_texts(&a, &f, stored.p, stored.n));
	CHECK_INT(f.ntexts, 2);
	CHECK_INT(f.texts[1].part, PART_BODY);
	CHECK(memcmp(f.texts[1].digest, e.texts[1].digest, DIGEST_LEN) == 0);
	CHECK(f.texts[1].body == NULL);
	CHECK(event_parse_texts(&a, &f, NULL, 0));
	CHECK_INT(f.ntexts, 0);
}

TEST(a_damaged_list_of_texts_is_refused)
{
	struct event e = sample(), f;
	struct str stored = str_new(&a);

	event_print_texts(&stored, &e);
	CHECK(!event_parse_texts(&a, &f, stored.p, stored.n - 1));
	stored.p[1 + DIGEST_LEN] = PART_SUBJECT;       /* the same part twice */
	CHECK(!event_parse_texts(&a, &f, stored.p, stored.n));
	stored.p[1 + DIGEST_LEN] = PART_MAX + 1;
	CHECK(!event_parse_texts(&a, &f, stored.p, stored.n));
	stored.p[0] = 0;
	CHECK(!event_parse_texts(&a, &f, stored.p, stored.n));
}

struct columns { const char *kind, *role, *data, *texts; size_t ntexts; unsigned char prev[DIGEST_LEN]; };

static void hash(unsigned char out[DIGEST_LEN], const struct event *e, const struct columns *c)
{
	event_hash(out, c->prev, e, c->kind, c->role, c->data, strlen(c->data), c->texts, c->ntexts);
}

TEST(the_hash_depends_on_every_column)
{
	struct event e = sample();
	struct columns c = {.kind = "note", .role = "agent", .data = "public=1", .texts = "xyz", .ntexts = 3};
	unsigned char first[DIGEST_LEN], other[DIGEST_LEN];
	int same = 0;

	hash(first, &e, &c);
	hash(other, &e, &c);
	CHECK(memcmp(first, other, DIGEST_LEN) == 0);
#define VARY(change) do { struct event e_ = e; struct columns c_ = c; struct event *x = &e_; \
		struct columns *y = &c_; change; hash(other, x, y); \
		same += memcmp(first, other, DIGEST_LEN) == 0; (void)x; (void)y; } while (0)
	VARY(x->seq++);
	VARY(x->ticket++);
	VARY(x->at++);
	VARY(x->logged++);
	VARY(x->actor = "anb");
	VARY(x->os_user = "");
	VARY(x->ext = "");
	VARY(y->kind = "move");
	VARY(y->role = "bot");
	VARY(y->data = "public=0");
	VARY(y->texts = "xyZ");
	VARY(y->ntexts = 2);
	VARY(y->prev[31] = 1);
	VARY((x->actor = "an", x->os_user = "aroot"));    /* no two records run together */
	CHECK_INT(same, 0);
}

TEST_MAIN(T(every_kind_and_role_has_its_word), T(texts_are_found_by_part),
          T(the_same_text_is_sealed_differently_each_time), T(the_list_of_texts_is_read_back),
          T(a_damaged_list_of_texts_is_refused), T(the_hash_depends_on_every_column))
