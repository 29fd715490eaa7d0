/* known: known issues are few; each is held against the ticket. */
#include "service/known.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/article.h"
#include "store/events.h"
#include "text/token.h"
#include "when/civil.h"
#include "when/zone.h"

const char *const known_why_words[] = {"linked", "query", "category", NULL};

enum { TEXT_MAX = 8000 };

/* --- what was said --- */

char *known_text(const struct session *s, struct arena *a, const struct ticket *t)
{
	struct events *all = events_of(s->desk, a, t->id, EVENTS_ALL);
	struct str out = str_new(a);
	struct arena row = {0};
	struct event e;
	const char *bad = NULL;

	if (t->subject)
		str_add(&out, t->subject);
	while (events_next(all, &row, &e, &bad)) {
		const char *body = event_body(&e, PART_BODY);
		bool theirs = e.kind == EVENT_OPEN || (e.kind == EVENT_NOTE && e.role == ROLE_CUSTOMER);
		if (body && theirs && out.n < TEXT_MAX)
			str_printf(&out, "\n%s", body);
		arena_reset(&row);
	}
	events_end(all);
	arena_free(&row);
	return out.p;
}

/* --- articles --- */

const struct article_text *known_text_in(const struct session *s, const struct article *x, const char *lang)
{
	const struct article_text *first = NULL, *own = NULL, *base = NULL;
	const char *desk = policy_head(s->policy)->language;
	size_t n = lang ? strcspn(lang, "-_") : 0;

	for (size_t i = 0; i < x->texts.n; i++) {
		const struct article_text *t = &x->texts.v[i];
		if (!t->live)
			continue;
		if (lang && strcmp(t->lang, lang) == 0)
			return t;
		if (n > 0 && strcspn(t->lang, "-_") == n && strncmp(t->lang, lang, n) == 0)
			base = base ? base : t;
		if (strcmp(t->lang, desk) == 0)
			own = t;
		first = first ? first : t;
	}
	return base ? base : own ? own : first;
}

static bool valid(const struct session *s, const struct article *x)
{
	const struct zone *zone = policy_zone(s->policy, policy_head(s->policy)->zone);

	return x->valid_until == ARTICLE_NO_DAY || x->valid_until >= zone_day(zone ? zone : zone_utc(), s->now);
}

static void add(const struct session *s, struct arena *a, const struct article *x, const char *lang, enum known_why why,
                struct known_list *out)
{
	const struct article_text *t = known_text_in(s, x, lang);
	struct article_words w;

	if (!t || !article_words(s, a, t->live, &w))
		return;
	*vec_push(a, out) = (struct known){
		.article = x->id, .live = t->live, .key = arena_strdup(a, x->key), .kind = arena_strdup(a, x->kind),
		.lang = arena_strdup(a, t->lang), .title = w.title ? w.title : "", .script = str_empty(w.script) ? NULL : w.script,
		.internal = !str_eq(x->audience, "public"), .why = why};
}

/* Is one of "a,b" the category, or above it? */
static bool has_category(const char *categories, const char *category)
{
	for (const char *p = categories; p && *p && category;) {
		size_t n = strcspn(p, ",");
		if (strncmp(category, p, n) == 0 && (category[n] == '\0' || category[n] == '.'))
			return true;
		p += n + (p[n] == ',');
	}
	return false;
}

static bool has_query(struct arena *a, const char *queries, const struct token_list *text)
{
	size_t n;
	char **line = str_split(a, queries ? queries : "", '\n', &n);

	for (size_t i = 0; i < n; i++) {
		struct token_query q;
		struct fault f = {0};
		if (*line[i] && token_query(a, line[i], &q, &f) == 0 && token_found(&q, text))
			return true;
	}
	return false;
}

/* The words of what was said. */
static struct token_list words_of(const struct session *s, struct arena *a, const struct ticket *t, const char *text)
{
	struct str tokens = str_new(a);

	if (!text)
		text = known_text(s, a, t);
	token_text(&tokens, text, strlen(text));
	return token_split(a, tokens.p);
}

void known_issues(const struct session *s, struct arena *a, const struct ticket *t, const char *text,
                  struct known_list *out)
{
	const struct articles_filter f = {.kind = "known-issue"};
	struct articles *all = articles_find(s->desk, a, &f);
	struct token_list list = {0};
	struct arena row = {0};
	struct article x;

	while (articles_next(all, &row, &x)) {
		if (!ticket_has_article(t, x.id) && valid(s, &x)) {
			if (x.match && !list.n)
				list = words_of(s, a, t, text);
			if (has_query(&row, x.match, &list))
				add(s, a, &x, t->lang, KNOWN_QUERY, out);
			else if (has_category(x.categories, t->category))
				add(s, a, &x, t->lang, KNOWN_CATEGORY, out);
		}
		arena_reset(&row);
	}
	articles_end(all);
	arena_free(&row);
}

void known_linked(const struct session *s, struct arena *a, const struct ticket *t, struct known_list *out)
{
	for (size_t i = 0; i < t->articles.n; i++) {
		struct article x;
		if (articles_load(s->desk, a, t->articles.v[i], &x))
			add(s, a, &x, t->lang, KNOWN_LINKED, out);
	}
}
