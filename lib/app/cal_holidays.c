/* cal_holidays: from an iCalendar file to the YAML of a calendar. */
#include "app/cal_holidays.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/io.h"
#include "base/str.h"
#include "in/ical.h"
#include "policy/holidays.h"
#include "policy/value.h"
#include "when/civil.h"
#include "when/read.h"

enum { FAULTS_SHOWN = 20, YEARS_AHEAD = 5 };

struct faults { size_t n; };

static void say(void *arg, const struct fault *f)
{
	struct faults *faults = arg;

	if (++faults->n <= FAULTS_SHOWN)
		warn_fault(f);
}

/* The day up to which rules without an end are written out. */
static int64_t last_day(const struct app *app, const char *until)
{
	int64_t from, to;

	if (!until)
		return civil_day(zone_civil(zone_utc(), app->session.now).year + YEARS_AHEAD, 12, 31);
	app_period(app, "--until", until, &from, &to);
	return zone_day(app->zone, to == INT64_MAX ? from : to - 1);
}

static bool zone_is_known(struct app *app, const struct ical *c)
{
	return c->zone && zone_load(app->a, c->zone, NULL) != NULL;
}

static void print(struct app *app, const struct cal_holidays *want, const struct ical *c, int64_t until,
                  const char *bytes, size_t n)
{
	bool stream = str_eq(want->file, "-");
	const char *slash = strrchr(want->file, '/');
	unsigned char digest[DIGEST_LEN];
	char hex[DIGEST_HEX];
	struct holidays h = {.calendar = want->calendar, .digest = hex, .zone = zone_is_known(app, c), .until = until};
	struct str out = str_new(app->a);

	digest_of(digest, NULL, 0, bytes, n);
	digest_hex(hex, digest, DIGEST_LEN);
	h.file = stream ? "standard input" : slash ? slash + 1 : want->file;
	if (!h.calendar)
		h.calendar = holidays_name(app->a, stream ? "holidays" : h.file);
	holidays_yaml(&out, c, &h);
	fwrite(out.p, 1, out.n, stdout);
}

int cal_holidays_print(struct app *app, const struct cal_holidays *h)
{
	int64_t until = last_day(app, h->until);
	struct fault f = {0};
	struct faults faults = {0};
	const struct ical_report report = {say, &faults};
	struct ical c;
	size_t n;

	if (h->calendar && !value_name(h->calendar))
		return app_usage(app, _("--name: \"%s\" is no name of a calendar: letters, digits, - and _"), h->calendar);
	char *bytes = io_load(app->a, h->file, ICAL_MAX_BYTES, &n, &f);
	if (!bytes)
		return app_fault(&f);
	if (!ical_parse(app->a, str_eq(h->file, "-") ? "stdin" : h->file, bytes, n, until, &report, &c)) {
		if (faults.n > FAULTS_SHOWN)
			warn(_("%s: and %zu more"), h->file, faults.n - FAULTS_SHOWN);
		return EX_DATAERR;
	}
	print(app, h, &c, until, bytes, n);
	if (c.n == 0)
		warn(_("%s: there is no whole-day event in it"), h->file);
	return EXIT_DONE;
}
