/* rank: what weighs more, what is left out, what comes again. */
#include "domain/rank.h"

#include "test.h"

static struct arena a;
static const struct rank_corpus corpus = {.docs = 100, .words = {600, 1000, 10000, 200}};

/* A query from words; "~word" is light, "word=alias" may be either. All words are
 * in 5 texts, light ones in 90. */
static struct rank_query query(const char *text)
{
	struct rank_query q = {.corpus = &corpus};
	char **word = str_split(&a, text, ' ', &q.n);
	q.terms = arena_array(&a, struct rank_term, q.n + 1);
	for (size_t i = 0; i < q.n; i++) {
		bool light = word[i][0] == '~';
		char *equals = strchr(word[i], '=');
		if (equals)
			*equals++ = '\0';
		q.terms[i] = (struct rank_term){word[i] + light, equals, light ? 90 : 5, 1, light};
	}
	rank_ready(&a, &q);
	return q;
}

static struct rank_score score(const char *asked, const char *title, const char *questions, const char *body, int64_t without)
{
	struct rank_query q = query(asked);
	struct rank_doc d = {.field = {title, questions, body, ""}, .n = {strlen(title), strlen(questions), strlen(body), 0},
	                     .without = without};
	struct rank_score s;
	rank_score(&a, &q, &d, &s);
	return s;
}

TEST(nothing_in_common_is_nothing)
{
	struct rank_score s = score("refund late", "card lost", "where card\nlost card", "stolen", -1);
	CHECK(s.score == 0);
	CHECK(s.coverage == 0);
	CHECK_INT(s.best, -1);
	s = score("refund", "", "", "", -1);
	CHECK(s.score == 0);
}

TEST(all_asked_is_covered)
{
	struct rank_score s = score("refund late", "late refund", "", "", -1);
	CHECK(s.coverage > 0.999 && s.coverage < 1.001);
	CHECK(s.title > 0.999 && s.title < 1.001);
	s = score("refund late", "refund", "", "", -1);
	CHECK(s.coverage > 0.49 && s.coverage < 0.51);
}

TEST(a_title_weighs_more_than_a_body)
{
	double title = score("refund", "refund policy", "", "words", -1).score;
	double body = score("refund", "words", "", "refund policy", -1).score;
	CHECK(title > body);
	CHECK(body > 0);
}

TEST(a_word_that_comes_again_adds_less_each_time)
{
	double one = score("refund", "", "", "refund a b c d e", -1).score;
	double two = score("refund", "", "", "refund refund b c d e", -1).score;
	double three = score("refund", "", "", "refund refund refund c d e", -1).score;
	CHECK(two > one);
	CHECK(three > two);
	CHECK(three - two < two - one);
}

TEST(a_long_field_weighs_less)
{
	struct str s = str_new(&a);
	for (int i = 0; i < 500; i++)
		str_add(&s, "other ");
	str_add(&s, "refund");
	CHECK(score("refund", "", "", "refund", -1).score > score("refund", "", "", s.p, -1).score);
}

TEST(light_words_weigh_little)
{
	double light = score("~the refund", "the", "", "", -1).score;
	double other = score("~the refund", "refund", "", "", -1).score;
	CHECK(light > 0);
	CHECK(other > 20 * light);
}

TEST(words_together_weigh_more)
{
	double together = score("top up", "", "", "how to top up here", -1).score;
	double apart = score("top up", "", "", "how up to top here", -1).score;
	CHECK(together > apart);
}

TEST(the_other_stem_counts_too)
{
	CHECK(score("reembols=rembols", "rembols", "", "", -1).score ==
	      score("reembols=rembols", "reembols", "", "", -1).score);
}

TEST(the_best_question_is_named_and_can_be_left_out)
{
	const char *questions = "where card\nrefund late today\nrefund late";
	CHECK_INT(score("refund late", "", questions, "", -1).best, 2);
	CHECK_INT(score("refund late", "", questions, "", 2).best, 1);
	CHECK(score("refund late", "", questions, "", 2).score < score("refund late", "", questions, "", -1).score);
	CHECK(score("refund late", "", "refund late", "", 0).score == 0);
}

TEST(more_near_questions_have_more_votes)
{
	double one = score("refund late", "", "refund late", "", -1).votes;
	double two = score("refund late", "", "refund late\nrefund late soon", "", -1).votes;
	CHECK(two > one);
}

TEST(candidates_settle_votes_and_names)
{
	struct rank_query q = query("refund late");
	struct rank_score s[4], *at[4];
	static const char *const title[] = {"refund late", "refund late when", "refund", "refund"};
	static const char *const names[] = {"money", "money", "money", "card"};
	for (int i = 0; i < 4; i++) {
		struct rank_doc d = {.field = {title[i], i ? "other" : "refund late", "", names[i]},
		                     .n = {strlen(title[i]), i ? 5 : 11, 0, strlen(names[i])}, .without = -1};
		rank_score(&a, &q, &d, &s[i]);
		at[i] = &s[i];
	}
	CHECK(s[2].score == s[3].score);
	rank_settle(&a, &q, at, 4);
	CHECK(s[2].score > s[3].score);
	CHECK(s[0].votes > 0.999);
	CHECK(s[1].votes == 0);
	rank_settle(&a, &q, at, 0);
}

TEST(rarity_falls_and_never_below_nothing)
{
	CHECK(rank_rarity(&corpus, 1) > rank_rarity(&corpus, 2));
	CHECK(rank_rarity(&corpus, 100) > 0);
	CHECK(rank_rarity(&corpus, 1000) > 0);         /* counts that lag behind */
}

TEST(endless_questions_are_cut)
{
	struct str s = str_new(&a);
	for (int i = 0; i < 1000; i++)
		str_printf(&s, "w%d ", i);
	str_add(&s, "last");
	struct rank_score r = score(s.p, "w1 last", "w1 w2", "w255 w256", -1);
	CHECK(r.score > 0);
}

TEST_MAIN(T(nothing_in_common_is_nothing), T(all_asked_is_covered), T(a_title_weighs_more_than_a_body),
	T(a_word_that_comes_again_adds_less_each_time), T(a_long_field_weighs_less), T(light_words_weigh_little),
	T(words_together_weigh_more), T(the_other_stem_counts_too), T(the_best_question_is_named_and_can_be_left_out),
	T(more_near_questions_have_more_votes), T(candidates_settle_votes_and_names),
	T(rarity_falls_and_never_below_nothing), T(endless_questions_are_cut))
