/* answer: pleas first, then the search, then how sure it is. */
#include "service/answer.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "service/article.h"
#include "service/tune.h"
#include "store/shelf.h"
#include "text/markdown.h"
#include "text/stem.h"

const char *const answer_why_words[] = {"fraud", "complaint", "person", "policy", "unsure", "nothing", NULL};

enum { HITS = 5, WORDS_MAX = 4000 };

struct answer_how answer_how(const struct session *s, struct arena *a)
{
	struct answer_how how;
	how.tuned = tune_load(s, a, &how.c);
	return how;
}

char *answer_words(struct arena *a, const char *text)
{
	size_t n = utf8_cut(text, strlen(text), WORDS_MAX);
	char *out = arena_dup(a, text, n);

	for (char *p = out; *p; p++) {
		bool first = p == out || p[-1] == ' ' || p[-1] == '\n' || p[-1] == '\t';
		if (*p == '"' || *p == '*' || ((*p == '-' || *p == '+') && first))
			*p = ' ';
	}
	return out;
}

const char *answer_lang(const struct session *s, struct arena *a, const char *text)
{
	struct shelf_langs langs = shelf_langs(s->desk, a);
	struct str words = str_new(a);
	const char *best = NULL;
	int most = 0;

	token_text(&words, text, strlen(text));
	struct token_list list = token_split(a, words.p);
	for (size_t i = 0; i < langs.n; i++) {
		int n = 0;
		for (size_t k = 0; k < list.n; k++)
			n += stem_stop(langs.v[i].lang, list.v[k].p, list.v[k].n);
		if (n == most)
			best = NULL;           /* as likely as another */
		if (n > most) {
			most = n;
			best = langs.v[i].lang;
		}
	}
	return best;
}

/* The policy's words of all languages in one list. */
static const char *const *policy_phrases(const struct session *s, struct arena *a)
{
	const struct policy_knowledge *k = policy_knowledge(s->policy);
	struct { const char **v; size_t n, cap; } all = {0};

	for (size_t i = 0; i < k->nhand_over; i++)
		for (size_t j = 0; j < k->hand_over[i].words.n; j++)
			*vec_push(a, &all) = k->hand_over[i].words.v[j];
	*vec_push(a, &all) = NULL;
	return all.v;
}

static const char *why_of(const struct answer *r, enum plea plea)
{
	if (plea != PLEA_NONE)
		return plea_words[plea];
	if (r->hits.n == 0)
		return "nothing";
	return r->confidence < r->threshold ? "unsure" : NULL;
}

int answer_find(const struct session *s, struct arena *a, const struct answer_how *how, const struct answer_ask *ask,
                struct answer *r, struct fault *f)
{
	struct seek q = {.text = answer_words(a, ask->text), 
	                 .lang = ask->lang ? ask->lang : answer_lang(s, a, ask->text), .internal = ask->internal, .limit = HITS};
	enum plea plea;
	int bad;

	*r = (struct answer){.threshold = ask->threshold < 0 ? policy_knowledge(s->policy)->threshold / 1e4 : ask->threshold};
	plea = plea_of(a, ask->text, policy_phrases(s, a), &r->said);
	bad = seek_run(s, a, &q, &r->hits, f);
	if (bad && bad != EX_USAGE)
		return bad;
	if (bad) {                         /* not a word in it */
		r->hits = (struct seek_hits){0};
		*f = (struct fault){0};
	}
	if (r->hits.n > 0) {
		double x[SURE_FEATURES];
		confidence_read(&r->hits.v[0].rank, r->hits.n > 1 ? &r->hits.v[1].rank : NULL, r->hits.known, x);
		r->confidence = confidence_of(&how->c, x);
	}
	r->why = why_of(r, plea);
	r->given = !r->why;
	return 0;
}

char *answer_says(const struct session *s, struct arena *a, int64_t live, size_t max)
{
	struct article_words w;
	struct str plain = str_new(a);
	struct fault f = {0};
	size_t n;

	if (!article_words(s, a, live, &w) || !w.body || markdown_plain(a, &plain, w.body, strlen(w.body), &f) != 0)
		return arena_strdup(a, "");
	while (plain.n > 0 && plain.p[plain.n - 1] == '\n')
		str_cut(&plain, plain.n - 1);
	if (plain.n <= max)
		return plain.p;
	n = utf8_cut(plain.p, plain.n, max);
	while (n > max / 2 && plain.p[n] != '\n' && plain.p[n] != ' ')
		n--;
	return arena_printf(a, "%.*s …", (int)n, plain.p);
}

char *answer_link(const struct session *s, struct arena *a, const struct seek_hit *h)
{
	const char *base = policy_promise(s->policy).help_centre;

	if (!base || h->internal)
		return NULL;
	return arena_printf(a, "%s%s%s/%s%s.html", base, str_ends(base, "/") ? "" : "/", h->lang,
	                    str_eq(h->key, "index") ? "_" : "", h->key);
}
