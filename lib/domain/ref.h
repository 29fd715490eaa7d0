/* ref: how people name tickets.
 *
 * A number inside ("4711"); shown to customers with the desk's prefix and a
 * check character ("TK-4711-K"); "key:X" is the name another system gave.
 * The check character is 15 n mod 23 in ABCDEFGHJKLMNPRSTUVWXYZ: as 10 and 1
 * differ modulo the prime 23 and so do all digits, it catches every single
 * wrong digit and every swap of neighbours. */
#ifndef DOMAIN_REF_H
#define DOMAIN_REF_H

#include <stdint.h>

#include "base/err.h"

struct ref {
	int64_t id;            /* 0 where key says it */
	const char *key;       /* points into the text; NULL */
};

/* EX_USAGE: no reference, or a wrong check character (the message gives the
 * right one). prefix is the policy's ("TK"), compared without case; one given
 * out under another prefix is good with its check letter. */
int ref_parse(const char *text, const char *prefix, struct ref *r, struct fault *f);

/* "TK-4711-K". */
void ref_print(char out[48], const char *prefix, int64_t id);
char ref_check(int64_t id);

#endif
