/* kb_edit: an article in $EDITOR, as the file that import reads. */
#include <string.h>
#include <unistd.h>

#include "app/apply.h"
#include "app/editor.h"
#include "app/kb.h"
#include "base/io.h"
#include "base/str.h"

struct editing {
	struct app *app;
	const char *key;
	const char *lang;
	const char *before;            /* the file as it began */
	struct article_in in;
	int masked;
	int64_t seq;                   /* the article's last event, when the editor began */
	bool changed, there;
};

/* What is there, or the beginning of a new article. */
static int begin(struct app *app, void *arg)
{
	struct editing *x = arg;
	struct article a;
	struct article_text *t = NULL;
	struct article_in in = {.key = x->key, .lang = x->lang, .title = "", .kind = "article", .state = "draft", .body = ""};
	struct str out = str_new(app->a);

	x->there = articles_by_key(app->session.desk, app->a, x->key, &a);
	if (x->there) {
		x->seq = a.seq;
		t = article_text(&a, x->lang);
		if (t)
			kb_file_of(&app->session, app->a, &a, t, t->draft ? t->draft : t->live, &in);
		else
			in.kind = a.kind, in.audience = a.audience;
	}
	article_print(app->a, &out, &in);
	x->before = out.p;
	return 0;
}

static int write_back(struct app *app, void *arg)
{
	struct editing *x = arg;
	struct article_say say;
	struct article_done r = {0};
	struct article now;
	struct fault f = {0};

	/* What somebody else wrote while the editor was open must not be lost. */
	if (articles_by_key(app->session.desk, app->a, x->key, &now) ? now.seq != x->seq : x->there)
		return fault_set(&f, EX_TEMPFAIL, "%s: somebody changed it meanwhile", x->key), app_fault(&f);
	kb_say(app->a, &x->in, &say);
	/* A line that is gone from the file is taken away. */
	say.questions = say.questions ? say.questions : "";
	say.script = say.script ? say.script : "";
	say.categories = say.categories ? say.categories : "";
	say.match = say.match ? say.match : "";
	say.owner = say.owner ? say.owner : "";
	say.review_by = say.review_by ? say.review_by : "";
	say.valid_until = say.valid_until ? say.valid_until : "";
	say.key = x->in.key;
	say.why = kb_values.message;
	if (kb_say_check(app->a, &say, &f) != 0 ||
	    article_put(&app->session, app->a, x->there ? x->key : x->in.key, ARTICLE_PUT, &say, &r, &f) != 0)
		return app_fault(&f);
	x->masked = r.masked;
	x->changed = r.facts || r.text || r.published || r.withdrawn;
	kb_learn(app);
	return 0;
}

/* The file stays where what is in it cannot be taken. */
static int kept(const char *path, int bad)
{
	note(_("what you wrote is kept in %s"), path);
	return bad;
}

static int edit(struct app *app, struct editing *x, const char *path)
{
	struct fault f = {0};
	size_t n;
	int bad = editor_run(app, path);

	if (bad)
		return kept(path, bad);
	const char *text = io_load(app->a, path, 8 << 20, &n, &f);
	if (!text)
		return app_fault(&f);
	if (strcmp(text, x->before) == 0) {
		unlink(path);
		note(_("nothing is changed"));
		return 0;
	}
	if (article_parse(app->a, path, text, n, &x->in, &f) != 0)
		return kept(path, app_fault(&f));
	if (!x->in.key || !x->in.lang)
		x->in.key = x->in.key ? x->in.key : x->key, x->in.lang = x->in.lang ? x->in.lang : x->lang;
	bad = app_tx(app, DESK_WRITE, write_back, x);
	if (bad)
		return kept(path, bad);
	unlink(path);
	app_say_masked(x->masked);
	return 0;
}

int kb_edit(struct app *app)
{
	struct editing x = {.app = app};
	struct fault f = {0};
	int bad = session_check(&app->session, RIGHT_KB, &f) ? app_fault(&f) : 0;

	if (!bad && app->operands.n != 2)
		bad = app_usage(app, _("edit needs the KEY of one article"));
	if (!bad)
		bad = editor_check(app);
	if (bad)
		return bad;
	x.key = app->operands.v[1].text;
	x.lang = kb_values.lang ? kb_values.lang : policy_head(app->session.policy)->language;
	if (!article_key_ok(x.key)) {
		warn(_("\"%s\" is no key: small letters, digits and \"-\""), x.key);
		return EX_DATAERR;
	}
	bad = app_tx(app, DESK_READ, begin, &x);
	char *path = bad ? NULL : editor_file(app, x.before);
	return bad ? bad : path ? edit(app, &x, path) : EX_CANTCREAT;
}
