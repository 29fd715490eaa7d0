/* rows: one row model for every list, whatever bytes it becomes.
 *
 * A program declares its columns once, picks some of them, and hands over rows
 * of cells; the style says whether they become a table, TSV, CSV, JSON lines
 * or a template's text. Column names are the contract: JSON key, TSV column,
 * %(name), --columns and --sort all use them. */
#ifndef OUT_ROWS_H
#define OUT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "when/clock.h"
#include "when/zone.h"

/* What a cell holds. Machine formats show exact values, tables and
 * :relative show them for people. */
enum out_kind {
	OUT_NULL,       /* nothing; as a column's kind: cells of several kinds */
	OUT_TEXT,
	OUT_REF,        /* a text that is never truncated */
	OUT_INT,
	OUT_AT,         /* an instant: RFC 3339 UTC, or the reader's wall clock */
	OUT_SPAN,       /* seconds; the column's name ends in _s */
	OUT_BOOL,
	OUT_LIST,       /* texts: a JSON array, else joined by commas */
	OUT_MONEY,      /* integer minor units (the name ends in _minor, the
	                 * currency is a column of its own); a table shows
	                 * "12.34 EUR" */
	OUT_DECIMAL,    /* n / 10^decimals, exactly */
};
extern const char *const out_kind_words[];

/* Colour on a terminal that wants it; never the only carrier of meaning. */
enum out_tone { OUT_PLAIN, OUT_GOOD, OUT_WARN, OUT_BAD, OUT_DIM };

struct out_cell {
	enum out_kind kind;
	enum out_tone tone;
	int decimals;                /* OUT_MONEY, OUT_DECIMAL: 0..9; OUT_SPAN: 1 of plain
	                              * time in a column of business time */
	int64_t n;                   /* the number; OUT_LIST: how many */
	const char *text;            /* OUT_TEXT, OUT_REF; OUT_MONEY: ISO 4217, or NULL */
	const char *const *list;
};

enum out_flag {
	OUT_FLEX = 1,                /* may be truncated to fit a terminal */
	OUT_HOURS = 2,               /* OUT_SPAN of business time: a table shows hours,
	                              * never days of 24 hours */
};

struct out_column {
	const char *name;            /* snake_case */
	const char *head;            /* N_() marked, short */
	enum out_kind kind;
	const char *help;            /* N_() marked, one line */
	unsigned flags;
};

enum out_format { OUT_TABLE, OUT_TSV, OUT_CSV, OUT_EXCEL, OUT_JSON, OUT_TEMPLATE };
enum out_header { OUT_HEADER_DEFAULT, OUT_HEADER_YES, OUT_HEADER_NO };

struct out_style {
	enum out_format format;
	enum out_header header;      /* default: table and CSV yes, the others no;
	                              * JSON lines and templates never have one */
	const char *template;        /* OUT_TEMPLATE */
	const struct zone *zone;     /* of times in tables; NULL: UTC */
	int64_t now;                 /* for :relative */
	int width;                   /* cells a table may take, 0: no limit */
	bool colour;
	bool tty;                    /* to a terminal: TSV, CSV and templates show
	                              * control characters as \x1b too */
	bool utf8;                   /* more than ASCII: the ellipsis */
	bool nul;                    /* records end in NUL, not newline */
};

struct out;

/* Begins a list of n columns (from out_pick or out_template_columns; the
 * array and the style are copied, the template's text is not). arena: for as long as the list is open.
 * NULL: EX_USAGE, the template is wrong. */
struct out *out_open(struct arena *a, FILE *to, const struct out_style *style,
                     const struct out_column *const *columns, size_t n,
                     struct fault *f);
/* One row of n cells, each of its column's kind or null. Nothing of it is
 * kept: the caller may reset the arena of its texts. */
void out_row(struct out *o, const struct out_cell *cells);
/* Writes what is held back (a table measures its first 1000 rows); for lists
 * that are followed as they grow. Write errors stay in ferror(to). */
void out_flush(struct out *o);
void out_close(struct out *o);

/* The columns that spec names: "a,b,c" exactly those; with a "+" before one
 * ("+d,e") those after the default ones. NULL: the default. all is the
 * program's table of nall; picked[i] - all is the column's index there.
 * EX_USAGE, with a hint, for an unknown name. */
int out_pick(struct arena *a, const struct out_column *all, size_t nall,
             const char *defaults, const char *spec,
             const struct out_column ***picked, size_t *n, struct fault *f);
/* The columns a --format template uses; EX_USAGE where it is wrong. */
int out_template_columns(struct arena *a, const struct out_column *all, size_t nall,
                         const char *template, const struct out_column ***picked,
                         size_t *n, struct fault *f);
/* The column called name, NULL: none. */
const struct out_column *out_column(const struct out_column *all, size_t nall,
                                    const char *name);
/* --columns=help: name, type and meaning of each, itself a list. */
void out_columns_help(struct arena *a, FILE *to, const struct out_style *style,
                      const struct out_column *all, size_t nall);

/* Cells. A NULL text, AT_NONE, and an absent list (NULL) are null. */
static inline struct out_cell out_null(void)
{
	return (struct out_cell){.kind = OUT_NULL};
}
static inline struct out_cell out_text(const char *text)
{
	return (struct out_cell){.kind = text ? OUT_TEXT : OUT_NULL, .text = text};
}
static inline struct out_cell out_ref(const char *text)
{
	return (struct out_cell){.kind = text ? OUT_REF : OUT_NULL, .text = text};
}
static inline struct out_cell out_int(int64_t n)
{
	return (struct out_cell){.kind = OUT_INT, .n = n};
}
static inline struct out_cell out_at(int64_t at)
{
	return (struct out_cell){.kind = at == AT_NONE ? OUT_NULL : OUT_AT, .n = at};
}
static inline struct out_cell out_span(int64_t seconds)
{
	return (struct out_cell){.kind = OUT_SPAN, .n = seconds};
}
/* Plain time in a column with OUT_HOURS. */
static inline struct out_cell out_days(int64_t seconds)
{
	return (struct out_cell){.kind = OUT_SPAN, .decimals = 1, .n = seconds};
}
static inline struct out_cell out_bool(bool yes)
{
	return (struct out_cell){.kind = OUT_BOOL, .n = yes};
}
static inline struct out_cell out_list(const char *const *texts, size_t n)
{
	return (struct out_cell){.kind = texts ? OUT_LIST : OUT_NULL, .n = (int64_t)n, .list = texts};
}
static inline struct out_cell out_money(int64_t minor, int decimals, const char *currency)
{
	return (struct out_cell){.kind = OUT_MONEY, .n = minor, .decimals = decimals, .text = currency};
}
static inline struct out_cell out_decimal(int64_t n, int decimals)
{
	return (struct out_cell){.kind = OUT_DECIMAL, .n = n, .decimals = decimals};
}
static inline struct out_cell out_tone(struct out_cell cell, enum out_tone tone)
{
	cell.tone = tone;
	return cell;
}

#endif
