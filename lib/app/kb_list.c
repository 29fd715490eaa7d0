/* kb_list: articles as rows, a text each, and which are meant. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/kb.h"
#include "app/list.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/events.h"
#include "when/civil.h"

struct kb_values kb_values;

const struct opt app_options_kb[] = {
	{OPT_GROUP, .help = N_("Which articles")},
	{OPT_WORD, .name = "kind", .value = "KIND", .words = article_kind_words, .target = &kb_values.kind,
	 .help = N_("of this kind")},
	{OPT_TEXT, .name = "category", .value = "NAME", .complete = "category", .target = &kb_values.category,
	 .help = N_("of this category or one below it")},
	{OPT_WORD, .name = "audience", .value = "WHO", .words = article_audience_words, .target = &kb_values.audience,
	 .help = N_("for these readers")},
	{OPT_FLAG, .name = "public", .target = &kb_values.public,
	 .help = N_("only what customers may read: published, public, still valid")},
	{OPT_TEXT, .name = "owner", .value = "AGENT", .complete = "agent", .target = &kb_values.owner,
	 .help = N_("of this agent (me; none: of nobody)")},
	{OPT_WORD, .name = "state", .value = "STATE", .words = article_state_words, .target = &kb_values.state,
	 .help = N_("texts in this state; draft: also what is published and has a newer draft")},
	{OPT_TEXT, .name = "lang", .value = "LANG", .complete = "lang", .target = &kb_values.lang,
	 .help = N_("texts in this language; of the reader, in a search; of files that say none")},
	{OPT_END, .name = NULL},
};

/* --- which --- */

int kb_filter_check(struct app *app)
{
	if (str_eq(kb_values.owner, "me"))
		kb_values.owner = app->session.actor;
	return 0;
}

static bool in_category(struct arena *a, const char *list, const char *name)
{
	size_t n = strlen(name), count;
	char **v = str_split(a, list ? list : "", ',', &count);

	for (size_t i = 0; i < count; i++)
		if (strncmp(v[i], name, n) == 0 && (!v[i][n] || v[i][n] == '.'))
			return true;
	return false;
}

bool kb_match(struct app *app, const struct article *x)
{
	const struct kb_values *o = &kb_values;

	if (o->kind && strcmp(x->kind, o->kind) != 0)
		return false;
	if (o->audience && strcmp(x->audience, o->audience) != 0)
		return false;
	if (o->public && !article_open(x, article_today(&app->session)))
		return false;
	if (o->owner && (strcmp(o->owner, "none") == 0 ? x->owner != NULL : !str_eq(x->owner, o->owner)))
		return false;
	if (!o->category)
		return true;
	struct arena a = {0};
	bool found = in_category(&a, x->categories, o->category);
	arena_free(&a);
	return found;
}

bool kb_match_text(struct app *app, const struct article *x, const struct article_text *t)
{
	const struct kb_values *o = &kb_values;

	(void)app, (void)x;
	if (o->lang && strcmp(t->lang, o->lang) != 0)
		return false;
	if (o->public && !t->live)
		return false;
	return !o->state || strcmp(article_state_words[t->state], o->state) == 0 ||
	       (t->draft && t->live && strcmp(o->state, article_state_words[ARTICLE_DRAFT]) == 0);
}

struct article_text *kb_text(struct app *app, const struct article *x)
{
	struct article_text *t = article_text(x, kb_values.lang ? kb_values.lang : policy_head(app->session.policy)->language);

	return t ? t : kb_values.lang || !x->texts.n ? NULL : &x->texts.v[0];
}

/* --- rows --- */

enum column {
	C_KEY, C_LANG, C_TITLE, C_STATE, C_KIND, C_AUDIENCE, C_CATEGORIES, C_OWNER, C_DRAFT, C_VERSIONS, C_PUBLISHED, C_CHANGED,
	C_CREATED, C_REVIEW, C_VALID, C_MATCH, C_TICKETS, C_ID, C_EVENT, C_SEQ, N_COLUMNS,
};

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name"), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the text"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("title, of the published text where there is one"), OUT_FLEX},
	[C_STATE] = {"state", N_("State"), OUT_TEXT, N_("draft, published, withdrawn"), 0},
	[C_KIND] = {"kind", N_("Kind"), OUT_TEXT, N_("article, tutorial, faq, api, known-issue"), 0},
	[C_AUDIENCE] = {"audience", N_("Audience"), OUT_TEXT, N_("public, internal"), 0},
	[C_CATEGORIES] = {"categories", N_("Categories"), OUT_LIST, N_("categories"), OUT_FLEX},
	[C_OWNER] = {"owner", N_("Owner"), OUT_TEXT, N_("agent who looks after it"), 0},
	[C_DRAFT] = {"draft", N_("Draft"), OUT_BOOL, N_("is there a newer text, not published?"), 0},
	[C_VERSIONS] = {"versions", N_("Versions"), OUT_INT, N_("versions of the text"), 0},
	[C_PUBLISHED] = {"published", N_("Published"), OUT_AT, N_("when what is live was published"), 0},
	[C_CHANGED] = {"changed", N_("Changed"), OUT_AT, N_("when the text last changed"), 0},
	[C_CREATED] = {"created", N_("Created"), OUT_AT, N_("when the article began"), 0},
	[C_REVIEW] = {"review_by", N_("Review by"), OUT_TEXT, N_("date by which somebody looks at it again"), 0},
	[C_VALID] = {"valid_until", N_("Valid until"), OUT_TEXT, N_("last day on which customers find it"), 0},
	[C_MATCH] = {"match", N_("Matches"), OUT_LIST, N_("queries by which tickets have a known issue"), OUT_FLEX},
	[C_TICKETS] = {"tickets", N_("Tickets"), OUT_INT, N_("tickets it is linked to"), 0},
	[C_ID] = {"id", N_("Number"), OUT_INT, N_("number in the record"), 0},
	[C_EVENT] = {"event", N_("Event"), OUT_INT, N_("event that carries the text shown"), 0},
	[C_SEQ] = {"seq", N_("Last event"), OUT_INT, N_("the article's last event"), 0},
};

static const char defaults[] = "key,lang,title,state,kind,audience,owner,changed";

enum { SORTS = 8 };

struct kept { struct out_cell *cells, *keys; };

struct listing {
	struct app *app;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	struct out_cell *cells;
	struct { size_t column; bool down; } sort[SORTS];
	size_t nsort;
	VEC(struct kept) kept;
	int64_t found;
};

static struct out_cell list_cell(struct arena *a, const char *text, char sep)
{
	size_t n;
	char **v = str_split(a, text ? text : "", sep, &n);

	return out_list((const char *const *)v, text ? n : 0);
}

static struct out_cell day_cell(struct arena *a, int64_t day, int64_t today)
{
	char text[16];

	if (day == ARTICLE_NO_DAY)
		return out_null();
	civil_print_day(text, day);
	return out_tone(out_text(arena_strdup(a, text)), day < today ? OUT_BAD : OUT_PLAIN);
}

static const char *title(struct app *app, struct arena *a, int64_t seq)
{
	struct event_text t = {0};

	return seq && events_text(app->session.desk, a, seq, PART_SUBJECT, &t) ? t.body : NULL;
}

static int64_t shown(const struct article_text *t)
{
	return t->live ? t->live : t->draft;
}

static struct out_cell state_cell(const struct article_text *t)
{
	enum out_tone tone = t->state == ARTICLE_PUBLISHED ? OUT_GOOD : t->state == ARTICLE_DRAFT ? OUT_WARN : OUT_DIM;

	return out_tone(out_text(article_state_words[t->state]), tone);
}

static struct out_cell cell(struct listing *l, struct arena *a, const struct article *x, const struct article_text *t,
                            size_t column)
{
	int64_t today = article_today(&l->app->session);
	size_t n;

	switch (column) {
	case C_KEY: return out_ref(x->key);
	case C_LANG: return out_text(t->lang);
	case C_TITLE: return out_text(title(l->app, a, shown(t)));
	case C_STATE: return state_cell(t);
	case C_KIND: return out_text(x->kind);
	case C_AUDIENCE: return out_text(x->audience);
	case C_CATEGORIES: return list_cell(a, x->categories, ',');
	case C_OWNER: return out_text(x->owner);
	case C_DRAFT: return out_bool(t->live && t->draft);
	case C_VERSIONS: return out_int(t->versions);
	case C_PUBLISHED: return out_at(t->published);
	case C_CHANGED: return out_at(t->changed);
	case C_CREATED: return out_at(x->created);
	case C_REVIEW: return day_cell(a, x->review_by, today);
	case C_VALID: return day_cell(a, x->valid_until, today);
	case C_MATCH: return list_cell(a, x->match, '\n');
	case C_TICKETS: return articles_tickets(l->app->session.desk, a, x->id, &n), out_int((int64_t)n);
	case C_ID: return out_int(x->id);
	case C_EVENT: return out_int(shown(t));
	default: return out_int(x->seq);
	}
}

/* --- order --- */

/* Nothing comes last. */
static int compare_cells(const struct out_cell *x, const struct out_cell *y, bool down)
{
	int order;

	if (x->kind == OUT_NULL || y->kind == OUT_NULL)
		return (x->kind == OUT_NULL) - (y->kind == OUT_NULL);
	if (x->kind == OUT_TEXT || x->kind == OUT_REF)
		order = strcmp(x->text, y->text);
	else
		order = x->n < y->n ? -1 : x->n > y->n;
	return down ? -order : order;
}

static int compare(const void *a, const void *b, void *arg)
{
	const struct kept *x = a, *y = b;
	const struct listing *l = arg;

	for (size_t i = 0; i <= l->nsort + 1; i++) {
		int order = compare_cells(&x->keys[i], &y->keys[i], i < l->nsort && l->sort[i].down);
		if (order)
			return order;
	}
	return 0;
}

static int read_sort(struct listing *l)
{
	size_t n;
	char **name = str_split(l->app->a, kb_values.sort ? kb_values.sort : "", ',', &n);

	for (size_t i = 0; i < n; i++) {
		bool down = *name[i] == '-';
		const struct out_column *c = out_column(columns, N_COLUMNS, name[i] + (down || *name[i] == '+'));
		if (!*name[i])
			continue;
		if (!c || c->kind == OUT_LIST || l->nsort == SORTS)
			return app_usage(l->app, "--sort: \"%s\" does not sort (tk-kb ls --columns=help lists the columns)", name[i]);
		l->sort[l->nsort].column = (size_t)(c - columns);
		l->sort[l->nsort++].down = down;
	}
	return 0;
}

/* --- the list --- */

static struct out_cell *row_of(struct listing *l, struct arena *a, const struct article *x, const struct article_text *t)
{
	struct out_cell *cells = arena_array(a, struct out_cell, l->n);

	for (size_t i = 0; i < l->n; i++)
		cells[i] = cell(l, a, x, t, (size_t)(l->picked[i] - columns));
	return cells;
}

/* By key and language in the end. */
static void keep(struct listing *l, struct arena *a, const struct article *x, const struct article_text *t)
{
	struct kept *k = vec_push(l->app->a, &l->kept);

	k->cells = row_of(l, a, x, t);
	k->keys = arena_array(a, struct out_cell, l->nsort + 2);
	for (size_t i = 0; i < l->nsort; i++)
		k->keys[i] = cell(l, a, x, t, l->sort[i].column);
	k->keys[l->nsort] = cell(l, a, x, t, C_KEY);
	k->keys[l->nsort + 1] = cell(l, a, x, t, C_LANG);
}

static int list(struct app *app, void *arg)
{
	struct listing *l = arg;
	struct arena row = {0};
	struct articles_filter f = {.kind = kb_values.kind, .category = kb_values.category};
	struct articles *all = articles_find(app->session.desk, app->a, &f);
	int64_t limit = kb_values.limit;

	for (struct article x; articles_next(all, l->nsort ? app->a : &row, &x) && (!limit || l->nsort || l->found < limit);) {
		for (size_t i = 0; kb_match(app, &x) && i < x.texts.n; i++) {
			if (!kb_match_text(app, &x, &x.texts.v[i]) || (limit && !l->nsort && l->found >= limit))
				continue;
			l->found++;
			if (!kb_values.count && l->nsort)
				keep(l, app->a, &x, &x.texts.v[i]);
			else if (!kb_values.count)
				out_row(l->out, row_of(l, &row, &x, &x.texts.v[i]));
		}
		arena_reset(&row);
	}
	articles_end(all);
	if (l->kept.n > 1)
		qsort_r(l->kept.v, l->kept.n, sizeof *l->kept.v, compare, l);
	for (size_t i = 0; i < l->kept.n && (!limit || (int64_t)i < limit); i++)
		out_row(l->out, l->kept.v[i].cells);
	arena_free(&row);
	return 0;
}

int kb_list(struct app *app)
{
	struct listing l = {.app = app};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &l.out, &l.picked, &l.n);

	if (bad || !l.out)
		return bad;
	if (app->operands.n > 1)
		return app_usage(app, _("\"%s\": filters of %s are options, as in --kind faq"), app->operands.v[1].text, "ls");
	if ((bad = kb_filter_check(app)) != 0 || (bad = read_sort(&l)) != 0)
		return bad;
	bad = app_tx(app, DESK_READ, list, &l);
	if (bad)
		return bad;
	if (kb_values.count)
		printf("%" PRId64 "\n", l.found);
	else
		out_close(l.out);
	return kb_values.exit_status && l.found == 0 ? EXIT_NO : EXIT_DONE;
}
