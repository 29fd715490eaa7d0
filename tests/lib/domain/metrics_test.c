/* metrics: the table is whole, and its words are those of the list. */
#include "domain/metrics.h"

#include "base/words.h"
#include "domain/measure.h"
#include "test.h"

TEST(every_metric_says_what_it_is)
{
	for (int i = 0; i < METRIC_COUNT; i++) {
		const struct metric *m = &metrics[i];
		CHECK(m->name && *m->name);
		CHECK(m->head && *m->head);
		CHECK(m->says && m->says[strlen(m->says) - 1] == '.');
		CHECK_STR(metric_words[i], m->name);
		CHECK_INT(metric_find(m->name), i);
		/* Numerator and denominator go together; clauses have no stop. */
		CHECK(!m->part || m->whole);
		CHECK(!m->part || m->unit == UNIT_SHARE);
		CHECK(!m->whole || m->whole[strlen(m->whole) - 1] != '.');
		CHECK(!m->interval || m->interval[strlen(m->interval) - 1] != '.');
	}
	CHECK_INT(metric_find("no_such_metric"), -1);
}

/* Shares say of what; times between which instants. */
TEST(shares_and_times_say_of_what)
{
	for (int i = 0; i < METRIC_COUNT; i++) {
		const struct metric *m = &metrics[i];
		bool compared = m->cohort == COHORT_EACH;      /* goals, mix and rate are of another metric */
		CHECK(m->unit != UNIT_SHARE || compared || m->part);
		CHECK((m->unit != UNIT_SECONDS && m->unit != UNIT_BUSINESS) || compared || (m->whole && m->interval));
	}
}

TEST(words_and_enumerations_agree)
{
	CHECK_STR(cohort_words[COHORT_EACH], "each");
	CHECK_INT(words_find(cohort_words, "first_resolved"), COHORT_FIRST);
	CHECK_INT(words_find(cohort_words, "due"), COHORT_DUE);
	CHECK(cohort_words[COHORT_EACH + 1] == NULL);
	CHECK_STR(metric_unit_words[UNIT_WEIGHT], "weight");
	CHECK_STR(metric_better_words[BETTER_DOWN], "down");
}

/* What measure_case() does not know is left to one report. */
TEST(what_can_be_measured)
{
	CHECK(measure_knows(METRIC_RESOLUTION_TIME));
	CHECK(measure_knows(METRIC_FCR_NET));
	CHECK(!measure_knows(METRIC_ESCALATED));
	CHECK(!measure_knows(METRIC_SLA));
	CHECK(!measure_knows(METRIC_MIX));
	CHECK(measure_other(NULL) && measure_other("other") && measure_other("payment.Other"));
	CHECK(!measure_other("payment.others_of_it") && !measure_other("mother"));
}

TEST_MAIN(T(every_metric_says_what_it_is), T(shares_and_times_say_of_what), T(words_and_enumerations_agree), T(what_can_be_measured))
