/* suggest: known issues, then what the search finds, the ticket's category first
 * among equals. */
#include "service/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "service/usage.h"
#include "store/articles.h"
#include "store/tickets.h"
#include "store/usage.h"

/* How much more an article of the ticket's category counts; below LEAST it is
 * noise. */
static const double SAME_CATEGORY = 1.25, LEAST = 0.1;
enum { TEXT_MAX = 1500, HITS = 20 };

static bool in_category(const struct session *s, struct arena *a, int64_t article, const char *category)
{
	struct article x;
	const char *p = category && articles_load(s->desk, a, article, &x) ? x.categories : NULL;

	while (p && *p) {
		size_t n = strcspn(p, ",");
		if (strncmp(category, p, n) == 0 && (category[n] == '\0' || category[n] == '.'))
			return true;
		p += n + (p[n] == ',');
	}
	return false;
}

static int best_first(const void *a, const void *b)
{
	const struct seek_hit *x = a, *y = b;

	if (x->rank.score != y->rank.score)
		return x->rank.score > y->rank.score ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

static bool listed(const struct suggestions *out, int64_t article)
{
	for (size_t i = 0; i < out->n; i++)
		if (out->v[i].article == article)
			return true;
	return false;
}

static void add_known(struct arena *a, const struct known_list *known, bool public, size_t most, struct suggestions *out)
{
	for (size_t i = 0; i < known->n && out->n < most; i++) {
		const struct known *k = &known->v[i];
		if (!(public && k->internal))
			*vec_push(a, out) = (struct suggestion){k->article, k->live, k->key, k->kind, k->lang, k->title, k->script,
			                                        k->internal, known_why_words[k->why], -1, -1};
	}
}

static void add_hits(const struct answer_how *how, struct arena *a, const struct ticket *t, struct seek_hits *hits,
                     size_t most, struct suggestions *out)
{
	for (size_t i = 0; i < hits->n && out->n < most; i++) {
		const struct seek_hit *h = &hits->v[i];
		double x[SURE_FEATURES];
		if (listed(out, h->article) || ticket_has_article(t, h->article) || h->rank.coverage < LEAST)
			continue;
		confidence_read(&h->rank, i + 1 < hits->n ? &hits->v[i + 1].rank : NULL, hits->known, x);
		*vec_push(a, out) = (struct suggestion){h->article, h->live, h->key, h->kind, h->lang, h->title, NULL, h->internal,
		                                        "search", h->rank.score, i == 0 ? confidence_of(&how->c, x) : -1};
	}
}

int suggest_for(const struct session *s, struct arena *a, const struct answer_how *how, int64_t ticket, bool public,
                size_t most, struct suggestions *out, struct fault *f)
{
	struct known_list known = {0};
	struct seek_hits hits = {0};
	struct ticket t;
	int bad;

	*out = (struct suggestions){0};
	if (!tickets_load(s->desk, a, ticket, &t))
		return session_missing(s, ticket, f);
	char *text = known_text(s, a, &t);
	known_issues(s, a, &t, text, &known);
	add_known(a, &known, public, most, out);
	text[utf8_cut(text, strlen(text), TEXT_MAX)] = '\0';
	struct seek q = {.text = answer_words(a, text), .lang = t.lang ? t.lang : answer_lang(s, a, text), .internal = !public,
	                 .limit = HITS > most ? HITS : most * 2};
	bad = seek_run(s, a, &q, &hits, f);
	if (bad == EX_USAGE) {             /* nothing in it to search for */
		*f = (struct fault){0};
		return 0;
	}
	if (bad)
		return bad;
	for (size_t i = 0; i < hits.n; i++)
		if (in_category(s, a, hits.v[i].article, t.category))
			hits.v[i].rank.score *= SAME_CATEGORY;
	if (hits.n > 1)
		qsort(hits.v, hits.n, sizeof *hits.v, best_first);
	add_hits(how, a, &t, &hits, most, out);
	return 0;
}

/* --- the record --- */

static bool suggested(const struct session *s, struct arena *a, int64_t ticket, int64_t article)
{
	struct usages *all = usages_of(s->desk, a, ticket);
	struct arena row = {0};
	struct event e;
	bool found = false;

	while (usages_next(all, &row, &e)) {
		found |= str_eq(pairs_get(&e.data, "do"), "suggest") && pairs_int(&e.data, "article", 0) == article;
		arena_reset(&row);
	}
	usages_end(all);
	arena_free(&row);
	return found;
}

int suggest_keep(const struct session *s, struct arena *a, int64_t ticket, const struct suggestions *list,
                 const char *customer, struct fault *f)
{
	struct fault no = {0};
	int bad = 0, masked = 0;

	if (session_check(s, RIGHT_NOTE, &no) != 0)
		return 0;
	for (size_t i = 0; i < list->n && !bad; i++) {
		struct usage u = usage_none("suggest");
		if (suggested(s, a, ticket, list->v[i].article))
			continue;
		u.ticket = ticket;
		u.article = list->v[i].article;
		u.lang = list->v[i].lang;
		u.score = list->v[i].score;
		u.confidence = list->v[i].confidence;
		u.why = list->v[i].why;
		u.customer = customer;
		bad = usage_note(s, a, &u, &masked, f);
	}
	return bad;
}
