/* clocks: the golden scenarios of the clock rules, with their numbers.
 *
 * Each test is the life of a ticket, told in lines: an instant, what happens,
 * facts; then what its clocks must say. */
#include "domain/clocks.h"

#include "lib/domain/life.h"

TEST(pause_then_priority_then_resume)      /* 7 */
{
	begin();
	opens("2026-06-01T08:00", "gravity", "");           /* Monday, wide 08-20 */
	moves("2026-06-01T10:00", "waiting");
	event(at("2026-06-01T12:00"), "set", "agent", "priority=1");
	moves("2026-06-01T13:00", "open");
	judge();
	/* two hours counted of 4 h around the clock: two more after the pause */
	SAYS("resolution", 1, "running", "2026-06-01T15:00", "-");
	CHECK_INT(clock_counted_at(cycle("resolution", 1), at("2026-06-01T14:00")), 3 * 3600);
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2026-06-01T14:00")), 3600);
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2026-06-01T15:30")), -1800);
}

TEST(priority_while_paused_keeps_the_pause)
{
	begin();
	opens("2026-06-01T08:00", "gravity", "");
	moves("2026-06-01T10:00", "waiting");
	event(at("2026-06-01T12:00"), "set", "agent", "priority=1");
	judge();
	SAYS("resolution", 1, "paused", "-", "-");
	CHECK_INT(cycle("resolution", 1)->counted_s, 2 * 3600);
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2026-06-03T12:00")), 2 * 3600);
}

TEST(opened_in_a_paused_state)             /* 8 */
{
	begin();
	event(at("2026-06-01T08:00"), "open", "customer",
	      "kind=incident state=waiting class=waiting priority=3 level=1 plan=office");
	judge();
	SAYS("resolution", 1, "paused", "-", "-");
	CHECK_INT(cycle("resolution", 1)->counted_s, 0);
	moves("2026-06-02T07:00", "open");     /* Tuesday 09:00 Paris */
	judge();
	SAYS("resolution", 1, "running", "2026-06-03T14:00", "-");
	CHECK_INT(clock_counted_at(cycle("resolution", 1), at("2026-06-02T08:00")), 3600);
}

TEST(resolved_three_days_and_back)         /* 9 */
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T09:00");
	moves("2026-06-01T10:00", "resolved");
	reopens("2026-06-04T10:00", "agent");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:20", "2026-06-01T09:00");
	CHECK_INT(count("first_response"), 1);
	SAYS("resolution", 1, "running", "2026-06-04T16:00", "-");   /* 2 h of 8 counted */
	SAYS("level", 1, "running", "2026-06-01T10:00", "-");         /* 2 h were over */
}

TEST(back_by_the_customer_begins_responses_anew)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T09:00");
	moves("2026-06-01T10:00", "resolved");
	writes("2026-06-02T10:00");
	reopens("2026-06-02T10:00", "customer");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:20", "2026-06-01T09:00");
	SAYS("first_response", 2, "running", "2026-06-02T11:20", "-");
	SAYS("ack", 2, "running", "2026-06-02T10:15", "-");
	CHECK_INT(count("next_response"), 0);
}

TEST(two_messages_before_an_answer)        /* 10 */
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T08:10");
	writes("2026-06-01T09:00");
	writes("2026-06-01T09:30");
	replies("2026-06-01T09:45");
	writes("2026-06-01T11:00");
	judge();
	SAYS("next_response", 1, "met", "2026-06-01T10:00", "2026-06-01T09:45");
	SAYS("next_response", 2, "running", "2026-06-01T12:00", "-");
	SAYS("update", 1, "met", "2026-06-01T12:10", "2026-06-01T09:45");
	SAYS("update", 2, "running", "2026-06-01T13:45", "-");
}

TEST(thanks_after_resolution)              /* 11 */
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T08:10");
	moves("2026-06-01T09:00", "resolved");
	writes("2026-06-01T09:30");
	judge();
	for (size_t i = 0; i < clocks.n; i++)
		CHECK(!clock_open(&clocks.v[i]));
	SAYS("update", 1, "cancelled", "2026-06-01T12:10", "2026-06-01T09:00");
	SAYS("level", 1, "met", "2026-06-01T10:00", "2026-06-01T09:00");
}

TEST(resolved_unanswered_after_the_due)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	moves("2026-06-01T12:00", "resolved");
	judge();
	SAYS("first_response", 1, "breached", "2026-06-01T09:20", "2026-06-01T12:00");
	CHECK_INT(cycle("first_response", 1)->over_s, 9600);
	SAYS("ack", 1, "breached", "2026-06-01T08:15", "2026-06-01T12:00");
	SAYS("resolution", 1, "met", "2026-06-01T16:00", "2026-06-01T12:00");
	SAYS("level", 1, "breached", "2026-06-01T10:00", "2026-06-01T12:00");
}

TEST(met_exactly_at_the_due_second)        /* 15 */
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T09:20");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:20", "2026-06-01T09:20");
	CHECK_INT(cycle("first_response", 1)->over_s, 0);
	CHECK_INT(clock_state_at(cycle("resolution", 1), at("2026-06-01T16:00")), CLOCK_RUNNING);
	CHECK_INT(clock_state_at(cycle("resolution", 1), at("2026-06-01T16:00") + 1), CLOCK_BREACHED);
}

TEST(another_policy_after_a_verdict)       /* 12 */
{
	begin();
	policies[1] = good_file(&a, "tests/data/policies/good/full.yaml");
	second_from = at("2026-06-01T09:30");
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T09:00");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:20", "2026-06-01T09:00");
	SAYS("resolution", 1, "running", "2026-06-01T16:00", "-");
	CHECK_INT(cycle("resolution", 1)->version, 1);
}

TEST(warning_before_monday_morning)        /* 14 */
{
	begin();
	/* 16 h of a 09-18 Paris calendar: Thursday 17:30 to Monday 09:30 is 9.5 h + ... */
	opens("2026-06-04T08:30", "office", "");             /* Thursday 10:30 Paris */
	judge();
	SAYS("resolution", 1, "running", "2026-06-05T15:30", "-");   /* 7.5 h + 8.5 h: Friday 17:30 */
	opens("2026-06-04T08:30", "office", "");
	begin();
	opens("2026-06-04T09:30", "office", "");             /* Thursday 11:30: 6.5 + 9 + 0.5 */
	judge();
	SAYS("resolution", 1, "running", "2026-06-08T07:30", "-");   /* Monday 09:30 Paris */
	CHECK_STR(show(cycle("resolution", 1)->risk), "2026-06-05T12:30");  /* Friday 14:30 Paris */
}

TEST(shares_are_instants)
{
	begin();
	opens("2026-06-01T07:00", "office", "");             /* Monday 09:00 Paris */
	judge();
	CHECK_STR(show(cycle("first_response", 1)->risk), "2026-06-01T10:12");   /* 80 % of 4 h */
	CHECK_STR(show(clock_share_at(&a, cycle("first_response", 1), 10000)), "2026-06-01T11:00");
	CHECK_STR(show(clock_after(&a, cycle("first_response", 1), (struct span){SPAN_SECONDS, 6 * 3600})),
	          "2026-06-02T08:00");
	CHECK_STR(show(clock_before(&a, cycle("first_response", 1), (struct span){SPAN_SECONDS, 4 * 3600})),
	          "2026-06-01T07:00");
}

TEST(raised_on_monday_morning)             /* 21 */
{
	begin();
	opens("2026-06-05T20:00", "gravity", "");            /* Friday, closing time */
	event(at("2026-06-08T08:00"), "set", "agent", "priority=1");
	judge();
	SAYS("resolution", 1, "running", "2026-06-08T12:00", "-");
	CHECK_INT(cycle("resolution", 1)->tracks.n, 2);
	CHECK_STR(cycle("resolution", 1)->now.rule, "critical");
}

TEST(raised_when_more_is_counted_than_promised)
{
	begin();                               /* 8 h 30 min counted when 4 h are promised */
	opens("2025-10-24T07:00", "gravity", "");            /* Friday, wide from 08:00 */
	moves("2025-10-24T15:00", "waiting");
	moves("2025-10-27T09:30", "open");
	event(at("2025-10-27T11:00"), "set", "agent", "priority=1");
	judge();
	SAYS("resolution", 1, "running", "2025-10-27T11:00", "-");
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2025-10-27T11:00")), 0);
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2025-10-27T15:00")), -4 * 3600);
	moves("2025-10-27T16:00", "waiting");
	moves("2025-10-27T18:00", "open");
	judge();
	CHECK_INT(clock_left_at(cycle("resolution", 1), at("2025-10-27T19:00")), -6 * 3600);
	moves("2025-10-27T19:00", "resolved");
	judge();
	CHECK_INT(cycle("resolution", 1)->over_s, 6 * 3600);
}

TEST(the_contact_starts_it)                /* 22 */
{
	begin();
	opens("2026-06-01T09:20", "gravity",
	      arena_printf(&a, "priority=1 contact=%lld", (long long)at("2026-06-01T09:00")));
	judge();
	SAYS("first_response", 1, "running", "2026-06-01T09:30", "-");
}

TEST(a_breach_stays_through_a_change)
{
	begin();
	opens("2026-06-01T08:00", "gravity", "priority=1");  /* 4 h */
	event(at("2026-06-01T13:00"), "set", "agent", "priority=4");
	judge();
	SAYS("resolution", 1, "running", "2026-06-01T12:00", "-");
	moves("2026-06-01T14:00", "resolved");
	judge();
	SAYS("resolution", 1, "breached", "2026-06-01T12:00", "2026-06-01T14:00");
}

TEST(never_later_pinned_restart)
{
	begin();
	opens("2026-06-01T08:00", "strict", "priority=1");
	event(at("2026-06-01T08:30"), "set", "agent", "priority=3");
	judge();
	SAYS("resolution", 1, "running", "2026-06-01T10:00", "-");
	SAYS("first_response", 1, "running", "2026-06-01T09:00", "-");
	SAYS("ack", 1, "cancelled", "2026-06-01T09:00", "2026-06-01T08:30");
	SAYS("ack", 2, "running", "2026-06-01T11:30", "-");
	begin();
	opens("2026-06-01T08:00", "strict", "priority=3");
	event(at("2026-06-01T08:30"), "set", "agent", "priority=1");
	judge();
	SAYS("resolution", 1, "running", "2026-06-01T10:00", "-");
	SAYS("first_response", 1, "running", "2026-06-01T11:00", "-");
}

TEST(merged_and_undone)                    /* 19 */
{
	begin();
	opens("2026-06-01T09:00", "promise", "");
	event(at("2026-06-01T10:30"), "merge", "agent",
	      arena_printf(&a, "from=2 msgs=90:%lld:customer:p::;91:%lld:agent:p:mail:",
	                   (long long)at("2026-06-01T10:00"), (long long)at("2026-06-01T10:20")));
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T10:20", "2026-06-01T10:20");
	SAYS("resolution", 1, "running", "2026-06-01T17:00", "-");
	event(at("2026-06-01T11:00"), "merge", "agent", "from=2 undo=2");
	judge();
	SAYS("first_response", 1, "running", "2026-06-01T10:20", "-");
	CHECK_INT(clock_state_at(cycle("first_response", 1), at("2026-06-01T11:00")), CLOCK_BREACHED);
	SAYS("resolution", 1, "running", "2026-06-01T17:00", "-");

	begin();                               /* the other ticket's side */
	opens("2026-06-01T10:00", "promise", "");
	event(at("2026-06-01T10:10"), "merge", "agent", "into=1 state=closed class=closed");
	judge();
	SAYS("first_response", 1, "cancelled", "2026-06-01T11:20", "2026-06-01T10:10");
	SAYS("resolution", 1, "cancelled", "2026-06-01T18:00", "2026-06-01T10:10");
	event(at("2026-06-01T10:40"), "merge", "agent", "into=1 undo=2 state=new class=new");
	judge();
	SAYS("first_response", 1, "running", "2026-06-01T11:20", "-");
}

TEST(split_off_words_do_not_count)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T08:10");
	writes("2026-06-01T09:00");            /* seq 3 */
	event(at("2026-06-01T09:05"), "split", "agent", "to=2 events=3");
	judge();
	CHECK_INT(count("next_response"), 0);
	event(at("2026-06-01T09:10"), "split", "agent", "to=2 undo=4");
	judge();
	SAYS("next_response", 1, "running", "2026-06-01T10:00", "-");
}

TEST(what_counts_as_an_answer)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T08:05"), "note", "bot", "public=1");
	event(at("2026-06-01T08:06"), "note", "agent", "public=1 channel=portal");
	event(at("2026-06-01T08:07"), "call", "agent", "answered=1");
	judge();
	SAYS("first_response", 1, "running", "2026-06-01T09:20", "-");
	SAYS("ack", 1, "met", "2026-06-01T08:15", "2026-06-01T08:06");
	for (int i = 0; i < 3; i++) {
		static const char *const roles[] = {"bot", "agent", "agent"};
		static const char *const kinds[] = {"note", "note", "call"};
		static const char *const facts[] = {"public=1", "public=1 channel=portal", "answered=1"};
		begin();
		opens("2026-06-01T08:00", "log", "");
		event(at("2026-06-01T08:05"), kinds[i], roles[i], facts[i]);
		judge();
		SAYS("first_response", 1, "met", "2026-06-01T08:10", "2026-06-01T08:05");
	}
	begin();                               /* routing is no acknowledgement, taking it is */
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T08:01"), "assign", "agent", "agent=ben");
	judge();
	SAYS("ack", 1, "running", "2026-06-01T08:15", "-");
	event(at("2026-06-01T08:02"), "assign", "agent", "agent=ana old.agent=ben");
	judge();
	SAYS("ack", 1, "met", "2026-06-01T08:15", "2026-06-01T08:02");
}

TEST(met_by_closing_or_by_an_offer)
{
	begin();
	opens("2026-06-01T08:00", "log", "");
	moves("2026-06-02T08:00", "resolved");
	judge();
	SAYS("resolution", 1, "running", "2026-06-05T12:00", "-");
	moves("2026-06-05T12:00", "closed");
	judge();
	SAYS("resolution", 1, "met", "2026-06-05T12:00", "2026-06-05T12:00");
	begin();
	opens("2026-06-01T08:00", "strict", "");
	event(at("2026-06-01T10:00"), "note", "agent", "public=1 solution=1");
	judge();
	SAYS("resolution", 1, "met", "2026-06-01T18:00", "2026-06-01T10:00");
	moves("2026-06-01T20:00", "resolved");
	judge();
	SAYS("resolution", 1, "met", "2026-06-01T18:00", "2026-06-01T10:00");
}

TEST(levels)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T09:00"), "escalate", "agent", "do=up level=2 old.level=1");
	event(at("2026-06-01T12:00"), "assign", "agent", "level=1 old.level=2");
	judge();
	SAYS("level", 1, "met", "2026-06-01T10:00", "2026-06-01T09:00");
	SAYS("level", 2, "breached", "2026-06-01T11:00", "2026-06-01T12:00");
	SAYS("level", 3, "running", "2026-06-01T14:00", "-");
	CHECK_INT(cycle("level", 2)->level, 2);
	CHECK_INT(cycle("level", 2)->over_s, 3600);
}

TEST(back_at_another_level)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	moves("2026-06-01T09:00", "resolved");
	event(at("2026-06-01T10:00"), "assign", "agent", "level=2 old.level=1");
	reopens("2026-06-01T11:00", "agent");
	judge();
	SAYS("level", 1, "met", "2026-06-01T10:00", "2026-06-01T09:00");
	SAYS("level", 2, "running", "2026-06-01T13:00", "-");
	CHECK_INT(cycle("level", 2)->level, 2);
}

TEST(deadline_in_stages)
{
	begin();                               /* Monday 2026-06-01: 15 bd later is Monday 06-22 */
	opens("2026-06-01T08:00", "log", "kind=complaint");
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	judge();
	SAYS("complaint/answer", 1, "running", "2026-06-22T16:00", "-");
	event(at("2026-06-22T16:00"), "note", "agent", "mark=holding_reply public=1");
	judge();
	SAYS("complaint/answer", 1, "met", "2026-06-22T16:00", "2026-06-22T16:00");
	SAYS("complaint/final", 1, "running", "2026-07-20T16:00", "-");      /* 35 bd */
	event(at("2026-07-21T09:00"), "note", "agent", "mark=final_reply public=1");
	judge();
	SAYS("complaint/final", 1, "breached", "2026-07-20T16:00", "2026-07-21T09:00");

	begin();                               /* a late holding reply changes nothing */
	opens("2026-06-01T08:00", "log", "kind=complaint");
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	event(at("2026-06-22T16:01"), "note", "agent", "mark=holding_reply public=1");
	judge();
	CHECK_INT(count("complaint/final"), 0);
	SAYS("complaint/answer", 1, "running", "2026-06-22T16:00", "-");
}

TEST(deadline_found_late)
{
	begin();                               /* it turns out to be a complaint on the third day */
	opens("2026-06-01T08:00", "log", "");
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	judge();
	CHECK_INT(count("complaint/answer"), 0);
	event(at("2026-06-03T08:00"), "set", "agent", "kind=complaint");
	judge();
	SAYS("complaint/answer", 1, "running", "2026-06-22T16:00", "-");
	event(at("2026-06-04T08:00"), "set", "agent", "kind=incident");
	judge();
	SAYS("complaint/answer", 1, "cancelled", "2026-06-22T16:00", "2026-06-04T08:00");
}

TEST(business_days)
{
	begin();
	policies[0] = minimal_and(&a, "calendars: {paris: {zone: Europe/Paris, weekly: {mon-fri: '09:00-18:00'}}}\n"
	                          "sla: [{name: all, clocks: {resolution: {target: 15bd, calendar: paris, "
	                          "warn: 80%}}}]\n");
	opens("2026-06-01T08:00", "", "");
	judge();
	SAYS("resolution", 1, "running", "2026-06-22T16:00", "-");
	CHECK_STR(show(cycle("resolution", 1)->risk), "2026-06-17T16:00");   /* 12 of 15 */
	moves("2026-06-02T08:00", "waiting");
	judge();
	SAYS("resolution", 1, "running", "2026-06-22T16:00", "-");   /* days do not pause */
}

TEST(pause_over_the_repeated_hour)         /* 6 */
{
	begin();                               /* Paris turns its clocks at 01:00Z on 2025-10-26 */
	opens("2025-10-26T00:00", "promise", "");
	moves("2025-10-26T00:10", "waiting");
	moves("2025-10-26T01:50", "open");
	judge();
	SAYS("resolution", 1, "running", "2025-10-26T09:40", "-");   /* 8 h and 100 min */
	CHECK_INT(cycle("resolution", 1)->pauses.n, 1);
}

TEST(spam_has_no_clocks)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T08:05"), "set", "agent", "spam=1");
	moves("2026-06-01T08:05", "closed");
	judge();
	for (size_t i = 0; i < clocks.n; i++)
		CHECK_INT(clocks.v[i].state, CLOCK_CANCELLED);
}

TEST(spam_by_mistake_never_was)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T08:10");
	event(at("2026-06-01T09:00"), "set", "agent", "spam=1");
	event(at("2026-06-01T09:00"), "move", "agent", "state=closed class=closed by=spam");
	judge();
	SAYS("resolution", 1, "cancelled", "2026-06-01T16:00", "2026-06-01T09:00");
	writes("2026-06-01T09:30");
	event(at("2026-06-01T10:00"), "set", "agent", "spam=0");
	event(at("2026-06-01T10:00"), "move", "agent", "state=new class=new by=spam");
	judge();
	SAYS("resolution", 1, "running", "2026-06-01T16:00", "-");
	SAYS("update", 1, "running", "2026-06-01T12:10", "-");
	SAYS("next_response", 1, "running", "2026-06-01T10:30", "-");
	CHECK_INT(count("resolution"), 1);
	event(at("2026-06-01T11:00"), "set", "agent", "spam=1");
	event(at("2026-06-01T11:00"), "move", "agent", "state=closed class=closed by=spam");
	judge();
	SAYS("resolution", 1, "cancelled", "2026-06-01T16:00", "2026-06-01T11:00");
	SAYS("next_response", 1, "breached", "2026-06-01T10:30", "2026-06-01T11:00");
}

TEST(an_offer_that_did_not_hold)
{
	begin();
	opens("2026-06-01T08:00", "strict", "");            /* 10 h, met by an offer */
	event(at("2026-06-01T10:00"), "note", "agent", "public=1 solution=1");
	moves("2026-06-01T12:00", "resolved");
	reopens("2026-06-02T12:00", "customer");
	judge();
	SAYS("resolution", 1, "running", "2026-06-02T20:00", "-");   /* 2 h of 10 were counted */
	event(at("2026-06-02T20:30"), "note", "agent", "public=1 solution=1");
	judge();
	SAYS("resolution", 1, "breached", "2026-06-02T20:00", "2026-06-02T20:30");
}

TEST(update_begins_with_the_first_response)
{
	begin();                               /* which was a call, then a bot's */
	policies[0] = minimal_and(&a, "calendars: {always: {weekly: {mon-sun: '00:00-24:00'}}}\n"
	                          "sla: [{name: all, clocks: {first_response: {target: 1h, calendar: always, "
	                          "met_by: [call, bot]}, update: {target: 4h, calendar: always}}}]\n");
	opens("2026-06-01T08:00", "", "");
	event(at("2026-06-01T08:30"), "call", "agent", "answered=1");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:00", "2026-06-01T08:30");
	SAYS("update", 1, "running", "2026-06-01T12:30", "-");
	memset(&events, 0, sizeof events);
	opens("2026-06-01T08:00", "", "");
	event(at("2026-06-01T08:01"), "note", "bot", "public=1");
	event(at("2026-06-01T08:02"), "note", "bot", "public=1");
	judge();
	SAYS("first_response", 1, "met", "2026-06-01T09:00", "2026-06-01T08:01");
	SAYS("update", 1, "running", "2026-06-01T12:01", "-");       /* bots bring no news */
}

TEST(next_response_where_nobody_promised_the_first)
{
	begin();
	policies[0] = minimal_and(&a, "calendars: {always: {weekly: {mon-sun: '00:00-24:00'}}}\n"
	                          "sla: [{name: all, clocks: {next_response: {target: 1h, calendar: always}}}]\n");
	opens("2026-06-01T08:00", "", "");
	writes("2026-06-01T08:10");
	moves("2026-06-01T09:00", "resolved");
	reopens("2026-06-01T10:00", "customer");
	judge();
	CHECK_INT(clocks.n, 0);
	replies("2026-06-01T10:30");
	writes("2026-06-01T11:00");
	judge();
	SAYS("next_response", 1, "running", "2026-06-01T12:00", "-");
}

TEST(a_manual_reset)
{
	begin();
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T10:00"), "set", "agent", "reset=resolution");
	event(at("2026-06-01T10:30"), "set", "agent", "reset=next_response");   /* not running */
	judge();
	SAYS("resolution", 1, "cancelled", "2026-06-01T16:00", "2026-06-01T10:00");
	SAYS("resolution", 2, "running", "2026-06-01T18:00", "-");
	CHECK_INT(count("next_response"), 0);
	event(at("2026-06-01T18:30"), "set", "agent", "reset=resolution");
	judge();
	SAYS("resolution", 2, "breached", "2026-06-01T18:00", "2026-06-01T18:30");
	SAYS("resolution", 3, "running", "2026-06-02T02:30", "-");
}

TEST(a_policy_applied_to_what_runs)
{
	begin();
	policies[1] = minimal_and(&a, "calendars: {wide: {weekly: {mon-fri: '08:00-20:00'}}}\n"
	                          "plans: {promise: {}, log: {}}\nmarks: {final_reply: Final}\n"
	                          "sla: [{name: new, clocks: {first_response: {target: 2h, calendar: wide}, "
	                          "resolution: {target: 10h, calendar: wide}}}]\n");
	second_from = at("2026-07-01T00:00");
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T11:00"), "set", "rule", "repolicy=2");
	judge();
	/* late already: it keeps its terms and its version */
	SAYS("first_response", 1, "running", "2026-06-01T09:20", "-");
	CHECK_INT(cycle("first_response", 1)->version, 1);
	SAYS("resolution", 1, "running", "2026-06-01T18:00", "-");
	CHECK_INT(cycle("resolution", 1)->version, 2);
	CHECK_INT(clock_counted_at(cycle("resolution", 1), at("2026-06-01T12:00")), 4 * 3600);
	event(at("2026-06-01T12:00"), "set", "agent", "priority=1");
	judge();                               /* still the version it was moved to */
	CHECK_INT(cycle("resolution", 1)->version, 2);
	SAYS("level", 1, "breached", "2026-06-01T10:00", "2026-06-01T11:00");
	SAYS("ack", 1, "breached", "2026-06-01T08:15", "2026-06-01T11:00");
}

TEST(a_policy_applied_where_nothing_ran)
{
	begin();
	policies[1] = good_file(&a, "tests/data/policies/good/clocks.yaml");
	policies[0] = minimal_and(&a, "plans: {promise: {}}\n");
	second_from = at("2026-07-01T00:00");
	opens("2026-06-01T08:00", "promise", "");
	judge();
	CHECK_INT(clocks.n, 0);
	event(at("2026-06-01T11:00"), "set", "rule", "repolicy=2");
	judge();                               /* promised from the contact on */
	SAYS("first_response", 1, "running", "2026-06-01T09:20", "-");
	SAYS("resolution", 1, "running", "2026-06-01T16:00", "-");
	CHECK_INT(cycle("resolution", 1)->version, 2);
}

TEST(a_note_of_a_handover_acknowledges)
{
	struct event *e;

	begin();
	opens("2026-06-01T08:00", "promise", "");
	event(at("2026-06-01T08:05"), "escalate", "rule", "do=up level=2 old.level=1");
	event(at("2026-06-01T08:10"), "escalate", "agent", "do=up level=3 old.level=2");
	judge();
	SAYS("ack", 1, "running", "2026-06-01T08:15", "-");
	e = &events.v[events.n - 1];
	event_add_text(&a, e, PART_BODY, "The bank does not answer.");
	judge();
	SAYS("ack", 1, "met", "2026-06-01T08:15", "2026-06-01T08:10");
}

TEST(deadline_after_all)
{
	begin();                               /* marked before anybody saw that it was a complaint */
	opens("2026-06-01T08:00", "log", "");
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	event(at("2026-06-05T08:00"), "note", "agent", "mark=holding_reply public=1");
	event(at("2026-06-08T08:00"), "set", "agent", "kind=complaint");
	judge();
	SAYS("complaint/answer", 1, "met", "2026-06-22T16:00", "2026-06-05T08:00");
	SAYS("complaint/final", 1, "running", "2026-07-20T16:00", "-");
	event(at("2026-06-09T08:00"), "set", "agent", "kind=incident");
	judge();
	SAYS("complaint/final", 1, "cancelled", "2026-07-20T16:00", "2026-06-09T08:00");
	event(at("2026-06-10T08:00"), "set", "agent", "kind=complaint");
	judge();                               /* a law does not lapse by a slip of the hand */
	SAYS("complaint/answer", 2, "met", "2026-06-22T16:00", "2026-06-05T08:00");
	SAYS("complaint/final", 2, "running", "2026-07-20T16:00", "-");
}

TEST(deadline_of_what_is_closed_at_once)
{
	begin();
	policies[0] = minimal_and(&a, "calendars: {always: {weekly: {mon-sun: '00:00-24:00'}}}\n"
	                          "marks: {done: Done}\ndeadlines: {report: {trigger: resolved, calendar: always, "
	                          "stages: [{within: 1d, met_by: done}], as_of: 2026-01-01, confidence: high, "
	                          "source: a test}}\n");
	event(at("2026-06-01T08:00"), "open", "agent", "kind=incident state=closed class=closed priority=3 level=1");
	judge();
	SAYS("report", 1, "running", "2026-06-03T00:00", "-");
}

TEST(what_began_changed_and_ended_it)
{
	begin();                               /* all in one second: only the sequence tells */
	opens("2026-06-01T08:00", "gravity", "");                                     /* 1 */
	event(at("2026-06-01T08:00"), "set", "agent", "tags=oops");                   /* 2 */
	event(at("2026-06-01T08:00"), "set", "agent", "priority=1");                  /* 3 */
	event(at("2026-06-01T08:00"), "set", "agent", "reset=resolution");            /* 4 */
	event(at("2026-06-01T08:00"), "set", "agent", "tags=");                       /* 5 */
	moves("2026-06-01T08:00", "resolved");                                        /* 6 */
	judge();
	const struct clock_cycle *c = cycle("resolution", 1);
	CHECK_INT(c->tracks.n, 2);
	CHECK_INT(c->tracks.v[0].event, 1);
	CHECK_INT(c->tracks.v[1].event, 3);
	CHECK_INT(c->ended_by, 4);
	CHECK_INT(cycle("resolution", 2)->tracks.v[0].event, 4);
	CHECK_INT(cycle("resolution", 2)->ended_by, 6);
	reopens("2026-06-01T09:00", "agent");
	judge();
	CHECK_INT(cycle("resolution", 2)->ended_by, 0);

	begin();                               /* words: the note, not the move of its second */
	opens("2026-06-01T08:00", "promise", "");
	moves("2026-06-01T08:05", "open");
	replies("2026-06-01T08:05");
	moves("2026-06-01T08:05", "waiting");
	judge();
	CHECK_INT(cycle("first_response", 1)->ended_by, 3);

	begin();                               /* a stage that a later event brought up ended at its mark */
	opens("2026-06-01T08:00", "log", "");
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	event(at("2026-06-05T08:00"), "note", "agent", "mark=holding_reply public=1");
	event(at("2026-06-08T08:00"), "set", "agent", "kind=complaint");
	event(at("2026-06-08T08:00"), "set", "agent", "kind=incident");
	judge();
	CHECK_INT(cycle("complaint/answer", 1)->ended_by, 3);
	CHECK_INT(cycle("complaint/final", 1)->ended_by, 5);
}

TEST(no_rule_no_clock)
{
	begin();
	opens("2026-06-01T08:00", "none", "");
	judge();
	CHECK_INT(clocks.n, 0);
	event(at("2026-06-01T09:00"), "set", "agent", "plan=promise");
	judge();                               /* promised now, from the contact on */
	SAYS("first_response", 1, "running", "2026-06-01T09:20", "-");
	SAYS("resolution", 1, "running", "2026-06-01T16:00", "-");
}

TEST_MAIN(T(pause_then_priority_then_resume), T(priority_while_paused_keeps_the_pause),
          T(opened_in_a_paused_state), T(resolved_three_days_and_back),
          T(back_by_the_customer_begins_responses_anew), T(two_messages_before_an_answer),
          T(thanks_after_resolution), T(resolved_unanswered_after_the_due),
          T(met_exactly_at_the_due_second), T(another_policy_after_a_verdict),
          T(warning_before_monday_morning), T(shares_are_instants), T(raised_on_monday_morning), T(raised_when_more_is_counted_than_promised),
          T(the_contact_starts_it), T(a_breach_stays_through_a_change), T(never_later_pinned_restart),
          T(merged_and_undone), T(split_off_words_do_not_count), T(what_counts_as_an_answer),
          T(met_by_closing_or_by_an_offer), T(levels), T(back_at_another_level), T(deadline_in_stages), T(deadline_found_late),
          T(business_days), T(pause_over_the_repeated_hour), T(spam_has_no_clocks), T(no_rule_no_clock),
          T(spam_by_mistake_never_was), T(an_offer_that_did_not_hold), T(update_begins_with_the_first_response),
          T(next_response_where_nobody_promised_the_first), T(a_manual_reset),
          T(a_policy_applied_to_what_runs), T(a_policy_applied_where_nothing_ran),
          T(a_note_of_a_handover_acknowledges), T(deadline_after_all), T(deadline_of_what_is_closed_at_once),
          T(what_began_changed_and_ended_it))
