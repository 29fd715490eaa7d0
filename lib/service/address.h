/* address: where people are reached, in the one form in which it is kept and
 * looked for: mail in small letters, numbers as a plus and digits. */
#ifndef SERVICE_ADDRESS_H
#define SERVICE_ADDRESS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

/* The normal form of an address on a channel of the policy. On "mail" it must
 * be one, on "phone" a telephone number; elsewhere what looks like either is
 * brought into its form and all else kept. "Ana Prado <ana@x.org>" is
 * ana@x.org. Masked as all text. EX_DATAERR. */
int address_clean(struct arena *a, const char *channel, const char *text, const char **out, struct fault *f);

/* Does it look like an address that people write to or call? */
bool address_is_mail(const char *text);
bool address_is_number(const char *text);

#endif
