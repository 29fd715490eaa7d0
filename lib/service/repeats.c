/* repeats: did a customer come again with the same? */
#include "service/repeats.h"

#include <stdlib.h>

#include "base/vec.h"

/* Two categories whose numbers are the same would be taken for one: 64 bits. */
struct contact { int64_t customer; uint64_t category; int64_t opened; };

struct repeats {
	struct arena *a;
	struct { struct contact *v; size_t n, cap; } contacts;
};

static uint64_t number_of(const char *category)
{
	uint64_t h = UINT64_C(14695981039346656037);   /* FNV-1a */

	for (const char *p = category ? category : ""; *p; p++)
		h = (h ^ (unsigned char)*p) * UINT64_C(1099511628211);
	return h;
}

static void add(void *arg, const struct case_ *c)
{
	struct repeats *r = arg;

	if (c->t->customer)
		*vec_push(r->a, &r->contacts) = (struct contact){c->t->customer, number_of(c->t->category), c->t->opened};
}

static int in_order(const void *a, const void *b)
{
	const struct contact *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->category != y->category)
		return x->category < y->category ? -1 : 1;
	return x->opened < y->opened ? -1 : x->opened > y->opened;
}

struct repeats *repeats_open(const struct session *s, struct arena *a, const struct cases_query *q, int64_t window_s)
{
	struct find these = {.in_state_s = -1, .idle_s = -1, .spam = FIND_SPAM_TOO};
	struct repeats *r = arena_new(a, struct repeats);
	struct cases_query all = {.cohort = COHORT_OPENED, .from = q->from, .to = INT64_MAX, .find = &these,
	                          .as_of = q->as_of, .want = CASES_CUSTOMER | CASES_CATEGORY | CASES_ENTERED};

	r->a = a;
	if (find_few_customers(q->find))       /* others' cases are no repeats of theirs */
		these.by[FIND_CUSTOMER] = q->find->by[FIND_CUSTOMER];
	if (q->to < INT64_MAX - window_s)
		all.to = q->to + window_s;
	cases_each(s, a, &all, add, r);
	if (r->contacts.n > 1)
		qsort(r->contacts.v, r->contacts.n, sizeof *r->contacts.v, in_order);
	return r;
}

bool repeats_any(const struct repeats *r, const struct ticket *t, int64_t after, int64_t until)
{
	struct contact key = {t->customer, number_of(t->category), after + 1};
	size_t low = 0, high = r->contacts.n;

	if (!t->customer)
		return false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (in_order(&r->contacts.v[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->contacts.n && r->contacts.v[low].customer == key.customer &&
	       r->contacts.v[low].category == key.category && r->contacts.v[low].opened <= until;
}
