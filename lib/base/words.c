/* words: looking a word up, and guessing the one that was meant. */
#include "base/words.h"

#include <string.h>

#include "base/str.h"

enum { WORD_MAX = 64 };

int words_find(const char *const *words, const char *word)
{
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], word) == 0)
			return i;
	}
	return -1;
}

char *words_list(struct arena *a, const char *const *words)
{
	struct str s = str_new(a);
	for (int i = 0; words[i]; i++) {
		if (i > 0)
			str_add(&s, words[i + 1] ? ", " : " or ");
		str_add(&s, words[i]);
	}
	return s.p;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;
	return m < c ? m : c;
}

/* Optimal string alignment: row i of the matrix needs the two before it. */
int words_distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	if (na > WORD_MAX || nb > WORD_MAX)
		return (int)(na > nb ? na : nb);
	int row[3][WORD_MAX + 1];
	for (size_t j = 0; j <= nb; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int *now = row[i % 3], *up = row[(i - 1) % 3], *up2 = row[(i + 1) % 3];
		now[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			char x = lower(a[i - 1]), y = lower(b[j - 1]);
			now[j] = least(up[j] + 1, now[j - 1] + 1, up[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2]))
				now[j] = least(now[j], now[j], up2[j - 2] + 1);
		}
	}
	return row[na % 3][nb];
}

const char *words_near(const char *const *words, const char *typed)
{
	const char *best = NULL;
	int least_edits = 3;
	int letters = (int)strlen(typed);
	for (int i = 0; words[i]; i++) {
		int d = words_distance(words[i], typed);
		if (d < least_edits && d * 2 < letters) {
			least_edits = d;
			best = words[i];
		}
	}
	return best;
}

char *words_hint(struct arena *a, const char *const *words, const char *typed)
{
	const char *near = words_near(words, typed);
	return near ? arena_printf(a, " (did you mean \"%s\"?)", near)
	            : arena_strdup(a, "");
}
