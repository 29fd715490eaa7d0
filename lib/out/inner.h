/* inner: what the formats of out/ share; nothing outside out/ includes it. */
#ifndef OUT_INNER_H
#define OUT_INNER_H

#include "base/str.h"
#include "out/rows.h"

struct out_ops {
	bool (*open)(struct out *o, struct fault *f);   /* sets o->own; NULL: nothing to do */
	void (*row)(struct out *o, const struct out_cell *cells);
	void (*settle)(struct out *o);                  /* rows held back go to o->buf; NULL */
};

struct out {
	struct arena *a;
	FILE *to;
	struct out_style style;
	const struct out_column **columns;
	size_t n;
	const struct out_ops *ops;
	void *own;              /* the format's own state */
	bool header;            /* decided */
	struct str buf;         /* bytes on their way to the stream */
	struct str cell, aside; /* scratch */
};

extern const struct out_ops out_table_ops, out_tsv_ops, out_csv_ops, out_json_ops,
	out_template_ops;

/* Ends a record in o->buf and hands a full buffer over. */
void out_end(struct out *o);

/* --- cell.c: a cell as text --- */

/* For machines: exact, RFC 3339, nothing escaped; null is empty. */
void cell_plain(struct str *s, const struct out_cell *c);
/* For people: wall clock, lengths in words; customers' text as it is. */
void cell_human(struct str *s, const struct out_cell *c, const struct zone *zone);
/* A span of business time: in hours. */
void cell_hours(struct str *s, const struct out_cell *c);
/* A JSON value. */
void cell_json(struct str *s, const struct out_cell *c);
/* "in 2 h 05 min", "3 d ago"; other kinds than OUT_AT as cell_human. */
void cell_relative(struct str *s, const struct out_cell *c, int64_t now);
/* At most width cells of valid UTF-8, the last one(s) an ellipsis where
 * something was cut. */
void cell_cut(struct str *s, const char *text, size_t width, bool utf8);
/* Does the text stand at its column's right edge? */
bool cell_right(enum out_kind kind);

void cell_int(struct str *s, int64_t n);
void cell_decimal(struct str *s, int64_t n, int decimals);
void cell_utc(struct str *s, int64_t at);

/* CSV quoting where it is needed (csv.c). */
void csv_quote(struct str *s, const char *p, size_t n);

#endif
