/* list: a small list written in some style, as text, for the tests of out/. */
#ifndef LIST_H
#define LIST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "out/rows.h"

static struct arena arena;

/* 2026-11-21 14:00:00 UTC */
#define LIST_AT INT64_C(1795269600)

static const struct out_column list_all[] = {
	{"ref", "Ref", OUT_REF, "the reference", 0},
	{"subject", "Subject", OUT_TEXT, "what it is about", OUT_FLEX},
	{"count", "Count", OUT_INT, "how many", 0},
	{"opened", "Opened", OUT_AT, "when it was opened", 0},
	{"left_s", "Left", OUT_SPAN, "time left", 0},
	{"breached", "Breached", OUT_BOOL, "too late", 0},
	{"tags", "Tags", OUT_LIST, "its tags", 0},
	{"amount_minor", "Amount", OUT_MONEY, "the amount", 0},
	{"rate", "Rate", OUT_DECIMAL, "a rate", 0},
};
enum { LIST_N = sizeof list_all / sizeof *list_all };

static const char *const list_tags[] = {"a", "b,c", NULL};

/* One row in which every kind has a value, and one of nulls. */
static inline void list_full(struct out_cell cells[LIST_N], const char *ref, const char *subject)
{
	struct out_cell full[LIST_N] = {out_ref(ref), out_text(subject), out_int(-7), out_at(LIST_AT),
		out_span(7500), out_bool(true), out_list(list_tags, 2), out_money(123450, 2, "EUR"),
		out_decimal(-5, 2)};
	memcpy(cells, full, sizeof full);
}

/* Writes n rows of the columns `names` ("ref,subject"); rows hold LIST_N
 * cells each. Returns what came out, length in *len (may be NULL). */
static inline char *list_write(const struct out_style *style, const char *names,
                               struct out_cell (*rows)[LIST_N], size_t n, size_t *len)
{
	const struct out_column **picked;
	struct out_cell cells[LIST_N];
	struct fault f = {0};
	struct out *o;
	size_t npicked, size;
	char *bytes, *copy;
	FILE *to = open_memstream(&bytes, &size);
	if (out_pick(&arena, list_all, LIST_N, "ref", names, &picked, &npicked, &f))
		die_fault(&f);
	o = out_open(&arena, to, style, picked, npicked, &f);
	if (!o)
		die_fault(&f);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < npicked; k++)
			cells[k] = rows[i][picked[k] - list_all];
		out_row(o, cells);
	}
	out_close(o);
	fclose(to);
	copy = arena_dup(&arena, bytes, size);
	free(bytes);
	if (len)
		*len = size;
	return copy;
}

#define LIST_EVERY "ref,subject,count,opened,left_s,breached,tags,amount_minor,rate"

#endif
