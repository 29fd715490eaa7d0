/* svg_inner: what the files of svg share. */
#ifndef OUT_SVG_INNER_H
#define OUT_SVG_INNER_H

#include "out/svg.h"

/* Pixels of a letter, at most on average. */
enum { SVG_LETTER = 7 };
enum { SVG_PERCENT = 32 };

const char *svg_class(enum svg_tone tone);
/* left, right: pixels beside it that letters may stand in. */
void svg_open(struct str *out, const struct svg_chart *c, int left, int right, int height);
void svg_close(struct str *out);
/* place: attributes, ours. */
void svg_text(struct str *out, const char *place, const char *text);
/* The <title> of a mark. */
void svg_told(struct str *out, const struct svg_chart *c, size_t series, size_t i);
/* "12.50%" */
const char *svg_percent(char text[SVG_PERCENT], int64_t part, int64_t whole);
/* At most so many cells, with an ellipsis; room holds what is shorter. */
const char *svg_short(struct str *room, const char *text, size_t most);

#endif
