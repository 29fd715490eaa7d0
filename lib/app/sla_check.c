/* sla_check: is anything breached? As rows, or as a line for a monitor. */
#include <inttypes.h>
#include <stdio.h>

#include "app/list.h"
#include "app/sla.h"
#include "base/num.h"
#include "base/str.h"
#include "when/clock.h"
#include "when/read.h"
#include "when/span.h"

/* --- rows --- */

struct checking {
	struct sla_rows *rows;
	struct sla_query q;
	struct sla_list list;
};

static int check(struct app *app, void *arg)
{
	struct checking *x = arg;
	int bad = sla_ask(app, &x->q);

	if (bad)
		return bad;
	x->q.states = 1U << SLA_BREACHED;
	x->q.within_s = -1;
	sla_find(&app->session, app->a, &x->q, &x->list);
	sla_order(&x->list);
	if (!app_values.quiet)
		sla_rows_print(x->rows, &x->list, 0);
	return 0;
}

static int check_rows(struct app *app)
{
	struct checking x = {.list = {0}};
	int bad = sla_rows_open(app, "ref,clock,state,left_s,due,priority,agent,subject", &x.rows);

	if (bad || !x.rows)
		return bad;
	if ((bad = app_tx(app, DESK_READ, check, &x)) != 0)
		return bad;
	sla_rows_close(x.rows);
	return x.list.n ? EXIT_NO : EXIT_DONE;
}

/* --- a monitor --- */

enum { OK, WARNING, CRITICAL };

/* "5" clocks, or "30m" before one is due. */
struct threshold { int64_t count, span_s; };

struct monitoring {
	struct threshold warning, critical;
	int64_t breached, at_risk, soonest, now;
};

static int read_threshold(struct app *app, const char *option, const char *text, struct threshold *t)
{
	struct fault f = {0};

	*t = (struct threshold){0, -1};
	if (!text || num_parse(text, 0, INT64_MAX, &t->count))
		return 0;
	if (read_length(text, &t->span_s, &f) == 0)
		return 0;
	return app_usage(app, _("%s: \"%s\" is neither a number nor a time such as 30m"), option, text);
}

static int monitor(struct app *app, void *arg)
{
	struct monitoring *m = arg;
	struct sla_query q;
	struct sla_list list = {0};
	int bad = sla_ask(app, &q);

	if (bad)
		return bad;
	q.states = 1U << SLA_BREACHED | 1U << SLA_AT_RISK;
	q.within_s = -1;
	sla_find(&app->session, app->a, &q, &list);
	for (size_t i = 0; i < list.n; i++) {
		m->breached += list.v[i].state == SLA_BREACHED;
		m->at_risk += list.v[i].state == SLA_AT_RISK;
	}
	m->soonest = sla_soonest(&app->session, app->a, &q);
	m->now = q.now;
	return 0;
}

static bool passed(const struct monitoring *m, const struct threshold *t, int64_t count)
{
	if (t->span_s < 0)
		return count > t->count;
	return m->breached > 0 || (m->soonest != AT_NONE && m->soonest - m->now <= t->span_s);
}

/* NAME=VALUE;warning;critical;least, as the guidelines for plugins write it. */
static void count_data(struct str *s, const char *name, int64_t n, const struct threshold *warning,
                       const struct threshold *critical)
{
	str_printf(s, "%s=%" PRId64 ";", name, n);
	if (warning && warning->span_s < 0)
		str_printf(s, "%" PRId64, warning->count);
	str_addc(s, ';');
	if (critical && critical->span_s < 0)
		str_printf(s, "%" PRId64, critical->count);
	str_add(s, ";0");
}

static void next_data(struct str *s, const struct monitoring *m)
{
	str_printf(s, " next_due=%" PRId64 "s;", m->soonest - m->now);
	if (m->warning.span_s >= 0)
		str_printf(s, "%" PRId64 ":", m->warning.span_s);
	str_addc(s, ';');
	if (m->critical.span_s >= 0)
		str_printf(s, "%" PRId64 ":", m->critical.span_s);
}

static void print_line(struct app *app, const struct monitoring *m, int status)
{
	static const char *const words[] = {"OK", "WARNING", "CRITICAL"};
	struct str s = str_new(app->a);
	char span[32];

	str_printf(&s, "SLA %s: %" PRId64 " breached, %" PRId64 " at risk", words[status], m->breached, m->at_risk);
	if (m->soonest != AT_NONE) {
		span_human(span, m->soonest - m->now);
		str_printf(&s, ", next due in %s", span);
	}
	str_add(&s, " | ");
	count_data(&s, "breached", m->breached, NULL, &m->critical);
	str_addc(&s, ' ');
	count_data(&s, "at_risk", m->at_risk, &m->warning, NULL);
	if (m->soonest != AT_NONE)
		next_data(&s, m);
	puts(s.p);
}

int sla_nagios(struct app *app)
{
	struct monitoring m = {.soonest = AT_NONE};
	int bad = read_threshold(app, "--warning", sla_values.warning, &m.warning);

	if (!bad) bad = read_threshold(app, "--critical", sla_values.critical, &m.critical);
	if (!bad) bad = app_tx(app, DESK_READ, monitor, &m);
	if (bad)
		return bad;
	int status = passed(&m, &m.critical, m.breached) ? CRITICAL
	           : passed(&m, &m.warning, m.breached + m.at_risk) ? WARNING : OK;
	print_line(app, &m, status);
	return status;
}

int sla_check(struct app *app)
{
	if (sla_values.prometheus)
		return sla_gauges(app);
	return sla_values.nagios ? sla_nagios(app) : check_rows(app);
}
