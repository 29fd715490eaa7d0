/* article: the fold. Each test is a short life of one article. */
#include "domain/article.h"

#include "base/str.h"
#include "test.h"
#include "when/civil.h"
#include "when/clock.h"

static struct arena a;
static struct article x;
static int64_t seq;

/* "name=value name=value" as facts. */
static int apply_at(int64_t at, const char *facts)
{
	struct event e = {.seq = ++seq, .at = at, .logged = at, .kind = EVENT_ARTICLE, .role = ROLE_AGENT,
	                  .actor = "ana", .os_user = "ana"};
	struct fault f = {0};
	size_t n;
	char **part = str_split(&a, facts, ' ', &n);

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e.data, part[i], equals + 1);
	}
	int bad = article_apply(&a, &x, &e, &f);
	CHECK((bad != 0) == (f.text[0] != '\0'));
	return bad;
}

static int apply(const char *facts)
{
	return apply_at(1000, facts);
}

static void begin(const char *facts)
{
	seq = 0;
	x = (struct article){0};
	CHECK_INT(apply(facts), 0);
}

TEST(what_is_not_said_has_its_default)
{
	begin("article=3 key=refund do=save lang=en");
	CHECK_INT(x.id, 3);
	CHECK_STR(x.kind, "article");
	CHECK_STR(x.audience, "public");
	CHECK(!x.owner && !x.categories && !x.match);
	CHECK_INT(x.review_by, ARTICLE_NO_DAY);
	CHECK_INT(x.texts.n, 1);
	CHECK_INT(x.texts.v[0].state, ARTICLE_DRAFT);
	CHECK_INT(x.texts.v[0].draft, 1);
	CHECK_INT(x.texts.v[0].live, 0);
	CHECK_INT(x.texts.v[0].published, AT_NONE);
}

TEST(facts_change_and_go)
{
	begin("article=1 key=k kind=faq owner=ana categories=a,b review_by=2027-05-31 do=save lang=en");
	CHECK_STR(x.owner, "ana");
	CHECK_INT(x.review_by, civil_day(2027, 5, 31));
	CHECK_INT(apply("article=1 owner= categories= review_by= kind=api key=other"), 0);
	CHECK(!x.owner && !x.categories);
	CHECK_INT(x.review_by, ARTICLE_NO_DAY);
	CHECK_STR(x.kind, "api");
	CHECK_STR(x.key, "other");
	CHECK_INT(x.seq, 2);
}

TEST(a_text_lives_beside_its_draft)
{
	begin("article=1 key=k do=save lang=es live=1");
	struct article_text *t = article_text(&x, "es");
	CHECK_INT(t->live, 1);
	CHECK_INT(t->draft, 0);
	CHECK_INT(t->published, 1000);
	CHECK_INT(apply_at(2000, "article=1 do=save lang=es"), 0);
	t = article_text(&x, "es");
	CHECK_INT(t->state, ARTICLE_PUBLISHED);
	CHECK_INT(t->live, 1);
	CHECK_INT(t->draft, 2);
	CHECK_INT(t->versions, 2);
	CHECK_INT(apply_at(3000, "article=1 do=publish lang=es"), 0);
	CHECK_INT(t->live, 2);
	CHECK_INT(t->draft, 0);
	CHECK_INT(t->published, 3000);
	CHECK(!article_text(&x, "en"));
}

TEST(what_is_withdrawn_can_come_back)
{
	begin("article=1 key=k do=save lang=en live=1");
	CHECK_INT(apply("article=1 do=withdraw lang=en"), 0);
	struct article_text *t = article_text(&x, "en");
	CHECK_INT(t->state, ARTICLE_WITHDRAWN);
	CHECK_INT(t->live, 0);
	CHECK_INT(t->draft, 1);
	CHECK_INT(apply("article=1 do=publish lang=en"), 0);
	CHECK_INT(t->live, 1);
	CHECK_INT(t->state, ARTICLE_PUBLISHED);
	CHECK_INT(apply("article=1 do=withdraw lang=en"), 0);
	CHECK_INT(apply("article=1 do=save lang=en"), 0);
	CHECK_INT(article_text(&x, "en")->state, ARTICLE_DRAFT);
}

TEST(texts_stand_by_language)
{
	begin("article=1 key=k do=save lang=es");
	CHECK_INT(apply("article=1 do=save lang=de"), 0);
	CHECK_INT(apply("article=1 do=save lang=en live=1"), 0);
	CHECK_STR(x.texts.v[0].lang, "de");
	CHECK_STR(x.texts.v[1].lang, "en");
	CHECK_STR(x.texts.v[2].lang, "es");
	CHECK_INT(x.texts.v[1].live, 3);
}

TEST(what_cannot_follow_is_refused)
{
	static const char *const bad[] = {
		"article=2 do=save lang=en", "article=1 do=publish lang=en", "article=1 do=save",
		"article=1 do=publish lang=fr", "article=1 do=burn lang=en", "article=1 review_by=soon",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		begin("article=1 key=k do=save lang=en live=1");
		CHECK_INT(apply(bad[i]), EX_DATAERR);
	}
	begin("article=1 key=k do=save lang=en live=1");
	CHECK_INT(apply_at(999, "article=1 owner=ana"), EX_DATAERR);
	CHECK_INT(apply("article=1 do=withdraw lang=en"), 0);
	CHECK_INT(apply("article=1 do=withdraw lang=en"), EX_DATAERR);
	seq = 0;
	x = (struct article){0};
	CHECK_INT(apply("article=1 do=save lang=en"), EX_DATAERR);     /* no key */
}

TEST(customers_read_what_is_public_and_valid)
{
	begin("article=1 key=k do=save lang=en live=1");
	CHECK(article_open(&x, 20000));
	CHECK_INT(apply("article=1 valid_until=2024-10-04"), 0);       /* day 20000 */
	CHECK(article_open(&x, 20000));
	CHECK(!article_open(&x, 20001));
	CHECK_INT(apply("article=1 valid_until= audience=internal"), 0);
	CHECK(!article_open(&x, 0));
}

TEST(keys)
{
	CHECK(article_key_ok("refund-2"));
	CHECK(article_key_ok("4711"));
	CHECK(!article_key_ok("") && !article_key_ok("-a") && !article_key_ok("A") && !article_key_ok("a b") &&
	      !article_key_ok("a.b") && !article_key_ok("ñ"));
	CHECK(article_key_ok("a123456789012345678901234567890123456789012345678901234567890123"));
	CHECK(!article_key_ok("a1234567890123456789012345678901234567890123456789012345678901234"));
}

TEST(sameness)
{
	struct article y;

	begin("article=1 key=k do=save lang=en live=1");
	y = x;
	CHECK(article_same(&x, &y));
	y.owner = "ana";
	CHECK(!article_same(&x, &y));
	y = x;
	struct article_text other = x.texts.v[0];
	other.draft = 9;
	y.texts.v = &other;
	CHECK(!article_same(&x, &y));
}

TEST_MAIN(T(what_is_not_said_has_its_default), T(facts_change_and_go), T(a_text_lives_beside_its_draft),
          T(what_is_withdrawn_can_come_back), T(texts_stand_by_language), T(what_cannot_follow_is_refused),
          T(customers_read_what_is_public_and_valid), T(keys), T(sameness))
