/* tk-log: events across tickets: what happened since, by whom; follow them. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/opt.h"
#include "domain/event.h"
#include "when/clock.h"
#include "app/app.h"
#include "app/journal.h"
#include "app/refs.h"

static struct {
	const char *since, *until;
	struct opt_list by, kinds, roles;
	int64_t after, limit;
	bool public, follow;
} ask = {.after = -1};

static const struct opt options[] = {
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("only events of these tickets")},
	{OPT_GROUP, .help = N_("Which events")},
	{OPT_TEXT, .name = "since", .value = "T", .target = &ask.since,
	 .help = N_("from this instant or the beginning of this day or month on: -2h, yesterday, 2026-11; "
	            "A..B: in this period")},
	{OPT_TEXT, .name = "until", .value = "T", .target = &ask.until,
	 .help = N_("before this instant, or to the end of this day or month")},
	{OPT_INT, .name = "after", .value = "SEQ", .min = 0, .max = INT64_MAX, .target = &ask.after,
	 .help = N_("after this event, in the order of the record: nothing is missed or seen twice")},
	{OPT_LIST, .name = "by", .value = "PERSON", .complete = "agent", .flags = OPT_NOT | OPT_COMMA,
	 .target = &ask.by, .help = N_("by this agent or rule; \"me\"")},
	{OPT_LIST, .letter = 'k', .name = "kind", .value = "KIND", .flags = OPT_NOT | OPT_COMMA,
	 .words = event_kind_words, .target = &ask.kinds, .help = N_("of this kind")},
	{OPT_LIST, .name = "role", .value = "ROLE", .flags = OPT_NOT | OPT_COMMA, .words = role_words,
	 .target = &ask.roles, .help = N_("by an actor of this role")},
	{OPT_FLAG, .name = "public", .target = &ask.public,
	 .help = N_("only what the customer may see")},
	{OPT_INT, .name = "limit", .value = "N", .min = 1, .max = INT64_MAX, .target = &ask.limit,
	 .help = N_("at most so many, the first ones")},
	{OPT_FLAG, .letter = 'f', .name = "follow", .target = &ask.follow,
	 .help = N_("go on with new events as they come; from now, unless --since or --after")},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_FLAG, .letter = '0', .name = "null", .target = &app_values.nul,
	 .help = N_("end each record with NUL instead of a newline")},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_END, .name = NULL},
};

/* --- which events --- */

/* The end of a day or month; of a mere instant the instant itself. */
static int64_t end_of(const struct app *app, const char *text)
{
	int64_t from, to;

	app_period(app, "--until", text, &from, &to);
	return to < INT64_MAX ? to : from;
}

/* Only A..B gives both ends: a day or month is where it begins. --until and
 * --as-of end it earlier. */
static void read_times(struct app *app, struct journal_filter *f)
{
	int64_t as_of = app_as_of(app);

	f->from = INT64_MIN + 1;
	f->to = INT64_MAX;
	if (ask.since)
		app_period(app, "--since", ask.since, &f->from, &f->to);
	if (ask.since && !strstr(ask.since, ".."))
		f->to = INT64_MAX;
	if (ask.until) {
		int64_t until = end_of(app, ask.until);
		f->to = until < f->to ? until : f->to;
	}
	if (as_of != AT_NONE && as_of + 1 < f->to)
		f->to = as_of + 1;
}

static void read_persons(struct app *app, struct journal_filter *f)
{
	for (size_t i = 0; i < ask.by.n; i++)
		if (strcmp(ask.by.v[i].text, "me") == 0)
			ask.by.v[i].text = app->session.actor;
	f->by = &ask.by;
	f->kinds = &ask.kinds;
	f->roles = &ask.roles;
	f->public = ask.public;
	f->after = ask.after < 0 ? 0 : ask.after;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

struct tickets { const struct app_refs *refs; struct journal_filter *f; };

static int find_tickets(struct app *app, void *arg)
{
	struct tickets *x = arg;
	int64_t *ids = arena_array(app->a, int64_t, x->refs->n);
	int bad = 0;

	for (size_t i = 0; i < x->refs->n; i++) {
		struct fault f = {.file = x->refs->v[i].file, .line = x->refs->v[i].line};
		if (session_ticket(&app->session, &x->refs->v[i].ref, &ids[i], &f) != 0)
			bad = app_fault(&f);
	}
	if (x->refs->n > 1)
		qsort(ids, x->refs->n, sizeof *ids, compare);
	x->f->tickets = ids;
	x->f->ntickets = x->refs->n;
	return bad;
}

static int read_tickets(struct app *app, struct journal_filter *f)
{
	struct app_refs refs = {0};
	struct tickets x = {&refs, f};

	if (app->operands.n == 0)      /* a reader leaves stdin alone */
		return 0;
	if (!app_values.max)
		app_values.max = INT64_MAX;
	int bad = app_refs_read(app, 0, &refs);
	return bad ? bad : app_tx(app, DESK_READ, find_tickets, &x);
}

/* --- following --- */

static int print(struct app *app, void *arg)
{
	(void)app;
	journal_print(arg);
	return 0;
}

static int skip_all(struct app *app, void *arg)
{
	((struct journal *)arg)->seen = desk_head(app->session.desk)->seq;
	return 0;
}

/* Half a second's sleep outside any transaction; false where the reader of
 * stdout has gone away. */
static bool wait_a_little(void)
{
	struct pollfd p = {.fd = STDOUT_FILENO};

	return poll(&p, 1, 500) <= 0 || !(p.revents & (POLLERR | POLLHUP | POLLNVAL));
}

static void follow(struct app *app, struct journal *j)
{
	do {
		app_tx(app, DESK_READ, print, j);
		journal_flush(j);
	} while (!journal_full(j) && !ferror(stdout) && wait_a_little());
}

static int run(struct app *app)
{
	struct journal j = {.limit = ask.limit};
	bool answered;

	read_times(app, &j.f);
	if (ask.follow && j.f.to != INT64_MAX)
		return app_usage(app, "--follow has no end; leave out --until, --as-of and A..B");
	read_persons(app, &j.f);
	int bad = read_tickets(app, &j.f);
	if (!bad) bad = journal_open(app, &j, &answered);
	if (bad || answered)
		return bad;

	if (ask.follow && !ask.since && ask.after < 0)
		app_tx(app, DESK_READ, skip_all, &j);
	if (ask.follow)
		follow(app, &j);
	else
		app_tx(app, DESK_READ, print, &j);
	journal_close(&j);
	return EXIT_DONE;
}

const struct program program = {"tk-log", N_("events across tickets: what happened since, by whom; follow them as they come"),
                                options, NEED_READ, run};
