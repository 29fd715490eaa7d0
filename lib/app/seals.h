/* seals: reading the seals a record must agree with, and the keys that sign
 * them. Every function says what is wrong and returns 0 or an exit code. */
#ifndef APP_SEALS_H
#define APP_SEALS_H

#include "app/app.h"
#include "service/verify.h"

/* All seals in a file ("-": standard input; NULL: none), whatever else stands
 * in it: a mail or a log will do. signer, a public key in hexadecimal digits
 * or NULL, must have signed each. */
int seals_read(struct app *app, const char *file, const char *signer, const struct seal **v, size_t *n);

/* A secret key is 64 hexadecimal digits in a file that only its owner reads. */
int seal_key_make(const char *path);
int seal_key_read(struct app *app, const char *path, unsigned char key[32]);

#endif
