/* iCalendar: what is read lies in order, and the YAML made of it is a policy's
 * calendar on which exactly these dates are holidays. */
#include "base/str.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "policy/check.h"
#include "policy/holidays.h"
#include "when/civil.h"

enum { UNTIL = 22279 };     /* 2030-12-31 */

static void count(void *arg, const struct fault *f)
{
	PROMISE(f->code == EX_DATAERR && f->text[0] && f->file);
	++*(size_t *)arg;
}

static void check_day(const struct ical_day *d, const struct ical_day *before)
{
	PROMISE(d->day >= civil_day(0, 1, 1) && d->day <= civil_day(9999, 12, 31));
	PROMISE(!d->name || (*d->name && !strpbrk(d->name, "\r\n\t") && utf8_check(d->name, strlen(d->name)) == strlen(d->name)));
	PROMISE(!before || before->yearly > d->yearly || (before->yearly == d->yearly && (d->yearly || before->day <= d->day)));
}

static void check_yaml(struct arena *a, const struct ical *c)
{
	struct holidays h = {holidays_name(a, "fuzz.ics"), "fuzz.ics", "00", false, UNTIL};
	struct policy_report report;
	struct str out = str_new(a);

	holidays_yaml(&out, c, &h);
	if (out.n > 1 << 20)
		return;                /* more than a policy may be */
	struct policy *p = policy_check_calendars(a, "fuzz.yaml", out.p, out.n, &report);
	PROMISE(p != NULL);
	for (size_t i = 0; i < c->n; i++)
		if (!c->days[i].not)
			PROMISE(cal_day(policy_cal(p, "fuzz"), c->days[i].day).why == CAL_HOLIDAY);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	size_t faults = 0;
	const struct ical_report report = {count, &faults};
	struct ical c;
	bool ok = ical_parse(&a, "fuzz.ics", arena_dup(&a, data, size), size, UNTIL, &report, &c);

	PROMISE(ok == (faults == 0) && c.n <= ICAL_MAX_DAYS);
	for (size_t i = 0; i < c.n; i++)
		check_day(&c.days[i], i ? &c.days[i - 1] : NULL);
	if (ok)
		check_yaml(&a, &c);
	arena_free(&a);
	return 0;
}
