/* kb_link: articles are put to tickets, and taken off: link KEY REF... */
#include <string.h>

#include "app/apply.h"
#include "app/kb.h"
#include "app/kb_use.h"
#include "app/text.h"
#include "service/usage.h"

struct linking { const char *key; int64_t article; bool link; };

static int begin(struct app *app, void *arg)
{
	struct linking *x = arg;
	struct article article;
	struct fault f = {0};
	int bad = article_find(&app->session, app->a, x->key, &article, &f);

	x->article = article.id;
	return bad ? app_fault(&f) : 0;
}

static int one(struct app *app, void *arg, struct arena *row, int64_t id, struct app_step *step, struct fault *f)
{
	const struct linking *x = arg;

	return usage_link(&app->session, row, id, x->article, x->link, &step->changed, f);
}

static int run(struct app *app, bool link)
{
	struct linking x = {.link = link};
	struct app_each each = {begin, NULL, one, &x};
	struct app_refs refs = {0};
	int bad;

	if (app->operands.n < 2)
		return app_usage(app, _("which article? KEY, then tickets"));
	x.key = app_clean(app, "KEY", app->operands.v[1].text);
	bad = app_refs_read(app, 2, &refs);
	return bad ? bad : app_each(app, &refs, &each);
}

int kb_link(struct app *app)
{
	return run(app, true);
}

int kb_unlink(struct app *app)
{
	return run(app, false);
}
