/* sla_ask: which clocks the options of tk-sla mean. */
#include <string.h>

#include "app/filter.h"
#include "app/sla.h"
#include "base/vec.h"
#include "base/words.h"
#include "store/policies.h"
#include "store/tickets.h"
#include "when/clock.h"

struct sla_values sla_values;

int64_t sla_now(const struct app *app)
{
	int64_t as_of = app_as_of(app);

	return as_of == AT_NONE ? app->session.now : as_of;
}

/* --- names of clocks --- */

static bool names_stage(const struct policy_deadline *d, const char *name)
{
	size_t len = strlen(d->name);

	if (strncmp(name, d->name, len) != 0)
		return false;
	if (!name[len])
		return true;
	for (size_t i = 0; name[len] == '/' && i < d->nstages; i++)
		if (d->stages[i].name && strcmp(name + len + 1, d->stages[i].name) == 0)
			return true;
	return false;
}

/* A clock, or a deadline of any version of the policy. */
static bool is_clock(const struct app *app, const char *name, const char **words)
{
	struct desk *d = app->session.desk;
	size_t n, known = 0;

	if (words_find(sla_clock_words, name) >= 0)
		return true;
	for (int64_t v = desk_head(d)->policy; v > 0; v--) {
		struct policy *p = policies_version(d, v);
		const struct policy_deadline *list = p ? policy_deadlines(p, &n) : NULL;
		for (size_t i = 0; list && i < n; i++) {
			if (names_stage(&list[i], name))
				return true;
			if (words && known < 32)
				words[known++] = list[i].name;
		}
	}
	return false;
}

static int read_clocks(struct app *app, struct sla_query *q)
{
	const char **in = arena_array(app->a, const char *, sla_values.clock.n);
	const char **out = arena_array(app->a, const char *, sla_values.clock.n);
	const char *words[48] = {NULL};

	for (size_t i = 0; i < sla_values.clock.n; i++) {
		const struct opt_value *v = &sla_values.clock.v[i];
		if (!is_clock(app, v->text, words + CLOCK_DEADLINE)) {
			memcpy(words, sla_clock_words, CLOCK_DEADLINE * sizeof *words);
			return app_usage(app, _("--clock: there is no clock or deadline \"%s\"%s; known: %s"), v->text,
			                 words_hint(app->a, words, v->text), words_list(app->a, words));
		}
		if (v->not)
			out[q->nnot_clocks++] = v->text;
		else
			in[q->nclocks++] = v->text;
	}
	q->clocks = in;
	q->not_clocks = out;
	return 0;
}

/* --- tickets --- */

static bool set_bit(void *arg, struct arena *row, const struct ticket *t)
{
	unsigned char *bits = arg;

	(void)row;
	bits[t->id / 8] |= (unsigned char)(1U << t->id % 8);
	return true;
}

/* Hits of a full text are few: they become a set. */
static void read_text(struct app *app, struct lookup *l, struct sla_query *q)
{
	unsigned char *bits = arena_alloc(app->a, (size_t)desk_head(app->session.desk)->ticket / 8 + 1);

	if (!l->text)
		return;
	lookup_each(&app->session, app->a, l, set_bit, bits);
	q->only = bits;
}

static int read_filter(struct app *app, struct sla_query *q)
{
	struct lookup *l = arena_new(app->a, struct lookup);
	int bad = filter_lookup(app, l);

	if (bad)
		return bad;
	struct find *f = &l->find;
	f->active = false;
	f->spam = q->ended ? FIND_SPAM_OUT : FIND_SPAM_TOO;    /* of spam nothing is open */
	read_text(app, l, q);
	if (find_any(f) || q->ended)
		q->find = f;
	if (f->by[FIND_TAG].n || f->by[FIND_WATCHER].n || f->fields.n || f->asked.n || f->linked.n)
		q->more = TICKETS_ALL;
	q->as_of = l->as_of;
	q->now = l->find.now;
	return 0;
}

/* --- all --- */

static void read_which(struct app *app, struct sla_query *q)
{
	q->open = !sla_values.ended;
	q->ended = sla_values.all || sla_values.ended;
	q->ended_from = INT64_MIN + 1;
	q->ended_to = INT64_MAX;
	if (sla_values.ended)
		app_period(app, "--ended", sla_values.ended, &q->ended_from, &q->ended_to);
	if (sla_values.breached) q->states |= 1U << SLA_BREACHED;
	if (sla_values.at_risk) q->states |= 1U << SLA_AT_RISK;
	if (sla_values.paused) q->states |= 1U << SLA_PAUSED;
	if (sla_values.met) q->states |= 1U << SLA_MET;
	q->within_s = sla_values.within ? app_length("--within", sla_values.within) : -1;
}

int sla_ask(struct app *app, struct sla_query *q)
{
	if (sla_values.all && sla_values.ended)
		return app_usage(app, _("--all has the ended clocks of all time; leave out --ended"));
	*q = (struct sla_query){.as_of = AT_NONE};
	read_which(app, q);
	if (sla_values.met && !q->ended)
		return app_usage(app, _("what is met has ended: add --ended PERIOD, or --all"));
	int bad = read_clocks(app, q);
	return bad ? bad : read_filter(app, q);
}
