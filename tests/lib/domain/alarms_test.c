/* alarms: when rules fire, told as the life of a ticket and a list of firings. */
#include "domain/alarms.h"

#include "base/vec.h"
#include "base/words.h"
#include "test.h"

#include "lib/policy/fixture.h"
#include "when/civil.h"

static struct arena a;
static VEC(struct event) events;
static struct policy *policy;

static struct policy *policy_at(void *arg, int64_t at, int64_t *version)
{
	(void)arg;
	(void)at;
	*version = 1;
	return policy;
}

static struct policy *policy_version(void *arg, int64_t version)
{
	(void)arg;
	return version == 1 ? policy : NULL;
}

static struct policy *policy_names(void *arg, int64_t at)
{
	(void)arg;
	(void)at;
	return policy;
}

static const struct clocks_source source = {policy_at, policy_version, policy_names, NULL};

static int64_t at(const char *text)
{
	int64_t t = 0;

	CHECK(civil_parse_rfc3339(arena_printf(&a, "%s:00Z", text), &t));
	return t;
}

/* The policy of the clocks' tests with these rules; a ticket of a plan, opened
 * at an instant. */
static void begin(const char *rules)
{
	size_t n;
	char *bytes = load_file(&a, "tests/data/policies/good/clocks.yaml", &n);
	char *text = arena_printf(&a, "%slevels: {1: {label: One}, 2: {label: Two}}\nescalation:\n%s", bytes, rules);

	memset(&events, 0, sizeof events);
	policy = good_text(&a, "test", text, strlen(text));
}

static void event(const char *when, const char *kind, const char *role, const char *facts)
{
	struct event e = {.seq = (int64_t)events.n + 1, .ticket = 1, .at = at(when), .logged = at(when),
	                  .kind = (enum event_kind)words_find(event_kind_words, kind),
	                  .role = (enum role)words_find(role_words, role), .actor = "ana", .os_user = "ana"};
	size_t n;
	char **part = str_split(&a, facts, ';', &n);

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(part[i], '=');
		if (!equals)
			continue;
		*equals = '\0';
		pairs_add(&a, &e.data, part[i], equals + 1);
	}
	*vec_push(&a, &events) = e;
}

static void opens(const char *when, const char *plan, const char *more)
{
	event(when, "open", "customer",
	      arena_printf(&a, "kind=incident;state=new;class=new;priority=3;level=1;plan=%s;%s", plan, more));
}

static void moves(const char *when, const char *state)
{
	event(when, "move", "agent", arena_printf(&a, "state=%s;class=%s", state, state));
}

static void replies(const char *when) { event(when, "note", "agent", "public=1"); }

static void fires(const char *when, const char *rule, const char *on, int cycle, int n)
{
	event(when, "fire", "rule", arena_printf(&a, "rule=%s;on=%s;cycle=%d;n=%d", rule, on, cycle, n));
}

static const char *show(int64_t t)
{
	char *out = arena_alloc(&a, 24);

	if (t == AT_NONE)
		return "-";
	civil_print_utc(out, t);
	out[16] = '\0';
	return out;
}

static void judge(int64_t now, struct alarms *out)
{
	static const char *const priorities[] = {NULL, "P1", "P2", "P3", "P4"};
	struct clocks clocks;
	struct fault f = {0};

	CHECK_INT(clocks_of(&a, &source, events.v, events.n, &clocks, &f), 0);
	CHECK_STR(f.text, "");
	alarms_of(&a, policy, &clocks, priorities[clocks.t.priority], now, out);
}

/* "rule on/cycle/n instant[ skip]", joined by "; ", then "> " and the next. */
static const char *due(const char *now)
{
	struct alarms x, none;
	struct str s = str_new(&a);
	int64_t first;

	judge(at(now), &x);
	for (size_t i = 0; i < x.n; i++)
		str_printf(&s, "%s%s %s/%d/%d %s%s", i ? "; " : "", x.v[i].rule->name, x.v[i].on, (int)x.v[i].cycle,
		           (int)x.v[i].n, show(x.v[i].due_at), x.v[i].skip ? " skip" : "");
	str_printf(&s, "%s> %s", s.n ? " " : "", show(x.next));
	/* The instant kept beside a ticket does not depend on when it was looked at. */
	first = x.n ? x.v[0].due_at : x.next;
	judge(INT64_MIN, &none);
	CHECK_INT(none.n, 0);
	CHECK_INT(none.next, first);
	return s.p;
}

/* Fires all that is due, as a run at an instant does. */
static int run(const char *now)
{
	struct alarms x;
	int fired = 0;

	judge(at(now), &x);
	for (size_t i = 0; i < x.n; i++) {
		fired += !x.v[i].skip;
		fires(now, x.v[i].rule->name, x.v[i].on, (int)x.v[i].cycle, (int)x.v[i].n);
	}
	return fired;
}

#define NOTIFY ", do: {notify: team}"

TEST(share_of_the_target)
{
	begin("  - {name: warn, on: resolution, at: 80%" NOTIFY "}\n"
	      "  - {name: odd, on: first_response, at: 33.34%" NOTIFY "}\n");
	opens("2026-06-01T07:00", "office", "");            /* Monday 09:00 Paris; 16 h, 4 h */
	CHECK_STR(due("2026-06-01T07:59"), "> 2026-06-01T08:20");    /* ceil of a second */
	CHECK_STR(due("2026-06-01T08:21"), "odd first_response/1/1 2026-06-01T08:20 > 2026-06-02T10:48");
}

TEST(before_the_deadline_in_business_time)         /* 14 */
{
	begin("  - {name: warn, on: resolution, at: -4h" NOTIFY "}\n");
	opens("2026-06-04T09:30", "office", "");            /* Thursday 11:30 Paris; 16 h: Monday 09:30 */
	CHECK_STR(due("2026-06-04T10:00"), "> 2026-06-05T12:30");     /* Friday 14:30 */
	begin("  - {name: warn, on: resolution, at: -4h" NOTIFY "}\n");
	opens("2026-06-03T14:30", "office", "");            /* Wednesday 16:30: due Friday 14:30 */
	CHECK_STR(due("2026-06-03T15:00"), "> 2026-06-05T08:30");
	begin("  - {name: warn, on: resolution, at: -4h" NOTIFY "}\n");
	opens("2026-06-04T15:30", "office", "");            /* Thursday 17:30: due Monday 15:30 */
	CHECK_STR(due("2026-06-04T16:00"), "> 2026-06-08T09:30");
	begin("  - {name: early, on: first_response, at: -4h" NOTIFY "}\n");
	opens("2026-06-01T08:00", "promise", "");           /* 80 min: never before its start */
	CHECK_STR(due("2026-06-01T08:00"), "early first_response/1/1 2026-06-01T08:00 > -");
}

TEST(after_the_deadline_without_pauses)
{
	begin("  - {name: late, on: resolution, at: +2h" NOTIFY "}\n");
	opens("2026-06-01T07:00", "office", "");            /* due Tuesday 16:00 Paris */
	CHECK_STR(due("2026-06-01T08:00"), "> 2026-06-02T16:00");     /* 18:00, closing time */
	moves("2026-06-02T15:00", "waiting");               /* 17:00: one of the two hours is left */
	CHECK_STR(due("2026-06-02T20:00"), "> -");
	moves("2026-06-03T08:00", "open");                  /* Wednesday 10:00 */
	CHECK_STR(due("2026-06-03T08:30"), "> 2026-06-03T09:00");
}

TEST(repeats_count_in_the_calendar)
{
	begin("  - {name: over, on: resolution, at: 0, repeat: 9h, max: 3, catch_up: all" NOTIFY "}\n");
	opens("2026-06-04T07:00", "office", "");            /* due Friday 16:00 Paris */
	CHECK_STR(due("2026-06-05T13:00"), "> 2026-06-05T14:00");
	CHECK_STR(due("2026-06-09T13:59"), "over resolution/1/1 2026-06-05T14:00; "
	          "over resolution/1/2 2026-06-08T14:00 > 2026-06-09T14:00");
	CHECK_STR(due("2026-07-01T00:00"), "over resolution/1/1 2026-06-05T14:00; "
	          "over resolution/1/2 2026-06-08T14:00; over resolution/1/3 2026-06-09T14:00 > -");
	fires("2026-06-05T14:00", "over", "resolution", 1, 1);
	CHECK_STR(due("2026-06-05T14:01"), "> 2026-06-08T14:00");
	fires("2026-06-08T14:00", "over", "resolution", 1, 2);
	fires("2026-06-09T14:00", "over", "resolution", 1, 3);
	CHECK_STR(due("2026-07-01T00:00"), "> -");
}

TEST(catch_up_last_passes_the_older_over)
{
	begin("  - {name: over, on: resolution, at: 0, repeat: 9h, max: 5" NOTIFY "}\n");
	opens("2026-06-04T07:00", "office", "");
	CHECK_STR(due("2026-06-09T13:59"), "over resolution/1/1 2026-06-05T14:00 skip; "
	          "over resolution/1/2 2026-06-08T14:00 > 2026-06-09T14:00");
}

TEST(catch_up_none_lets_old_ones_pass)
{
	begin("  - {name: over, on: resolution, at: 0, repeat: 9h, max: 5, catch_up: none, late_after: 10h" NOTIFY "}\n"
	      "  - {name: rest, on: state resolved, at: +1h, catch_up: none, late_after: 1d" NOTIFY "}\n");
	opens("2026-06-04T07:00", "office", "");            /* late_after in the clock's hours */
	CHECK_STR(due("2026-06-08T15:01"), "over resolution/1/1 2026-06-05T14:00 skip; "
	          "over resolution/1/2 2026-06-08T14:00 > 2026-06-09T14:00");
	CHECK_STR(due("2026-06-08T14:59"), "over resolution/1/1 2026-06-05T14:00; "
	          "over resolution/1/2 2026-06-08T14:00 > 2026-06-09T14:00");
	moves("2026-06-08T15:00", "resolved");              /* a day in the desk's zone: to its end */
	CHECK_STR(due("2026-06-10T00:00"), "rest state resolved/1/1 2026-06-08T16:00 > -");
	CHECK_STR(due("2026-06-10T00:01"), "rest state resolved/1/1 2026-06-08T16:00 skip > -");
}

TEST(a_weekend_without_a_run)                      /* 13 */
{
	begin("  - {name: warn, on: first_response, at: 80%" NOTIFY "}\n"
	      "  - {name: over, on: first_response, at: 0, repeat: 4h, max: 3" NOTIFY "}\n"
	      "  - {name: boss, on: resolution, at: 80%" NOTIFY "}\n"
	      "  - {name: late, on: resolution, at: 0" NOTIFY "}\n");
	opens("2026-06-05T15:00", "promise", "");           /* Friday; 80 min, 8 h around the clock */
	CHECK_STR(due("2026-06-07T15:00"), "warn first_response/1/1 2026-06-05T16:04; "
	          "over first_response/1/1 2026-06-05T16:20 skip; over first_response/1/2 2026-06-05T20:20 skip; "
	          "boss resolution/1/1 2026-06-05T21:24; late resolution/1/1 2026-06-05T23:00; "
	          "over first_response/1/3 2026-06-06T00:20 > -");
	CHECK_INT(run("2026-06-07T15:00"), 4);              /* one notice a rule */
	CHECK_INT(run("2026-06-07T15:00"), 0);
	CHECK_STR(due("2026-06-20T00:00"), "> -");
}

TEST(a_cycle_that_ended_fires_nothing)
{
	begin("  - {name: warn, on: first_response, at: 50%" NOTIFY "}\n"
	      "  - {name: late, on: first_response, at: 0" NOTIFY "}\n");
	opens("2026-06-01T08:00", "promise", "");
	CHECK_STR(due("2026-06-01T10:00"), "warn first_response/1/1 2026-06-01T08:40; "
	          "late first_response/1/1 2026-06-01T09:20 > -");
	replies("2026-06-01T09:59");
	CHECK_STR(due("2026-06-01T10:00"), "> -");
}

TEST(another_cycle_fires_anew)
{
	begin("  - {name: late, on: next_response, at: 0" NOTIFY "}\n");
	opens("2026-06-01T08:00", "promise", "");
	replies("2026-06-01T08:10");
	event("2026-06-01T09:00", "note", "customer", "public=1");
	CHECK_STR(due("2026-06-01T10:00"), "late next_response/1/1 2026-06-01T10:00 > -");
	fires("2026-06-01T10:00", "late", "next_response", 1, 1);
	replies("2026-06-01T10:30");
	event("2026-06-01T11:00", "note", "customer", "public=1");
	CHECK_STR(due("2026-06-01T11:30"), "> 2026-06-01T12:00");
	CHECK_STR(due("2026-06-01T12:00"), "late next_response/2/1 2026-06-01T12:00 > -");
}

TEST(a_changed_target_does_not_arm_again)
{
	begin("  - {name: warn, on: resolution, at: 50%" NOTIFY "}\n"
	      "  - {name: over, on: resolution, at: 0, repeat: 1h, max: 2" NOTIFY "}\n");
	opens("2026-06-01T08:00", "gravity", "priority=1");  /* 4 h */
	fires("2026-06-01T10:00", "warn", "resolution", 1, 1);
	event("2026-06-01T10:30", "set", "agent", "priority=3");     /* 20 h on Mon-Fri 08-20 */
	CHECK_STR(due("2026-06-01T11:00"), "> 2026-06-02T16:00");
	event("2026-06-01T11:30", "set", "agent", "priority=1");
	CHECK_STR(due("2026-06-01T11:45"), "> 2026-06-01T12:00");
	fires("2026-06-01T12:00", "over", "resolution", 1, 1);
	CHECK_STR(due("2026-06-01T12:30"), "> 2026-06-01T13:00");
}

TEST(a_change_that_makes_it_due_at_once)
{
	begin("  - {name: warn, on: resolution, at: 50%" NOTIFY "}\n");
	opens("2026-06-01T08:00", "gravity", "");            /* 20 h */
	CHECK_STR(due("2026-06-01T11:00"), "> 2026-06-01T18:00");
	event("2026-06-01T11:00", "set", "agent", "priority=1");     /* 3 of 4 h are gone */
	CHECK_STR(due("2026-06-01T11:00"), "warn resolution/1/1 2026-06-01T11:00 > -");
}

TEST(pauses_hold_what_is_not_due_yet)
{
	begin("  - {name: warn, on: resolution, at: 50%" NOTIFY "}\n"
	      "  - {name: over, on: resolution, at: 0" NOTIFY "}\n");
	opens("2026-06-01T08:00", "promise", "");            /* 8 h */
	moves("2026-06-01T13:00", "waiting");
	CHECK_STR(due("2026-06-02T00:00"), "warn resolution/1/1 2026-06-01T12:00 > -");
	moves("2026-06-02T08:00", "open");
	CHECK_STR(due("2026-06-02T08:00"), "warn resolution/1/1 2026-06-01T12:00 > 2026-06-02T11:00");
}

TEST(time_in_a_state)
{
	begin("  - {name: quiet, on: state resolved, at: +30d, do: {move: closed}}\n"
	      "  - {name: silent, on: state waiting, at: +2bd, calendar: paris" NOTIFY "}\n"
	      "  - {name: hours, on: state waiting, at: +4h, repeat: 9h, max: 2, calendar: paris" NOTIFY "}\n"
	      "  - {name: weeks, on: state held, at: +2w" NOTIFY "}\n");
	opens("2026-06-01T07:00", "none", "");
	CHECK_STR(due("2026-06-01T08:00"), "> -");
	moves("2026-06-05T13:00", "waiting");               /* Friday 15:00 Paris */
	CHECK_STR(due("2026-06-05T14:00"), "> 2026-06-08T08:00");
	CHECK_STR(due("2026-06-09T16:00"), "hours state waiting/1/1 2026-06-08T08:00 skip; "
	          "hours state waiting/1/2 2026-06-09T08:00; silent state waiting/1/1 2026-06-09T16:00 > -");
	moves("2026-06-09T17:00", "open");
	CHECK_STR(due("2026-06-12T00:00"), "> -");
	moves("2026-06-12T13:00", "waiting");               /* the second entry */
	CHECK_STR(due("2026-06-15T08:00"), "hours state waiting/2/1 2026-06-15T08:00 > 2026-06-16T08:00");
	moves("2026-06-15T09:00", "held");
	CHECK_STR(due("2026-06-15T10:00"), "> 2026-06-30T00:00");
	moves("2026-06-15T11:00", "resolved");              /* 30 days: to the end of the date */
	CHECK_STR(due("2026-07-15T23:59"), "> 2026-07-16T00:00");
	CHECK_STR(due("2026-07-16T00:00"), "quiet state resolved/1/1 2026-07-16T00:00 > -");
}

TEST(opened_in_the_state_that_is_watched)
{
	begin("  - {name: stuck, on: state new, at: +2h" NOTIFY "}\n");
	opens("2026-06-01T07:00", "none", "");
	CHECK_STR(due("2026-06-01T09:00"), "stuck state new/1/1 2026-06-01T09:00 > -");
}

TEST(a_longer_hold_is_the_same_entry)
{
	begin("  - {name: stuck, on: state held, at: +2d" NOTIFY "}\n");
	opens("2026-06-01T07:00", "none", "");
	moves("2026-06-01T08:00", "held");
	moves("2026-06-02T08:00", "held");
	CHECK_STR(due("2026-06-02T09:00"), "> 2026-06-04T00:00");
}

TEST(time_at_a_level)
{
	begin("  - {name: stuck, on: level 2, at: +2h" NOTIFY "}\n");
	opens("2026-06-01T07:00", "none", "");
	event("2026-06-01T08:00", "escalate", "agent", "do=up;level=2;old.level=1");
	CHECK_STR(due("2026-06-01T09:00"), "> 2026-06-01T10:00");
	event("2026-06-01T09:00", "escalate", "agent", "do=down;level=1;old.level=2");
	CHECK_STR(due("2026-06-01T12:00"), "> -");
	event("2026-06-01T13:00", "escalate", "agent", "do=up;level=2;old.level=1");
	CHECK_STR(due("2026-06-01T14:00"), "> 2026-06-01T15:00");
	fires("2026-06-01T15:00", "stuck", "level 2", 2, 1);
	moves("2026-06-01T16:00", "resolved");
	CHECK_STR(due("2026-06-02T00:00"), "> -");
	event("2026-06-10T08:00", "move", "customer", "state=open;class=open;by=customer");
	CHECK_STR(due("2026-06-10T08:00"), "> 2026-06-10T10:00");     /* it arrives there again */
	CHECK_STR(due("2026-06-10T10:00"), "stuck level 2/3/1 2026-06-10T10:00 > -");
}

TEST(deadlines_stage_by_stage)
{
	begin("  - {name: near, on: deadline complaint, at: 80%" NOTIFY "}\n"
	      "  - {name: day, on: deadline complaint, at: -1bd" NOTIFY "}\n");
	opens("2026-06-01T08:00", "none", "kind=complaint");
	event("2026-06-01T09:00", "note", "agent", "mark=complaint_received");       /* 15bd: 22 June 18:00 */
	CHECK_STR(due("2026-06-01T10:00"), "> 2026-06-17T16:00");
	CHECK_STR(due("2026-06-17T16:00"), "near deadline complaint/answer/1/1 2026-06-17T16:00 > 2026-06-19T16:00");
	fires("2026-06-17T16:00", "near", "deadline complaint/answer", 1, 1);
	moves("2026-06-18T08:00", "resolved");              /* the law still runs */
	CHECK_STR(due("2026-06-18T09:00"), "> 2026-06-19T16:00");
	event("2026-06-19T08:00", "note", "agent", "public=1;mark=holding_reply");
	CHECK_STR(due("2026-06-19T17:00"), "> 2026-07-09T16:00");     /* the next stage: 28 of 35bd */
}

TEST(only_tickets_that_match)
{
	begin("  - {name: one, on: first_response, at: 50%, match: {priorities: P1}" NOTIFY "}\n"
	      "  - {name: two, on: first_response, at: 50%, match: {plans: office}" NOTIFY "}\n");
	opens("2026-06-01T08:00", "promise", "");
	CHECK_STR(due("2026-06-01T08:00"), "> -");
	event("2026-06-01T08:10", "set", "agent", "priority=1");
	CHECK_STR(due("2026-06-01T08:10"), "> 2026-06-01T08:40");
}

TEST(spam_and_merged_fire_nothing)
{
	static const char rules[] = "  - {name: quiet, on: state closed, at: +1h" NOTIFY "}\n"
	                            "  - {name: late, on: resolution, at: 0" NOTIFY "}\n"
	                            "  - {name: stuck, on: level 1, at: +2h" NOTIFY "}\n";
	begin(rules);
	opens("2026-06-01T07:00", "promise", "");
	event("2026-06-01T08:00", "merge", "agent", "into=7;state=closed;class=closed;resolved=1780300800;closed=1780300800");
	CHECK_STR(due("2026-06-02T00:00"), "> -");
	begin(rules);
	opens("2026-06-01T07:00", "promise", "");
	event("2026-06-01T08:00", "set", "agent", "spam=1");
	event("2026-06-01T08:00", "move", "agent", "state=closed;class=closed;by=spam");
	CHECK_STR(due("2026-06-02T00:00"), "> -");
	begin(rules);
	opens("2026-06-01T07:00", "promise", "");
	moves("2026-06-01T08:00", "closed");
	CHECK_STR(due("2026-06-01T09:00"), "quiet state closed/1/1 2026-06-01T09:00 > -");
}

TEST(history_from_elsewhere_is_no_news)            /* 20 */
{
	begin("  - {name: warn, on: resolution, at: 50%" NOTIFY "}\n"
	      "  - {name: over, on: resolution, at: 0, repeat: 1h, max: 9" NOTIFY "}\n"
	      "  - {name: quiet, on: state resolved, at: +30d, do: {move: closed}}\n");
	opens("2020-06-01T08:00", "promise", "imported=1780315200");          /* 2026-06-01 12:00 */
	CHECK_STR(due("2026-06-01T12:00"), "> -");
	begin("  - {name: warn, on: resolution, at: 50%" NOTIFY "}\n"
	      "  - {name: over, on: resolution, at: 0, repeat: 1h, max: 9" NOTIFY "}\n");
	opens("2026-06-01T03:00", "promise", "imported=1780315200");          /* due 11:00 */
	CHECK_STR(due("2026-06-01T12:30"), "> 2026-06-01T13:00");
	CHECK_STR(due("2026-06-01T13:00"), "over resolution/1/3 2026-06-01T13:00 > 2026-06-01T14:00");
}

TEST_MAIN(T(share_of_the_target), T(before_the_deadline_in_business_time),
          T(after_the_deadline_without_pauses), T(repeats_count_in_the_calendar),
          T(catch_up_last_passes_the_older_over), T(catch_up_none_lets_old_ones_pass),
          T(a_weekend_without_a_run), T(a_cycle_that_ended_fires_nothing), T(another_cycle_fires_anew),
          T(a_changed_target_does_not_arm_again), T(a_change_that_makes_it_due_at_once),
          T(pauses_hold_what_is_not_due_yet), T(time_in_a_state),
          T(opened_in_the_state_that_is_watched), T(a_longer_hold_is_the_same_entry),
          T(time_at_a_level), T(deadlines_stage_by_stage), T(only_tickets_that_match),
          T(spam_and_merged_fire_nothing), T(history_from_elsewhere_is_no_news))
