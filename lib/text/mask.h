/* mask: card numbers and security codes never reach the disk (domain.md 11;
 * PCI DSS 4.0 3.3 and 3.4).
 *
 * A card number: 13-19 digits (ASCII or any Unicode decimal digits, single
 * blanks, dashes, dots or invisible characters between them allowed), in a
 * known issuer range with that range's length, Luhn correct, and not part of a
 * longer number. It becomes first six + asterisks + last four, separators
 * kept. Security codes (3-4 digits near words such as CVV, CVC, "codigo de
 * seguridad"), PINs, passwords and one-time codes after such a word become
 * asterisks. */
#ifndef TEXT_MASK_H
#define TEXT_MASK_H

#include <stddef.h>

#include "base/arena.h"

/* A masked copy of text (valid UTF-8, n bytes), or text itself where nothing
 * was found (*found 0). *len (may be NULL) is the result's length; *found (may be NULL) is increased by the number of things masked.
 * Idempotent: masking a masked text finds nothing. */
const char *mask_text(struct arena *a, const char *text, size_t n,
                      size_t *len, int *found);

#endif
