/* kb_answer: the one article that answers, or why a person should: one question,
 * or a question a line. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/kb.h"
#include "app/kb_use.h"
#include "app/list.h"
#include "app/page.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "service/answer.h"
#include "service/usage.h"

enum column { C_ANSWERED, C_KEY, C_CONFIDENCE, C_WHY, C_QUESTION, C_LANG, C_TITLE, C_TEXT, C_LINK, C_SAID, C_THRESHOLD,
              C_SCORE, C_COVERAGE, C_EVENT, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_ANSWERED] = {"answered", N_("Answered"), OUT_BOOL, N_("is this the answer? no: a person takes over"), 0},
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the best article, also where it is not sure enough"), 0},
	[C_CONFIDENCE] = {"confidence", N_("Confidence"), OUT_DECIMAL, N_("chance that it is the right one, measured (tk-kb tune)"), 0},
	[C_WHY] = {"why", N_("Why"), OUT_TEXT, N_("why a person takes over: fraud, complaint, person, policy, unsure, nothing"), 0},
	[C_QUESTION] = {"question", N_("Question"), OUT_TEXT, N_("what was asked"), OUT_FLEX},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the text that was found"), 0},
	[C_TITLE] = {"title", N_("Title"), OUT_TEXT, N_("its title"), OUT_FLEX},
	[C_TEXT] = {"text", N_("Text"), OUT_TEXT, N_("what it says, or how it begins"), OUT_FLEX},
	[C_LINK] = {"link", N_("Link"), OUT_TEXT, N_("where customers find it (promise.help_centre of the policy)"), 0},
	[C_SAID] = {"said", N_("Said"), OUT_TEXT, N_("the words that lead to a person"), 0},
	[C_THRESHOLD] = {"threshold", N_("Threshold"), OUT_DECIMAL, N_("the least confidence"), 0},
	[C_SCORE] = {"score", N_("Score"), OUT_DECIMAL, N_("how well it fits; only the order means something"), 0},
	[C_COVERAGE] = {"coverage", N_("Coverage"), OUT_DECIMAL, N_("share of what was asked that it holds, by rarity"), 0},
	[C_EVENT] = {"event", N_("Event"), OUT_INT, N_("event that carries the text"), 0},
};

static const char defaults[] = "answered,key,confidence,why,question";

enum { TEXT_MAX = 600, LINE_MAX_BYTES = 64 << 10 };

struct asking {
	struct app *app;
	struct { const char **v; size_t n, cap; } questions;
	struct answer_ask ask;
	struct answer_how how;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	struct { struct usage *v; size_t n, cap; } deeds;
	bool many, last_given;
	int masked;
};

/* --- rows --- */

static struct out_cell hit_cell(struct asking *x, struct arena *row, const struct seek_hit *h, size_t column)
{
	const struct session *s = &x->app->session;

	switch (column) {
	case C_KEY: return out_ref(h->key);
	case C_LANG: return out_text(h->lang);
	case C_TITLE: return out_text(h->title);
	case C_TEXT: return out_text(answer_says(s, row, h->live, TEXT_MAX));
	case C_LINK: return out_text(answer_link(s, row, h));
	case C_SCORE: return kb_use_decimal(h->rank.score);
	case C_COVERAGE: return kb_use_decimal(h->rank.coverage);
	default: return out_int(h->live);
	}
}

static struct out_cell cell(struct asking *x, struct arena *row, const struct answer *r, const char *question, size_t column)
{
	switch (column) {
	case C_ANSWERED: return out_tone(out_bool(r->given), r->given ? OUT_GOOD : OUT_WARN);
	case C_CONFIDENCE: return kb_use_decimal(r->confidence);
	case C_WHY: return out_text(r->why);
	case C_QUESTION: return out_text(question);
	case C_SAID: return out_text(r->said);
	case C_THRESHOLD: return kb_use_decimal(r->threshold);
	default: return r->hits.n ? hit_cell(x, row, &r->hits.v[0], column) : out_null();
	}
}

static void print_row(struct asking *x, struct arena *row, const struct answer *r, const char *question)
{
	struct out_cell *cells = arena_array(row, struct out_cell, x->n);

	for (size_t i = 0; i < x->n; i++)
		cells[i] = cell(x, row, r, question, (size_t)(x->picked[i] - columns));
	out_row(x->out, cells);
}

/* --- for people --- */

/* Why, in a sentence; "%s" stands for the words that were said. */
static char *why_text(struct arena *a, const struct answer *r)
{
	const char *said = r->said ? r->said : "";

	if (str_eq(r->why, "fraud"))
		return arena_printf(a, _("it speaks of fraud (\"%s\")"), said);
	if (str_eq(r->why, "complaint"))
		return arena_printf(a, _("it speaks of a complaint (\"%s\")"), said);
	if (str_eq(r->why, "person"))
		return arena_printf(a, _("it asks for a person (\"%s\")"), said);
	if (str_eq(r->why, "policy"))
		return arena_printf(a, _("the policy gives \"%s\" to a person"), said);
	if (str_eq(r->why, "nothing"))
		return arena_strdup(a, _("no article has any of these words"));
	return arena_printf(a, _("not sure enough: %.0f%% that \"%s\" is the answer, %.0f%% are asked for"),
	                    100 * r->confidence, r->hits.v[0].key, 100 * r->threshold);
}

static int print_page(struct asking *x, struct arena *row, const struct answer *r)
{
	const struct session *s = &x->app->session;
	struct page p;
	int bad;

	if (!r->given) {
		note(_("a person takes over: %s"), why_text(row, r));
		return 0;
	}
	if ((bad = page_begin(x->app, &p)) != 0)
		return bad;
	const struct seek_hit *h = &r->hits.v[0];
	const char *link = answer_link(s, row, h);
	page_text(&p, "", "", h->title, PAGE_BOLD);
	page_blank(&p);
	page_text(&p, "", "", answer_says(s, row, h->live, TEXT_MAX), PAGE_PLAIN);
	page_blank(&p);
	if (link)
		page_text(&p, "", "", link, PAGE_PLAIN);
	page_text(&p, "", "", arena_printf(row, _("%s (%s), %.0f%% sure"), h->key, h->lang, 100 * r->confidence), PAGE_DIM);
	page_end(&p);
	return 0;
}

/* --- asking --- */

/* What goes into the record of it. */
static void note_deed(struct asking *x, const struct answer *r, const char *question)
{
	struct usage *u = vec_push(x->app->a, &x->deeds);

	*u = usage_none(r->given ? "answer" : "handover");
	u->customer = kb_use.customer;
	u->session = kb_use.session;
	u->why = r->why;
	u->question = question;
	u->confidence = r->confidence;
	if (r->hits.n) {
		u->article = r->hits.v[0].article;
		u->lang = arena_strdup(x->app->a, r->hits.v[0].lang);
		u->score = r->hits.v[0].rank.score;
	}
}

static int ask_all(struct app *app, void *arg)
{
	struct asking *x = arg;
	struct arena row = {0};
	struct fault f = {0};
	bool stale = false;
	int bad = 0;

	x->how = answer_how(&app->session, app->a);
	for (size_t i = 0; i < x->questions.n && !bad; i++) {
		struct answer r;
		x->ask.text = x->questions.v[i];
		if ((bad = answer_find(&app->session, &row, &x->how, &x->ask, &r, &f)) != 0)
			break;
		note_deed(x, &r, x->ask.text);
		stale |= r.hits.stale;
		x->last_given = r.given;
		if (x->many || kb_use_listed())
			print_row(x, &row, &r, x->ask.text);
		else
			bad = print_page(x, &row, &r);
		arena_reset(&row);
	}
	arena_free(&row);
	if (stale)
		note(_("the index lags behind the articles (tk-kb index brings it up to date)"));
	return f.code ? app_fault(&f) : bad;
}

static int keep_all(struct app *app, void *arg)
{
	struct asking *x = arg;
	struct arena row = {0};
	struct fault f = {0};
	int bad = 0;

	x->masked = 0;
	for (size_t i = 0; i < x->deeds.n && !bad; i++) {
		bad = usage_note(&app->session, &row, &x->deeds.v[i], &x->masked, &f);
		arena_reset(&row);
	}
	arena_free(&row);
	return bad ? app_fault(&f) : 0;
}

/* --- reading --- */

static int read_lines(struct asking *x)
{
	struct io_lines lines = {.in = stdin, .name = "stdin", .delim = '\n', .max = LINE_MAX_BYTES, .a = x->app->a};
	struct fault f = {0};
	size_t n;
	char *p;

	x->many = true;
	while ((p = io_line(&lines, &n, &f)) != NULL)
		if (strspn(p, " \t\r") < n)
			*vec_push(x->app->a, &x->questions) = utf8_repair(x->app->a, p, n, &n, NULL);
	return f.code ? app_fault(&f) : 0;
}

/* Operands are one question; "-", or nothing where something is piped in, a
 * question a line. */
static int read_questions(struct asking *x)
{
	struct app *app = x->app;
	struct str out = str_new(app->a);
	const char *text = NULL;
	size_t given = app->operands.n - 1;
	int bad;

	if (kb_use.file && given)
		return app_usage(app, _("the question comes from --file or from operands, not from both"));
	if (kb_use.file) {
		if ((bad = app_text_file(app, kb_use.file, &text)) != 0)
			return bad;
		*vec_push(app->a, &x->questions) = text ? text : "";
		return 0;
	}
	if (given == 0 && io_tty(0))
		return app_usage(app, _("what is asked?"));
	if (given == 0 || (given == 1 && strcmp(app->operands.v[1].text, "-") == 0))
		return read_lines(x);
	for (size_t i = 1; i < app->operands.n; i++)
		str_printf(&out, "%s%s", i > 1 ? " " : "", app_clean(app, "TEXT", app->operands.v[i].text));
	*vec_push(app->a, &x->questions) = out.p;
	return 0;
}

int kb_answer(struct app *app)
{
	struct asking x = {.app = app, .ask = {.lang = kb_values.lang, .threshold = -1}};
	struct usage u = {.session = kb_use.session, .customer = kb_use.customer};
	struct fault f = {0};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &x.out, &x.picked, &x.n);

	if (bad || !x.out)
		return bad;
	if (usage_check(&u, &f) != 0)
		return app_fault(&f);
	if (kb_use.confidence)
		x.ask.threshold = kb_use_share("--confidence", kb_use.confidence);
	x.ask.internal = kb_values.internal;
	kb_use.customer = app_clean(app, "--customer", kb_use.customer);
	if ((bad = read_questions(&x)) != 0)
		return bad;
	if ((bad = kb_use_may(app)) != 0)
		return bad;
	bad = app_tx(app, DESK_READ, ask_all, &x);
	if (!bad)
		bad = kb_use_keep(app, keep_all, &x);
	if (bad)
		return bad;
	app_say_masked(x.masked);
	if (x.many || kb_use_listed())
		out_close(x.out);
	return x.many || x.last_given ? EXIT_DONE : EXIT_NO;
}
