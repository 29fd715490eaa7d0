/* num: numbers from text and back, exactly. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

/* The whole of text as a decimal integer ("-12", no blanks, no "+", no
 * leading zeros but "0" itself) in [min, max]. False: out untouched. */
bool num_parse(const char *text, int64_t min, int64_t max, int64_t *out);

/* v in decimal; returns the digits written, a "-" counted. */
enum { NUM_LEN = 21 };
int num_print(char out[NUM_LEN], int64_t v);

/* Money in minor units from "1234.56" with the given number of decimals. */
bool num_parse_minor(const char *text, int decimals, int64_t *out);
/* And back, in the same form; grouped: "1,234.56", for people. decimals 0..9. */
enum { NUM_MINOR_LEN = 40 };
void num_print_minor(char out[NUM_MINOR_LEN], int64_t minor, int decimals, bool grouped);

#endif
