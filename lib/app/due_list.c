/* due_list: a run of the escalation rules, and the list of what it did. */
#include "app/due_list.h"

#include <inttypes.h>
#include <string.h>

#include "app/list.h"
#include "base/str.h"
#include "service/due.h"

enum { FIRINGS = 2000 };               /* in a transaction: others write in between */

enum column { C_REF, C_RULE, C_ON, C_DUE, C_DID, C_CYCLE, C_N, C_AT, C_TO, C_SKIPPED, C_FAILED, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_REF] = {"ref", N_("Ref"), OUT_REF, N_("number of the ticket"), 0},
	[C_RULE] = {"rule", N_("Rule"), OUT_TEXT, N_("the rule that fired"), 0},
	[C_ON] = {"on", N_("On"), OUT_TEXT, N_("what it watches: a clock, \"state NAME\", \"level N\", \"deadline NAME\""), 0},
	[C_DUE] = {"due_at", N_("Due"), OUT_AT, N_("when it was due by the rule"), 0},
	[C_DID] = {"did", N_("Did"), OUT_TEXT, N_("what was done, or why nothing was"), OUT_FLEX},
	[C_CYCLE] = {"cycle", N_("Cycle"), OUT_INT, N_("cycle of the clock, or how often it came to the state or level"), 0},
	[C_N] = {"n", N_("No"), OUT_INT, N_("1, or the number of the repetition"), 0},
	[C_AT] = {"at", N_("At"), OUT_AT, N_("when it was recorded"), 0},
	[C_TO] = {"to", N_("To"), OUT_LIST, N_("who is to be told: @agent, customer"), OUT_FLEX},
	[C_SKIPPED] = {"skipped", N_("Skipped"), OUT_TEXT,
		N_("late: passed over by catch_up; empty: nobody was there to be told"), 0},
	[C_FAILED] = {"failed", N_("Failed"), OUT_TEXT, N_("what could not be done, and why"), OUT_FLEX},
};

struct job {
	struct app *app;
	struct due_run run;
	struct out *out;
	const struct out_column **picked;
	size_t npicked;
	bool idle;
};

/* --- a row --- */

static const char *did(struct arena *a, const struct due_done *x)
{
	struct str s = str_new(a);

	if (x->skipped)
		return str_eq(x->skipped, "late") ? "skipped: too late" : "skipped: nobody to tell";
	if (x->did)
		str_add(&s, x->did);
	if (x->to.n)
		str_printf(&s, "%stell %s", s.n ? "; " : "", parties_list(a, &x->to));
	if (x->failed)
		str_printf(&s, "%s%s", s.n ? "; " : "", x->failed);
	return s.p;
}

static struct out_cell cell(struct arena *a, const struct due_done *x, size_t column)
{
	switch (column) {
	case C_REF: return out_ref(arena_printf(a, "%" PRId64, x->ticket));
	case C_RULE: return out_text(x->rule);
	case C_ON: return out_text(x->on);
	case C_DUE: return out_at(x->due_at);
	case C_DID: return out_text(did(a, x));
	case C_CYCLE: return out_int(x->cycle);
	case C_N: return out_int(x->n);
	case C_AT: return out_at(x->at);
	case C_TO: return out_list(x->to.n ? x->to.v : NULL, x->to.n);
	case C_SKIPPED: return out_text(x->skipped);
	default: return out_text(x->failed);
	}
}

static void print(struct job *j)
{
	struct out_cell cells[N_COLUMNS];

	for (size_t i = 0; i < j->run.done.n; i++) {
		for (size_t k = 0; k < j->npicked; k++)
			cells[k] = cell(&j->run.tx, &j->run.done.v[i], (size_t)(j->picked[k] - columns));
		out_row(j->out, cells);
	}
}

/* --- transactions --- */

static int look(struct app *app, void *arg)
{
	struct job *j = arg;

	j->idle = due_idle(&app->session);
	return 0;
}

/* A dry run is rolled back: it does all at once. */
static int begin(struct app *app, void *arg)
{
	struct job *j = arg;
	struct fault f = {0};

	if (session_check(&app->session, RIGHT_ESCALATE, &f) != 0)
		return app_fault(&f);
	due_arm(&app->session);
	due_begin(&j->run, &app->session);
	if (app->session.dry_run && due_take(&j->run, 0))
		due_fire(&j->run);
	return 0;
}

static int fire(struct app *app, void *arg)
{
	(void)app;
	due_fire(&((struct job *)arg)->run);
	return 0;
}

static int run_all(struct job *j)
{
	int bad = app_tx(j->app, DESK_WRITE, begin, j);

	if (bad || j->app->session.dry_run) {
		print(j);
		return bad;
	}
	while (!bad && due_take(&j->run, FIRINGS)) {
		if ((bad = app_tx(j->app, DESK_WRITE, fire, j)) == 0) {
			print(j);
			due_settle(&j->run);
		}
	}
	return bad;
}

int due_list(struct app *app)
{
	struct job j = {.app = app};
	struct fault f = {0};
	int bad = app_list(app, columns, N_COLUMNS, "ref,rule,on,due_at,did", &j.out, &j.picked, &j.npicked);

	if (bad || !j.out)
		return bad;
	if (session_check(&app->session, RIGHT_ESCALATE, &f) != 0)
		return app_fault(&f);
	bad = app_tx(app, DESK_READ, look, &j);
	if (!bad && !j.idle)
		bad = run_all(&j);
	out_close(j.out);
	due_end(&j.run);
	return bad;
}
