/* fold: letters without case and accents.
 *
 * One rule for all marks: they are dropped, so that a composed letter and its
 * decomposed spelling fold alike (Russian short i and io become i and e, as
 * people type them). Sharp s is ss, ae oe th and d o l with a stroke are plain
 * letters, final sigma is sigma, fullwidth forms and every decimal digit are
 * ASCII. Other scripts keep their letters. Unicode 15. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdint.h>

#include "base/utf8.h"

enum fold_class {
	FOLD_GAP,     /* between words: blanks, punctuation, symbols */
	FOLD_WORD,    /* letters and digits */
	FOLD_DROP,    /* nothing: combining marks, soft hyphens, joiners */
	FOLD_HAN,     /* letters of scripts without blanks: Han and kana */
};

enum { FOLD_MAX = 4 };

/* Folds one character (UTF8_BAD too) into out as UTF-8 without a NUL. Returns
 * the bytes written, 0 for FOLD_DROP and for UTF8_BAD (a FOLD_GAP). The class
 * is that of what was written; blanks, hyphens and quotes of all kinds become
 * the ASCII ones. */
int fold_char(uint32_t c, char out[FOLD_MAX], enum fold_class *class);

/* An ASCII letter or digit folded; 0 for any other byte. */
extern const char fold_ascii[256];

/* The same for the character at p (end > p); *n is the bytes in out. Returns
 * the bytes it takes at p. */
static inline int fold_next(const char *p, const char *end, char out[FOLD_MAX],
                            int *n, enum fold_class *class)
{
	unsigned char b = (unsigned char)*p;
	if (b < 0x80) {
		*class = fold_ascii[b] ? FOLD_WORD : FOLD_GAP;
		out[0] = fold_ascii[b] ? fold_ascii[b] : (char)b;
		*n = 1;
		return 1;
	}
	uint32_t c;
	int len = utf8_next(p, end, &c);
	*n = fold_char(c, out, class);
	return len;
}

/* The value of a decimal digit of any script (general category Nd), or -1. */
int fold_digit(uint32_t c);

#endif
