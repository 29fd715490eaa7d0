/* tk-link - problems and incidents, parents and children, duplicates; merge, split, and undo of both */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "service/join.h"
#include "service/link.h"
#include "service/reach.h"
#include "service/split.h"
#include "app/apply.h"
#include "app/related_list.h"
#include "app/text.h"

static struct { const char *relation, *subject; } o;

/* relation_words, then the verbs. */
static const char *const what_words[] = {
	"problem-of", "incident-of", "parent-of", "child-of", "duplicate-of", "duplicated-by", "related-to",
	"fixes", "fixed-by", "unlink", "merge", "split", "undo", "ls", NULL,
};
enum what { UNLINK = REL_FIXED_BY + 1, MERGE, SPLIT, UNDO, LS };

static const struct opt options[] = {
	{OPT_TEXT, .letter = 'm', .name = "message", .value = "TEXT", .target = &app_values.message,
	 .help = N_("why: kept inside, in the history of both tickets")},
	{OPT_WORD, .name = "relation", .value = "RELATION", .words = relation_words, .target = &o.relation,
	 .help = N_("unlink, ls: only this relation of REF")},
	{OPT_TEXT, .name = "subject", .value = "TEXT", .target = &o.subject,
	 .help = N_("split: of the new ticket (default: the old one's)")},
	{OPT_INHERIT, .rows = app_options_bulk},
	{OPT_INHERIT, .rows = app_options_write},
	{OPT_INHERIT, .rows = app_options_read},
	{OPT_INHERIT, .rows = app_options_list},
	{OPT_INHERIT, .rows = app_options_all},
	{OPT_OPERAND, .value = "WHAT", .words = what_words,
	 .help = N_("a relation that each REF gets to TARGET; or unlink, merge (each REF into TARGET), "
	            "split (messages of TARGET become a ticket of their own), undo (takes the last merge or "
	            "split of each REF back), ls (what each REF is to others)")},
	{OPT_OPERAND, .value = "TARGET", .complete = "ref", .flags = OPT_OPTIONAL,
	 .help = N_("a ticket; not with undo and ls")},
	{OPT_OPERAND, .value = "REF", .complete = "ref", .flags = OPT_REPEAT | OPT_OPTIONAL,
	 .help = N_("tickets (default: from standard input); with split the numbers of events, as tk-show "
	            "--events shows them")},
	{OPT_END, .name = NULL},
};

struct task {
	int what;                      /* of what_words */
	struct ref ref;                /* TARGET */
	int64_t target;
	const char *text;
};

/* Does it change the incidents of TARGET? They are counted once, after the last. */
static bool counts(const struct task *x)
{
	return x->what == REL_INCIDENT_OF || x->what == UNLINK;
}

/* --- each ticket --- */

static int begin(struct app *app, void *arg)
{
	struct task *x = arg;
	struct link_how how = {.text = x->text};
	struct fault f = {0};
	bool joins = x->what == MERGE || x->what == UNDO;
	int bad = joins ? join_check(&app->session, x->text, &f) : link_check(&app->session, &how, &f);

	if (!bad && x->what != UNDO)
		bad = session_ticket(&app->session, &x->ref, &x->target, &f);
	return bad ? app_fault(&f) : 0;
}

static int one(struct app *app, void *arg, struct arena *row, int64_t id, struct app_step *step, struct fault *f)
{
	const struct task *x = arg;
	const struct session *s = &app->session;
	struct link_how how = {.text = x->text, .more = counts(x) && !step->last};
	struct link_result r;
	int bad;

	switch (x->what) {
	case UNLINK:
		bad = link_unlink(s, row, id, o.relation ? words_find(relation_words, o.relation) : -1, x->target, &how, &r, f);
		break;
	case MERGE: bad = join_merge(s, row, id, x->target, x->text, &r, f); break;
	case UNDO: bad = join_undo(s, row, id, x->text, &r, f); break;
	default: bad = link_relate(s, row, id, (enum relation)x->what, x->target, &how, &r, f); break;
	}
	step->changed = r.changed;
	step->masked = r.masked;
	step->note = r.note;
	return bad;
}

static void end(struct app *app, void *arg)
{
	const struct task *x = arg;

	if (counts(x))
		reach_settle(&app->session, app->session.a, x->target);
}

static int each(struct app *app, struct task *x, size_t first)
{
	struct app_each steps = {begin, end, one, x};
	struct app_refs refs = {0};
	int bad = app_refs_read(app, first, &refs);

	return bad ? bad : app_each(app, &refs, &steps);
}

/* --- split --- */

struct splitting { struct task *x; int64_t *seqs; size_t n; int64_t made; struct link_result r; };

static int split(struct app *app, void *arg)
{
	struct splitting *p = arg;
	struct fault f = {0};
	int bad = join_check(&app->session, p->x->text, &f);

	if (!bad) bad = session_ticket(&app->session, &p->x->ref, &p->x->target, &f);
	if (!bad) bad = split_off(&app->session, app->a, p->x->target, p->seqs, p->n,
	                          app_clean(app, "--subject", o.subject), p->x->text, &p->made, &p->r, &f);
	return bad ? app_fault(&f) : 0;
}

static int run_split(struct app *app, struct task *x)
{
	struct splitting p = {.x = x, .n = app->operands.n - 2};

	if (p.n == 0)
		return app_usage(app, "which messages? give the numbers of their events (tk-show --events %s)",
		                 app->operands.v[1].text);
	p.seqs = arena_array(app->a, int64_t, p.n);
	for (size_t i = 0; i < p.n; i++)
		if (!num_parse(app->operands.v[i + 2].text, 1, INT64_MAX, &p.seqs[i]))
			return app_usage(app, "\"%s\" is no number of an event", app->operands.v[i + 2].text);
	int bad = app_tx(app, DESK_WRITE, split, &p);
	if (bad)
		return bad;
	app_say_masked(p.r.masked);
	printf("%" PRId64 "\n", p.made);
	return 0;
}

/* --- all of it --- */

static int check_options(const struct app *app, int what)
{
	if (o.subject && what != SPLIT)
		return app_usage(app, "--subject goes with split");
	if (o.relation && what != UNLINK && what != LS)
		return app_usage(app, "--relation goes with unlink and ls");
	if (app_values.as_of && what != LS)
		return app_usage(app, "--as-of goes with ls");
	if (app_values.message && what == LS)
		return app_usage(app, "-m goes with what changes something");
	return 0;
}

static int run_ls(struct app *app)
{
	struct app_refs refs = {0};

	if (!app_values.max)           /* reading many harms nobody */
		app_values.max = INT64_MAX;
	app_open(app, DESK_READ);
	int bad = app_refs_read(app, 1, &refs);
	return bad ? bad : related_list(app, &refs, o.relation);
}

static int run_change(struct app *app, int what)
{
	struct task x = {.what = what, .text = app_clean(app, "-m", app_values.message)};
	struct fault f = {0};

	if (what != UNDO && app->operands.n < 2)
		return app_usage(app, "which ticket? TARGET is missing");
	app_open(app, DESK_WRITE);
	if (what == UNDO)
		return each(app, &x, 1);
	if (ref_parse(app->operands.v[1].text, session_prefix(&app->session), &x.ref, &f) != 0)
		return app_fault(&f);
	return what == SPLIT ? run_split(app, &x) : each(app, &x, 2);
}

static int run(struct app *app)
{
	const char *word = app->operands.n ? app->operands.v[0].text : NULL;
	int what = word ? words_find(what_words, word) : -1;

	if (!word)
		return app_usage(app, "a relation, or what to do: %s", words_list(app->a, what_words));
	if (what < 0)
		return app_usage(app, "unknown relation \"%s\"%s", word, words_hint(app->a, what_words, word));
	int bad = check_options(app, what);
	if (bad)
		return bad;
	return what == LS ? run_ls(app) : run_change(app, what);
}

const struct program program = {
	.name = "tk-link",
	.summary = N_("problems and incidents, parents and children, duplicates; merge, split, and undo of both"),
	.options = options,
	.needs = NEED_NOTHING,
	.run = run,
};
