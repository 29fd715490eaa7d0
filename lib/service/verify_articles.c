/* verify_articles: articles against their events, and the index with what is live. */
#include "service/verify_articles.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/vec.h"
#include "store/articles.h"
#include "store/shelf.h"

static void say(struct verify_articles *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void say(struct verify_articles *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	v->say(v->arg, arena_vprintf(v->a, fmt, ap));
	va_end(ap);
}

/* A copy of e whose facts live as long as the run; the fold needs no texts. */
static struct event kept(struct verify_articles *v, const struct event *e)
{
	struct event copy = {.seq = e->seq, .at = e->at, .kind = e->kind};

	for (size_t i = 0; i < e->data.n; i++)
		pairs_add(v->a, &copy.data, arena_strdup(v->a, e->data.v[i].name),
		          arena_strdup(v->a, e->data.v[i].value));
	return copy;
}

/* Has its history this event? */
static void check_history(struct verify_articles *v, const struct event *e, int64_t id)
{
	v->events++;
	if (!articles_has_event(v->s->desk, id, e->seq))
		say(v, "article %" PRId64 ": its history leaves out event %" PRId64, id, e->seq);
}

void verify_articles_event(struct verify_articles *v, const struct event *e)
{
	int64_t id = pairs_int(&e->data, "article", 0);
	struct event copy = kept(v, e);
	struct fault f = {0};

	if (id < 1 || id > (int64_t)v->articles.n + 1) {
		say(v, "event %" PRId64 ": it names article %" PRId64 " out of order", e->seq, id);
		return;
	}
	if (id == (int64_t)v->articles.n + 1)
		*vec_push(v->a, &v->articles) = (struct article){0};
	if (article_apply(v->a, &v->articles.v[id - 1], &copy, &f) != 0)
		say(v, "%s", f.text);
	check_history(v, e, id);
}

/* What the index has of an article: a row for each live text, or a note that it
 * is due. */
static void check_index(struct verify_articles *v, struct arena *row, const struct article *x)
{
	for (size_t i = 0; i < x->texts.n; i++) {
		const struct article_text *t = &x->texts.v[i];
		struct shelf_doc doc = {0};
		bool there = shelf_of_text(v->s->desk, row, x->id, t->lang, &doc);
		if ((there ? doc.seq : 0) != t->live && !articles_is_due(v->s->desk, x->id, t->lang))
			say(v, "article %" PRId64 ": the index does not have what is published in \"%s\" (tk-kb index)", x->id,
			    t->lang);
	}
}

static void check_rows(struct verify_articles *v, int64_t *texts, int64_t *categories, int64_t *live)
{
	struct articles *list = articles_all(v->s->desk, v->a);
	struct arena row = {0};
	size_t seen = 0;

	for (struct article x; articles_next(list, &row, &x); arena_reset(&row)) {
		seen++;
		if (x.id < 1 || x.id > (int64_t)v->articles.n)
			say(v, "article %" PRId64 ": no event has it", x.id);
		else if (!article_same(&x, &v->articles.v[x.id - 1]))
			say(v, "article %" PRId64 ": its row differs from what its events say", x.id);
		if (!articles_categories_ok(v->s->desk, &row, &x, categories))
			say(v, "article %" PRId64 ": its list of categories is not what its events say", x.id);
		*texts += (int64_t)x.texts.n;
		for (size_t i = 0; i < x.texts.n; i++)
			*live += x.texts.v[i].live != 0;
		check_index(v, &row, &x);
	}
	articles_end(list);
	arena_free(&row);
	if (seen < v->articles.n)
		say(v, "%zu articles are missing", v->articles.n - seen);
}

static void check_count(struct verify_articles *v, const char *what, int64_t is, int64_t want)
{
	if (is != want)
		say(v, "%" PRId64 " %s are kept, the articles have %" PRId64, is, what, want);
}

void verify_articles_rows(struct verify_articles *v)
{
	int64_t texts = 0, categories = 0, live = 0;
	struct articles_counts is = articles_count(v->s->desk);

	if (desk_head(v->s->desk)->article != (int64_t)v->articles.n)
		say(v, "the record knows %zu articles, the head says %" PRId64, v->articles.n, desk_head(v->s->desk)->article);
	check_rows(v, &texts, &categories, &live);
	check_count(v, "texts of articles", is.texts, texts);
	check_count(v, "categories of articles", is.categories, categories);
	check_count(v, "events of articles", is.events, v->events);
	if (is.indexed > live && !articles_due_any(v->s->desk))
		say(v, "the index of the knowledge base has %" PRId64 " texts, %" PRId64 " are published", is.indexed, live);
}
