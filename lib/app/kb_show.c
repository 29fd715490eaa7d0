/* kb_show: an article as a document, or as its file. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/kb.h"
#include "app/page.h"
#include "app/pager.h"
#include "base/str.h"
#include "base/vec.h"
#include "domain/ref.h"
#include "out/jw.h"
#include "service/tell.h"
#include "store/events.h"
#include "text/markdown.h"
#include "when/civil.h"
#include "when/clock.h"

struct showing {
	struct app *app;
	const char *key;
	struct article x;
	struct article_text *t;
	int64_t seq;                   /* the version shown */
	int64_t number;                /* of it, from 1 */
	struct article_words w;
	int64_t *tickets; size_t ntickets;
};

/* --- which version --- */

/* The event of the N-th version of a text; of all where seq is given: its number. */
static int64_t version(struct showing *s, int64_t number, int64_t seq, int64_t *found)
{
	size_t n;
	int64_t *all = articles_events(s->app->session.desk, s->app->a, s->x.id, &n), count = 0;

	for (size_t i = 0; i < n; i++) {
		struct event e;
		if (!events_load(s->app->session.desk, s->app->a, all[i], EVENTS_BARE, &e) ||
		    !str_eq(pairs_get(&e.data, "do"), "save") || !str_eq(pairs_get(&e.data, "lang"), s->t->lang))
			continue;
		count++;
		if (count == number || e.seq == seq) {
			*found = count;
			return e.seq;
		}
	}
	*found = count;
	return 0;
}

/* What agents keep beside a text is not for customers. */
static void for_customers(struct showing *s)
{
	s->x.owner = s->x.match = s->w.script = NULL;
	s->x.review_by = ARTICLE_NO_DAY;
}

static int find(struct showing *s)
{
	struct fault f = {0};
	struct app *app = s->app;
	int64_t count = 0;

	if (article_find(&app->session, app->a, s->key, &s->x, &f) != 0)
		return app_fault(&f);
	s->t = kb_text(app, &s->x);
	if (!s->t) {
		warn(_("%s: there is no text in \"%s\""), s->key, kb_values.lang);
		return EXIT_NO;
	}
	int64_t newest = s->t->draft ? s->t->draft : s->t->live, live = s->t->live ? s->t->live : newest;
	s->seq = version(s, kb_values.version, kb_values.version ? 0 : kb_values.drafts ? newest : live, &count);
	s->number = count;
	if (!s->seq && kb_values.version) {
		warn(_("%s: there are %s versions in \"%s\""), s->key, arena_printf(app->a, "%" PRId64, count), s->t->lang);
		return EXIT_NO;
	}
	if (!article_words(&app->session, app->a, s->seq, &s->w))
		return fault_set(&f, EX_DATAERR, "%s: its text cannot be read", s->key), app_fault(&f);
	if (kb_values.public && (!article_open(&s->x, article_today(&app->session)) || s->seq != s->t->live)) {
		warn(_("%s: customers do not see it"), s->key);
		return EXIT_NO;
	}
	if (kb_values.public)
		for_customers(s);
	else
		s->tickets = articles_tickets(app->session.desk, app->a, s->x.id, &s->ntickets);
	return 0;
}

/* --- as a document --- */

static const char *day_words(struct arena *a, int64_t day)
{
	char text[16];

	if (day == ARTICLE_NO_DAY)
		return NULL;
	civil_print_day(text, day);
	return arena_strdup(a, text);
}

static const char *with_blanks(struct arena *a, const char *list, const char *sep)
{
	struct str out = str_new(a);

	for (; list && *list; list++)
		if (*list == ',' || *list == '\n')
			str_add(&out, sep);
		else
			str_addc(&out, *list);
	return out.n ? out.p : NULL;
}

static const char *state_words(struct showing *s)
{
	const struct article_text *t = s->t;
	struct str out = str_new(s->app->a);

	str_add(&out, _(article_state_words[t->state]));
	if (t->published != AT_NONE)
		str_printf(&out, " %s", tell_at(s->app->a, t->published, s->app->zone));
	str_printf(&out, _("; version %s of %s"), arena_printf(s->app->a, "%" PRId64, s->number),
	           arena_printf(s->app->a, "%" PRId64, t->versions));
	if (t->live && t->draft)
		str_printf(&out, "; %s", s->seq == t->draft ? _("this draft is not published") : _("there is a newer draft (--drafts)"));
	return out.p;
}

static const char *languages(struct showing *s)
{
	struct str out = str_new(s->app->a);

	for (size_t i = 0; i < s->x.texts.n; i++) {
		const struct article_text *t = &s->x.texts.v[i];
		str_printf(&out, "%s%s", i ? ", " : "", t->lang);
		if (t->state != ARTICLE_PUBLISHED)
			str_printf(&out, " (%s)", _(article_state_words[t->state]));
	}
	return out.p;
}

static const char *ticket_words(struct showing *s)
{
	struct str out = str_new(s->app->a);
	char ref[48];

	for (size_t i = 0; i < s->ntickets && i < 20; i++) {
		ref_print(ref, session_prefix(&s->app->session), s->tickets[i]);
		str_printf(&out, "%s%s", i ? ", " : "", ref);
	}
	if (s->ntickets > 20)
		str_printf(&out, _(" and %s more"), arena_printf(s->app->a, "%zu", s->ntickets - 20));
	return out.n ? out.p : NULL;
}

static void facts(struct showing *s, struct page *p)
{
	const struct article *x = &s->x;
	struct arena *a = s->app->a;

	page_pair(p, _("Article"), arena_printf(a, "%s (%s, %s)", x->key, _(x->kind), _(x->audience)));
	page_pair(p, _("Text"), arena_printf(a, "%s, %s", s->t->lang, state_words(s)));
	if (x->texts.n > 1)
		page_pair(p, _("Languages"), languages(s));
	page_pair(p, _("Categories"), with_blanks(a, x->categories, ", "));
	page_pair(p, _("Owner"), x->owner);
	page_pair(p, _("Review by"), day_words(a, x->review_by));
	page_pair(p, _("Valid until"), day_words(a, x->valid_until));
	page_pair(p, _("Matches"), with_blanks(a, x->match, "; "));
	page_pair(p, _("Tickets"), ticket_words(s));
	page_pairs(p);
}

static void lines(struct page *p, const char *text, const char *first, const char *rest)
{
	size_t n;
	char **v = str_split(p->app->a, text, '\n', &n);

	for (size_t i = 0; i < n; i++)
		if (*v[i])
			page_text(p, first, rest, v[i], PAGE_PLAIN);
}

static int body(struct showing *s, struct page *p)
{
	struct markdown_how how = {.width = p->width > 1000 ? 0 : (int)p->width, .heading = 2};
	struct str out = str_new(s->app->a);
	struct fault f = {0};
	const char *text = s->w.body ? s->w.body : "";

	if (markdown_text(s->app->a, &out, text, strlen(text), &how, &f) != 0)
		str_add(&out, text);
	page_end(p);
	fwrite(out.p, 1, out.n, stdout);
	if (out.n && out.p[out.n - 1] != '\n')
		putchar('\n');
	return 0;
}

static int document(struct showing *s)
{
	struct page p;
	pid_t pager = 0;
	int bad = page_begin(s->app, &p);

	if (bad)
		return bad;
	pager = pager_begin(s->app, true);
	page_text(&p, "", "", s->w.title ? s->w.title : _("(erased)"), PAGE_BOLD);
	if (!kb_values.public) {
		page_blank(&p);
		facts(s, &p);
	}
	page_blank(&p);
	body(s, &p);
	if (!kb_values.public && !str_empty(s->w.questions)) {
		page_blank(&p);
		page_text(&p, "", "", _("Questions it answers"), PAGE_BOLD);
		lines(&p, s->w.questions, "- ", "  ");
	}
	if (!kb_values.public && !str_empty(s->w.script)) {
		page_blank(&p);
		page_text(&p, "", "", _("What to say"), PAGE_BOLD);
		lines(&p, s->w.script, "  ", "  ");
	}
	page_end(&p);
	pager_end(pager);
	return 0;
}

/* --- other forms --- */

static void text_list(struct jw *w, struct arena *a, const char *key, const char *list, char sep)
{
	size_t n;
	char **v = str_split(a, list ? list : "", sep, &n);

	jw_key(w, key);
	jw_array(w);
	for (size_t i = 0; i < n; i++)
		if (*v[i])
			jw_text(w, v[i]);
	jw_end(w);
}

static void text_key(struct jw *w, const char *key, const char *text)
{
	jw_key(w, key);
	jw_text(w, text);
}

static void json_texts(struct showing *s, struct jw *w)
{
	jw_key(w, "texts");
	jw_array(w);
	for (size_t i = 0; i < s->x.texts.n; i++) {
		const struct article_text *t = &s->x.texts.v[i];
		if (kb_values.public && !t->live)
			continue;
		jw_object(w);
		text_key(w, "lang", t->lang);
		text_key(w, "state", article_state_words[t->state]);
		jw_key(w, "versions"), jw_int(w, t->versions);
		jw_key(w, "draft"), jw_bool(w, t->live && t->draft && !kb_values.public);
		jw_key(w, "changed"), jw_at(w, t->changed);
		jw_key(w, "published"), jw_at(w, t->published);
		jw_end(w);
	}
	jw_end(w);
}

static int json(struct showing *s)
{
	struct arena *a = s->app->a;
	const struct article *x = &s->x;
	struct jw w;

	jw_open(&w, a, stdout);
	jw_object(&w);
	text_key(&w, "key", x->key);
	text_key(&w, "lang", s->t->lang);
	text_key(&w, "title", s->w.title);
	text_key(&w, "kind", x->kind);
	text_key(&w, "audience", x->audience);
	text_key(&w, "state", s->seq == s->t->live ? "published" : s->t->state == ARTICLE_WITHDRAWN ? "withdrawn" : "draft");
	text_list(&w, a, "categories", x->categories, ',');
	text_list(&w, a, "questions", s->w.questions, '\n');
	text_list(&w, a, "match", x->match, '\n');
	text_key(&w, "script", s->w.script);
	text_key(&w, "review_by", day_words(a, x->review_by));
	text_key(&w, "valid_until", day_words(a, x->valid_until));
	text_key(&w, "owner", x->owner);
	text_key(&w, "body", s->w.body);
	jw_key(&w, "version"), jw_int(&w, s->number);
	jw_key(&w, "event"), jw_int(&w, s->seq);
	jw_key(&w, "created"), jw_at(&w, x->created);
	jw_key(&w, "changed"), jw_at(&w, x->changed);
	jw_key(&w, "tickets");
	jw_array(&w);
	for (size_t i = 0; i < s->ntickets; i++)
		jw_int(&w, s->tickets[i]);
	jw_end(&w);
	json_texts(s, &w);
	jw_end(&w);
	jw_close(&w);
	return 0;
}

static int html(struct showing *s)
{
	struct str out = str_new(s->app->a);
	struct fault f = {0};
	const char *text = s->w.body ? s->w.body : "";

	if (markdown_html(s->app->a, &out, text, strlen(text), NULL, &f) != 0) {
		f.file = s->key;
		return app_fault(&f);
	}
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

static int markdown(struct showing *s)
{
	struct str out = str_new(s->app->a);
	struct article_in in;

	if (kb_file_of(&s->app->session, s->app->a, &s->x, s->t, s->seq, &in)) {
		in.script = s->w.script;
		article_print(s->app->a, &out, &in);
	}
	fwrite(out.p, 1, out.n, stdout);
	return 0;
}

static int show_one(struct app *app, void *arg)
{
	struct showing *s = arg;
	int bad = find(s);

	(void)app;
	if (bad)
		return bad;
	return app_values.json ? json(s) : kb_values.html ? html(s) : kb_values.markdown ? markdown(s) : document(s);
}

int kb_show(struct app *app)
{
	int code = 0;

	if (app->operands.n < 2)
		return app_usage(app, _("show needs the KEY of an article"));
	if (app_values.json + kb_values.html + kb_values.markdown > 1)
		return app_usage(app, "--json, --html and --markdown exclude one another");
	for (size_t i = 1; i < app->operands.n; i++) {
		struct showing s = {.app = app, .key = app->operands.v[i].text};
		if (i > 1 && !app_values.json)
			putchar('\n');
		int bad = app_tx(app, DESK_READ, show_one, &s);
		code = bad ? bad : code;
	}
	return code;
}
