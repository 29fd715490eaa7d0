/* Questions to a calendar: pauses lie in order, and the answers keep what the
 * calendar promises. The first byte chooses the question. */
#include "fuzz.h"
#include "in/calline.h"
#include "when/clock.h"

static struct cal *calendar(struct arena *a)
{
	static const struct cal_hours hours[] = {{9 * 3600, 13 * 3600}, {22 * 3600, 30 * 3600}};
	struct cal_rules *r = arena_new(a, struct cal_rules);

	r->name = "fuzz";
	r->zone = zone_utc();
	r->valid_to = INT64_MAX;
	for (int i = 0; i < 5; i++) {
		r->week[i] = hours;
		r->nweek[i] = 2;
	}
	return cal_new(a, r);
}

static void check_answers(struct arena *a, const struct calline_form *form, struct calline *q)
{
	struct cal *c = calendar(a);
	struct cal_pause *v = q->pauses.v;
	size_t n = q->pauses.n;

	if (form->two_instants) {
		int64_t s = cal_elapsed_paused(c, q->at, q->to, v, n);
		PROMISE(s >= 0 && (q->to > q->at || s == 0) && (s == 0 || s <= q->to - q->at));
		return;
	}
	if (q->span.unit != SPAN_SECONDS) {
		int64_t due = cal_due_span(c, q->at, q->span);
		PROMISE(due == AT_NONE || due >= q->at);
		return;
	}
	int64_t due = cal_due_paused(c, q->at, q->span.n, v, n);
	if (due != AT_NONE && q->span.n > 0)
		PROMISE(due > q->at && cal_elapsed_paused(c, q->at, due, v, n) == q->span.n);
	int64_t before = cal_before_paused(c, q->at, q->span.n, v, n);
	cal_sort_pauses(v, n);
	if (before != AT_NONE && q->span.n > 0)
		PROMISE(before < q->at && cal_elapsed_paused(c, before, q->at, v, n) == q->span.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct calline q = {0};
	struct fault f = {0};
	char *fields[CALLINE_FIELDS + 1];

	if (size == 0)
		return 0;
	const struct calline_form form = {data[0] & 1, 1795262400, zone_utc()};
	size_t n = calline_split(arena_dup(&a, data + 1, size - 1), size - 1, fields);
	PROMISE(n <= CALLINE_FIELDS + 1 && (n > 0 || memchr(data + 1, 0, size - 1)));
	int bad = n ? calline_read(&a, &form, fields, n, &q, &f) : EX_USAGE;
	PROMISE(!n || (bad != 0) == (f.code != 0));
	for (size_t i = 0; !bad && i < q.pauses.n; i++)
		PROMISE(q.pauses.v[i].from <= q.pauses.v[i].to && (i == 0 || q.pauses.v[i - 1].from <= q.pauses.v[i].from));
	if (!bad)
		check_answers(&a, &form, &q);
	arena_free(&a);
	return 0;
}
