/* kb_set: what articles are told to be: facts, a text, its state. */
#include <stdio.h>
#include <string.h>

#include "app/apply.h"
#include "app/kb.h"
#include "app/keys.h"
#include "app/text.h"
#include "base/io.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/words.h"

struct setting {
	struct article_say say;
	const char *state;             /* of publish and withdraw; NULL */
	struct app_keys keys;
	int code, masked;
	struct { const char **v; size_t n, cap; } changed;
};

static const char *const set_words[] = {
	"key", "kind", "audience", "owner", "categories", "match", "review_by", "valid_until", "title", "questions",
	"script", "body", "state", NULL};

static const char *lines(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text);

	for (char *p = out; *p; p++)
		if (*p == '|')
			*p = '\n';
	return out;
}

static int take_one(struct app *app, struct article_say *say, const char *name, const char *value)
{
	const struct { const char *name; const char **to; } all[] = {
		{"key", &say->key}, {"kind", &say->kind}, {"audience", &say->audience}, {"owner", &say->owner},
		{"categories", &say->categories}, {"match", &say->match}, {"review_by", &say->review_by},
		{"valid_until", &say->valid_until}, {"title", &say->title}, {"questions", &say->questions},
		{"script", &say->script}, {"body", &say->body}, {"state", &say->state},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (strcmp(all[i].name, name) == 0) {
			*all[i].to = all[i].to == &say->questions || all[i].to == &say->match ? lines(app->a, value) : value;
			return 0;
		}
	return app_usage(app, _("unknown field \"%s\"%s (%s)"), name, words_hint(app->a, set_words, name),
	                 words_list(app->a, set_words));
}

/* FIELD=VALUE go into what is said; keys stay among the operands. */
static int take_settings(struct app *app, struct setting *x)
{
	struct opt_list *list = &app->operands;
	size_t kept = 1;
	int bad = 0;

	for (size_t i = 1; i < list->n && !bad; i++) {
		const char *text = app_clean(app, "FIELD=VALUE", list->v[i].text);
		size_t n = strcspn(text, "=");
		if (text[n])
			bad = take_one(app, &x->say, arena_dup(app->a, text, n), text + n + 1);
		else
			list->v[kept++] = list->v[i];
	}
	list->n = kept;
	return bad;
}

/* --- writing --- */

static int set_text(struct app *app, struct setting *x, struct arena *row, const struct app_key *k)
{
	struct article_done r = {0};
	struct fault f = {0};

	if (kb_say_check(row, &x->say, &f) != 0 || article_put(&app->session, row, k->text, ARTICLE_SET, &x->say, &r, &f) != 0)
		return app_key_fault(k, &f);
	x->masked += r.masked;
	if (r.facts || r.text || r.published || r.withdrawn)
		*vec_push(app->a, &x->changed) = k->text;
	return 0;
}

/* publish and withdraw without --lang mean every text of the article. */
static int set_all_texts(struct app *app, struct setting *x, struct arena *row, const struct app_key *k)
{
	struct article a;
	struct fault f = {0};
	int bad = article_find(&app->session, row, k->text, &a, &f) ? app_key_fault(k, &f) : 0;
	bool publish = str_eq(x->state, "published");

	for (size_t i = 0; i < a.texts.n && !bad; i++) {
		const struct article_text *t = &a.texts.v[i];
		if (publish ? t->state == ARTICLE_WITHDRAWN && a.texts.n > 1 : t->state == ARTICLE_WITHDRAWN)
			continue;      /* what was taken away comes back by name only */
		x->say.lang = t->lang;
		bad = set_text(app, x, row, k);
	}
	x->say.lang = NULL;
	return bad;
}

static int set_all(struct app *app, void *arg)
{
	struct setting *x = arg;
	struct arena row = {0};

	x->code = x->keys.wrong;       /* the transaction may run again */
	x->masked = 0;
	x->changed.n = 0;
	for (size_t i = 0; i < x->keys.n; i++) {
		const struct app_key *k = &x->keys.v[i];
		int bad = x->state && !kb_values.lang ? set_all_texts(app, x, &row, k) : set_text(app, x, &row, k);
		if (bad)
			x->code = bad;
		arena_reset(&row);
	}
	arena_free(&row);
	if (x->code && !app_values.keep_going)
		return x->code;
	kb_learn(app);
	return 0;
}

static int run(struct app *app, struct setting *x)
{
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_KB, &f) ? app_fault(&f) : 0;

	if (!bad) bad = app_keys_read(app, 1, &x->keys);
	if (bad)
		return bad;
	x->say.lang = kb_values.lang;
	x->say.why = kb_values.message;
	int code = app_tx(app, DESK_WRITE, set_all, x);
	if (!code)
		code = x->code;
	if (code && !app_values.keep_going) {
		if (x->keys.n > 1)
			note("nothing is changed (--keep-going keeps what is right)");
		return code;
	}
	app_say_masked(x->masked);
	for (size_t i = 0; app->session.dry_run && i < x->changed.n; i++)
		if (i == 0 || strcmp(x->changed.v[i], x->changed.v[i - 1]) != 0)
			printf("%s\n", x->changed.v[i]);
	return code;
}

int kb_set(struct app *app)
{
	struct setting x = {0};
	int bad = take_settings(app, &x);
	const struct article_say none = {0};

	if (!bad && memcmp(&x.say, &none, sizeof none) == 0)
		bad = app_usage(app, _("what shall be set? FIELD=VALUE is missing"));
	return bad ? bad : run(app, &x);
}

int kb_publish(struct app *app)
{
	struct setting x = {.state = "published", .say.state = "published"};

	return run(app, &x);
}

int kb_withdraw(struct app *app)
{
	struct setting x = {.state = "withdrawn", .say.state = "withdrawn"};

	return run(app, &x);
}
