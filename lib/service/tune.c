/* tune: held-out questions put to the search one by one. */
#include "service/tune.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/answer.h"
#include "service/article.h"
#include "service/record.h"
#include "store/events.h"
#include "store/usage.h"

struct held { int64_t article; const char *lang, *text; int64_t no; };

struct run {
	const struct session *s;
	struct arena *a;
	struct tune *t;
	struct { struct held *v; size_t n, cap; } held;
	struct { struct confidence_case *v; size_t n, cap; } cases;
	struct { bool *v; size_t n, cap; } answerable;
};

/* --- which questions --- */

static void hold_text(struct run *r, struct arena *row, int64_t article, const struct article_text *t)
{
	struct article_words w;
	size_t n;

	if (!t->live || !article_words(r->s, row, t->live, &w) || !w.questions)
		return;
	char **line = str_split(row, w.questions, '\n', &n);
	for (size_t i = 0; i < n; i++)
		if (*line[i])
			*vec_push(r->a, &r->held) = (struct held){article, arena_strdup(r->a, t->lang), arena_strdup(r->a, line[i]), (int64_t)i};
}

static void hold_all(struct run *r)
{
	struct articles *all = articles_all(r->s->desk, r->a);
	struct arena row = {0};
	struct article x;

	while (articles_next(all, &row, &x)) {
		size_t before = r->held.n;
		for (size_t i = 0; i < x.texts.n; i++)
			hold_text(r, &row, x.id, &x.texts.v[i]);
		r->t->articles += r->held.n > before;
		arena_reset(&row);
	}
	articles_end(all);
	arena_free(&row);
}

/* --- asking --- */

/* Every other word nobody knows. */
static const char *half_strange(struct arena *a, const char *text)
{
	struct str out = str_new(a);
	size_t n;
	char **word = str_split(a, text, ' ', &n);

	for (size_t i = 0; i < n; i++)
		str_printf(&out, i % 2 ? "%s " : "qz%sqz ", word[i]);
	return out.p;
}

enum as { AS_HELD, AS_WITHOUT, AS_STRANGE };

static bool ask(struct run *r, struct arena *row, const struct held *h, enum as as, int fold)
{
	struct seek q = {.text = answer_words(row, as == AS_STRANGE ? half_strange(row, h->text) : h->text), .lang = h->lang,
	                 .internal = true, .limit = 5, .without = h->article,
	                 .without_question = as == AS_WITHOUT ? -1 : h->no};
	struct confidence_case *c = vec_push(r->a, &r->cases);
	struct seek_hits hits;
	struct fault f = {0};

	*vec_push(r->a, &r->answerable) = as == AS_HELD;
	c->fold = fold;
	if (seek_run(r->s, row, &q, &hits, &f) != 0 || hits.n == 0)
		return false;
	confidence_read(&hits.v[0].rank, hits.n > 1 ? &hits.v[1].rank : NULL, hits.known, c->x);
	c->right = as == AS_HELD && hits.v[0].article == h->article;
	return c->right;
}

static void ask_all(struct run *r, size_t most, void (*progress)(int64_t done, int64_t all))
{
	size_t n = r->held.n < most ? r->held.n : most;
	struct arena row = {0};

	for (size_t i = 0; i < n; i++) {
		const struct held *h = &r->held.v[i * r->held.n / n];
		int fold = (int)(i % TUNE_FOLDS);
		r->t->first += ask(r, &row, h, AS_HELD, fold);
		if (i % 10 == 5)
			ask(r, &row, h, AS_WITHOUT, (int)(i / 10 % TUNE_FOLDS));
		if (i % 10 == 0)
			ask(r, &row, h, AS_STRANGE, (int)(i / 10 % TUNE_FOLDS));
		arena_reset(&row);
		if (progress)
			progress((int64_t)i + 1, (int64_t)n);
	}
	arena_free(&row);
	r->t->questions = (int64_t)n;
}

int tune_run(const struct session *s, struct arena *a, int64_t most, void (*progress)(int64_t done, int64_t all),
             struct tune *t, struct fault *f)
{
	struct run r = {.s = s, .a = a, .t = t};

	*t = (struct tune){0};
	hold_all(&r);
	if (r.held.n < TUNE_LEAST)
		return fault_set(f, EX_DATAERR, "%zu questions of published articles are too few to measure by; %d are needed",
		                 r.held.n, TUNE_LEAST);
	ask_all(&r, (size_t)(most > 0 ? most : TUNE_MOST), progress);
	t->cases = r.cases.v;
	t->answerable = r.answerable.v;
	t->n = r.cases.n;
	confidence_fold(t->cases, t->n, TUNE_FOLDS);
	confidence_fit(t->cases, t->n, -1, &t->c);
	return 0;
}

/* --- kept --- */

#define TUNE_EXT "kb/tune/"

int tune_keep(const struct session *s, struct arena *a, const struct tune *t, struct fault *f)
{
	struct event e = record_event(s, EVENT_KB, 0);
	int bad = session_check(s, RIGHT_KB, f);

	if (bad)
		return bad;
	pairs_add(a, &e.data, "do", "tune");
	for (int i = 0; i < SURE_FEATURES; i++)
		pairs_add(a, &e.data, confidence_names[i], arena_printf(a, "%.6f", t->c.w[i]));
	pairs_add_int(a, &e.data, "articles", t->articles);
	pairs_add_int(a, &e.data, "questions", t->questions);
	pairs_add_int(a, &e.data, "first", t->first);
	pairs_add(a, &e.data, "brier", arena_printf(a, "%.4f", confidence_brier(t->cases, t->n)));
	e.ext = arena_printf(a, TUNE_EXT "%019" PRId64, desk_head(s->desk)->seq + 1);
	record_desk(s, a, &e);
	return 0;
}

bool tune_load(const struct session *s, struct arena *a, struct confidence *c)
{
	int64_t seq = usages_last_keyed(s->desk, TUNE_EXT);
	struct event e;

	*c = confidence_shipped;
	if (!seq || !events_load(s->desk, a, seq, EVENTS_BARE, &e) || !str_eq(pairs_get(&e.data, "do"), "tune"))
		return false;
	struct confidence read = {{0}};
	for (int i = 0; i < SURE_FEATURES; i++) {
		const char *text = pairs_get(&e.data, confidence_names[i]);
		char *end;
		if (!text)
			return false;          /* of another kind of measure */
		read.w[i] = strtod(text, &end);
		if (end == text || *end || !(read.w[i] > -1e6 && read.w[i] < 1e6))
			return false;
	}
	*c = read;
	return true;
}
