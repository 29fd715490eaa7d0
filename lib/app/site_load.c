/* site_load: the articles that may be read today, from the desk. */
#include <string.h>

#include "app/site_inner.h"
#include "service/article.h"
#include "store/articles.h"
#include "when/civil.h"
#include "when/clock.h"
#include "when/zone.h"

struct loading {
	struct site *s;
	const struct zone *zone;
	int64_t today;
};

static bool readable(const struct loading *l, const struct article *x)
{
	if (l->s->how->internal)
		return x->valid_until == ARTICLE_NO_DAY || x->valid_until >= l->today;
	return article_open(x, l->today);
}

static void add_text(struct loading *l, struct site_article *to, const struct article_text *t)
{
	struct site *s = l->s;
	struct article_words w;

	if (!t->live || !article_words(&s->app->session, s->a, t->live, &w) || !w.title)
		return;
	struct site_text *text = vec_push(s->a, &to->texts);
	text->lang = arena_strdup(s->a, t->lang);
	text->title = w.title;
	text->body = w.body ? w.body : "";
	text->questions = w.questions ? w.questions : "";
	text->script = s->how->internal && !str_empty(w.script) ? w.script : NULL;
	civil_print_day(text->day, zone_day(l->zone, t->published == AT_NONE ? t->changed : t->published));
}

static void add_article(struct loading *l, const struct article *x)
{
	struct site *s = l->s;
	struct site_article to = {0};

	for (size_t i = 0; i < x->texts.n; i++)
		add_text(l, &to, &x->texts.v[i]);
	if (to.texts.n == 0)
		return;
	to.key = arena_strdup(s->a, x->key);
	to.kind = arena_strdup(s->a, x->kind);
	to.categories = x->categories ? arena_strdup(s->a, x->categories) : "";
	to.internal = !str_eq(x->audience, "public");
	*vec_push(s->a, &s->articles) = to;
}

/* Languages of texts: the policy's own first, then by name. */
static void add_language(struct site *s, const char *lang)
{
	size_t i = 0;

	while (i < s->langs.n && !str_eq(s->langs.v[i], lang))
		i++;
	if (i < s->langs.n)
		return;
	vec_push(s->a, &s->langs);
	for (i = s->langs.n - 1; i > 0 && strcmp(s->langs.v[i - 1], lang) > 0; i--)
		s->langs.v[i] = s->langs.v[i - 1];
	s->langs.v[i] = lang;
}

static void choose_home(struct site *s)
{
	const char *wanted = policy_language(s->p, app_values.lang);
	size_t at = 0;

	for (size_t i = 0; i < s->langs.n; i++)
		if (str_eq(s->langs.v[i], wanted))
			at = i;
	s->home = s->langs.v[at];
	memmove(s->langs.v + 1, s->langs.v, at * sizeof *s->langs.v);
	s->langs.v[0] = s->home;
}

int site_load(struct site *s, struct fault *f)
{
	struct arena row = {0};
	struct article x;
	const struct zone *zone = policy_zone(s->p, policy_head(s->p)->zone);
	struct loading l = {.s = s, .zone = zone ? zone : zone_utc()};

	l.today = zone_day(l.zone, s->app->session.now);
	struct articles *all = articles_find(s->app->session.desk, s->a, &(struct articles_filter){0});
	while (articles_next(all, &row, &x)) {
		if (readable(&l, &x))
			add_article(&l, &x);
		arena_reset(&row);
	}
	articles_end(all);
	arena_free(&row);
	if (s->articles.n == 0)
		return fault_set(f, EXIT_NO, _("no article is published that may be read today"));
	for (size_t i = 0; i < s->articles.n; i++)
		for (size_t j = 0; j < s->articles.v[i].texts.n; j++)
			add_language(s, s->articles.v[i].texts.v[j].lang);
	choose_home(s);
	return 0;
}

const struct site_article *site_article(const struct site *s, const char *key, size_t n)
{
	for (size_t low = 0, high = s->articles.n; low < high;) {
		size_t middle = low + (high - low) / 2;
		const char *other = s->articles.v[middle].key;
		int order = strncmp(key, other, n);
		if (order == 0 && other[n] == '\0')
			return &s->articles.v[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const struct site_text *text_in(const struct site_article *x, const char *lang, size_t n)
{
	for (size_t i = 0; i < x->texts.n; i++)
		if (strncmp(x->texts.v[i].lang, lang, n) == 0 && x->texts.v[i].lang[n] == '\0')
			return &x->texts.v[i];
	return NULL;
}

const struct site_text *site_text(const struct site *s, const struct site_article *x, const char *lang)
{
	const struct site_text *t = text_in(x, lang, strlen(lang));

	if (!t)
		t = text_in(x, lang, strcspn(lang, "-"));
	if (!t && s->home)
		t = text_in(x, s->home, strlen(s->home));
	return t ? t : &x->texts.v[0];
}
