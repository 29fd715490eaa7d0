/* quota: how many cases a customer's plan includes. */
#include "service/quota.h"

#include <string.h>

#include "base/str.h"
#include "store/customers.h"
#include "when/zone.h"

/* The period that holds now: [*from, *to). */
static void bounds(struct policy *p, const char *per, int64_t now, int64_t *from, int64_t *to)
{
	const struct zone *z = policy_zone(p, policy_head(p)->zone);

	if (!z)
		z = zone_utc();
	struct civil c = zone_civil(z, now);
	int months = str_eq(per, "year") ? 12 : str_eq(per, "quarter") ? 3 : 1;
	int64_t first = civil_day(c.year, (c.month - 1) / months * months + 1, 1);
	*from = zone_at(z, first, 0);
	*to = zone_at(z, civil_add_months(first, months), 0);
}

struct quota quota_period(struct policy *p, const char *plan, int64_t now)
{
	const struct policy_plan *x = plan ? policy_plan(p, plan) : NULL;
	struct quota q = {0};

	if (!x || x->quota <= 0)
		return q;
	q.tickets = x->quota;
	q.per = x->quota_per;
	bounds(p, q.per, now, &q.from, &q.to);
	return q;
}

struct quota quota_of(const struct session *s, int64_t customer, const char *plan, int64_t now)
{
	struct quota q = quota_period(s->policy, plan, now);

	if (q.tickets)
		q.used = customers_cases(s->desk, customer, q.from, q.to < now ? q.to : now + 1);
	return q;
}

bool quota_is_short(const struct quota *q)
{
	return q->tickets && q->used * 5 >= q->tickets * 4;
}
