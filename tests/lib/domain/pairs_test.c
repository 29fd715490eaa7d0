/* pairs: what is written is read back, byte for byte; nothing else is read. */
#include "domain/pairs.h"

#include "test.h"

static struct arena a;

static const char *print(const struct pairs *p)
{
	struct str s = str_new(&a);

	pairs_print(&s, p);
	return s.p;
}

static bool parse(const char *text, struct pairs *p)
{
	return pairs_parse(&a, text, strlen(text), p);
}

TEST(prints_and_escapes)
{
	struct pairs p = {0};

	CHECK_STR(print(&p), "");
	pairs_add(&a, &p, "state", "open");
	pairs_add(&a, &p, "f.note", "a\tb\nc\rd\\e=f");
	pairs_add(&a, &p, "absent", NULL);
	pairs_add(&a, &p, "empty", "");
	pairs_add_int(&a, &p, "n", -42);
	pairs_add_int(&a, &p, "least", INT64_MIN);
	CHECK_INT(p.n, 5);
	CHECK_STR(print(&p), "state=open\tf.note=a\\tb\\nc\\rd\\\\e=f\tempty=\tn=-42\tleast=-9223372036854775808");
}

TEST(reads_back_what_it_wrote)
{
	struct pairs p = {0}, q;

	pairs_add(&a, &p, "a", "\\t is no tab");
	pairs_add(&a, &p, "b", "");
	pairs_add(&a, &p, "a", "again");
	pairs_add(&a, &p, "c.d_e-9", "=\xc3\xa9=");
	CHECK(parse(print(&p), &q));
	CHECK_INT(q.n, 4);
	for (size_t i = 0; i < q.n; i++) {
		CHECK_STR(q.v[i].name, p.v[i].name);
		CHECK_STR(q.v[i].value, p.v[i].value);
	}
	CHECK_STR(print(&q), print(&p));
}

TEST(refuses_what_it_never_writes)
{
	static const char *const bad[] = {
		"a", "=x", "a=1\t", "\ta=1", "a=1\t\tb=2", "a=1\nb=2", "a=\r", "a=\\", "a=\\x", "a b=1", "\xc3\xa9=1",
	};
	struct pairs p;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (parse(bad[i], &p)) {
			CHECK(!"refused");
			printf("\"%s\" was read\n", bad[i]);
		}
	CHECK(!pairs_parse(&a, "a=\0b", 4, &p));
	CHECK(parse("", &p));
	CHECK_INT(p.n, 0);
}

TEST(gets_puts_and_takes_away)
{
	struct pairs p = {0};

	CHECK(pairs_get(&p, "x") == NULL);
	pairs_put(&a, &p, "x", "1");
	pairs_put(&a, &p, "y", "2");
	pairs_put(&a, &p, "x", "3");
	CHECK_STR(pairs_get(&p, "x"), "3");
	CHECK_INT(p.n, 2);
	pairs_put(&a, &p, "x", NULL);
	CHECK(pairs_get(&p, "x") == NULL);
	CHECK_STR(pairs_get(&p, "y"), "2");
	pairs_put(&a, &p, "none", NULL);
	CHECK_INT(p.n, 1);
}

TEST(numbers_with_a_fallback)
{
	struct pairs p = {0};

	pairs_add_int(&a, &p, "n", 4711);
	pairs_add(&a, &p, "word", "4711x");
	CHECK_INT(pairs_int(&p, "n", 7), 4711);
	CHECK_INT(pairs_int(&p, "word", 7), 7);
	CHECK_INT(pairs_int(&p, "none", 7), 7);
}

TEST_MAIN(T(prints_and_escapes), T(reads_back_what_it_wrote), T(refuses_what_it_never_writes),
          T(gets_puts_and_takes_away), T(numbers_with_a_fallback))
