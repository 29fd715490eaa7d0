/* doc_table: a table of a document on a page of any width: columns as wide as
 * they need, or narrower and wrapped at words; where even that does not fit,
 * the rows below each other. */
#include <string.h>

#include "app/doc.h"
#include "base/str.h"
#include "base/utf8.h"

enum { GAP = 2 };

static const char *clean(struct page *p, const char *text)
{
	struct str s = str_new(p->app->a);

	utf8_visible(&s, text, strlen(text), false);
	return s.p;
}

/* --- how wide --- */

static size_t longest_word(struct page *p, const char *text)
{
	size_t widest = 0;

	while (*text) {
		size_t n = strcspn(text, " "), cells = utf8_cells(arena_dup(p->app->a, text, n));
		widest = cells > widest ? cells : widest;
		text += n + (text[n] == ' ');
	}
	return widest;
}

struct layout { size_t width[DOC_COLUMNS], least[DOC_COLUMNS]; unsigned right; bool whole; };

/* Numbers are never broken; heads and texts are, at blanks. */
static void widen(struct page *p, struct layout *l, size_t column, const char *cell, bool head)
{
	const char *text = clean(p, cell);
	bool whole = !head && ((column == 0 && l->whole) || l->right >> column & 1);
	size_t cells = utf8_cells(text), word = whole ? cells : longest_word(p, text);

	if (cells > l->width[column])
		l->width[column] = cells;
	if (word > l->least[column])
		l->least[column] = word;
}

static size_t total(const size_t *width, size_t n)
{
	size_t sum = (n - 1) * GAP;

	for (size_t i = 0; i < n; i++)
		sum += width[i];
	return sum;
}

/* Takes from the column that has most to give, cell by cell. False: it does not
 * fit without breaking words. */
static bool squeeze(struct layout *l, size_t n, size_t room)
{
	if (total(l->least, n) > room)
		return false;
	while (total(l->width, n) > room) {
		size_t widest = n;
		for (size_t i = 0; i < n; i++)
			if (l->width[i] > l->least[i] && (widest == n || l->width[i] > l->width[widest]))
				widest = i;
		l->width[widest]--;
	}
	return true;
}

/* --- lines --- */

/* The bytes of the next line of a cell: whole words in room cells. *next is
 * where the one after begins. */
static size_t line_of(const char *text, size_t room, size_t *next)
{
	size_t cells = 0, fit = 0, at = 0, n = strlen(text);

	while (at < n) {
		uint32_t c;
		int len = utf8_next(text + at, text + n, &c);
		cells += c == UTF8_BAD ? 1 : (size_t)utf8_width(c);
		if (c == ' ' && cells <= room + 1)
			fit = at;
		if (cells > room)
			break;
		at += (size_t)len;
	}
	if (at == n)
		fit = n;
	else if (fit == 0)
		fit = at;                      /* a word alone is too long: cut */
	*next = fit + strspn(text + fit, " ");
	return fit;
}

static void pad(struct str *s, size_t n)
{
	while (n--)
		str_addc(s, ' ');
}

/* One row: as many lines as its highest cell; how many these are. With dry
 * nothing is written. */
static size_t put_row(struct page *p, const struct layout *l, const char *const *cells, size_t n,
                      enum page_tone tone, bool dry)
{
	const char *rest[DOC_COLUMNS];
	size_t lines = 0;
	bool more = true;

	for (size_t i = 0; i < n; i++)
		rest[i] = clean(p, cells[i]);
	for (; more; lines++) {
		struct str line = str_new(p->app->a);
		size_t end = 0;
		more = false;
		for (size_t i = 0; i < n; i++) {
			size_t next, bytes = line_of(rest[i], l->width[i], &next);
			char *text = arena_dup(p->app->a, rest[i], bytes);
			size_t before = l->right >> i & 1 ? l->width[i] - utf8_cells(text) : 0;
			pad(&line, end + before - utf8_cells(line.p));
			str_add(&line, text);
			end += l->width[i] + GAP;
			rest[i] += next;
			more |= *rest[i] != '\0';
		}
		if (!dry)
			page_text(p, "", "", line.p, tone);
	}
	return lines;
}

/* Rows of many lines stand apart. */
static bool is_airy(struct page *p, const struct layout *l, const struct doc_table *t)
{
	for (size_t i = 0; i < t->rows.n; i++)
		if (put_row(p, l, t->rows.v[i], t->columns, PAGE_PLAIN, true) > 2)
			return true;
	return false;
}

/* "Head: cell" below each other. */
static void put_below(struct page *p, const struct doc_table *t)
{
	for (size_t i = 0; i < t->rows.n; i++) {
		page_text(p, "", "", t->rows.v[i][0], PAGE_BOLD);
		for (size_t j = 1; j < t->columns; j++)
			if (*t->rows.v[i][j])
				page_text(p, arena_printf(p->app->a, "  %s: ", t->heads[j]), "    ", t->rows.v[i][j], PAGE_PLAIN);
	}
}

void doc_page_table(struct page *p, const struct doc_table *t)
{
	struct layout l = {.right = t->right, .whole = t->whole};
	bool airy;

	if (*t->caption)
		page_text(p, "", "", t->caption, PAGE_BOLD);
	for (size_t j = 0; j < t->columns; j++) {
		widen(p, &l, j, t->heads[j], true);
		for (size_t i = 0; i < t->rows.n; i++)
			widen(p, &l, j, t->rows.v[i][j], false);
	}
	if (!squeeze(&l, t->columns, p->width)) {
		put_below(p, t);
		return;
	}
	put_row(p, &l, t->heads, t->columns, PAGE_DIM, false);
	airy = is_airy(p, &l, t);
	for (size_t i = 0; i < t->rows.n; i++) {
		if (airy && !t->more.v[i])
			page_blank(p);
		put_row(p, &l, t->rows.v[i], t->columns, t->more.v[i] ? PAGE_DIM : PAGE_PLAIN, false);
	}
}
