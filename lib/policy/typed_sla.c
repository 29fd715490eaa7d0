/* typed_sla: promises, escalations, deadlines, handovers and goals, as typed
 * values. */
#include <string.h>

#include "base/num.h"
#include "base/str.h"
#include "base/words.h"
#include "policy/terms.h"
#include "policy/tree.h"
#include "policy/value.h"
#include "when/civil.h"

static const char *name_of(const struct tree *t)
{
	const char *name = tree_text(t, "name");
	return name ? name : "";
}

static int word_or_first(const struct tree *t, const char *key, const char *const *words)
{
	int word = tree_word(t, key, words);
	return word > 0 ? word : 0;
}

/* --- matching --- */

static struct policy_match read_match(const struct tree *t)
{
	struct tree m = tree_get(t, "match");
	return (struct policy_match){
		.plans = tree_names(&m, "plans"),
		.priorities = tree_names(&m, "priorities"),
		.categories = tree_names(&m, "categories"),
		.kinds = tree_names(&m, "kinds"),
		.channels = tree_names(&m, "channels"),
	};
}

static bool fits(const struct names *n, const char *name)
{
	return n->n == 0 || names_have(n, name);
}

static bool category_fits(const struct names *n, const char *category)
{
	for (size_t i = 0; category && i < n->n; i++)
		if (policy_category_within(category, n->v[i]))
			return true;
	return n->n == 0;
}

bool policy_matches(const struct policy_match *m, const char *plan, const char *priority,
                    const char *category, const char *kind, const char *channel)
{
	return fits(&m->plans, plan) && fits(&m->priorities, priority) &&
	       category_fits(&m->categories, category) && fits(&m->kinds, kind) &&
	       fits(&m->channels, channel);
}

/* --- promises --- */

static void read_warn(const struct tree *t, struct policy_target *out)
{
	const char *warn = tree_text(t, "warn");
	if (!warn || value_share(warn, &out->warn_share))
		return;
	out->has_warn = span_parse(*warn == '-' ? warn + 1 : warn, &out->warn);
}

static enum on_reopen read_on_reopen(const struct tree *t)
{
	int word = tree_word(t, "on_reopen", on_reopen_words);
	if (word >= 0)
		return (enum on_reopen)word;
	return str_eq(t->key, "resolution") || str_eq(t->key, "level") ? REOPEN_RESUME : REOPEN_RESTART;
}

static bool read_target(const struct tree *t, struct policy_target *out)
{
	out->clock = t->key;
	out->calendar = tree_text(t, "calendar");
	if (!out->clock || !out->calendar || !tree_span(t, "target", &out->target))
		return false;
	out->pause = tree_names(t, "pause");
	read_warn(t, out);
	out->on_change = (enum on_change)word_or_first(t, "on_change", on_change_words);
	out->on_reopen = read_on_reopen(t);
	out->met_by = tree_names(t, "met_by");
	return true;
}

static void read_sla(const struct tree *t, void *out)
{
	struct policy_sla *s = out;
	struct tree clocks = tree_get(t, "clocks");
	struct policy_target *v = arena_array(t->p->a, struct policy_target, tree_count(&clocks));
	s->name = name_of(t);
	s->match = read_match(t);
	for (size_t i = 0; i < tree_count(&clocks); i++) {
		struct tree clock = tree_item(&clocks, i);
		if (read_target(&clock, &v[s->ntargets]))
			s->ntargets++;
	}
	s->targets = v;
}

const struct policy_sla *policy_slas(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_SLAS, "sla", sizeof(struct policy_sla), read_sla, n);
}

const struct policy_sla *policy_sla(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_sla *v = policy_slas(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

const struct policy_sla *policy_sla_for(struct policy *p, const char *plan, const char *priority,
                                        const char *category, const char *kind, const char *channel)
{
	size_t n;
	const struct policy_sla *v = policy_slas(p, &n);
	for (size_t i = 0; i < n; i++)
		if (policy_matches(&v[i].match, plan, priority, category, kind, channel))
			return &v[i];
	return NULL;
}

const struct policy_target *policy_sla_target(const struct policy_sla *s, const char *clock)
{
	return s ? tree_find(s->targets, s->ntargets, sizeof *s->targets, clock) : NULL;
}

/* --- escalations --- */

static void read_watch(const struct tree *t, struct policy_escalation *e)
{
	const char *on = tree_text(t, "on");
	int64_t level = 0;
	if (!on || !value_watch(on, &e->watch, &e->on))
		e->on = "";
	if (e->watch == WATCH_LEVEL && num_parse(e->on, 1, 9, &level))
		e->level = (int)level;
}

static void read_notify(const struct tree *act, struct policy_escalation *e)
{
	struct names texts = tree_names(act, "notify");
	struct policy_party *v = arena_array(act->p->a, struct policy_party, texts.n);
	for (size_t i = 0; i < texts.n; i++)
		if (value_party(texts.v[i], &v[e->nnotify]))
			e->nnotify++;
	e->notify = v;
}

static void read_escalation(const struct tree *t, void *out)
{
	struct policy_escalation *e = out;
	struct tree act = tree_get(t, "do");
	const char *at = tree_text(t, "at"), *escalate = tree_text(&act, "escalate");
	e->name = name_of(t);
	read_watch(t, e);
	if (!at || !value_moment(at, &e->at))
		e->at = (struct policy_moment){.kind = MOMENT_AFTER};
	e->calendar = tree_text(t, "calendar");
	e->match = read_match(t);
	read_notify(&act, e);
	e->escalates = escalate && value_party(escalate, &e->escalate);
	e->move = tree_text(&act, "move");
	if (tree_span(t, "repeat", &e->repeat))
		e->max = tree_int(t, "max");
	e->when_empty = (enum when_empty)word_or_first(t, "when_empty", policy_when_empty);
	e->catch_up = (enum catch_up)word_or_first(t, "catch_up", policy_catch_up);
	e->has_late_after = tree_span(t, "late_after", &e->late_after);
}

const struct policy_escalation *policy_escalations(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_ESCALATIONS, "escalation", sizeof(struct policy_escalation),
	                 read_escalation, n);
}

/* --- deadlines --- */

static bool read_stage(const struct tree *t, struct policy_stage *s)
{
	s->name = tree_text(t, "name");
	s->met_by = tree_names(t, "met_by");
	s->extended_by = tree_text(t, "extended_by");
	s->has_no_later_than = tree_span(t, "no_later_than", &s->no_later_than);
	return tree_span(t, "within", &s->within);
}

static void read_stages(const struct tree *t, struct policy_deadline *d)
{
	struct tree stages = tree_get(t, "stages");
	struct policy_stage *v = arena_array(t->p->a, struct policy_stage, tree_count(&stages));
	for (size_t i = 0; i < tree_count(&stages); i++) {
		struct tree stage = tree_item(&stages, i);
		if (read_stage(&stage, &v[d->nstages]))
			d->nstages++;
	}
	d->stages = v;
}

static void read_deadline(const struct tree *t, void *out)
{
	struct policy_deadline *d = out;
	const char *as_of = tree_text(t, "as_of");
	d->name = t->key ? t->key : "";
	d->label = tree_labels(t, "label");
	d->match = read_match(t);
	d->trigger = tree_text(t, "trigger");
	d->calendar = tree_text(t, "calendar");
	d->count_from = (enum count_from)word_or_first(t, "count_from", policy_count_from);
	d->roll = (enum roll)word_or_first(t, "roll", policy_roll);
	read_stages(t, d);
	if (as_of)
		civil_parse_day(as_of, &d->as_of_day);
	d->confidence = tree_text(t, "confidence");
	d->source = tree_text(t, "source");
}

const struct policy_deadline *policy_deadlines(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_DEADLINES, "deadlines", sizeof(struct policy_deadline),
	                 read_deadline, n);
}

const struct policy_deadline *policy_deadline(struct policy *p, const char *name)
{
	size_t n;
	const struct policy_deadline *v = policy_deadlines(p, &n);
	return tree_find(v, n, sizeof *v, name);
}

/* --- handovers and goals --- */

const struct policy_handover *policy_handover(struct policy *p)
{
	struct policy_handover *h = p->handover;
	struct policy_reject *v;
	struct tree t, rejects;
	if (h)
		return h;
	h = p->handover = arena_new(p->a, struct policy_handover);
	t = tree_at(p, "handover");
	rejects = tree_get(&t, "reject");
	h->needs = tree_names(&t, "needs");
	h->max_hands = tree_int(&t, "max_hands");
	h->max_returns = tree_int(&t, "max_returns");
	v = arena_array(p->a, struct policy_reject, tree_count(&rejects));
	for (size_t i = 0; i < tree_count(&rejects); i++) {
		struct tree reject = tree_item(&rejects, i);
		v[i].name = reject.key ? reject.key : "";
		v[i].label = tree_own_labels(&reject);
	}
	h->rejects = v;
	h->nrejects = tree_count(&rejects);
	return h;
}

static void read_goal(const struct tree *t, void *out)
{
	struct policy_goal *g = out;
	const char *least = tree_text(t, "at_least"), *most = tree_text(t, "at_most");
	g->name = t->key ? t->key : "";
	if (!least || !value_share(least, &g->at_least))
		g->at_least = 0;
	if (!most || !value_share(most, &g->at_most))
		g->at_most = 0;
}

const struct policy_goal *policy_goals(struct policy *p, size_t *n)
{
	return tree_list(p, TYPED_GOALS, "goals", sizeof(struct policy_goal), read_goal, n);
}

const struct policy_reports *policy_reports(struct policy *p)
{
	struct tree t;

	if (p->reports)
		return p->reports;
	p->reports = arena_new(p->a, struct policy_reports);
	t = tree_at(p, "reports");
	p->reports->theme = tree_text(&t, "theme");
	p->reports->step = tree_text(&t, "step");
	p->reports->due = tree_text(&t, "due");
	return p->reports;
}
