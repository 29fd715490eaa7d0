/* ledger: its sums add up, and say what clocks_of() says, whatever happens to
 * a ticket. */
#include "domain/ledger.h"

#include "lib/domain/life.h"
#include "when/clock.h"

static struct ledger ledger;

/* The piece at an instant, as "2026-06-01 counted 2:00:00" and why. */
static const char *piece(const char *when)
{
	char day[16];

	for (size_t i = 0; i < ledger.pieces.n; i++) {
		const struct ledger_piece *p = &ledger.pieces.v[i];
		if (at(when) < p->from || at(when) >= p->to)
			continue;
		civil_print_day(day, p->day);
		return arena_printf(&a, "%s %s %s %s%s%s", day, ledger_kind_words[p->kind], show(p->from),
		                    ledger_why_words[p->why], p->name ? " " : "", p->name ? p->name : "");
	}
	return "none";
}

static void write_ledger(const char *name, int64_t no, const char *now)
{
	ledger_of(&a, cycle(name, no), NULL, at(now), &ledger);
}

TEST(a_pause_over_the_turn_of_the_clock)
{
	begin();                               /* Paris: 03:00 becomes 02:00 on 2025-10-26 */
	opens("2025-10-24T14:00", "office", "");             /* Friday 16:00 */
	moves("2025-10-24T15:00", "waiting");
	moves("2025-10-27T09:00", "open");                   /* Monday 10:00 */
	judge();
	write_ledger("resolution", 1, "2025-10-27T11:00");
	CHECK_STR(piece("2025-10-24T14:00"), "2025-10-24 counted 2025-10-24T14:00 open");
	CHECK_STR(piece("2025-10-24T15:30"), "2025-10-24 paused 2025-10-24T15:00 state waiting");
	CHECK_STR(piece("2025-10-24T16:00"), "2025-10-24 closed 2025-10-24T16:00 hours");
	CHECK_STR(piece("2025-10-26T12:00"), "2025-10-26 closed 2025-10-25T22:00 week");
	CHECK_STR(piece("2025-10-27T08:00"), "2025-10-27 paused 2025-10-27T08:00 state waiting");
	CHECK_STR(piece("2025-10-27T12:00"), "2025-10-27 counted 2025-10-27T11:00 open");
	CHECK_INT(ledger.counted_s, 3 * 3600);
	CHECK_INT(ledger.paused_s, 2 * 3600);
	CHECK_INT(ledger.closed_s, 64 * 3600);
	CHECK_INT(ledger.left_s, 13 * 3600);                 /* of 16 h */
}

TEST(other_terms_on_the_way)
{
	begin();
	opens("2026-06-01T08:00", "gravity", "");            /* wide: 08-20 */
	event(at("2026-06-01T21:00"), "set", "agent", "priority=1");
	judge();
	write_ledger("resolution", 1, "2026-06-01T22:00");
	/* 12 h were counted of 4 h around the clock: it was due then and there */
	CHECK_INT(ledger.counted_s, 13 * 3600);
	CHECK_INT(ledger.closed_s, 3600);
	CHECK_INT(ledger.pieces.n, 3);
	CHECK_INT(ledger.pieces.v[2].track, 1);
}

TEST(holidays_and_special_days_have_names)
{
	begin();
	policies[0] = minimal_and(&a, "calendars: {shop: {weekly: {mon-fri: '09:00-18:00'}, holidays: [{date: 2026-06-02, name: Republic}], "
	                          "special: {'2026-06-03': []}}}\n"
	                          "sla: [{name: all, clocks: {resolution: {target: 100h, calendar: shop}}}]\n");
	opens("2026-06-01T17:00", "", "");
	judge();
	write_ledger("resolution", 1, "2026-06-04T10:00");
	CHECK_STR(piece("2026-06-02T12:00"), "2026-06-02 closed 2026-06-02T00:00 holiday Republic");
	CHECK_STR(piece("2026-06-03T12:00"), "2026-06-03 closed 2026-06-03T00:00 special");
	CHECK_INT(ledger.counted_s, 2 * 3600);
}

static const char *dates(void)
{
	struct str s = str_new(&a);

	for (size_t i = 0; i < ledger.days.n; i++) {
		const struct ledger_day *d = &ledger.days.v[i];
		str_printf(&s, "%.1s%s", ledger_date_words[d->what], d->ahead ? "+" : "");
	}
	return s.p;
}

TEST(business_days_are_told_by_date)
{
	begin();
	opens("2026-06-01T08:00", "log", "kind=complaint");  /* Monday */
	event(at("2026-06-01T08:00"), "note", "agent", "mark=complaint_received");
	judge();
	ledger_of(&a, cycle("complaint/answer", 1), policy_deadline(policies[0], "complaint"),
	          at("2026-06-05T12:00"), &ledger);
	CHECK_STR(dates(), "rcccc+" "c+c+c+c+c+c+c+" "c+c+c+c+c+c+c+" "c+c+c+");
	CHECK_INT(ledger.days.v[ledger.days.n - 1].no, 15);
	CHECK_INT(ledger.days.v[6].what, DATE_CLOSED);
	CHECK_INT(ledger.days.v[6].why, LEDGER_WEEK);
}

TEST(a_last_day_that_is_rolled)
{
	begin();
	policies[0] = minimal_and(&a, "calendars: {office: {weekly: {mon-fri: '09:00-18:00'}}}\nmarks: {done: Done}\n"
	                          "deadlines: {report: {trigger: opened, calendar: office, roll: next, "
	                          "stages: [{within: 5d, met_by: done}], as_of: 2026-01-01, confidence: high, "
	                          "source: a test}, same: {trigger: opened, calendar: office, count_from: same_day, "
	                          "stages: [{within: 2d, met_by: done}], as_of: 2026-01-01, confidence: high, "
	                          "source: a test}}\n");
	opens("2026-06-02T08:00", "", "");                   /* Tuesday, + 5 d: Sunday */
	judge();
	SAYS("report", 1, "running", "2026-06-09T00:00", "-");
	ledger_of(&a, cycle("report", 1), policy_deadline(policies[0], "report"), at("2026-07-01T00:00"), &ledger);
	CHECK_STR(dates(), "rcccccr");
	CHECK_INT(ledger.days.v[6].what, DATE_ROLLED);
	ledger_of(&a, cycle("same", 1), policy_deadline(policies[0], "same"), at("2026-07-01T00:00"), &ledger);
	CHECK_STR(dates(), "cc");
}

/* --- whatever happens --- */

static unsigned seed;

static unsigned any(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 8) % n;
}

static const char *any_of(const char *const *words, unsigned n)
{
	return words[any(n)];
}

static void any_event(int64_t when)
{
	static const char *const states[] = {"open", "waiting", "held", "resolved", "closed"};
	static const char *const plans[] = {"a", "a", "b", "b", "a", "c"};
	const char *state;

	switch (any(9)) {
	case 0: event(when, "note", "agent", "public=1"); break;
	case 1: event(when, "note", "customer", "public=1"); break;
	case 2: event(when, "set", "agent", arena_printf(&a, "priority=%u", 1 + any(3))); break;
	case 3: event(when, "set", "agent", arena_printf(&a, "plan=%s", any_of(plans, 5))); break;
	case 4: event(when, "assign", "agent", arena_printf(&a, "level=%u agent=ana", 1 + any(3))); break;
	case 5: event(when, "note", "agent", any(2) ? "mark=report" : "mark=answer public=1"); break;
	case 6: event(when, "set", "agent", any(2) ? "reset=resolution" : "spam=0"); break;
	default:
		state = any_of(states, 5);
		event(when, "move", any(2) ? "agent" : "customer",
		      arena_printf(&a, "state=%s class=%s", state, state));
	}
}

static int64_t any_life(void)
{
	int64_t when = at("2025-09-20T00:00") + any(200 * 86400);
	unsigned n = any(25);

	memset(&events, 0, sizeof events);
	event(when, "open", "customer", arena_printf(&a, "kind=incident state=new class=new priority=%u level=1 plan=%s "
	      "contact=%lld", 1 + any(3), any(5) ? any(2) ? "a" : "b" : "c", (long long)when - any(20000)));
	while (n--)
		any_event(when += any(3) ? any(30000) : any(8 * 86400));
	return when;
}

/* Every second between start and end lies in one piece, in order. */
static bool is_whole(const struct ledger *l)
{
	int64_t at = l->from;

	for (size_t i = 0; i < l->pieces.n; i++) {
		const struct ledger_piece *p = &l->pieces.v[i];
		if (p->from != at || p->to <= p->from || p->ahead != (p->from >= l->to))
			return false;
		at = p->to;
	}
	return at >= l->to && l->counted_s + l->closed_s + l->paused_s == l->to - l->from;
}

static bool agrees(const struct clock_cycle *c, int64_t now)
{
	struct ledger l;

	ledger_of(&a, c, NULL, now, &l);
	if (!is_whole(&l))
		return false;
	if (now < c->counted_at && clock_open(c))
		return true;                   /* before its row counts on */
	if (l.counted_s != clock_counted_at(c, now))
		return false;
	return !clock_open(c) || c->target_s < 0 || c->due == AT_NONE || c->due <= now ||
	       l.left_s == clock_left_at(c, now);
}

TEST(whatever_happens_the_sums_add_up)
{
	size_t cycles = 0, paused = 0, changed = 0, days = 0;
	struct arena keep = a;

	begin();
	policies[0] = good_file(&keep, "tests/data/policies/good/odd-hours.yaml");
	a = (struct arena){0};
	for (unsigned life = 1; life <= 3000; life++) {
		seed = life;
		int64_t now = any_life() + any(5 * 86400);
		judge();
		for (size_t i = 0; i < clocks.n; i++, cycles++) {
			paused += clocks.v[i].pauses.n > 0;
			changed += clocks.v[i].tracks.n > 1;
			days += clocks.v[i].target_s < 0;
			if (!agrees(&clocks.v[i], now)) {
				printf("life %u: %s %d\n", life, clocks.v[i].name, (int)clocks.v[i].cycle);
				test_bad++;
			}
		}
		arena_reset(&a);
	}
	a = keep;
	CHECK(cycles > 10000);
	CHECK(paused > 2000);
	CHECK(changed > 1000);
	CHECK(days > 500);
}

TEST_MAIN(T(a_pause_over_the_turn_of_the_clock), T(other_terms_on_the_way), T(holidays_and_special_days_have_names),
          T(business_days_are_told_by_date), T(a_last_day_that_is_rolled), T(whatever_happens_the_sums_add_up))
