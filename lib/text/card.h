/* card: is this row of digits a payment card number? Issuer range, length of
 * that range and Luhn's check digit (ISO/IEC 7812-1 annex B). */
#ifndef TEXT_CARD_H
#define TEXT_CARD_H

#include <stdbool.h>
#include <stddef.h>

enum { CARD_MIN = 13, CARD_MAX = 19 };

/* digit: n values 0 to 9. */
bool card_number(const unsigned char *digit, size_t n);

/* The end of a masked card number at p: six digits of an issuer, at least
 * three asterisks, four digits, small gaps between. NULL where there is none. */
const char *card_masked(const char *p, const char *end);

#endif
