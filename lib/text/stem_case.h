/* stem_case: lower case with accents, for stem.c. */
#ifndef TEXT_STEM_CASE_H
#define TEXT_STEM_CASE_H

#include <stddef.h>

/* A word in lower case, its accents composed ("e" and U+0301 become one letter),
 * soft hyphens and joiners taken out. out has room for n bytes; returns how
 * many it used. Invalid bytes are left out. */
size_t stem_lower(const char *p, size_t n, char *out);

#endif
