/* site_search: the index as scripts that a page loads as it needs them; from a
 * disk a browser reads no other files.
 *
 * index.js tells of all; wN.js holds words from one to another with what they
 * need; dN.js the titles of pages. A list of places is text: for each page the
 * step from the one before in 5 bits a character, lowest first, 32 added where
 * more follow; then the weight. */
#include <string.h>

#include "app/site_index.h"
#include "out/jw.h"

enum { PART_BYTES = 96 << 10, PART_DOCS = 200 };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

struct writing {
	const struct site *s;
	const struct site_index *x;
	const struct site_docs *docs;
	const char *lang;
	struct arena *a;               /* for one file */
	size_t *seen;                  /* of each stem: its number in this part plus one */
	struct jw head;                /* index.js, while parts are written */
	struct fault *f;
};

static int put(struct writing *w, const char *name, size_t number, const struct str *out)
{
	const char *path = arena_printf(w->a, "%s/search/%s%zu.js", w->lang, name, number);
	return site_folder_put(w->s->folder, path, out->p, out->n, w->f);
}

/* --- words --- */

static void add_step(struct str *out, size_t step)
{
	for (; step >= 32; step >>= 5)
		str_addc(out, digits[32 + step % 32]);
	str_addc(out, digits[step]);
}

static void add_places(struct str *out, const struct site_index *x, const struct site_stem *stem)
{
	size_t last = 0;

	for (size_t i = stem->from; i < stem->from + stem->n; i++) {
		add_step(out, x->places.v[i].doc - last);
		str_addc(out, digits[x->places.v[i].weight]);
		last = x->places.v[i].doc;
	}
}

/* Words from number from on, as many as fit; the stems they need are numbered
 * as they come, and a word whose stem is new says nothing. */
static size_t fill(struct writing *w, size_t from, struct str *words, struct str *numbers, struct str *places)
{
	size_t i = from, stems = 0;

	memset(w->seen, 0, w->x->stems.n * sizeof *w->seen);
	for (; i < w->x->words.n && words->n + numbers->n + places->n < PART_BYTES; i++) {
		const struct site_word *word = &w->x->words.v[i];
		str_printf(words, "%s%s", i > from ? " " : "", word->word);
		str_add(numbers, i > from ? "," : "");
		if (w->seen[word->number]) {
			str_printf(numbers, "%zu", w->seen[word->number] - 1);
			continue;
		}
		w->seen[word->number] = ++stems;
		str_add(places, stems > 1 ? " " : "");
		add_places(places, w->x, &w->x->stems.v[word->number]);
	}
	return i;
}

static int put_words(struct writing *w)
{
	int bad = 0;
	size_t at = 0;

	for (size_t part = 0; at < w->x->words.n && !bad; part++) {
		struct str words = str_new(w->a), numbers = str_new(w->a), places = str_new(w->a), out = str_new(w->a);
		const char *first = w->x->words.v[at].word;
		at = fill(w, at, &words, &numbers, &places);
		jw_text(&w->head, first);
		str_printf(&out, "tk_kb.words(%zu,", part);
		jw_quote(&out, words.p, words.n);
		str_printf(&out, ",\"%s\",\"%s\")\n", numbers.p, places.p);
		bad = put(w, "w", part, &out);
		arena_reset(w->a);
	}
	return bad;
}

/* --- pages --- */

static void put_doc(struct writing *w, struct jw *j, const struct site_doc *d)
{
	const struct site_topic *t = site_topic(w->s, d->article->topic);

	jw_array(j);
	jw_text(j, d->text->title);
	jw_text(j, site_href(w->s, d->article, d->text, w->lang));
	jw_text(j, site_topic_label(w->s, t, w->lang));
	jw_text(j, d->text->lead);
	jw_text(j, str_eq(d->text->lang, w->lang) ? "" : d->text->lang);
	jw_end(j);
}

static int put_docs(struct writing *w)
{
	int bad = 0;

	for (size_t part = 0; part * PART_DOCS < w->docs->n && !bad; part++) {
		struct jw j;
		struct str out = str_new(w->a);
		jw_open(&j, w->a, NULL);
		jw_array(&j);
		for (size_t i = part * PART_DOCS; i < w->docs->n && i < (part + 1) * PART_DOCS; i++)
			put_doc(w, &j, &w->docs->v[i]);
		jw_end(&j);
		str_printf(&out, "tk_kb.docs(%zu,%s)\n", part, j.s.p);
		bad = put(w, "d", part, &out);
		arena_reset(w->a);
	}
	return bad;
}

static int put_all(struct writing *w, struct arena *head)
{
	struct str out = str_new(head);

	jw_open(&w->head, head, NULL);
	jw_object(&w->head);
	jw_key(&w->head, "pages"); jw_int(&w->head, (int64_t)w->docs->n);
	jw_key(&w->head, "part"); jw_int(&w->head, PART_DOCS);
	jw_key(&w->head, "from"); jw_array(&w->head);
	int bad = put_words(w);
	jw_end(&w->head);
	jw_end(&w->head);
	if (!bad)
		bad = put_docs(w);
	if (bad)
		return bad;
	str_printf(&out, "tk_kb.head(%s)\n", w->head.s.p);
	return site_folder_put(w->s->folder, arena_printf(head, "%s/search/index.js", w->lang), out.p, out.n, w->f);
}

int site_index_write(const struct site *s, const struct site_index *x, const struct site_docs *docs, const char *lang,
                     struct fault *f)
{
	struct arena row = {0}, head = {0};
	struct site on_row = *s;
	struct writing w = {.s = &on_row, .x = x, .docs = docs, .lang = lang, .a = &row, .f = f};

	on_row.a = &row;
	w.seen = arena_array(&head, size_t, x->stems.n);
	int bad = put_all(&w, &head);
	arena_free(&row);
	arena_free(&head);
	return bad;
}
