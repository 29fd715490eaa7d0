/* kb_vote: somebody read an article, or said whether it helped. */
#include <string.h>

#include "app/apply.h"
#include "app/kb.h"
#include "app/kb_use.h"
#include "app/text.h"
#include "base/words.h"
#include "service/usage.h"

struct telling { const char *key; struct usage u; int masked; };

static int tell(struct app *app, void *arg)
{
	struct telling *x = arg;
	struct article article;
	struct fault f = {0};
	int bad = article_find(&app->session, app->a, x->key, &article, &f);

	x->masked = 0;
	if (!bad)
		bad = usage_check(&x->u, &f);
	if (bad)
		return app_fault(&f);
	x->u.article = article.id;
	bad = usage_note(&app->session, app->a, &x->u, &x->masked, &f);
	return bad ? app_fault(&f) : 0;
}

static int run(struct app *app, const char *deed, const char *vote)
{
	struct telling x = {.u = usage_none(deed)};
	int bad;

	x.key = app_clean(app, "KEY", app->operands.v[1].text);
	x.u.vote = vote;
	x.u.lang = kb_values.lang;
	x.u.session = kb_use.session;
	x.u.customer = app_clean(app, "--customer", kb_use.customer);
	x.u.question = app_clean(app, "-m", kb_values.message);
	bad = app_tx(app, DESK_WRITE, tell, &x);
	if (!bad)
		app_say_masked(x.masked);
	return bad;
}

int kb_view(struct app *app)
{
	if (app->operands.n != 2)
		return app_usage(app, _("view KEY: which article was read?"));
	return run(app, "view", NULL);
}

int kb_vote(struct app *app)
{
	static const char *const votes[] = {"up", "down", NULL};
	const char *vote = app->operands.n == 3 ? app->operands.v[2].text : "";
	int i = words_find(votes, vote);

	if (i < 0)
		return app_usage(app, _("vote KEY up|down: did the article help?"));
	return run(app, "vote", votes[i]);
}
