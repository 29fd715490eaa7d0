/* mask: card numbers and security codes never reach the disk (domain.md 11;
 * PCI DSS 4.0 3.3 and 3.4).
 *
 * A card number: 13-19 decimal digits of any script, blanks, dashes, dots or
 * invisible characters between them allowed, in a known issuer range with that
 * range's length, Luhn correct (text/card.h), and not part of a longer row of
 * digits. It becomes first six + asterisks + last four, in ASCII, separators
 * kept. IBANs (mod 97), telephone numbers (a plus before them), hexadecimal
 * digests (words of 32, 64 or 128) and numbers glued to a prefix of references
 * such as TXN or ARN stay; in doubt a number is a card.
 *
 * Security codes near words such as CVV, CVC, "codigo de seguridad", PINs,
 * one-time codes and passwords behind such a word become asterisks too
 * (text/secret.h). */
#ifndef TEXT_MASK_H
#define TEXT_MASK_H

#include <stddef.h>

#include "base/arena.h"

/* A masked copy of text (valid UTF-8, n bytes), or text itself where nothing
 * was found. *len (may be NULL) is the result's length; *found (may be NULL)
 * is increased by the number of things masked. The copy has a NUL behind it.
 * Idempotent: masking a masked text finds nothing. */
const char *mask_text(struct arena *a, const char *text, size_t n,
                      size_t *len, int *found);

/* Where the first card number in a text stands that mask_text() would mask;
 * NULL where there is none. */
const char *mask_card(struct arena *a, const char *text, size_t n);

#endif
