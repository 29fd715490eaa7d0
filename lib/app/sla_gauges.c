/* sla_gauges: the open clocks as gauges in the text format of Prometheus.
 *
 * No label names a ticket, a customer or an agent. Series that are zero are
 * there all the same, so that a rule on them works from the first day. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/sla.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "service/tell.h"
#include "when/clock.h"

/* What has one value of a label. */
struct series { const char *label; int64_t n[SLA_PAUSED + 1], over_s; };
struct family { struct series *v; size_t n, cap; };

struct gauges {
	struct app *app;
	struct str out;
	struct family clocks, priorities, levels, teams;
	int64_t soonest, now;
};

static struct series *series(struct app *app, struct family *f, const char *label)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->v[i].label, label) == 0)
			return &f->v[i];
	struct series *s = vec_push(app->a, f);
	s->label = label;
	return s;
}

/* --- counting --- */

static void add_stages(struct gauges *g, const struct policy_deadline *d)
{
	for (size_t i = 0; i < d->nstages; i++)
		series(g->app, &g->clocks, d->nstages == 1 ? d->name
			: d->stages[i].name ? arena_printf(g->app->a, "%s/%s", d->name, d->stages[i].name)
			: arena_printf(g->app->a, "%s/%zu", d->name, i + 1));
}

/* Every series the policy in force can have. */
static void add_known(struct gauges *g)
{
	struct policy *p = g->app->session.policy;
	size_t n;
	const struct policy_sla *slas = policy_slas(p, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < slas[i].ntargets; k++)
			series(g->app, &g->clocks, slas[i].targets[k].clock);
	const struct policy_deadline *deadlines = policy_deadlines(p, &n);
	for (size_t i = 0; i < n; i++)
		add_stages(g, &deadlines[i]);
	const struct policy_priority *priorities = policy_priorities(p, &n);
	for (size_t i = 0; i < n; i++)
		series(g->app, &g->priorities, priorities[i].name);
	const struct policy_level *levels = policy_levels(p, &n);
	for (size_t i = 0; i < n; i++)
		series(g->app, &g->levels, arena_printf(g->app->a, "%d", levels[i].number));
	const struct policy_team *teams = policy_teams(p, &n);
	for (size_t i = 0; i < n; i++)
		series(g->app, &g->teams, teams[i].name);
}

static void count(struct gauges *g, const struct sla_item *x)
{
	struct app *app = g->app;
	struct series *clock = series(app, &g->clocks, x->c.name);

	clock->n[x->state]++;
	if (x->state == SLA_BREACHED && -x->left_s > clock->over_s)
		clock->over_s = -x->left_s;
	series(app, &g->priorities, tell_priority(app->session.policy, app->a, x->priority))->n[x->state]++;
	series(app, &g->levels, arena_printf(app->a, "%d", x->level))->n[x->state]++;
	series(app, &g->teams, x->team ? x->team : "")->n[x->state]++;
}

static int collect(struct app *app, void *arg)
{
	struct gauges *g = arg;
	struct sla_query q;
	struct sla_list list = {0};
	int bad = sla_ask(app, &q);

	if (bad)
		return bad;
	add_known(g);
	q.states = 0;
	q.within_s = -1;
	q.open = q.grades = true;
	q.ended = false;
	sla_find(&app->session, app->a, &q, &list);
	for (size_t i = 0; i < list.n; i++)
		count(g, &list.v[i]);
	g->soonest = sla_soonest(&app->session, app->a, &q);
	g->now = q.now;
	return 0;
}

/* --- writing --- */

static void label_value(struct str *s, const char *text)
{
	str_addc(s, '"');
	for (; *text; text++) {
		if (*text == '\\' || *text == '"')
			str_addc(s, '\\');
		if (*text == '\n')
			str_add(s, "\\n");
		else
			str_addc(s, *text);
	}
	str_addc(s, '"');
}

static void head(struct str *s, const char *name, const char *help)
{
	str_printf(s, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void family(struct str *s, const char *name, const char *label, const char *help, const struct family *f)
{
	head(s, name, help);
	for (size_t i = 0; i < f->n; i++)
		for (int state = 0; state <= SLA_PAUSED; state++) {
			str_printf(s, "%s{%s=", name, label);
			label_value(s, f->v[i].label);
			str_printf(s, ",state=\"%s\"} %" PRId64 "\n", sla_state_words[state], f->v[i].n[state]);
		}
}

static void write_all(struct gauges *g)
{
	struct str *s = &g->out;

	family(s, "tk_sla_clocks", "clock", "Open clocks of tickets by state.", &g->clocks);
	family(s, "tk_sla_clocks_by_priority", "priority", "Open clocks by the priority of their ticket.", &g->priorities);
	family(s, "tk_sla_clocks_by_level", "level", "Open clocks by the level of their ticket.", &g->levels);
	family(s, "tk_sla_clocks_by_team", "team", "Open clocks by the team of their ticket.", &g->teams);
	head(s, "tk_sla_worst_over_seconds", "How far the worst breach is past its target, in its calendar.");
	for (size_t i = 0; i < g->clocks.n; i++) {
		str_add(s, "tk_sla_worst_over_seconds{clock=");
		label_value(s, g->clocks.v[i].label);
		str_printf(s, "} %" PRId64 "\n", g->clocks.v[i].over_s);
	}
	if (g->soonest != AT_NONE) {
		head(s, "tk_sla_next_due_seconds", "Seconds until the next open clock is due.");
		str_printf(s, "tk_sla_next_due_seconds %" PRId64 "\n", g->soonest - g->now);
	}
	head(s, "tk_sla_time_seconds", "The instant these gauges are of, in Unix time.");
	str_printf(s, "tk_sla_time_seconds %" PRId64 "\n", g->now);
}

int sla_gauges(struct app *app)
{
	struct gauges g = {.app = app, .out = str_new(app->a)};
	struct fault f = {0};
	int bad = app_tx(app, DESK_READ, collect, &g);

	if (bad)
		return bad;
	write_all(&g);
	if (*sla_values.prometheus)
		return io_save(sla_values.prometheus, g.out.p, g.out.n, 0644, &f) ? app_fault(&f) : 0;
	fwrite(g.out.p, 1, g.out.n, stdout);
	return 0;
}
