/* cal_source: where tk-cal finds its calendars: a file, or the desk's policy. */
#include "app/cal_source.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/policy_source.h"
#include "base/io.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/check.h"
#include "when/civil.h"

enum { FILE_MAX = 1 << 20 };

/* As a policy's name, or the name of a file of share/calendars. */
static const char *find_file(struct arena *a, const char *name)
{
	const char *found = policy_file_find(a, name);
	const char *shared = io_share(a, arena_printf(a, "calendars/%s%s", name, str_ends(name, ".yaml") ? "" : ".yaml"));
	bool plain = found == name && !strchr(name, '/') && !str_eq(name, "-") && access(name, F_OK) != 0;

	return plain && access(shared, F_OK) == 0 ? shared : found;
}

static int open_file(struct app *app, const char *name, struct policy **p)
{
	struct policy_file file = {.path = find_file(app->a, name)};
	struct fault f = {0};

	file.bytes = io_load(app->a, file.path, FILE_MAX, &file.n, &f);
	if (!file.bytes)
		return app_fault(&f);
	if (str_eq(file.path, "-"))
		file.path = "stdin";
	*p = policy_check_calendars(app->a, file.path, file.bytes, file.n, &file.report);
	if (!*p)
		policy_print_report(&file, stderr);
	return *p ? 0 : EX_DATAERR;
}

int cal_source_open(struct app *app, const char *file, struct policy **p)
{
	struct policy_at x;

	if (file)
		return open_file(app, file, p);
	int bad = policy_version_find(app, 0, &x);
	*p = app->session.policy;
	return bad;
}

int cal_source_find(struct app *app, struct policy *p, const char *name, struct cal **c)
{
	struct names all = policy_calendar_names(p);

	*c = policy_cal(p, name);
	if (*c)
		return 0;
	if (all.n == 0)
		return app_usage(app, _("there is no calendar \"%s\", nor any other"), name);
	return app_usage(app, _("there is no calendar \"%s\"%s; known: %s"), name,
	                 words_hint(app->a, all.v, name), words_list(app->a, all.v));
}

const char *cal_wall(struct arena *a, const struct zone *z, int64_t at)
{
	static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	struct civil c = zone_civil(z, at);
	int64_t day = zone_day(z, at);
	const char *abbrev;
	char date[16], seconds[8] = "";

	zone_offset(z, at, &abbrev);
	civil_print_day(date, day);
	if (c.second != 0)
		snprintf(seconds, sizeof seconds, ":%02d", c.second);
	return arena_printf(a, "%s %s %02d:%02d%s %s", _(weekdays[civil_weekday(day)]), date, c.hour, c.minute, seconds, abbrev);
}
