/* kb_check: what is wrong with the knowledge base, and its index. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/list.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"
#include "service/learn.h"
#include "text/markdown.h"
#include "when/civil.h"

enum column { C_KEY, C_LANG, C_PROBLEM, C_DETAIL, N_COLUMNS };

static const struct out_column columns[N_COLUMNS] = {
	[C_KEY] = {"key", N_("Key"), OUT_REF, N_("the article's name; none: the knowledge base as a whole"), 0},
	[C_LANG] = {"lang", N_("Lang"), OUT_TEXT, N_("language of the text"), 0},
	[C_PROBLEM] = {"problem", N_("Problem"), OUT_TEXT,
	               N_("dead-link, dead-anchor, refused-link, no-translation, expired, review-due, no-owner, unknown-language, unknown-category, index"), 0},
	[C_DETAIL] = {"detail", N_("Detail"), OUT_TEXT, N_("what exactly"), OUT_FLEX},
};

static const char defaults[] = "key,lang,problem,detail";

/* Articles without a text in a language; more than so many are one row. */
enum { ONE_BY_ONE = 3 };
struct lack { const char *key, *detail; };
struct lacking { size_t n; struct { struct lack *v; size_t n, cap; } some; };

struct checking {
	struct app *app;
	struct out *out;
	const struct out_column **picked;
	size_t n;
	int64_t found;
	struct lacking *lacking;       /* for each of the policy's languages */
	struct arena row;
};

static void say(struct checking *c, const char *key, const char *lang, const char *problem, const char *detail)
{
	struct out_cell cells[N_COLUMNS], all[N_COLUMNS] = {
		[C_KEY] = out_ref(key), [C_LANG] = out_text(lang), [C_PROBLEM] = out_text(problem),
		[C_DETAIL] = out_text(detail)};

	if (kb_values.limit && c->found >= kb_values.limit)
		return;
	c->found++;
	if (kb_values.count)
		return;
	for (size_t i = 0; i < c->n; i++)
		cells[i] = all[c->picked[i] - columns];
	out_row(c->out, cells);
}

/* --- links --- */

/* "KEY", "KEY.md" and "KEY.LANG.md", with an anchor behind "#"; false for what
 * goes elsewhere. */
static bool split_link(struct arena *a, const char *href, const char **key, const char **lang, const char **anchor)
{
	size_t n = strcspn(href, ":/?#");

	*lang = NULL;
	if (href[n] && href[n] != '#')
		return false;
	*anchor = href[n] == '#' && href[n + 1] ? href + n + 1 : NULL;
	char *name = arena_dup(a, href, n);
	if (str_ends(name, ".md"))
		name[n - 3] = '\0';
	char *dot = strrchr(name, '.');
	if (dot) {
		*dot = '\0';
		*lang = dot + 1;
	}
	*key = name;
	return *name || *anchor;
}

static bool has_heading(struct arena *a, const char *body, const char *id)
{
	struct markdown_facts facts = {0};
	struct fault f = {0};

	if (markdown_facts(a, body, strlen(body), &facts, &f) != 0)
		return false;
	for (size_t i = 0; i < facts.headings.n; i++)
		if (strcmp(facts.headings.v[i].id, id) == 0)
			return true;
	return false;
}

/* The text a link leads to: in its language, else in that of the text it stands in,
 * else any. */
static const struct article_text *led_to(const struct article *x, const char *lang, const char *own)
{
	const struct article_text *t = lang ? article_text(x, lang) : article_text(x, own);

	for (size_t i = 0; !t && !lang && i < x->texts.n; i++)
		if (x->texts.v[i].live)
			t = &x->texts.v[i];
	return t && t->live ? t : NULL;
}

static void check_link(struct checking *c, const struct article *x, const struct article_text *t, const char *body,
                       const char *href)
{
	struct arena *a = &c->row;
	const char *key, *lang, *anchor;
	struct article other;
	struct article_words w;

	if (!split_link(a, href, &key, &lang, &anchor))
		return;
	if (!*key) {
		if (!has_heading(a, body, anchor))
			say(c, x->key, t->lang, "dead-anchor", href);
		return;
	}
	const struct article_text *to = articles_by_key(c->app->session.desk, a, key, &other) ? led_to(&other, lang, t->lang) : NULL;
	if (!to)
		say(c, x->key, t->lang, "dead-link", href);
	else if (strcmp(x->audience, "public") == 0 && strcmp(other.audience, "public") != 0)
		say(c, x->key, t->lang, "dead-link", arena_printf(a, _("%s: customers may not read it"), href));
	else if (anchor && article_words(&c->app->session, a, to->live, &w) && !has_heading(a, w.body ? w.body : "", anchor))
		say(c, x->key, t->lang, "dead-anchor", href);
}

static void check_links(struct checking *c, const struct article *x, const struct article_text *t)
{
	struct markdown_facts facts = {0};
	struct article_words w;
	struct fault f = {0};

	if (!article_words(&c->app->session, &c->row, t->live, &w) || !w.body)
		return;
	if (markdown_facts(&c->row, w.body, strlen(w.body), &facts, &f) != 0) {
		say(c, x->key, t->lang, "refused-link", f.text);
		return;
	}
	for (size_t i = 0; i < facts.links.n; i++) {
		const struct markdown_link *l = &facts.links.v[i];
		if (l->refused)
			say(c, x->key, t->lang, "refused-link", l->href);
		else
			check_link(c, x, t, w.body, l->href);
	}
}

/* --- articles --- */

static bool asked(const char *lang)
{
	return !kb_values.lang || strcmp(kb_values.lang, lang) == 0;
}

/* Said in the end, lest they hide the rest. */
static void find_lacking(struct checking *c, const struct article *x)
{
	struct names all = policy_head(c->app->session.policy)->languages;
	struct arena *a = c->app->a;

	for (size_t i = 0; i < all.n; i++) {
		const struct article_text *t = article_text(x, all.v[i]);
		struct lacking *l = &c->lacking[i];
		if ((t && t->live) || !asked(all.v[i]))
			continue;
		if (l->n++ >= ONE_BY_ONE && !kb_values.lang)
			continue;
		*vec_push(a, &l->some) = (struct lack){arena_strdup(a, x->key), t ? article_state_words[t->state] : NULL};
	}
}

static void say_lacking(struct checking *c)
{
	struct names all = policy_head(c->app->session.policy)->languages;

	for (size_t i = 0; i < all.n; i++) {
		const struct lacking *l = &c->lacking[i];
		if (l->n > l->some.n)
			say(c, NULL, all.v[i], "no-translation", arena_printf(c->app->a, _("%zu articles; --lang %s lists them"),
			    l->n, all.v[i]));
		else
			for (size_t k = 0; k < l->n; k++)
				say(c, l->some.v[k].key, all.v[i], "no-translation", l->some.v[k].detail);
	}
}

/* A language that the policy does not have is a slip more often than a wish. */
static void check_known_language(struct checking *c, const struct article *x, const struct article_text *t)
{
	struct names all = policy_head(c->app->session.policy)->languages;

	if (t->state != ARTICLE_WITHDRAWN && !names_have(&all, t->lang))
		say(c, x->key, t->lang, "unknown-language", arena_printf(&c->row, _("the policy has %s"),
		    words_list(&c->row, all.v)));
}

/* Categories are free words; one that is nearly one of the policy's is a slip. */
static void check_categories(struct checking *c, const struct article *x)
{
	size_t n, count;
	const struct policy_category *all = policy_categories(c->app->session.policy, &n);
	const char **words = arena_array(&c->row, const char *, n + 1);
	char **v = str_split(&c->row, x->categories ? x->categories : "", ',', &count);

	for (size_t i = 0; i < n; i++)
		words[i] = all[i].name;
	for (size_t i = 0; x->categories && i < count; i++) {
		const char *hint = words_hint(&c->row, words, v[i]);
		if (*hint && !policy_category(c->app->session.policy, v[i]))
			say(c, x->key, NULL, "unknown-category", arena_printf(&c->row, "%s%s", v[i], hint));
	}
}

static void check_day(struct checking *c, const struct article *x, int64_t day, const char *problem)
{
	char text[16];

	if (day == ARTICLE_NO_DAY || day >= article_today(&c->app->session))
		return;
	civil_print_day(text, day);
	say(c, x->key, NULL, problem, text);
}

static void check_article(struct checking *c, const struct article *x)
{
	bool live = false;

	for (size_t i = 0; i < x->texts.n; i++) {
		const struct article_text *t = &x->texts.v[i];
		live |= t->live != 0;
		if (!asked(t->lang))
			continue;
		check_known_language(c, x, t);
		if (t->live)
			check_links(c, x, t);
	}
	check_categories(c, x);
	if (!live)
		return;
	if (strcmp(x->audience, "public") == 0)
		find_lacking(c, x);
	check_day(c, x, x->valid_until, "expired");
	check_day(c, x, x->review_by, "review-due");
	if (x->owner && !policy_agent(c->app->session.policy, x->owner))
		say(c, x->key, NULL, "no-owner", x->owner);
}

/* --- the index --- */

/* What the index has, word for word. */
static void check_words(struct checking *c)
{
	const struct session *s = &c->app->session;
	struct shelf_docs *all = shelf_docs(s->desk, c->app->a);
	struct arena row = {0};

	for (struct shelf_doc is; shelf_docs_next(all, &row, &is); arena_reset(&row)) {
		struct article x;
		struct article_words w;
		struct shelf_doc want;
		bool same = articles_load(s->desk, &row, is.article, &x) && article_words(s, &row, is.seq, &w);
		if (same)
			learn_words(&row, &x, is.lang, &w, &want);
		for (int i = 0; same && i < RANK_FIELDS; i++)
			same = is.n[i] == want.n[i] && memcmp(is.field[i], want.field[i], is.n[i]) == 0;
		if (!same && !articles_is_due(s->desk, is.article, is.lang))
			say(c, x.key, is.lang, "index", _("its words are not those of its text (tk-kb index)"));
		const char *wrong = same ? shelf_check(s->desk, &row, &is) : NULL;
		if (wrong)
			say(c, x.key, is.lang, "index", arena_printf(&row, _("the word \"%s\" does not lead to it (tk-kb index)"), wrong));
	}
	shelf_docs_end(all);
	arena_free(&row);
}

static void check_index(struct checking *c)
{
	int64_t due = articles_due_count(c->app->session.desk);

	if (due)
		say(c, NULL, NULL, "index", arena_printf(&c->row, _("%" PRId64 " texts wait to be learnt (tk-kb index)"), due));
	if (kb_values.index)
		check_words(c);
}

static int check_all(struct app *app, void *arg)
{
	struct checking *c = arg;
	struct articles_filter f = {.kind = kb_values.kind, .category = kb_values.category};
	struct arena article = {0};
	VEC(int64_t) ids = {0};
	struct articles *all = articles_find(app->session.desk, app->a, &f);

	c->lacking = arena_array(app->a, struct lacking, policy_head(app->session.policy)->languages.n);
	for (struct article x; articles_next(all, &article, &x); arena_reset(&article))
		if (kb_match(app, &x))
			*vec_push(app->a, &ids) = x.id;
	articles_end(all);
	for (size_t i = 0; i < ids.n; i++) {
		struct article x;
		if (articles_load(app->session.desk, &article, ids.v[i], &x))
			check_article(c, &x);
		arena_reset(&article);
		arena_reset(&c->row);
	}
	arena_free(&article);
	check_index(c);
	say_lacking(c);
	return 0;
}

int kb_check(struct app *app)
{
	struct checking c = {.app = app};
	int bad = app_list(app, columns, N_COLUMNS, defaults, &c.out, &c.picked, &c.n);

	if (bad || !c.out)
		return bad;
	if (app->operands.n > 1)
		return app_usage(app, _("\"%s\": filters of %s are options, as in --kind faq"), app->operands.v[1].text, "check");
	if (kb_values.state || kb_values.sort)
		return app_usage(app, _("--state and --sort are for lists; check looks at all that is kept"));
	bad = kb_filter_check(app);
	if (!bad)
		bad = app_tx(app, DESK_READ, check_all, &c);
	arena_free(&c.row);
	if (bad)
		return bad;
	if (kb_values.count)
		printf("%" PRId64 "\n", c.found);
	else
		out_close(c.out);
	return c.found ? EXIT_NO : EXIT_DONE;
}

/* --- making it anew --- */

static void progress(void *arg, int64_t done)
{
	bool *shown = arg;

	if (done % 1024 == 0 && io_tty(2) && !app_values.quiet) {
		fprintf(stderr, "\r%" PRId64 " ", done);
		*shown = true;
	}
}

static int index_all(struct app *app, void *arg)
{
	bool shown = false;

	*(int64_t *)arg = learn_all(&app->session, progress, &shown);
	if (shown)
		fputs("\r\033[K", stderr);
	return 0;
}

int kb_index(struct app *app)
{
	struct fault f = {0};
	int64_t n = 0;
	int bad = session_check(&app->session, RIGHT_KB, &f) ? app_fault(&f) : 0;

	if (!bad && app->operands.n > 1)
		bad = app_usage(app, _("index takes no more words"));
	if (!bad)
		bad = app_tx(app, DESK_WRITE, index_all, &n);
	if (!bad && (kb_values.explain || io_tty(2)))
		note(_("texts in the index: %s"), arena_printf(app->a, "%" PRId64, n));
	return bad;
}
