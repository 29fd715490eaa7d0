/* stem: a word is put into lower case, stemmed, and folded.
 *
 * A text asks for the same few words again and again; what became of them is
 * kept for the length of one call in a table on the stack. */
#include "text/stem.h"

#include <libstemmer.h>
#include <string.h>

#include "base/vec.h"
#include "text/stem_case.h"
#include "text/token_unit.h"

/* RAW_MAX: bytes of a word as written; longer ones are no words of a language. */
enum { RAW_MAX = 2 * TOKEN_MAX, KEPT = 256, KEPT_MAX = 20 };
/* HAN_WORD: a run with more pairs is no word. */
enum { HAN_WORD = 3, LANG_MAX = 4 };

/* The stem, and that of the word without accents where it differs (else n 0). */
struct stems { char one[TOKEN_MAX], two[TOKEN_MAX]; size_t n_one, n_two; };

struct kept { char word[KEPT_MAX], one[KEPT_MAX], two[KEPT_MAX]; unsigned char n_one, n_two; };

struct stemmer {
	struct sb_stemmer *snowball;         /* NULL: words are only folded */
	char lang[LANG_MAX];
	unsigned char used[KEPT];            /* bytes of kept[i].word, 0: none */
	struct kept kept[KEPT];
};

/* --- languages --- */

/* "pt-BR" to "pt"; libstemmer knows one Norwegian. */
static bool base_lang(const char *lang, char out[LANG_MAX])
{
	size_t n = lang ? strcspn(lang, "-_.@") : 0;
	if (n < 2 || n >= LANG_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		out[i] = fold_ascii[(unsigned char)lang[i]];
	out[n] = '\0';
	if (strcmp(out, "nb") == 0 || strcmp(out, "nn") == 0)
		memcpy(out, "no", 3);
	return true;
}

bool stem_known(const char *lang)
{
	char base[LANG_MAX];
	struct sb_stemmer *s = base_lang(lang, base) ? sb_stemmer_new(base, NULL) : NULL;
	sb_stemmer_delete(s);
	return s != NULL;
}

static void begin(struct stemmer *s, const char *lang)
{
	s->lang[0] = '\0';
	s->snowball = base_lang(lang, s->lang) ? sb_stemmer_new(s->lang, NULL) : NULL;
	memset(s->used, 0, sizeof s->used);
}

/* --- one word --- */

/* Endings that always bear an accent, as people write them without: their
 * plurals have none in Spanish, so a stem that heeds accents parts the two. */
static size_t give_accent(const struct stemmer *s, char *word, size_t n)
{
	static const struct { const char *lang, *plain, *accent; } ends[] = {
		{"es", "cion", "ción"}, {"es", "sion", "sión"},
		{"pt", "cao", "ção"}, {"pt", "coes", "ções"}, {"pt", "ao", "ão"}, {"pt", "oes", "ões"},
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t plain = strlen(ends[i].plain), accent = strlen(ends[i].accent);
		if (n < plain + 2 || strcmp(s->lang, ends[i].lang) != 0 ||
		    memcmp(word + n - plain, ends[i].plain, plain) != 0)
			continue;
		memcpy(word + n - plain, ends[i].accent, accent);
		return n - plain + accent;
	}
	return n;
}

/* "ueberweisung" as "überweisung": what German keyboards elsewhere make of it.
 * 0 where there is nothing to change. */
static size_t give_umlauts(const struct stemmer *s, const char *word, size_t n, char *out)
{
	bool changed = false;
	size_t used = 0;
	if (strcmp(s->lang, "de") != 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const char *umlaut = i + 1 == n || word[i + 1] != 'e' ? NULL : word[i] == 'a' ? "ä" :
			word[i] == 'o' ? "ö" : word[i] == 'u' ? "ü" : NULL;
		if (!umlaut) {
			out[used++] = word[i];
			continue;
		}
		memcpy(out + used, umlaut, 2);
		used += 2;
		i++;
		changed = true;
	}
	return changed ? used : 0;
}

/* The letters of a stem, folded: never more than TOKEN_MAX bytes. */
static size_t fold_stem(const char *p, size_t n, char out[TOKEN_MAX])
{
	const char *end = p + n;
	size_t used = 0;
	while (p < end) {
		char folded[FOLD_MAX];
		enum fold_class class;
		int len;
		p += fold_next(p, end, folded, &len, &class);
		if (class != FOLD_WORD)
			continue;
		if (used + (size_t)len > TOKEN_MAX)
			break;
		memcpy(out + used, folded, (size_t)len);
		used += (size_t)len;
	}
	return used;
}

/* word, in lower case, stemmed and folded; itself where nothing is left. */
static size_t stem_one(struct stemmer *s, const char *word, size_t n, char out[TOKEN_MAX])
{
	const sb_symbol *stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)word, (int)n);
	size_t len = stem ? fold_stem((const char *)stem, (size_t)sb_stemmer_length(s->snowball), out) : 0;
	return len ? len : fold_stem(word, n, out);
}

static bool has_digit(const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word[i] >= '0' && word[i] <= '9')
			return true;
	return false;
}

static void as_folded(const struct token_unit *u, struct stems *out)
{
	memcpy(out->one, u->word, u->n);
	out->n_one = u->n;
	out->n_two = 0;
}

static void stem_unit(struct stemmer *s, const struct token_unit *u, struct stems *out)
{
	char lower[RAW_MAX], other[RAW_MAX];
	size_t raw = (size_t)(u->end - u->start), n, m = 0;
	if (!s->snowball || u->cut || raw > RAW_MAX / 2 || has_digit(u->word, u->n)) {
		as_folded(u, out);
		return;
	}
	n = stem_lower(u->start, raw, lower);
	if (n == u->n && memcmp(lower, u->word, n) == 0) {       /* no accents */
		m = give_umlauts(s, lower, n, other);
		n = give_accent(s, lower, n);
	} else {
		memcpy(other, u->word, m = u->n);
	}
	out->n_one = stem_one(s, lower, n, out->one);
	out->n_two = m ? stem_one(s, other, m, out->two) : 0;
	if (out->n_two == out->n_one && memcmp(out->one, out->two, out->n_one) == 0)
		out->n_two = 0;
}

/* --- words that come again --- */

static unsigned place_of(const char *p, size_t n)
{
	unsigned hash = 2166136261u;                          /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 16777619u;
	return (hash ^ hash >> 16) % KEPT;
}

static void keep(struct stemmer *s, unsigned at, const struct token_unit *u, const struct stems *x)
{
	struct kept *k = &s->kept[at];
	size_t n = (size_t)(u->end - u->start);
	if (x->n_one > KEPT_MAX || x->n_two > KEPT_MAX)
		return;
	s->used[at] = (unsigned char)n;
	memcpy(k->word, u->start, n);
	memcpy(k->one, x->one, x->n_one);
	memcpy(k->two, x->two, x->n_two);
	k->n_one = (unsigned char)x->n_one;
	k->n_two = (unsigned char)x->n_two;
}

static void stems_of(struct stemmer *s, const struct token_unit *u, struct stems *out)
{
	size_t n = (size_t)(u->end - u->start);
	if (n > KEPT_MAX || !s->snowball) {
		stem_unit(s, u, out);
		return;
	}
	unsigned at = place_of(u->start, n);
	const struct kept *k = &s->kept[at];
	if (s->used[at] == n && memcmp(k->word, u->start, n) == 0) {
		memcpy(out->one, k->one, out->n_one = k->n_one);
		memcpy(out->two, k->two, out->n_two = k->n_two);
		return;
	}
	stem_unit(s, u, out);
	keep(s, at, u, out);
}

/* --- texts --- */

static void say_text(void *out, const char *p, size_t n)
{
	token_add(out, p, n);
}

/* The second stems of all words that have one. */
static void add_seconds(struct stemmer *s, struct str *out, const char *text, size_t n)
{
	struct token_lexer x = token_lexer(text, n);
	while (token_unit_next(&x)) {
		struct stems stems;
		if (x.unit.kind == FOLD_HAN)
			continue;
		stems_of(s, &x.unit, &stems);
		if (stems.n_two > 0)
			token_add(out, stems.two, stems.n_two);
	}
}

void stem_text(struct str *out, const char *lang, const char *text, size_t n)
{
	struct token_lexer x = token_lexer(text, n);
	struct stemmer s;
	bool compounds = false, seconds = false;
	begin(&s, lang);
	while (token_unit_next(&x)) {
		struct stems stems;
		compounds |= x.unit.joined;
		if (x.unit.kind == FOLD_HAN) {
			token_unit_han(&x.unit, true, say_text, out);
			continue;
		}
		stems_of(&s, &x.unit, &stems);
		token_add(out, stems.one, stems.n_one);
		seconds |= stems.n_two > 0;
	}
	if (seconds)
		add_seconds(&s, out, text, n);
	if (compounds)
		token_compounds(out, text, n);
	sb_stemmer_delete(s.snowball);
}

/* --- queries --- */

/* The beginning of a word is often longer than the stem of what it begins:
 * "identi" than that of "identity". The shortest stem of what may come of it
 * that begins it; its own stem where that does not. */
static const char *shortest_stem(struct arena *a, struct stemmer *s, const struct token_unit *u)
{
	static const char *const ends[] = {"s", "e", "y", "ty", "tion", "ing", "ment", "ly",
		"ción", "dad", "mente", "r", "ção", "zione", "ung", "en", "té", NULL};
	char longer[RAW_MAX], stem[TOKEN_MAX];
	const char *word = u->word;
	size_t n = u->n, best;
	if (!s->snowball || u->cut || has_digit(word, n))
		return arena_dup(a, word, n);
	memcpy(longer, word, n);
	best = stem_one(s, longer, give_accent(s, longer, n), stem);
	if (best > n || memcmp(stem, word, best) != 0)
		return arena_dup(a, stem, best);
	for (int i = 0; ends[i] && n >= 4; i++) {
		size_t more = strlen(ends[i]), len;
		memcpy(longer, word, n);
		memcpy(longer + n, ends[i], more);
		len = stem_one(s, longer, n + more, stem);
		if (len >= 3 && len < best && memcmp(stem, word, len) == 0)
			best = len;
	}
	return arena_dup(a, word, best);
}

/* A word of a term; second is what it may be instead. */
struct reading {
	struct arena *a;
	struct stemmer *s;
	const struct token_piece *piece;
	const char *second;
	bool stop;
};

static const char *term_word(void *arg, const struct token_unit *u)
{
	struct reading *r = arg;
	struct stems stems;
	r->second = NULL;
	if (r->piece->prefix && u->end == r->piece->end) {
		const char *word = shortest_stem(r->a, r->s, u), *folded = arena_dup(r->a, u->word, u->n);
		r->second = str_starts(folded, word) ? NULL : folded;
		return word;
	}
	stems_of(r->s, u, &stems);
	r->stop = stem_stop(r->s->lang, u->word, u->n);
	if (stems.n_two > 0)
		r->second = arena_dup(r->a, stems.two, stems.n_two);
	return arena_dup(r->a, stems.one, stems.n_one);
}

static struct token_term read_term(struct arena *a, struct stemmer *s, const struct token_piece *piece)
{
	struct reading r = {a, s, piece, NULL, false};
	struct token_term t = token_piece_term(a, piece, term_word, &r);
	if (t.n == 1 && !piece->quoted)
		t.whole = r.second;
	t.stop = t.n == 1 && !piece->quoted && r.stop;
	return t;
}

struct terms { struct token_term *v; size_t n, cap; };

static void add_term(struct arena *a, struct stemmer *s, const struct token_piece *piece,
                     struct terms *out)
{
	struct token_term t = read_term(a, s, piece);
	if (t.n > 0)
		*vec_push(a, out) = t;
}

/* A long run of Han is a sentence: its pairs, each on its own. */
static void add_han(struct arena *a, struct stemmer *s, const struct token_piece *piece,
                    struct terms *out)
{
	struct token_term t = read_term(a, s, piece);
	if (t.n <= HAN_WORD || t.not) {
		*vec_push(a, out) = t;
		return;
	}
	for (size_t i = 0; i < t.n; i++)
		*vec_push(a, out) = (struct token_term){.words = t.words + i, .n = 1, .must = t.must};
}

static bool is_apostrophe(const char *p, const char *end)
{
	char folded[FOLD_MAX];
	enum fold_class class;
	int n;
	if (p >= end)
		return false;
	fold_next(p, end, folded, &n, &class);
	return class == FOLD_GAP && n == 1 && folded[0] == '\'';
}

/* The "s" of "card's" and the "l" of "l'argent", which say nothing. */
static bool clipped(const struct token_piece *whole, const struct token_piece *part)
{
	if (part->end - part->p != 1)
		return false;
	return is_apostrophe(part->end, whole->end) ||
	       (part->p > whole->p && (part->p[-1] == '\'' || (part->p - whole->p >= 3 &&
	        is_apostrophe(part->p - 3, part->p))));
}

/* What people write without a blank and mean as words of their own: "don't",
 * "paid?Why", a sentence of Han. What joiners join stays one term. */
static void add_parts(struct arena *a, struct stemmer *s, const struct token_piece *piece,
                      struct terms *out)
{
	struct token_lexer x = token_lexer(piece->p, (size_t)(piece->end - piece->p));
	bool more = token_unit_next(&x);
	while (more) {
		struct token_piece part = *piece;
		bool han = x.unit.kind == FOLD_HAN;
		part.p = x.unit.start;
		do {
			part.end = x.unit.end;
			more = token_unit_next(&x);
		} while (more && x.unit.joined && !han);
		part.prefix = piece->prefix && !more;
		if (han)
			add_han(a, s, &part, out);
		else if (!clipped(piece, &part))
			add_term(a, s, &part, out);
	}
}

int stem_query(struct arena *a, const char *lang, const char *text, struct token_query *q,
               struct fault *f)
{
	const char *p = text, *end = text + strlen(text);
	struct terms terms = {0};
	struct token_piece piece;
	struct stemmer s;
	begin(&s, lang);
	while (token_piece_next(&p, end, &piece)) {
		if (piece.quoted)
			add_term(a, &s, &piece, &terms);
		else
			add_parts(a, &s, &piece, &terms);
	}
	sb_stemmer_delete(s.snowball);
	q->terms = terms.v;
	q->n = terms.n;
	return token_query_check(q, f);
}
