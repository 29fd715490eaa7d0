/* page: a document for people: lines wrapped to the width. */
#include "app/page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

enum { MIN_ROOM = 20, TAB = 4 };

struct page_pair { const char *label, *text; };

/* --- wrapping --- */

/* Where a word that is marked begins and ends, once all else is made visible. */
enum { MARK = '\x01', UNMARK = '\x02' };

static void add_marked(struct page *p, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] != MARK && text[i] != UNMARK)
			str_addc(&p->out, text[i]);
		else if (p->colour)
			str_add(&p->out, text[i] == MARK ? "\033[1m" : "\033[22m");
}

static void emit(struct page *p, const char *lead, const char *text, size_t n, enum page_tone tone)
{
	static const char *const codes[] = {
		[PAGE_BOLD] = "\033[1m", [PAGE_DIM] = "\033[2m", [PAGE_GOOD] = "\033[32m",
		[PAGE_WARN] = "\033[33m", [PAGE_BAD] = "\033[31m",
	};
	bool paint = p->colour && tone != PAGE_PLAIN;
	size_t begin = p->out.n;

	str_add(&p->out, paint ? codes[tone] : "");
	str_add(&p->out, lead);
	add_marked(p, text, n);
	while (!paint && p->out.n > begin && p->out.p[p->out.n - 1] == ' ')
		str_cut(&p->out, p->out.n - 1);
	str_add(&p->out, paint ? "\033[0m\n" : "\n");
}

/* How many bytes of a line of n bytes fit in room cells: up to the last blank
 * where there is one, else all that fits, at least one character. */
static size_t fitting(const char *text, size_t n, size_t room)
{
	size_t cells = 0, blank = 0;

	for (size_t at = 0; at < n;) {
		uint32_t c;
		int len = utf8_next(text + at, text + n, &c);
		cells += c == UTF8_BAD ? 1 : c == MARK || c == UNMARK ? 0 : (size_t)utf8_width(c);
		if (cells > room && at > 0)
			return blank && text[at] != ' ' ? blank : at;
		at += (size_t)len;
		if (c == ' ' && cells > 0)
			blank = at;
	}
	return n;
}

static size_t without_blanks(const char *text, size_t n)
{
	while (n && text[n - 1] == ' ')
		n--;
	return n;
}

/* One line of text, without its newline, on as many lines as it needs. */
static void wrap(struct page *p, const char **lead, const char *rest, const char *text, size_t n,
                 enum page_tone tone)
{
	do {
		size_t used = utf8_cells(*lead);
		size_t room = p->width > used + MIN_ROOM ? p->width - used : MIN_ROOM;
		size_t fit = fitting(text, n, room);
		emit(p, *lead, text, without_blanks(text, fit), tone);
		*lead = rest;
		text += fit;
		n -= fit;
		while (n && *text == ' ') {
			text++;
			n--;
		}
	} while (n);
}

/* Tabs as blanks, no returns before newlines, the rest made visible. */
static void tidy(struct str *out, const char *text)
{
	for (size_t n; *text; text += n + (text[n] != '\0')) {
		n = strcspn(text, "\t\n");
		bool returned = n && text[n] == '\n' && text[n - 1] == '\r';
		utf8_visible(out, text, n - returned, false);
		if (text[n] == '\n')
			str_addc(out, '\n');
		for (int i = 0; text[n] == '\t' && i < TAB; i++)
			str_addc(out, ' ');
	}
}

static void write_lines(struct page *p, const char *first, const char *rest, enum page_tone tone)
{
	const char *lead = first, *at = p->line.p;

	do {
		size_t n = strcspn(at, "\n");
		wrap(p, &lead, rest, at, n, tone);
		at += n + (at[n] == '\n');
	} while (*at);
}

void page_text(struct page *p, const char *first, const char *rest, const char *text, enum page_tone tone)
{
	str_cut(&p->line, 0);
	tidy(&p->line, text);
	write_lines(p, first, rest, tone);
}

void page_marked(struct page *p, const char *first, const char *rest, const char *text, const struct page_mark *marks,
                 size_t n)
{
	struct arena *a = p->app->a;
	size_t at = 0;

	str_cut(&p->line, 0);
	for (size_t i = 0; i < n; i++) {
		tidy(&p->line, arena_dup(a, text + at, marks[i].from - at));
		str_addc(&p->line, MARK);
		tidy(&p->line, arena_dup(a, text + marks[i].from, marks[i].to - marks[i].from));
		str_addc(&p->line, UNMARK);
		at = marks[i].to;
	}
	tidy(&p->line, text + at);
	write_lines(p, first, rest, PAGE_PLAIN);
}

void page_blank(struct page *p)
{
	str_addc(&p->out, '\n');
}

void page_rule(struct page *p)
{
	size_t n = p->width <= PAGE_MAX_WIDTH ? p->width : PAGE_WIDTH;

	while (n--)
		str_add(&p->out, p->utf8 ? "\xe2\x94\x80" : "-");
	str_addc(&p->out, '\n');
}

/* --- pairs --- */

void page_pair(struct page *p, const char *label, const char *text)
{
	if (!str_empty(text))
		*vec_push(p->app->a, &p->pairs) = (struct page_pair){label, text};
}

void page_pairs(struct page *p)
{
	size_t widest = 0, i;
	struct arena *a = p->app->a;

	for (i = 0; i < p->pairs.n; i++)
		if (utf8_cells(p->pairs.v[i].label) > widest)
			widest = utf8_cells(p->pairs.v[i].label);
	char *rest = arena_printf(a, "%*s", (int)widest + 2, "");
	for (i = 0; i < p->pairs.n; i++) {
		const struct page_pair *x = &p->pairs.v[i];
		size_t pad = widest - utf8_cells(x->label) + 2;
		page_text(p, arena_printf(a, "%s%*s", x->label, (int)pad, ""), rest, x->text, PAGE_PLAIN);
	}
	p->pairs.n = 0;
}

/* leave() would no longer know why a large page could not be written; that its
 * reader has gone away it does. */
void page_end(struct page *p)
{
	errno = 0;
	if (fwrite(p->out.p, 1, p->out.n, stdout) < p->out.n && errno && errno != EPIPE)
		die(EX_IOERR, "cannot write output: %s", strerror(errno));
	str_cut(&p->out, 0);
}
