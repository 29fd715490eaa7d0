/* kb_gaps: what people ask and no article answers, grouped. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "domain/cluster.h"
#include "service/answer.h"
#include "store/events.h"
#include "store/tickets.h"
#include "text/stem.h"

enum column { C_NAME, C_TEXTS, C_TICKETS, C_ASKED, C_REFS, C_EXAMPLE, C_NEAREST, C_CONFIDENCE, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_NAME] = {"name", N_("Words"), OUT_REF, N_("what the texts share"), 0},
	[C_TEXTS] = {"texts", N_("Texts"), OUT_INT, N_("how many there are"), 0},
	[C_TICKETS] = {"tickets", N_("Tickets"), OUT_INT, N_("of them, tickets"), 0},
	[C_ASKED] = {"asked", N_("Asked"), OUT_INT, N_("of them, questions that tk-kb answer handed over"), 0},
	[C_REFS] = {"refs", N_("For example"), OUT_LIST, N_("some of the tickets"), 0},
	[C_EXAMPLE] = {"example", N_("Text"), OUT_TEXT, N_("the first text"), OUT_FLEX},
	[C_NEAREST] = {"nearest", N_("Nearest"), OUT_TEXT, N_("the article that was found most often, but not surely"), 0},
	[C_CONFIDENCE] = {"confidence", N_("Confidence"), OUT_DECIMAL, N_("mean chance that what was found is right"), 0},
};

static const char defaults[] = "name,texts,tickets,asked,refs,nearest";

/* A text is a gap where the best article is wrong more likely than not. */
static const double SURE = 0.5;
enum { DAYS = 30, ASK_MAX = 600, SHOWN_MAX = 100, REFS = 3, LEAST = 2 };

struct gap { int64_t ticket; const char *example, *nearest; double confidence; };

struct finding {
	struct app *app;
	int64_t from, to;
	struct answer_how how;
	struct cluster *cluster;
	struct { struct gap *v; size_t n, cap; } gaps;
	int64_t asked;                 /* texts looked at */
	struct out *out;
	const struct out_column **picked;
	size_t n;
};

/* --- which texts --- */

static bool small_word(void *arg, const char *word, size_t n)
{
	return stem_stop(arg, word, n);
}

/* First words, on one line. */
static char *shown(struct arena *a, const char *text)
{
	size_t n = utf8_cut(text, strlen(text), SHOWN_MAX);
	char *out = arena_dup(a, text, n);

	for (char *p = out; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return str_trim(a, out);
}

static const char *kept_key(struct finding *x, const char *key)
{
	/* The same few names again and again. */
	for (size_t i = x->gaps.n; i-- > 0 && x->gaps.n - i < 200;)
		if (str_eq(x->gaps.v[i].nearest, key))
			return x->gaps.v[i].nearest;
	return arena_strdup(x->app->a, key);
}

static int look(struct finding *x, struct arena *row, int64_t ticket, const char *lang, char *text, struct fault *f)
{
	struct answer_ask ask = {.text = text, .internal = true, .threshold = -1};
	struct answer r;

	text[utf8_cut(text, strlen(text), ASK_MAX)] = '\0';
	ask.lang = lang ? lang : answer_lang(&x->app->session, row, text);
	int bad = answer_find(&x->app->session, row, &x->how, &ask, &r, f);
	if (bad)
		return bad;
	x->asked++;
	if (r.hits.n > 0 && r.confidence >= SURE)
		return 0;
	cluster_add(x->cluster, text, small_word, (void *)(ask.lang ? ask.lang : "en"));
	const char *nearest = r.hits.n ? kept_key(x, r.hits.v[0].key) : NULL;
	*vec_push(x->app->a, &x->gaps) = (struct gap){ticket, shown(x->app->a, text), nearest, r.confidence};
	return 0;
}

/* Is it this category or one below it? */
static bool within(const char *category, const char *name)
{
	size_t n = strlen(name);

	return category && str_starts(category, name) && (!category[n] || category[n] == '.');
}

static int look_at_ticket(struct finding *x, struct arena *row, const struct event *e, struct fault *f)
{
	const char *body = event_body(e, PART_BODY);
	struct ticket t;

	if (!tickets_row(x->app->session.desk, row, e->ticket, TICKETS_ROW, &t) || t.spam || t.merged)
		return 0;
	if (kb_values.category && !within(t.category, kb_values.category))
		return 0;
	return look(x, row, t.id, t.lang, arena_printf(row, "%s\n%s", t.subject ? t.subject : "", body ? body : ""), f);
}

static int look_at_question(struct finding *x, struct arena *row, const struct event *e, struct fault *f)
{
	const char *body = event_body(e, PART_BODY), *why = pairs_get(&e->data, "why");

	if (!body || !str_eq(pairs_get(&e->data, "do"), "handover") || !(str_eq(why, "unsure") || str_eq(why, "nothing")))
		return 0;
	return look(x, row, 0, NULL, arena_strdup(row, body), f);
}

static void progress(const struct finding *x)
{
	if (io_tty(2) && !app_values.quiet && x->asked % 200 == 0)
		fprintf(stderr, "\r%" PRId64, x->asked);
}

static int look_at_all(struct finding *x, struct fault *f)
{
	struct events *all = events_between(x->app->session.desk, x->app->a, x->from, x->to, EVENTS_ALL);
	struct arena row = {0};
	struct event e;
	const char *wrong = NULL;
	int bad = 0;

	while (!bad && events_next(all, &row, &e, &wrong)) {
		if (e.kind == EVENT_OPEN)
			bad = look_at_ticket(x, &row, &e, f);
		else if (e.kind == EVENT_KB && !kb_values.category)
			bad = look_at_question(x, &row, &e, f);
		progress(x);
		arena_reset(&row);
	}
	events_end(all);
	arena_free(&row);
	if (io_tty(2) && !app_values.quiet)
		fputs("\r\033[K", stderr);
	return bad;
}

/* --- rows --- */

/* The article that most of a group's texts came nearest to. */
static const char *nearest_of(const struct finding *x, const struct cluster_group *g)
{
	struct { const char *key; size_t n; } count[16];
	size_t kinds = 0, best = 0;

	for (size_t i = 0; i < g->n; i++) {
		const char *key = x->gaps.v[g->texts[i]].nearest;
		size_t k = 0;
		while (key && k < kinds && strcmp(count[k].key, key) != 0)
			k++;
		if (!key || k == sizeof count / sizeof *count)
			continue;
		if (k == kinds) {
			count[kinds].key = key;
			count[kinds++].n = 0;
		}
		if (++count[k].n > count[best].n)
			best = k;
	}
	return kinds ? count[best].key : NULL;
}

static struct out_cell refs_of(struct finding *x, const struct cluster_group *g)
{
	const char **v = arena_array(x->app->a, const char *, REFS);
	size_t n = 0;

	for (size_t i = 0; i < g->n && n < REFS; i++)
		if (x->gaps.v[g->texts[i]].ticket)
			v[n++] = arena_printf(x->app->a, "%" PRId64, x->gaps.v[g->texts[i]].ticket);
	return out_list(v, n);
}

static struct out_cell cell(struct finding *x, const struct cluster_group *g, size_t column)
{
	int64_t tickets = 0;
	double sum = 0;

	for (size_t i = 0; i < g->n; i++) {
		tickets += x->gaps.v[g->texts[i]].ticket != 0;
		sum += x->gaps.v[g->texts[i]].confidence;
	}
	switch (column) {
	case C_NAME: return out_ref(g->name);
	case C_TEXTS: return out_int((int64_t)g->n);
	case C_TICKETS: return out_int(tickets);
	case C_ASKED: return out_int((int64_t)g->n - tickets);
	case C_REFS: return refs_of(x, g);
	case C_EXAMPLE: return out_text(x->gaps.v[g->texts[0]].example);
	case C_NEAREST: return out_text(nearest_of(x, g));
	default: return kb_use_decimal(sum / (double)g->n);
	}
}

static void rows(struct finding *x, const struct cluster_group *g, size_t n)
{
	struct out_cell *cells = arena_array(x->app->a, struct out_cell, x->n);

	if (kb_values.limit && n > (size_t)kb_values.limit)
		n = (size_t)kb_values.limit;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < x->n; k++)
			cells[k] = cell(x, &g[i], (size_t)(x->picked[k] - columns));
		out_row(x->out, cells);
	}
}

static int gaps(struct app *app, void *arg)
{
	struct finding *x = arg;
	struct fault f = {0};
	int bad;

	x->how = answer_how(&app->session, app->a);
	x->cluster = cluster_new(app->a);
	bad = look_at_all(x, &f);
	return bad ? app_fault(&f) : 0;
}

int kb_gaps(struct app *app)
{
	struct finding x = {.app = app};
	struct cluster_group *g;
	size_t n;
	int bad = app_list(app, columns, N_COLUMNS, defaults, &x.out, &x.picked, &x.n);

	if (bad || !x.out)
		return bad;
	if (app->operands.n > 1)
		return app_usage(app, _("gaps takes no operands"));
	kb_use_period(app, DAYS, &x.from, &x.to);
	bad = app_tx(app, DESK_READ, gaps, &x);
	if (bad)
		return bad;
	g = cluster_groups(x.cluster, (size_t)(kb_use.least ? kb_use.least : LEAST), &n);
	rows(&x, g, n);
	out_close(x.out);
	if (io_tty(2))
		note(_("%" PRId64 " texts, %zu that no article answers (confidence below %.0f%%), %zu groups"), x.asked, x.gaps.n,
		     100 * SURE, n);
	return kb_values.exit_status && !n ? EXIT_NO : EXIT_DONE;
}
