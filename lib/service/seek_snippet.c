/* seek_snippet: the piece of a text that shows best why it was found. */
#include "service/seek.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "service/article.h"
#include "text/markdown.h"
#include "text/stem.h"
#include "text/token_unit.h"

struct place { size_t from, to, term; };       /* bytes of a word that was asked for */

struct look {
	struct arena *a;
	const char *lang;
	struct token_query q;
	const char *text;
	size_t n;
	VEC(struct place) places;
};

/* Does a word begin like one of those asked for? Stems keep their first letters,
 * and stemming costs. */
static bool begins_alike(const struct look *l, const struct token_unit *u)
{
	for (size_t i = 0; i < l->q.n; i++)
		for (size_t k = 0; k < l->q.terms[i].n; k++) {
			const char *word = l->q.terms[i].words[k];
			if (u->n && word[0] == u->word[0] && (!word[1] || u->n == 1 || word[1] == u->word[1]))
				return true;
		}
	return false;
}

static bool is_word(const char *want, const char *word, size_t n, bool prefix)
{
	size_t m = want ? strlen(want) : 0;

	return m && (prefix ? n >= m : n == m) && memcmp(want, word, m) == 0;
}

/* The term that a token of the text answers, from 1; 0: none. */
static size_t term_of(const struct look *l, const char *word, size_t n)
{
	for (size_t i = 0; i < l->q.n; i++) {
		const struct token_term *t = &l->q.terms[i];
		if (t->not || t->stop)
			continue;
		for (size_t k = 0; k < t->n; k++)
			if (is_word(t->words[k], word, n, t->prefix && k + 1 == t->n))
				return i + 1;
		if (is_word(t->whole, word, n, t->prefix))
			return i + 1;
	}
	return 0;
}

static void find_places(struct look *l)
{
	struct token_lexer x = token_lexer(l->text, l->n);
	struct arena row = {0};

	while (token_unit_next(&x)) {
		struct str tokens = str_new(&row);
		size_t term = 0;
		if (x.unit.kind == FOLD_HAN || begins_alike(l, &x.unit)) {
			stem_text(&tokens, l->lang, x.unit.start, (size_t)(x.unit.end - x.unit.start));
			for (const char *p = tokens.p; *p && !term;) {
				size_t n = strcspn(p, " ");
				term = term_of(l, p, n);
				p += n + (p[n] == ' ');
			}
		}
		if (term)
			*vec_push(l->a, &l->places) = (struct place){(size_t)(x.unit.start - l->text),
			                                             (size_t)(x.unit.end - l->text), term};
		arena_reset(&row);
	}
	arena_free(&row);
}

/* How many different terms stand in the bytes from..to; words that come again
 * count a little. */
static int worth(const struct look *l, size_t from, size_t to)
{
	uint64_t seen = 0;
	int sum = 0;

	for (size_t i = 0; i < l->places.n; i++) {
		const struct place *p = &l->places.v[i];
		uint64_t bit = UINT64_C(1) << (p->term % 64);
		if (p->from < from || p->to > to)
			continue;
		sum += seen & bit ? 1 : 10;
		seen |= bit;
	}
	return sum;
}

/* Where the line, or the sentence, begins that holds a byte: at most so far
 * before it. */
static size_t begin_of(const struct look *l, size_t at, size_t far)
{
	size_t word = at;

	for (size_t i = at; i > 0 && at - i < far; i--) {
		if (l->text[i - 1] == '\n' || (i > 1 && l->text[i - 1] == ' ' && strchr(".!?", l->text[i - 2])))
			return i;
		if (l->text[i - 1] == ' ')
			word = i;
		if (i == 1)
			return 0;
	}
	return word;
}

static size_t end_of(const struct look *l, size_t from, size_t max)
{
	size_t to = from, chars = 0, blank = 0;

	while (to < l->n && chars < max) {
		to++;
		while (to < l->n && ((unsigned char)l->text[to] & 0xc0) == 0x80)
			to++;
		chars++;
		if (to < l->n && (l->text[to] == ' ' || l->text[to] == '\n'))
			blank = to;
	}
	return to < l->n && blank > from + (to - from) / 2 ? blank : to;
}

static void best_piece(const struct look *l, size_t max, size_t *from, size_t *to)
{
	int best = -1;

	*from = 0;
	*to = end_of(l, 0, max);
	for (size_t i = 0; i < l->places.n; i++) {
		size_t start = begin_of(l, l->places.v[i].from, max / 3), end = end_of(l, start, max);
		int value = worth(l, start, end);
		if (value > best) {
			best = value;
			*from = start;
			*to = end;
		}
	}
}

/* One line: what stood on several is joined by a middle dot. */
static char *cut_out(struct look *l, size_t from, size_t to, struct seek_marks *marks)
{
	struct str out = str_new(l->a);
	size_t k = 0;
	VEC(struct seek_mark) list = {0};

	if (from > 0)
		str_add(&out, "… ");
	while (k < l->places.n && l->places.v[k].from < from)
		k++;
	for (size_t i = from; i < to; i++) {
		if (k < l->places.n && l->places.v[k].from == i && l->places.v[k].to <= to) {
			size_t n = l->places.v[k].to - i;
			*vec_push(l->a, &list) = (struct seek_mark){out.n, out.n + n};
			str_addn(&out, l->text + i, n);
			i += n - 1;
			k++;
		} else if (l->text[i] == '\n') {
			str_add(&out, i + 1 < to ? " · " : "");
		} else {
			str_addc(&out, l->text[i]);
		}
	}
	if (to < l->n)
		str_add(&out, " …");
	if (marks)
		*marks = (struct seek_marks){list.v, list.n};
	return out.p;
}

char *seek_snippet(const struct session *s, struct arena *a, const struct seek *q, const struct seek_hit *h,
                   size_t max, struct seek_marks *marks)
{
	struct look l = {.a = a, .lang = h->lang};
	struct article_words w;
	struct str plain = str_new(a);
	struct fault f = {0};
	size_t from, to;

	if (marks)
		*marks = (struct seek_marks){0};
	if (!article_words(s, a, h->live, &w) || !w.body || stem_query(a, h->lang, q->text, &l.q, &f) != 0)
		return arena_strdup(a, "");
	if (markdown_plain(a, &plain, w.body, strlen(w.body), &f) != 0)
		str_add(&plain, w.body);
	while (plain.n && (plain.p[plain.n - 1] == '\n' || plain.p[plain.n - 1] == ' '))
		str_cut(&plain, plain.n - 1);
	l.text = plain.p;
	l.n = plain.n;
	find_places(&l);
	best_piece(&l, max, &from, &to);
	return cut_out(&l, from, to, marks);
}
