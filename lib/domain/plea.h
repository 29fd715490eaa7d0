/* plea: does a text ask for more than an answer?
 *
 * Fraud, complaints and the wish for a person are not for a program to answer. The
 * words are known of six languages (en es fr it de pt) and are looked for whatever
 * the text's language is; a policy adds its own. */
#ifndef DOMAIN_PLEA_H
#define DOMAIN_PLEA_H

#include "base/arena.h"

enum plea { PLEA_NONE, PLEA_FRAUD, PLEA_COMPLAINT, PLEA_PERSON, PLEA_POLICY };
extern const char *const plea_words[];         /* none fraud complaint person policy, NULL */

/* The first plea in the order above, of more (NULL-terminated; may be NULL) the
 * last; *said (may be NULL) is the phrase that was found. */
enum plea plea_of(struct arena *a, const char *text, const char *const *more, const char **said);

#endif
