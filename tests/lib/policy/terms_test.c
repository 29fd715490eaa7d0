/* terms: each table of words is as long as its enumeration. */
#include "test.h"

#include "policy/policy.h"
#include "policy/terms.h"

TEST(tables_fit_their_enums)
{
	static const struct { const char *const *words; int last; const char *word; } rows[] = {
		{state_class_words, STATE_CLOSED, "closed"},
		{grade_words, GRADE_LOW, "low"},
		{field_type_words, FIELD_FLAG, "flag"},
		{right_words, RIGHT_KB, "kb"},
		{sla_clock_words, SLA_LEVEL, "level"},
		{on_change_words, CHANGE_PINNED, "pinned"},
		{on_reopen_words, REOPEN_NONE, "none"},
		{policy_when_empty, EMPTY_HOLD, "hold"},
		{policy_catch_up, CATCH_UP_NONE, "none"},
		{policy_count_from, COUNT_SAME_DAY, "same_day"},
		{policy_roll, ROLL_PREVIOUS, "previous"},
		{policy_places, PLACE_TEXT, "text"},
		{policy_role_words, RIGHT_KB + 1, "all"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_STR(rows[i].words[rows[i].last], rows[i].word);
		CHECK(rows[i].words[rows[i].last + 1] == NULL);
	}
}

TEST(words_in_between)
{
	CHECK_STR(right_words[RIGHT_ACT_AS], "act_as");
	CHECK_STR(right_words[RIGHT_BULK], "bulk");
	CHECK_STR(right_words[RIGHT_REOPEN], "reopen");
	CHECK_STR(sla_clock_words[SLA_NEXT_RESPONSE], "next_response");
	CHECK_STR(state_class_words[STATE_HELD], "held");
	CHECK_STR(grade_words[GRADE_HIGH], "high");
	CHECK_STR(policy_grades[GRADE_HIGH - 1], "high");
	CHECK_STR(field_type_words[FIELD_MONEY], "money");
}

TEST_MAIN(T(tables_fit_their_enums), T(words_in_between))
