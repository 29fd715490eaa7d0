/* cluster: groups by what sets texts apart, each text in one, the same each time. */
#include "domain/cluster.h"

#include <stdlib.h>

#include "base/str.h"
#include "test.h"

static struct arena a;

static bool light(void *arg, const char *word, size_t n)
{
	(void)arg;
	return n == 3 && memcmp(word, "the", 3) == 0;
}

static struct cluster_group *groups(const char *const *texts, size_t least, size_t *n)
{
	struct cluster *c = cluster_new(&a);
	for (size_t i = 0; texts[i]; i++)
		cluster_add(c, texts[i], light, NULL);
	return cluster_groups(c, least, n);
}

TEST(two_topics)
{
	static const char *const texts[] = {
		"The refund is late", "refunds never came", "Where is my refund?", "crypto wallet cannot be topped",
		"My crypto wallet", "can I send to a wallet of crypto", "something else entirely", NULL};
	size_t n;
	struct cluster_group *g = groups(texts, 2, &n);
	CHECK_INT(n, 2);
	CHECK_INT(g[0].n, 3);
	CHECK_INT(g[1].n, 3);
	bool first = strstr(g[0].name, "crypto") != NULL;
	CHECK(strstr(g[first ? 0 : 1].name, "wallet") != NULL);
	CHECK(strstr(g[first ? 1 : 0].name, "refund") != NULL);
}

TEST(small_words_and_numbers_group_nothing)
{
	static const char *const texts[] = {"the the 100 a", "the 100 b", "the 100", NULL};
	size_t n;
	groups(texts, 2, &n);
	CHECK_INT(n, 0);
}

TEST(codes_stay_whole)
{
	static const char *const texts[] = {"AC04AAAA failed", "AC04AAAB broke", "nothing", NULL};
	size_t n;
	groups(texts, 2, &n);
	CHECK_INT(n, 0);
}

TEST(nothing_and_one)
{
	static const char *const none[] = {NULL}, *const one[] = {"refund", NULL};
	size_t n;
	groups(none, 1, &n);
	CHECK_INT(n, 0);
	struct cluster_group *g = groups(one, 1, &n);
	CHECK_INT(n, 1);
	CHECK_STR(g[0].name, "refund");
}

TEST(accents_and_endings_meet)
{
	static const char *const texts[] = {"la transferencia", "TRANSFERÉNCIAS", NULL};
	size_t n;
	CHECK_INT(groups(texts, 2, &n)[0].n, 2);
	CHECK_INT(n, 1);
}

TEST(each_text_is_in_one_group_and_all_is_the_same_again)
{
	enum { N = 20000 };
	static unsigned char seen[N];
	struct str before = str_new(&a);
	for (int round = 0; round < 2; round++) {
		struct cluster *c = cluster_new(&a);
		struct str names = str_new(&a);
		uint64_t x = 3;
		size_t n;
		memset(seen, 0, sizeof seen);
		for (int i = 0; i < N; i++) {
			char text[80];
			x = x * 6364136223846793005u + 1442695040888963407u;
			snprintf(text, sizeof text, "topic%u word%u filler%u", (unsigned)(x >> 40) % 300, (unsigned)(x >> 45) % 5000, (unsigned)i);
			cluster_add(c, text, NULL, NULL);
		}
		struct cluster_group *g = cluster_groups(c, 2, &n);
		CHECK(n > 100);
		for (size_t i = 0; i < n; i++) {
			CHECK(g[i].n >= 2);
			CHECK(i == 0 || g[i].n <= g[i - 1].n);
			str_printf(&names, "%s|", g[i].name);
			for (size_t k = 0; k < g[i].n; k++)
				CHECK(!seen[g[i].texts[k]]++);
		}
		if (round)
			CHECK_STR(names.p, before.p);
		before = names;
	}
}

TEST_MAIN(T(two_topics), T(small_words_and_numbers_group_nothing), T(codes_stay_whole), T(nothing_and_one),
	T(accents_and_endings_meet), T(each_text_is_in_one_group_and_all_is_the_same_again))
